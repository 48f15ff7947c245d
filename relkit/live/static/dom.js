// Small makers of page parts. Whatever people wrote goes into text, never into markup.

/** An element with attributes, listeners (`onclick`), `text`, and what is in it. */
export function element(tag, given = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "text") made.textContent = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.flat().filter((each) => each !== null && each !== undefined));
  return made;
}

export const find = (id) => document.getElementById(id);

/** Say something in an element, only if it says something else so far. */
export function say(where, words) {
  if (where.textContent !== words) where.textContent = words;
}

export const paragraph = (text, kind) => element("p", { text, class: kind });

/** A heading that the focus can come to when its step begins. */
export const heading = (level, text) => element(`h${level}`, { text, tabindex: "-1" });

export const button = (text, does, given = {}) => element("button", { type: "button", text, onclick: does, ...given });

let made = 0;
export const fresh = (name) => `${name}-${++made}`;

/** Choices of which one is taken: `[value, says, more]` each, with large targets. */
export function radios(name, choices, { chosen, changed } = {}) {
  return choices.map(([value, says, more]) => {
    const id = fresh(name);
    const input = element("input", { type: "radio", name, id, value, onchange: changed && (() => changed(value)) });
    input.checked = value === chosen;
    const words = element("span", {}, element("span", { class: "says", text: says }), more ? element("span", { class: "more", text: more }) : null);
    return element("label", { class: "choice", for: id }, input, words);
  });
}

/** Something that folds. */
export function fold(title, ...inside) {
  return element("details", {}, element("summary", { text: title }), ...inside);
}

/** What went wrong, beside what it is about; focus goes there. */
export function wrong(place, sentence, field) {
  place.textContent = sentence;
  place.hidden = !sentence;
  if (field) field.toggleAttribute("aria-invalid", Boolean(sentence));
  if (sentence) (field ?? place).focus();
}

export const wrongPlace = (id) => element("p", { class: "wrong", id, tabindex: "-1", hidden: true });

/** 2027-02-22 as 22 February 2027. */
export function day(text) {
  const [year, month, date] = String(text).slice(0, 10).split("-").map(Number);
  if (!date) return "";
  return new Date(year, month - 1, date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/** A moment as 24 November 2026, 2:30pm, by this phone's clock. */
export function moment(text) {
  const at = new Date(text);
  const date = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const minutes = String(at.getMinutes()).padStart(2, "0");
  return `${date}, ${at.getHours() % 12 || 12}:${minutes}${at.getHours() < 12 ? "am" : "pm"}`;
}

export const number = (n) => n.toLocaleString("en-GB");
export const many = (n, one, more = `${one}s`) => `${number(n)} ${n === 1 ? one : more}`;

/** A column's heading, or a word from a list, as people say it. */
export const said = (key) => `${key[0].toUpperCase()}${key.slice(1)}`.replaceAll("_", " ");
