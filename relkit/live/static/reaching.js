// The address of the rooms as phones type it, with its QR code.

import { element } from "./dom.js";
import { ask } from "./talk.js";

/**
 * Show it, with a choice where this machine has several. `rooms` is the address of the
 * rooms on this page; `code` that of one room, if there is one; `chosen` is told each
 * choice.
 */
export async function showReach(where, rooms, code = "", chosen = () => {}) {
  const { addresses, rooms: path } = await ask(new URL("reach", rooms));
  if (!addresses.length) {
    where.replaceChildren(
      element("p", { class: "notice" },
        "Only this machine can open the room for now. To let phones in, stop relkit and start it again with ",
        element("code", { text: "relkit serve --share" }), ". Rooms are kept meanwhile."),
    );
    if (code) where.prepend(theCode(code));
    chosen(location.origin);
    return;
  }
  const own = addresses.find((at) => new URL(at).host === location.host);
  const known = addresses.map((at) => (at === own ? location.origin : at));
  const picture = element("img", { class: "qr", width: 240, height: 240 });
  const typed = element("strong", { class: "address" });
  const told = element("div", { class: "say" },
    element("p", {}, "Scan the picture with the phone’s camera, or type ", typed, code ? ", then the code:" : ""));
  if (code) told.append(theCode(code));
  const show = (at) => {
    const named = new URL(`${code ? `${code}/` : ""}qr.svg`, rooms);
    named.searchParams.set("at", at);
    picture.src = named;
    typed.textContent = at + path;
    picture.alt = `QR code of ${at}${path}${code ? `${code}/` : ""}`;
    chosen(at);
  };
  if (known.length > 1) {
    const choice = element("select", { id: "reached-at", onchange: () => show(choice.value) },
      ...known.map((at) => element("option", { value: at, text: at })));
    told.append(element("p", { class: "no-print" },
      element("label", { for: "reached-at", text: "Address that phones use" }),
      element("span", { class: "hint", text: "This machine has several. If a phone does not get there, try the next." }),
      choice));
  }
  show(known[0]);
  where.replaceChildren(element("div", { class: "way-in" }, picture, told));
}

const theCode = (code) => element("p", { class: "code", text: code });
