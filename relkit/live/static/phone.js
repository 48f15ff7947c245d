// A participant's phone: comes in, answers what is open, reads what the room thinks.

import { Refused, ask, listen } from "./talk.js";
import { Answers } from "./answers.js";
import { button, element, fold, heading, many, paragraph } from "./dom.js";
import { comeBack, door, standpoint, words } from "./coming_in.js";
import { giving, givenList } from "./giving.js";
import { results } from "./results.js";
import { sortedList, sorting } from "./sorting.js";
import { thisRoom } from "./this_room.js";

const code = location.pathname.split("/").filter(Boolean).at(-1).toUpperCase();
const page = document.querySelector("#page");
const status = document.querySelector("#status");
const told = document.querySelector("#told");
const WORDS = `relkit-room-${code}-words`; // only until they were read

const memory = {
  get() { try { return localStorage.getItem(WORDS) ?? ""; } catch { return this.here; } },
  set(said) {
    this.here = said;
    try { if (said) localStorage.setItem(WORDS, said); else localStorage.removeItem(WORDS); } catch { /* this page knows them */ }
  },
  here: "",
};

/** What this phone knows of the room. */
const room = {
  about: null, // bins, cards, tables
  state: null, // what everyone may see
  mine: null, // what this phone's person gave; null before they come in
  answers: new Answers(code, { changed, kept, refused, stranger: () => refresh() }),

  activity: (topic) => room.about.activities.find((each) => each.topic === topic),
  standing: (topic) => room.state.activities.find((each) => each.topic === topic),
  give: (said) => room.answers.give(said),
  /** Where this person put the cards, with what still waits on this phone. */
  placed(topic) {
    const waits = room.answers.waiting.filter((said) => said.kind === "placed" && said.topic === topic);
    return { ...room.mine?.placed[topic], ...Object.fromEntries(waits.map(({ card, bin }) => [card, bin])) };
  },
  /** What this person gave, with what still waits on this phone. */
  given(topic) {
    const waiting = room.answers.waiting;
    const leaving = new Set(waiting.filter(({ kind }) => kind === "took back").map(({ number }) => number));
    const why = (number) => room.state.log.findLast(({ kind, about, reason }) => kind === "refused" && about === number && reason)?.reason;
    return [
      ...(room.mine?.given ?? []).filter((each) => each.topic === topic).map(({ number, row, shown }) => ({
        number, row, shown, leaving: leaving.has(number), reason: shown === false && why(number) ? `Reason: ${why(number)}` : "",
      })),
      ...waiting.filter((said) => said.kind === "gave" && said.topic === topic).map(({ row, name }) => ({ row: row ?? { name }, waits: room.answers.lost })),
    ].filter(({ waits }) => waits !== false);
  },
};

let reached = true;
let over = "";
let step = ""; // before the room: "door", "standpoint", "return"; "withdrawn" after it
let chosen = ""; // the topic that is looked at
let screen = { key: "", update() {} };
let wasKept = false;

// What is shown -------------------------------------------------------------------------

/** Show a step. One that is shown already is brought up to date, and keeps the focus. */
function show(key, make) {
  if (screen.key === key) return screen.update();
  const first = !screen.key;
  const parts = make();
  screen = { key, update: parts.update ?? (() => {}) };
  page.replaceChildren(parts.whole ?? parts);
  document.title = `${page.querySelector("h1").textContent} – ${room.about?.title ?? "relkit"}`;
  if (first) return;
  scrollTo(0, 0);
  page.querySelector("h1").focus({ preventScroll: true });
}

function draw() {
  if (over) return show("over", () => element("section", {}, heading(1, "This room is not here"), paragraph(over)));
  if (!room.about || !room.state || room.mine === undefined) return;
  document.querySelector("#place").textContent = room.about.title;
  document.querySelector("#room-code").textContent = `Room ${code}`;
  const to = (next) => () => { step = next; draw(); };
  if (memory.get() && room.mine) return show("words", () => words(memory.get(), () => { memory.set(""); draw(); }));
  if (step === "withdrawn") return show(step, () => element("section", {},
    heading(1, "What you gave is deleted"),
    paragraph("Nothing of yours is left in this room."),
    element("p", {}, button("Back to the room’s door", to("door"))),
  ));
  if (room.mine?.here) return drawInside();
  if (room.mine) return show("here again", () => standpoint(room, "Go on", speak, true));
  if (step === "standpoint") return show(step, () => standpoint(room, "Come in", join));
  if (step === "return") return show(step, () => comeBack(room, { returned: refresh, withdrew: withdrawn, back: to("door") }));
  return show("door", () => door(room, { on: to("standpoint"), back: to("return") }));
}

/** The topics that there is something to do or to read about. */
function topics() {
  return room.state.activities.filter(({ topic, open, revealed }) => open || revealed || Object.keys(room.placed(topic)).length || room.given(topic).length);
}

function drawInside() {
  const there = topics();
  const open = there.filter((each) => each.open);
  const here = there.find(({ topic }) => topic === chosen);
  const wasOpen = screen.key.startsWith(`in ${chosen} open`);
  // Whoever is busy stays; whoever is not goes where something opens or was shown.
  if (!here || (!here.open && wasOpen && !here.revealed)) chosen = open[0]?.topic ?? "";
  else if (!here.open && open.some(({ topic }) => !seenOpen.has(topic))) chosen = open.find(({ topic }) => !seenOpen.has(topic)).topic;
  seenOpen = new Set(open.map(({ topic }) => topic));
  const standing = chosen && room.standing(chosen);
  show(`in ${chosen} ${standing?.open ? "open" : ""}`, () => inside(chosen));
}
let seenOpen = new Set();

function inside(topic) {
  const standing = () => room.standing(topic);
  const ways = element("nav", { "aria-label": "Activities" });
  const parts = !topic ? [waiting()] : standing().open ? [(room.activity(topic).bins ? sorting : giving)(room, topic)] : [closed(topic)];
  const found = topic ? shownResults(topic) : null;
  const below = thisRoom(room, { spoke: speak, withdrew: withdrawn });
  const all = [...parts, found, below].filter(Boolean);
  const own = parts[0].own;
  const update = () => {
    drawWays(ways, topic);
    for (const part of all) part.update?.();
  };
  update();
  return { whole: element("div", {}, ...parts.map((part) => part.whole), found?.whole ?? "", own ?? "", ways, below.whole), update };
}

function shownResults(topic) {
  const whole = element("div");
  let part;
  const update = () => {
    if (!room.standing(topic).revealed) part = whole.replaceChildren();
    else if (part) part.update();
    else whole.replaceChildren((part = results(room, topic)).whole);
  };
  return { whole, update };
}

function drawWays(ways, topic) {
  const others = topics().filter((each) => each.topic !== topic);
  const lines = others.map(({ topic, open, revealed }) => [topic, `${room.activity(topic).title}: ${open ? "open now" : revealed ? "what the room thinks" : "what you gave"}`]);
  const now = JSON.stringify(lines);
  ways.hidden = !lines.length;
  if (ways.dataset.now === now) return;
  ways.dataset.now = now;
  const go = (to) => () => { chosen = to; draw(); };
  ways.replaceChildren(element("h2", { text: "Also in this room" }), ...lines.map(([topic, text]) => element("p", {}, button(text, go(topic)))));
}

function waiting() {
  const count = paragraph("", "quiet");
  const update = () => {
    const come = Object.values(room.state.come).reduce((a, b) => a + b, 0);
    count.textContent = `${many(come, "person has", "people have")} come in so far.`;
  };
  const whole = element("section", {}, heading(1, "Nothing is open just now"), paragraph("You need do nothing. This page goes on by itself when the facilitator opens something."), count);
  return { whole, update };
}

function closed(topic) {
  const activity = room.activity(topic);
  const mine = element("div");
  const given = givenList(room, topic, activity.bins ? "Cards that you added" : "What you gave");
  let before = "";
  const update = () => {
    given.update();
    const now = JSON.stringify([room.placed(topic), activity.bins && room.activity(topic).cards]);
    if (before === now) return;
    before = now;
    mine.replaceChildren(...(activity.bins ? [fold("Your own answers", sortedList(room, topic))] : []));
  };
  return { whole: element("section", {}, heading(1, activity.title), paragraph("This is closed now. What you gave is kept. This page goes on by itself.")), own: element("div", {}, mine, given.whole), update };
}

// What is said about answers on their way ------------------------------------------------

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

function changed() {
  const n = room.answers.waiting.length;
  if (n && (room.answers.lost || !reached)) say(`Waiting for the connection: ${many(n, "answer waits", "answers wait")} on this phone.`);
  else if (n) say("Sending…");
  else if (!reached) say("The connection is lost. This page tries again by itself.");
  else say(wasKept ? "Kept." : "");
  if (room.mine?.here) draw();
}

function kept(said) {
  wasKept = true;
  if (said.kind === "placed" && room.mine) {
    room.mine.placed[said.topic] = { ...room.mine.placed[said.topic], [said.card]: said.bin };
  } else {
    return refreshMine();
  }
}

/** An answer was refused; where nobody asks for it any more, it is told on top. */
function refused(said, sentence, asked) {
  refreshMine();
  if (asked && said.kind === "gave") return;
  const what = said.card ?? said.name ?? said.row?.name;
  const close = () => {
    told.replaceChildren();
    page.focus();
  };
  told.replaceChildren(element("div", { class: "notice" }, paragraph(`${what ? `‘${what}’: t` : "T"}his answer was not kept. ${sentence}`), button("I have read this", close)));
}

// What is done ---------------------------------------------------------------------------

async function join(from) {
  try {
    const { return_code } = await ask("join", { standpoint: from });
    room.answers.forget(); // what waits from before is nobody's here any more
    memory.set(return_code);
  } catch (wrong) {
    if (wrong.status !== 409) throw wrong; // in the room already, by another tab
  }
  await refresh();
}

async function speak(from) {
  const { refused, waits } = await room.give({ kind: "spoke from", standpoint: from });
  if (refused) throw new Error(refused);
  if (waits) throw new Error("The connection is lost just now. This is sent as soon as it is back.");
}

function withdrawn() {
  room.answers.forget();
  memory.set("");
  room.mine = null;
  wasKept = false;
  step = "withdrawn";
  chosen = "";
  changed();
  draw();
}

// What is heard --------------------------------------------------------------------------

async function askMine() {
  try {
    return await ask("mine");
  } catch (wrong) {
    if (wrong instanceof Refused && wrong.status === 401) return null;
    throw wrong;
  }
}

async function refreshMine() {
  try {
    const mine = await askMine();
    const came = !room.mine && mine;
    room.mine = mine;
    if (!mine && step === "standpoint") step = "door";
    if (came) room.answers.send();
  } catch { /* the next news brings it */ }
  draw();
}

let refreshing = null;
const refresh = () => (refreshing ??= refreshAll().finally(() => { refreshing = null; }));

async function refreshAll() {
  const about = await ask("about").catch(() => room.about);
  room.about = about;
  await refreshMine();
}

let heardBefore = "";
async function heard(state) {
  const before = room.state;
  room.state = state;
  const texts = JSON.stringify([state.gathering, state.activities.map(({ given, waiting }) => [given, waiting]), state.log.length]);
  if (!room.about || room.mine === undefined) await refresh();
  else if (before && texts !== heardBefore) setTimeout(refresh, Math.random() * 1000); // a hall does not ask all at once
  heardBefore = texts;
  draw();
}

room.mine = undefined;
listen({
  heard,
  reached(yes) {
    if (reached === yes) return;
    reached = yes;
    if (yes) room.answers.send();
    changed();
  },
  ended(sentence) {
    over = sentence;
    draw();
  },
});
changed();
