// Hosting a room: the rooms that are there already, a form, then the new room's code and
// the facilitator's link, told this once.
import { element, find, say } from "./dom.js";
import { showKept } from "./keep_link.js";
import { showReach } from "./reaching.js";
import { ask } from "./talk.js";
import { showYours } from "./yours.js";

const rooms = new URL(".", location.href);
const form = find("hosting");

async function begin() {
  try {
    const { cases, topics, days } = await ask(new URL("hosting", rooms));
    find("case").append(...cases.map((c) => element("option", { value: c.name, text: c.title })));
    find("topics").append(...topics.map(({ topic, title }) =>
      element("label", { class: "choice" },
        element("input", { type: "checkbox", name: "topic", value: topic, checked: true,
          "aria-describedby": "topics-wrong" }), ` ${title}`)));
    find("days").value = days;
    form.hidden = false;
  } catch (refusal) {
    say(find("refused"), refusal.message);
  }
}

function wrong(id, sentence, focus) {
  say(find(`${id}-wrong`), sentence);
  if (sentence) focus.focus();
  return Boolean(sentence);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const boxes = [...form.querySelectorAll("[name=topic]")];
  const topics = boxes.filter((box) => box.checked).map((box) => box.value);
  const days = Number(find("days").value.trim() || NaN);
  const fits = Number.isInteger(days) && days >= 1 && days <= 366;
  find("days").setAttribute("aria-invalid", String(!fits));
  say(find("days-wrong"), fits ? "" : "Write a whole number from 1 to 366.");
  if (wrong("topics", topics.length ? "" : "Choose at least one.", boxes[0])) return;
  if (!fits) return find("days").focus();
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  say(find("refused"), "");
  try {
    show(await ask(new URL("hosting", rooms), {
      case: find("case").value, topics, days,
      looks_first: form.elements.looks.value === "first",
    }));
  } catch (refusal) {
    say(find("refused"), refusal.message);
  }
  button.disabled = false;
});

function show({ code, facilitate, room }) {
  const reach = element("div");
  const heading = element("h1", { tabindex: "-1", text: "The room is ready" });
  const wall = `${room}wall`;
  const walled = element("strong", { class: "address" });
  const kept = showKept(code);
  const section = find("hosted");
  section.append(heading, reach,
    element("h2", { text: "Keep your own link" }),
    element("p", {}, "With this link you run the room. ", element("strong", { text: "It is told only now, and nobody can look it up." }),
      " Whoever has it can do all that you can, so do not show it on the projector."),
    kept.whole,
    element("h2", { text: "Go on" }),
    element("ul", { class: "keys" },
      element("li", {}, element("a", { class: "button main", href: facilitate, target: "_blank", rel: "noopener", text: "Facilitate (new tab)" }),
        element("span", { text: "Your own page, for the laptop. This browser then remembers the room for 120 days, and lists it under “Host a room”." })),
      element("li", {}, element("a", { class: "button", href: wall, target: "_blank", rel: "noopener", text: "Open the wall (new tab)" }),
        element("span", {}, "For the big screen; on another laptop: ", walled)),
      element("li", {}, element("a", { class: "button", href: new URL(`sheet?room=${code}`, rooms), target: "_blank", rel: "noopener", text: "Sheets to print (new tab)" }),
        element("span", { text: "The way in for the door, and paper cards." }))));
  document.querySelectorAll("main > :not(#hosted)").forEach((part) => part.remove());
  section.hidden = false;
  document.title = "The room is ready – relkit";
  const chosen = (at) => {
    kept.show(new URL(facilitate, at).href);
    say(walled, at + wall);
  };
  chosen(location.origin);
  showReach(reach, rooms, code, chosen).catch((refusal) => reach.replaceChildren(
    element("p", { class: "code", text: code }), element("p", { class: "wrong", text: refusal.message })));
  heading.focus();
}

showYours(rooms);
begin();
