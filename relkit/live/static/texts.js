// Texts that people wrote: looked at before they are shown, refused, erased.
// Parts are made once and then changed in place, so that the focus stays.

import { button, element, find, many, say } from "./dom.js";
import { ask } from "./talk.js";

const ERASED_FOR = [
  "it names somebody",
  "it tells something private",
  "it hurts somebody",
  "whoever wrote it asked for it",
];

const wordsOf = ({ row }) => Object.values(row).map(String).join(" · ");

function standOf({ shown }) {
  if (shown === null) return "waits to be looked at";
  return shown ? "is shown" : "was refused, and is not shown";
}

/** The texts of a room. */
export function looking(room) {
  const list = find("texts");
  let texts = [];
  let fetching = Promise.resolve();

  function fetchTexts() {
    fetching = fetching.then(async () => {
      const waited = waiting().length;
      const first = !list.dataset.fetched;
      list.dataset.fetched = "yes";
      texts = await ask(new URL("waiting", room.here));
      show();
      const waits = waiting().length;
      if (!first && waits > waited) room.announce(`${many(waits, "text waits", "texts wait")} to be looked at.`);
    }).catch((refusal) => say(find("refused"), refusal.message));
    return fetching;
  }

  const waiting = () => texts.filter((each) => each.shown === null);

  function show() {
    const waits = waiting();
    say(find("texts-title"), waits.length
      ? `${many(waits.length, "text waits", "texts wait")} to be looked at`
      : "No text waits to be looked at");
    const focused = document.activeElement;
    const wasIn = focused?.closest?.(".text");
    const before = wasIn && [...list.children].indexOf(wasIn);
    const still = new Set(texts.map((each) => String(each.number)));
    for (const item of [...list.children]) {
      if (!still.has(item.dataset.number)) item.remove();
    }
    // Those that wait come first, each in the order in which it was given.
    const ordered = [...waits, ...texts.filter((each) => each.shown !== null)];
    ordered.forEach((each, place) => bringIn(each, place));
    if (wasIn) keepFocus(focused, before);
  }

  function bringIn(each, place) {
    const item = list.querySelector(`[data-number="${each.number}"]`) ?? textOf(each);
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
    const sheet = each.sheet ? `, ${each.sheet}` : "";
    say(item.querySelector(".about"), `Text ${each.number}, ${room.titleOf(each.topic)}${sheet}: ${standOf(each)}.`);
    item.querySelector("[data-act=accept]").hidden = each.shown === true;
    item.querySelector("[data-act=refuse]").hidden = each.shown === false;
  }

  function keepFocus(focused, before) {
    const lost = !focused.isConnected || focused.hidden;
    const next = list.children[Math.min(before, list.children.length - 1)];
    if (lost) (next?.querySelector("button:not([hidden])") ?? find("texts-title")).focus();
    else if (document.activeElement !== focused) focused.focus();
  }

  function textOf(text) {
    const wrong = element("p", { class: "wrong", role: "alert" });
    const named = `text-${text.number}`;
    const look = (name, label, done) => button(label, async ({ detail }) => {
      if (detail > 1) return; // a double click: by now the next text may stand here
      if (await room.act({ act: name, number: text.number, reason: "" }, wrong)) {
        room.announce(`The text ${done}.`);
        await fetchTexts();
      }
    }, { "data-act": name, "aria-describedby": named });
    const erasing = erasingOf(text, wrong, () => { erase.click(); erase.focus(); });
    const erase = button("Erase…", () => {
      erasing.hidden = !erasing.hidden;
      erase.setAttribute("aria-expanded", String(!erasing.hidden));
      if (!erasing.hidden) erasing.querySelector("select").focus();
    }, { class: "danger", "data-act": "erase", "aria-expanded": "false", "aria-describedby": named });
    return element("div", { class: "text", "data-number": text.number },
      element("p", { class: "given", id: named, text: wordsOf(text) }),
      element("p", { class: "about" }),
      element("div", { class: "acts" },
        look("accept", "Accept", "is accepted"), look("refuse", "Refuse", "is refused"), erase),
      erasing, wrong);
  }

  function erasingOf(text, wrong, keep) {
    const reasons = element("select", { id: `why-${text.number}` },
      element("option", { value: "", text: "– choose a reason –" }),
      ...ERASED_FOR.map((reason) => element("option", { text: reason })));
    const form = element("form", { class: "erasing", hidden: true },
      element("p", { text: "Erased is gone for good. That it happened, and why, stays in the log." }),
      element("p", {}, element("label", { for: reasons.id, text: "Why is it erased?" }), reasons),
      element("div", { class: "acts" },
        element("button", { class: "danger", text: "Erase for good" }), button("Keep it", keep)));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!reasons.value) {
        say(wrong, "Choose a reason. It never repeats the text.");
        return reasons.focus();
      }
      if (await room.act({ act: "erase", number: text.number, reason: reasons.value }, wrong)) {
        room.announce("The text is erased for good.");
        await fetchTexts();
      }
    });
    return form;
  }

  return fetchTexts;
}
