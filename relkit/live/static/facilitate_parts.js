// What the facilitator's pages share. Whatever people wrote becomes text, never markup.

/** An element with attributes; strings among its children become text. */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export const find = (id) => document.getElementById(id);

/** Say something in an element, only if it says something else so far. */
export function say(where, words) {
  if (where.textContent !== words) where.textContent = words;
}

export class Refusal extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

/** JSON from an address; `said` is sent to it. Throws a `Refusal` to be shown as it is. */
export async function ask(address, said) {
  let answer, told;
  try {
    answer = await fetch(address, {
      method: said ? "POST" : "GET",
      headers: said ? { "Content-Type": "application/json" } : {},
      body: said && JSON.stringify(said),
      credentials: "same-origin",
    });
    told = await answer.json();
  } catch {
    throw new Refusal(
      "The machine that hosts the room does not answer. Look whether it is on, then try again.",
      answer ? answer.status : 0,
    );
  }
  if (!answer.ok) throw new Refusal(told.error || "This did not work.", answer.status);
  return told;
}

/** A key for an answer. Pages on a local network have no `crypto.randomUUID`. */
export function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

export function day(date) {
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

export function time(date) {
  const hours = date.getHours();
  const minutes = String(date.getMinutes()).padStart(2, "0");
  return `${hours % 12 || 12}:${minutes}${hours < 12 ? "am" : "pm"}`;
}

/** A day as the server writes it, whatever the time zone of this machine. */
export const dayOf = (iso) => new Date(`${iso}T12:00`);

/**
 * The address of the rooms as phones type it, with its QR code, and a choice where this
 * machine has several. `rooms` is the address of the rooms on this page; `code` that of
 * one room, if there is one; `chosen` is told each choice.
 */
export async function showReach(where, rooms, code = "", chosen = () => {}) {
  const { addresses, rooms: path } = await ask(new URL("reach", rooms));
  if (!addresses.length) {
    where.replaceChildren(
      make("p", { class: "notice" },
        "Only this machine can open the room for now. To let phones in, stop relkit and start it again with ",
        make("code", {}, "relkit serve --share"), ". Rooms are kept meanwhile."),
    );
    if (code) where.prepend(theCode(code));
    chosen(location.origin);
    return;
  }
  const own = addresses.find((at) => new URL(at).host === location.host);
  const known = addresses.map((at) => (at === own ? location.origin : at));
  const picture = make("img", { class: "qr", width: 240, height: 240 });
  const typed = make("strong", { class: "address" });
  const then = code ? ", then the code:" : "";
  const say = make("div", { class: "say" },
    make("p", {}, "Scan the picture with the phone’s camera, or type ", typed, then));
  if (code) say.append(theCode(code));
  const show = (at) => {
    const named = new URL(`${code ? `${code}/` : ""}qr.svg`, rooms);
    named.searchParams.set("at", at);
    picture.src = named;
    typed.textContent = at + path;
    picture.alt = `QR code of ${at}${path}${code ? `${code}/` : ""}`;
    chosen(at);
  };
  if (known.length > 1) {
    const choice = make("select", { id: "reached-at", onchange: () => show(choice.value) },
      ...known.map((at) => make("option", { value: at }, at)));
    say.append(make("p", {},
      make("label", { for: "reached-at" }, "Address that phones use"),
      make("span", { class: "hint" }, "This machine has several. If a phone does not get there, try the next."),
      choice));
  }
  show(known[0]);
  where.replaceChildren(make("div", { class: "way-in" }, picture, say));
}

function theCode(code) {
  return make("p", { class: "code" }, code);
}
