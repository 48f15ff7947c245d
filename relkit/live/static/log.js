// The room's log in words: the same for the facilitator and for everyone in the room.

import { day, element, moment } from "./dom.js";

const DID = {
  hosted: (_, __, until) => `The room was made.${until ? ` It is kept until ${until}.` : ""}`,
  gathered: () => "A gathering began.",
  opened: (topic) => `Opened ${topic}.`,
  closed: (topic) => `Closed ${topic}.`,
  revealed: (topic) => `Showed what the room thinks: ${topic}.`,
  hidden: (topic) => `Hid what the room thinks: ${topic}.`,
  locked: (topic) => `Locked the answers of ${topic}.`,
  unlocked: (topic) => `Unlocked the answers of ${topic}.`,
  accepted: (_, text) => `Let ${text} be shown.`,
  refused: (_, text) => `Did not let ${text} be shown.`,
  erased: (_, text) => `Erased ${text} for good.`,
  prolonged: (_, __, until) => `Changed the room’s last day${until ? ` to ${until}` : ""}.`,
};
const NEED_NO_REASON = new Set(["hosted", "gathered"]);

/** One act in a sentence, with its reason; `about` knows the activities' titles. */
export function inASentence(about, { kind, topic, about: number, until, reason }) {
  const title = about.activities.find((each) => each.topic === topic)?.title ?? topic;
  const did = (DID[kind] ?? (() => `${kind}.`))(`“${title}”`, number ? `text ${number}` : "a text", until && day(until));
  if (reason) return `${did} Reason: ${reason}${/[.!?]$/.test(reason) ? "" : "."}`;
  return NEED_NO_REASON.has(kind) ? did : `${did} No reason was given.`;
}

/** Bring a list up to date with the log, the latest first. */
export function showLog(list, about, log) {
  const before = list.children.length;
  const number = Number(list.firstElementChild?.dataset.number ?? 0);
  for (const act of log) {
    if (act.number <= number && before) continue;
    list.prepend(element("li", { "data-number": act.number },
      element("time", { datetime: act.at, text: moment(act.at) }),
      element("span", { text: inASentence(about, act) })));
  }
}
