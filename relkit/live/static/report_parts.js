// The report's parts: who came, each topic's pictures and tables, the log, what is kept.

import { day, element, fold, fresh, many, moment, number, paragraph, said } from "./dom.js";
import picture from "./picture.js";

const drawn = new WeakMap(); // how to let go of a picture, by its place

/** All that the room has shown; `ways` stand on the page alone, not in what is kept. */
export function article(told, pictures, ways = null) {
  const held = told.gatherings.map(([, date]) => day(date));
  return element("article", {},
    element("h1", { tabindex: "-1", text: told.title }),
    paragraph(`What the room has shown${told.place && told.place !== told.title ? `, ${told.place}` : ""}${told.invented ? " (an invented place)" : ""}.`, "where"),
    paragraph(`${held.length ? `Gathered on ${held.join(", ")}. ` : ""}As of ${moment(new Date().toISOString())}.`),
    ways,
    element("nav", { "aria-label": "In this report" }, element("ul", {}, told.topics.map(({ topic, title, revealed }) => element("li", {}, element("a", { href: `#${topic}`, text: revealed ? title : `${title} (hidden)` }))))),
    section("Who came", paragraph(held.length ? `On ${held.at(-1)}, by where people say they speak from. Fewer than ${number(told.k)} are not counted out.` : "Nobody has gathered yet."), table(told.come)),
    ...told.topics.map((each) => topicOf(each, told, pictures[each.topic])),
    section("The room’s log", paragraph("What the facilitator did, as everyone in the room can read it."), logOf(told.log)),
    section("What is kept, and until when",
      paragraph(`The room is kept until ${day(told.ends)}, on the machine that hosts it. Then all of it is deleted.`),
      paragraph("Until then, whoever gave something can withdraw it in the room, with their three words. What was saved before stays with those who saved it.")),
    section("What relkit assumes", list(told.assumes)),
    section("Sources", list(sourcesOf(told, pictures))),
  );
}

/** Let go of the pictures in a place that is taken off the page. */
export function leave(place) {
  for (const each of place.querySelectorAll(".picture")) drawn.get(each)?.();
}

const section = (title, ...inside) => element("section", {}, element("h2", { text: title }), ...inside);

const list = (texts) => element("ul", {}, texts.map((text) => element("li", {}, text)));

function topicOf({ topic, title, asks, revealed, answered, tables }, told, pictures = []) {
  const whole = element("section", { id: topic, class: "topic" }, element("h2", { text: title }), paragraph(asks, "asks"));
  if (!revealed) {
    whole.append(paragraph("Hidden: the room has not shown this, so none of it is here."));
    return whole;
  }
  if (answered) whole.append(paragraph(`${many(answered, "person", "people")} sorted cards at the last gathering.`));
  whole.append(...pictures.map((each) => drawing(each, told.file)), ...tables.map(tableFold));
  if (!tables.length) whole.append(paragraph("Nobody has given anything here that is shown."));
  return whole;
}

/** One of the topic's own pictures, drawn as on the wall; it never changes by itself. */
function drawing(given, file) {
  const el = element("div", { class: "picture" });
  if (given.which) el.append(paragraph(given.which, "which"));
  const traits = { ...given, name: `${file} ${given.name}` };
  const model = { get: (name) => traits[name], set() {}, save_changes() {}, on() {}, off() {}, send() {} };
  // Drawn once it stands on the page: its width is that of its place.
  queueMicrotask(() => drawn.set(el, picture.render({ model, el })));
  return el;
}

function tableFold(sheet) {
  const few = sheet.few.length ? paragraph(`Too few people of any group have sorted: ${sheet.few.join("; ")}.`) : null;
  const all = sheet.rows.length ? table(sheet) : paragraph("Nothing can be told yet.");
  const counted = sheet.columns.at(-1) === "voices";
  return fold(counted ? `${sheet.title}: all as a table` : `What people gave: ${sheet.title}`, ...[all, few].filter(Boolean));
}

/** A table that scrolls sideways where it is wider than the page. */
function table({ title, columns, rows }) {
  const cells = (row) => row.map((value, i) => {
    const [text, kind] = written(value);
    return i ? element("td", { class: kind, text }) : element("th", { scope: "row", text });
  });
  return element("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": `Table: ${title}`, id: fresh("table") },
    element("table", {},
      element("thead", {}, element("tr", {}, columns.map((name) => element("th", { scope: "col", text: said(written(name)[0]) })))),
      element("tbody", {}, rows.map((row) => element("tr", {}, cells(row)))),
    ),
  );
}

/** A cell as people write it, and what kind of thing it is. */
function written(value) {
  if (typeof value === "number") return [number(value), "number"];
  return /^\d{4}-\d\d-\d\d$/.test(value) ? [day(value), "date"] : [value];
}

const logOf = (log) => table({ ...log, rows: log.rows.map(([at, ...rest]) => [moment(at), ...rest]) });

function sourcesOf({ sources }, pictures) {
  const ideas = Object.values(pictures).flat().map(({ source }) => source);
  const figures = sources.map(({ text, source, url }) => [`${text} `, /^https?:/.test(url) ? element("a", { href: url, rel: "noreferrer", text: source }) : source]);
  return [...new Set(ideas), ...figures.map((parts) => element("span", {}, ...parts))];
}
