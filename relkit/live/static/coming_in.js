// Before the room: what is kept, where somebody speaks from, and their three words.

import { Unreached, ask } from "./talk.js";
import { button, day, element, fresh, heading, paragraph, radios, wrong, wrongPlace } from "./dom.js";

const UNSAID = "unsaid";

/** What is kept, for how long, who sees it, how to withdraw: four lines. */
export function door(room, { on, back }) {
  const line = (name, says) => [element("dt", { text: name }), element("dd", { text: says })];
  const place = room.about.kind === "invented" ? `${room.about.place}, an invented place` : room.about.place;
  return element("section", {},
    heading(1, room.about.title),
    place ? paragraph(place, "quiet") : null,
    element("dl", { class: "notice-lines" },
      line("What is kept", "Your answers, and where you speak from. No name, no account."),
      line("For how long", `Until ${day(room.state.ends)}. Then the room is deleted.`),
      line("Who sees it", "Everyone here sees counts and the texts that are shown, but not whose they are."),
      line("Withdraw", "At any time, on this page. What others saved stays with them."),
    ),
    element("p", { class: "steps" }, button("Go on", on, { class: "main" })),
    element("p", {}, button("I have three words from last time", back, { class: "link" })),
  );
}

/** The question where somebody speaks from today; `does` takes the answer. */
export function standpointForm(room, label, does, chosen) {
  const told = wrongPlace(fresh("standpoint-wrong"));
  const choices = radios(fresh("standpoint"), [
    ...room.about.standpoints.map(({ value, says, for_example }) => [value, says, for_example]),
    [UNSAID, "Rather not say"],
  ], { chosen });
  const go = element("button", { class: "main", text: label });
  const form = element("form", { novalidate: true },
    element("fieldset", { "aria-describedby": told.id },
      element("legend", { text: "Where do you speak from today?" }),
      told, ...choices,
    ),
    element("p", { class: "steps" }, go),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const value = form.querySelector("input:checked")?.value;
    if (!value) return wrong(told, "Choose one of the four.", form.querySelector("input"));
    wrong(told, "");
    go.disabled = true;
    try {
      await does(value === UNSAID ? null : value);
    } catch (problem) {
      wrong(told, problem.message);
    } finally {
      go.disabled = false;
    }
  });
  return form;
}

/** The question as a step of its own; `again` for who was at an earlier gathering. */
export function standpoint(room, label, does, again = false) {
  const held = room.state.gatherings.find(([number]) => number === room.state.gathering)?.[1];
  return element("section", {},
    heading(1, "Where do you speak from?"),
    again ? paragraph(`Welcome back. This is a new gathering, of ${day(held)}. What you answered before stays with the last one, and everybody answers anew.`) : null,
    paragraph("Nobody’s view is the right one. What is told apart is how views differ. You can change this later."),
    standpointForm(room, label, does),
  );
}

/** The three words, told this once. */
export function words(said, begin) {
  return element("section", {},
    heading(1, "Your three words"),
    element("p", { class: "three-words" }, said.split("-").map((word) => element("span", { text: word }))),
    paragraph("Write them down or take a photo now: they are shown this once."),
    paragraph("With them you come back next time or on another phone, and can withdraw. Nobody can look them up."),
    element("p", { class: "steps" }, button("Begin", begin, { class: "main" })),
  );
}

/** Coming back with three words, or withdrawing with them. */
export function comeBack(room, { returned, withdrew, back }) {
  const told = wrongPlace(fresh("words-wrong"));
  const field = element("input", {
    id: fresh("words"), type: "text", autocomplete: "off", autocapitalize: "none", autocorrect: "off",
    spellcheck: "false", maxlength: "100", "aria-describedby": told.id,
  });
  const form = element("form", { novalidate: true },
    element("label", { for: field.id, text: "The three words, one after another" }),
    told,
    element("p", {}, field),
    element("p", { class: "steps" }, element("button", { class: "main", text: "Come in" }), button("Back", back)),
  );
  const typed = () => field.value.trim().toLowerCase().split(/[\s,.-]+/).filter(Boolean).join("-");
  const say = async (path, then) => {
    if (typed().split("-").length !== 3) return wrong(told, "These are not three words. Look at your note again.", field);
    wrong(told, "");
    for (const each of form.querySelectorAll("button")) each.disabled = true;
    try {
      await ask(path, { words: typed() });
      await then();
    } catch (problem) {
      wrong(told, problem.message, problem instanceof Unreached ? undefined : field);
    } finally {
      for (const each of form.querySelectorAll("button")) each.disabled = false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say("return", returned);
  });
  const sure = element("details", {},
    element("summary", { text: "Withdraw with these words" }),
    paragraph("All that you gave in this room is deleted, and cannot be brought back. What others saved before stays with them: beside a later picture it can show what is missing."),
    element("p", {}, button("Withdraw all that I gave", () => say("withdraw", withdrew), { class: "grave" })),
  );
  form.append(sure);
  return element("section", {}, heading(1, "Come back with your three words"), form);
}
