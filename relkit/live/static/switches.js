// What each activity does: open and closed, revealed and hidden, locked.

import { button, element, find, many, say } from "./dom.js";

const SWITCHES = [
  ["open", "Open", "open", "close", "is open", "is closed"],
  ["revealed", "Reveal", "reveal", "hide", "is revealed", "is hidden"],
  ["locked", "Lock answers", "lock", "unlock", "is locked", "is unlocked"],
];

/** Show how the activities of a room stand, with their switches. */
export function showActivities(room) {
  for (const each of room.state.activities) {
    const row = find("activities").querySelector(`[data-topic="${each.topic}"]`) ?? rowOf(room, each.topic);
    for (const turns of row.querySelectorAll("[data-field]")) {
      turns.setAttribute("aria-pressed", String(each[turns.dataset.field]));
    }
    say(row.querySelector(".stands"), standing(room, each));
  }
}

function standing(room, each) {
  const stands = [
    each.open ? (each.locked ? "Open, and answers stay as they are" : "Open") : "Closed",
    each.revealed ? "everyone sees the picture" : "the picture is hidden",
  ].join("; ");
  const sorts = room.activity(each.topic)?.bins;
  const people = each.answered ? many(each.answered, "person has", "people have") : "Nobody has";
  const answered = sorts ? `${people} sorted cards. ` : "";
  const given = each.given ? `${many(each.given, "text")} given.` : "";
  return `${stands}. ${answered}${given}`.trim();
}

function rowOf(room, topic) {
  const title = room.titleOf(topic);
  const reason = find("reason");
  const buttons = SWITCHES.map(([field, label, on, off, isOn, isOff]) => {
    const turns = button(label, async () => {
      const turnOn = turns.getAttribute("aria-pressed") !== "true";
      const said = { act: turnOn ? on : off, topic, reason: reason.value };
      if (await room.act(said, find("act-wrong"))) {
        reason.value = "";
        room.announce(`${title} ${turnOn ? isOn : isOff}.`);
      }
    }, { "data-field": field, "aria-pressed": "false" });
    return turns;
  });
  const row = element("div", { class: "activity", "data-topic": topic, role: "group", "aria-labelledby": `title-${topic}` },
    element("div", {}, element("h3", { id: `title-${topic}`, text: title }), element("p", { class: "stands" })),
    element("div", { class: "switches" }, ...buttons));
  find("activities").append(row);
  return row;
}
