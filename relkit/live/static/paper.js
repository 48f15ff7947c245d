// Somebody without a phone, whose paper the facilitator enters: cards and rows.

import { chance } from "./answers.js";
import { button, element, find, many, say } from "./dom.js";
import { inWords, tableForm } from "./giving.js";
import { ask } from "./talk.js";

const key = ({ topic, card }) => JSON.stringify([topic, card]);

/** The form for papers; the function that is given back brings it up to date. */
export function papers(room) {
  const where = find("paper-cards");
  const tables = find("paper-rows");
  let rows = []; // those of the paper that is entered just now
  let shaped = "";
  let updates = [];

  find("paper-standpoints").append(
    ...[...room.about.standpoints, { value: "", says: "Rather not say" }].map(({ value, says }) =>
      element("label", { class: "choice" }, element("input", { type: "radio", name: "standpoint", value }), ` ${says}`)));
  find("paper-keep").addEventListener("click", keep);
  const selects = () => [...where.querySelectorAll("select")];
  const standpoints = () => [...find("paper-standpoints").querySelectorAll("input")];

  /** What is open is asked for; what is entered already stays. */
  function update(anew = false) {
    const open = room.state.activities.filter((each) => each.open).map((each) => [room.activity(each.topic), each.locked]).filter(([each]) => each);
    const sorted = open.filter(([each, locked]) => each.bins && !locked).map(([each]) => each);
    const collected = open.filter(([each]) => each.tables).map(([each]) => each);
    for (const each of updates) each();
    const shape = JSON.stringify([sorted, collected.map(({ topic }) => topic)]);
    if (shape === shaped && !anew) return;
    shaped = shape;
    const before = selects();
    const kept = new Map(anew ? [] : before.map((s) => [key(s.dataset), s.value]));
    const focused = before.find((s) => s === document.activeElement);
    where.replaceChildren(...sorted.map((each) => cards(each, kept)));
    if (focused) selects().find((s) => key(s.dataset) === key(focused.dataset))?.focus();
    const topics = collected.map(({ topic }) => topic).join();
    if (anew || tables.dataset.topics !== topics) showTables(collected);
    tables.dataset.topics = topics;
    if (!open.length) where.append(element("p", { class: "hint", text: "No activity is open. You can still enter where somebody speaks from." }));
  }

  function cards(activity, kept) {
    return element("fieldset", {}, element("legend", { text: `${activity.title}: ${activity.asks}` }),
      ...activity.cards.map((card, place) => {
        const id = `paper-${activity.topic}-${place}`;
        const choice = element("select", { id, "data-topic": activity.topic, "data-card": card },
          element("option", { value: "", text: "– not on the paper –" }),
          ...activity.bins.map(({ value, says }) => element("option", { value, text: says })));
        choice.value = kept.get(key(choice.dataset)) ?? "";
        return element("div", { class: "paper-card" }, element("label", { for: id, text: card }), choice);
      }));
  }

  function showTables(collected) {
    updates = [];
    tables.replaceChildren(...collected.map((activity) => {
      const list = element("ul", { class: "rows" });
      const giver = { activity: room.activity, give: async ({ sheet, row }) => add(list, activity.topic, sheet, row) };
      const forms = activity.tables.map((table) => tableForm(giver, activity.topic, table, "Put it on this paper"));
      updates.push(...forms.map((form) => () => form.update()));
      return element("fieldset", {}, element("legend", { text: `${activity.title}: ${activity.asks}` }),
        list, ...forms.map((form) => form.whole));
    }));
  }

  function add(list, topic, sheet, row) {
    const said = { topic, sheet, row };
    const [name, more] = inWords(row);
    const off = button("Take it off", () => {
      rows = rows.filter((each) => each !== said);
      line.remove();
      find("paper-keep").focus();
    }, { "aria-label": `Take ‘${name}’ off this paper` });
    const line = element("li", {}, element("strong", { text: name }), more ? ` ${more} ` : " ", off);
    rows.push(said);
    list.append(line);
    return {};
  }

  async function keep() {
    const tab = chance();
    const wrong = find("paper-wrong");
    const from = standpoints().find((each) => each.checked);
    if (!from) {
      say(wrong, "Say first where they speak from, or that they would rather not say.");
      return standpoints()[0].focus();
    }
    const chosen = selects().filter((s) => s.value);
    const answers = [
      ...chosen.map((s, count) => ({ kind: "placed", key: chance(), topic: s.dataset.topic, card: s.dataset.card, bin: s.value, tab, count })),
      ...rows.map((row) => ({ kind: "gave", key: chance(), ...row })),
    ];
    say(wrong, "");
    find("paper-keep").disabled = true;
    try {
      const { return_code: words } = await ask(new URL("paper", room.here), { standpoint: from.value || null, answers });
      const said = [many(chosen.length, "card"), ...(rows.length ? [many(rows.length, "text")] : [])].join(" and ");
      rows = [];
      from.checked = false;
      update(true);
      find("paper-kept").replaceChildren(
        `Kept, with ${said}. Write these three words on the paper and give it back: with them its answers can be withdrawn.`,
        element("span", { class: "words", text: words }));
      standpoints()[0].focus();
    } catch (refusal) {
      say(wrong, refusal.message);
    } finally {
      find("paper-keep").disabled = false;
    }
  }

  return update;
}
