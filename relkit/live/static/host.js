// Hosting a room: a form, then the room's code and its two keys, told this once.
import { ask, find, make, say, showReach } from "./facilitate_parts.js";

const rooms = new URL(".", location.href);
const form = find("hosting");

async function begin() {
  try {
    const { cases, topics, days } = await ask(new URL("hosting", rooms));
    find("case").append(...cases.map((c) => make("option", { value: c.name }, c.title)));
    find("topics").append(...topics.map(({ topic, title }) =>
      make("label", { class: "choice" },
        make("input", { type: "checkbox", name: "topic", value: topic, checked: true,
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

function show({ code, facilitate, wall }) {
  const reach = make("div");
  const heading = make("h1", { tabindex: "-1" }, "The room is ready");
  const links = { facilitate, wall };
  const kept = Object.entries(links).map(([door, path]) => {
    const field = make("input", { type: "text", readonly: true, id: `link-${door}`, class: "link" });
    field.dataset.path = path;
    const words = door === "wall" ? "The wall" : "Facilitate";
    return make("p", {}, make("label", { for: field.id }, words), field);
  });
  const section = find("hosted");
  section.append(heading, reach,
    make("h2", {}, "Your two keys"),
    make("p", {},
      "These two links are keys: whoever has the first runs the room, whoever has the second sees its wall. Do not show them on the projector. They are told only now."),
    make("ul", { class: "keys" },
      make("li", {}, make("a", { class: "button main", href: facilitate, target: "_blank", rel: "noopener" },
        "Facilitate (new tab)"), make("span", {}, "your own page, for the laptop")),
      make("li", {}, make("a", { class: "button", href: wall, target: "_blank", rel: "noopener" },
        "Open the wall (new tab)"), make("span", {}, "for the big screen"))),
    make("p", {}, "Open both now: this browser then remembers them for 120 days."),
    make("details", {}, make("summary", {}, "Keep the links, or open them on another device"), ...kept));
  document.querySelectorAll("main > :not(#hosted)").forEach((part) => part.remove());
  section.hidden = false;
  document.title = "The room is ready – relkit";
  showReach(reach, rooms, code, (at) => {
    for (const field of section.querySelectorAll(".link")) field.value = at + field.dataset.path;
  }).catch((refusal) => reach.replaceChildren(
    make("p", { class: "code" }, code), make("p", { class: "wrong" }, refusal.message)));
  heading.focus();
}

begin();
