// What the room has come to, once it is shown: in words first, then in a table.

import { day, element, fold, heading, many, paragraph } from "./dom.js";
import { inWords } from "./giving.js";

const FEWEST = 3;
const FEW_CARDS = 5; // on a phone a longer table is folded, or it hides what follows it

/** What one topic has come to. */
export function results(room, topic) {
  const whole = element("section", { class: "results" });
  let before = "";
  const update = () => {
    const found = room.state.results[topic];
    const activity = room.activity(topic);
    const now = JSON.stringify([found, activity.bins, room.state.gathering]);
    if (now === before) return;
    before = now;
    const pictures = element("p", {}, element("a", { href: "results", text: "See the pictures, and take them home" }));
    const open = whole.querySelector("details")?.open;
    whole.replaceChildren(heading(2, "What the room thinks"), pictures, ...(activity.bins ? counts(room, activity, found) : rows(found)));
    const folded = whole.querySelector("details");
    if (folded && open !== undefined) folded.open = open;
  };
  update();
  return { whole, update };
}

function counts(room, { bins, cards }, { counts, flows }) {
  const now = counts.filter(([gathering]) => gathering === room.state.gathering);
  const names = [...new Set(now.map(([, , card]) => card))].sort((a, b) => cards.indexOf(a) - cards.indexOf(b));
  const few = paragraph(`Only what ${FEWEST} or more people of a group said of a card is shown, so that nobody’s answer can be guessed.`, "quiet");
  if (!names.length) return [paragraph("There are not enough answers yet to show any."), few];
  const says = Object.fromEntries(room.about.standpoints.map(({ value, says }) => [value, says]));
  const order = room.about.standpoints.map(({ value }) => value);
  const of = (card) => now.filter(([, , each]) => each === card).sort((a, b) => order.indexOf(a[1]) - order.indexOf(b[1]));
  const table = element("table", { class: "counts" },
    element("caption", { text: "How many people put each card where" }),
    names.map((card) => element("tbody", {},
      element("tr", {}, element("th", { scope: "rowgroup", colspan: "2", class: "of", text: card })),
      of(card).map(([, standpoint, , voices]) => element("tr", { "data-standpoint": standpoint },
        element("th", { scope: "row", text: says[standpoint] ?? standpoint }),
        element("td", { text: bins.filter(({ value }) => voices[value]).map(({ value, says }) => `${says}: ${voices[value]}`).join(", ") }),
      )),
    )),
  );
  const told = [...sentences(bins, says, names.map((card) => [card, of(card)])), ...movement(room, says, flows)];
  const folded = fold(`${many(names.length, "card")} in a table`, table);
  folded.open = names.length <= FEW_CARDS;
  return [...told.map((text) => paragraph(text)), few, folded];
}

/** How far each group moved since last time, where the room may tell how people did. */
function movement(room, says, flows) {
  const dates = Object.fromEntries(room.state.gatherings);
  const of = {};
  for (const [before, after, who, card, ways] of flows) {
    if (after !== room.state.gathering) continue;
    const group = (of[who] ??= { since: before, all: 0, moved: 0, most: 0 });
    const moved = ways.reduce((sum, [was, now, n]) => sum + (was === now ? 0 : n), 0);
    group.all += ways.reduce((sum, [, , n]) => sum + n, 0);
    group.moved += moved;
    if (moved > group.most) Object.assign(group, { most: moved, card });
  }
  return Object.entries(of).map(([who, { since, all, moved, card }]) =>
    `“${says[who]}”, since ${day(dates[since])}: ${moved} of ${many(all, "answer")} that can be compared moved${card ? `, most about “${card}”` : ""}.`);
}

/** The findings: where most cards stand, and where two groups are furthest apart. */
function sentences(bins, says, all) {
  const most = (voices) => {
    const top = Math.max(...Object.values(voices));
    const first = bins.filter(({ value }) => voices[value] === top);
    return first.length === 1 ? first[0] : null;
  };
  const told = [];
  const tops = new Map();
  for (const [, groups] of all) {
    const sum = {};
    for (const [, , , voices] of groups) for (const [bin, n] of Object.entries(voices)) sum[bin] = (sum[bin] ?? 0) + n;
    const top = most(sum);
    if (top) tops.set(top.says, (tops.get(top.says) ?? 0) + 1);
  }
  const [first] = [...tops].sort((a, b) => b[1] - a[1]);
  if (first) told.push(`Of ${many(all.length, "card")} with enough answers, ${first[1]} ${first[1] === 1 ? "is" : "are"} mostly put under “${first[0]}”.`);
  let widest = { gap: 0 };
  for (const [card, groups] of all) {
    for (const a of groups) {
      for (const b of groups) {
        const gap = distance(a[3], b[3]);
        if (gap > widest.gap + 1e-9) widest = { gap, card, a, b };
      }
    }
  }
  if (widest.gap >= 0.5) {
    const { card, a, b } = widest;
    const view = ([, who, , voices]) => `“${says[who]}” says ${most(voices) ? `mostly “${most(voices).says}”` : "several things equally"}`;
    told.push(`Groups differ most about “${card}”: ${view(a)}, ${view(b)}.`);
  }
  return told;
}

/** How differently two groups sorted a card: the share that would have to move. */
function distance(a, b) {
  const sum = (voices) => Object.values(voices).reduce((x, y) => x + y, 0);
  const bins = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...bins].reduce((far, bin) => far + Math.abs((a[bin] ?? 0) / sum(a) - (b[bin] ?? 0) / sum(b)), 0) / 2;
}

function rows({ rows }) {
  const full = Object.entries(rows).filter(([, lines]) => lines.length);
  if (!full.length) return [paragraph("Nothing is shown here yet.")];
  const told = full.map(([sheet, lines]) => `${sheet}: ${lines.length}`).join(", ");
  return [
    paragraph(`So far the room has given: ${told}.`),
    ...full.map(([sheet, lines]) => element("table", { class: "counts" },
      element("caption", { text: sheet }),
      element("tbody", {}, lines.map((row) => {
        const [name, more] = inWords(row);
        return element("tr", {}, element("th", { scope: "row", text: name }), element("td", { text: more }));
      })),
    )),
  ];
}
