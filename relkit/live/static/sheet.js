// Sheets to print: the way into the Wi-Fi and the room, cards to cut out, answer papers.

import { element, find, say } from "./dom.js";
import { labelOf } from "./giving.js";
import { showReach } from "./reaching.js";
import { ask } from "./talk.js";

const rooms = new URL(".", location.href);
const asked = new URL(location.href).searchParams.get("room") ?? "";
const code = /^[A-Za-z0-9]{6}$/.test(asked) ? asked.toUpperCase() : "";
let places = [];

const place = () => places.find(({ name }) => name === find("case").value) ?? places[0];
const topic = () => place().activities.find((each) => each.topic === find("topic").value);

async function begin() {
  try {
    places = code ? [{ name: "", ...await ask(new URL(`${code}/about`, rooms)) }] : await ask(new URL("on-paper", rooms));
    await showReach(find("reach"), rooms, code);
  } catch (problem) {
    return say(find("refused"), problem.message);
  }
  find("case").append(...places.map(({ name, title }) => element("option", { value: name, text: title })));
  find("which-case").hidden = Boolean(code);
  if (code) {
    find("back").href = new URL(`${code}/facilitate/`, rooms);
    say(find("back"), "Back to your page");
  }
  find("choices").hidden = false;
  offerTopics();
}

function offerTopics() {
  const before = find("topic").value;
  find("topic").replaceChildren(...place().activities.map(({ topic, title }) => element("option", { value: topic, text: title })));
  if (place().activities.some(({ topic }) => topic === before)) find("topic").value = before;
  draw();
}

/** The sheets that are ticked. */
function draw() {
  for (const box of document.querySelectorAll("[name=print]")) find(box.value).hidden = !box.checked;
  say(find("place-title"), place().title);
  const activity = topic();
  find("cards").replaceChildren(...(activity.bins ? cutOut(activity) : blanks(activity)));
  find("papers").replaceChildren(...answerPaper(activity));
}

function cutOut({ title, asks, bins, cards }) {
  const big = (text) => element("li", { class: "bin", text });
  return [
    element("h2", { text: `${title}: cards to cut out` }), element("p", { text: asks }),
    element("ul", { class: "cut" }, bins.map(({ says }) => big(says))),
    element("ul", { class: "cut" }, cards.map((text) => element("li", { text }))),
  ];
}

/** Blank cards, three of each table, with what each asks for. */
function blanks({ title, asks, tables }) {
  const lines = ({ sheet, columns }) => columns.filter(({ required, of, key }) => required || of || key === "name")
    .map((column) => element("span", { class: "line", text: labelOf(sheet, column) }));
  return [
    element("h2", { text: `${title}: cards to fill in` }), element("p", { text: asks }),
    ...tables.map((table) => element("ul", { class: "cut wide" }, [1, 2].map(() =>
      element("li", {}, element("strong", { text: table.sheet }), lines(table))))),
  ];
}

/** One person's paper, as the facilitator enters it. */
function answerPaper(activity) {
  const says = [...place().standpoints.map((each) => each.says), "Rather not say"];
  const body = activity.bins ? [
    element("div", { class: "scrolls", tabindex: "0", role: "group", "aria-label": "The paper’s table" }, element("table", { class: "ticks" },
      element("thead", {}, element("tr", {}, element("th", { scope: "col", text: activity.asks }), activity.bins.map(({ says }) => element("th", { scope: "col", text: says })))),
      element("tbody", {}, activity.cards.map((card) => element("tr", {}, element("th", { scope: "row", text: card }), activity.bins.map(() => element("td", { text: "☐" }))))))),
  ] : [...blanks(activity).slice(1)];
  return [
    element("h2", { text: `${activity.title}: answer paper` }),
    element("p", {}, element("strong", { text: "Where do you speak from today?" }), element("br"), says.map((each) => element("span", { class: "tick", text: `☐ ${each}` }))),
    ...body,
    element("p", { class: "line", text: "Three words, to take it back (the facilitator writes them here)" }),
  ];
}

find("case").addEventListener("change", offerTopics);
find("choices").addEventListener("change", draw);
find("print").addEventListener("click", () => print());
find("wifi").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = find("wifi-name").value.trim();
  const password = find("wifi-password").value;
  say(find("wifi-wrong"), name ? "" : "Type the network’s name.");
  if (!name) return find("wifi-name").focus();
  try {
    const { picture } = await ask(new URL("wifi", rooms), { name, password });
    find("network").replaceChildren(
      element("img", { class: "qr", src: picture, alt: `QR code of the Wi-Fi ${name}`, width: 240, height: 240 }),
      element("div", { class: "say" }, element("h2", { text: "1. The Wi-Fi" }),
        element("p", {}, "Scan this first, or choose the network ", element("strong", { text: name }),
          ...(password ? [" and type its password ", element("strong", { class: "address", text: password })] : []), "."),
        element("p", { text: "Switch mobile data off, and stay if the phone says that there is no internet." })));
    find("network").hidden = false;
    say(find("room-title"), "2. The room");
    say(find("wifi-done"), "It stands on the sheet now.");
  } catch (problem) {
    say(find("wifi-wrong"), problem.message);
  }
});
begin();
