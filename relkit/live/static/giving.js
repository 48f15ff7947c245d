// Giving rows to a topic's tables: a form for each table, and what was given with its state.

import { button, element, fold, fresh, heading, paragraph, said, wrong, wrongPlace } from "./dom.js";

const ASKS = {
  "Situations name": "What is going on?",
  "Situations whose": "Whose life is it? A role, not a name",
  "Preparations name": "What is prepared?",
  "Preparations strength": "What kind of strength is it?",
  "Preparations prepared_by": "Who prepares it?",
  "Preparations who": "Who is that? A role, not a name",
  "Encounters name": "Where do they meet?",
  "Encounters situations": "Which situations belong to it?",
  "Encounters preparations": "Which preparations does it draw on?",
  "Actors name": "Who is it? A role or a group, not a person’s name",
  "Actors kind": "What kind of actor?",
  "Actors side": "On which side?",
  "Actors power": "How much power?",
  "Actors interest": "How much interest?",
  "Actors said_by": "Who says so?",
  "Relations from": "Who?",
  "Relations kind": "Does what?",
  "Relations to": "To or with whom?",
  "Relations ask": "Can they ask for an account?",
  "Relations question": "Can they question it?",
  "Relations judge": "Can they judge it?",
  "Relations impose": "Can they impose consequences?",
  "Relations about": "What is it about?",
  "Relations direction": "Which direction?",
};
const STATES = { true: "Shown to everyone.", false: "Not shown.", null: "Waiting to be looked at." };

/** An activity that collects rows. */
export function giving(room, topic) {
  const { title, asks, tables } = room.activity(topic);
  const forms = tables.map((table) => tableForm(room, topic, table));
  const given = givenList(room, topic, "What you gave");
  const whole = element("section", {}, heading(1, title), paragraph(asks, "asks"), ...forms.map((form) => form.whole), given.whole);
  const update = () => {
    for (const form of forms) form.update();
    given.update();
  };
  update();
  return { whole, update };
}

/** A form for one table; `room` gives the row, and knows what it can be linked to. */
export function tableForm(room, topic, { sheet, things, columns }, label = "Give this") {
  const told = wrongPlace(fresh("row-wrong"));
  const names = (of) => room.activity(topic).names?.[of] ?? [];
  const fields = columns.map((column) => fieldFor(sheet, column, names));
  const must = fields.filter((field) => field.column.required || field.column.of);
  const may = fields.filter((field) => !must.includes(field));
  const give = element("button", { class: "main", text: label });
  const form = element("form", { novalidate: true },
    ...must.map((field) => field.whole),
    may.length ? fold("More, if you like", ...may.map((field) => field.whole)) : null,
    told,
    element("p", {}, give),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const row = {};
    for (const { column, value } of fields) if (value()) row[column.key] = value();
    const empty = must.find(({ column, value }) => column.required && !value());
    for (const field of must) field.mark?.(field === empty ? told.id : "");
    if (empty) {
      empty.whole.before(told);
      wrong(told, empty.column.options.length || empty.column.of ? "Choose one here." : "Nothing stands here yet.");
      return empty.focus();
    }
    give.parentElement.before(told);
    wrong(told, "");
    give.disabled = true;
    const { refused } = await room.give({ kind: "gave", topic, sheet, row });
    give.disabled = false;
    if (refused) return wrong(told, refused);
    form.reset();
    for (const field of fields) field.reset?.();
    fields[0].focus();
  });
  return { whole: fold(`Add to the ${things ?? sheet.toLowerCase()}`, form), update: () => fields.forEach((field) => field.update?.()) };
}

/** What a column asks for, as people say it. */
export const labelOf = (sheet, { key }) => ASKS[`${sheet} ${key}`] ?? said(key);

function fieldFor(sheet, column, names) {
  const label = labelOf(sheet, column);
  if (column.of && column.several) return checkboxes(label, column, () => names(column.of));
  const id = fresh("field");
  // No example where a role is asked for: an example of a household is near to a name.
  const example = column.example && !label.includes("name") && column.key !== "note" ? `For example: ${column.example}` : "";
  const hint = !column.options.length && !column.of && (column.words || example);
  const hinted = hint ? element("p", { class: "hint", id: `${id}-hint`, text: hint }) : null;
  const common = { id, "aria-describedby": hinted?.id, "aria-required": column.required ? "true" : undefined };
  let field;
  let update;
  if (column.of || column.options.length) {
    field = element("select", common);
    const fill = (options, say) => {
      const chosen = field.value;
      field.replaceChildren(element("option", { value: "", text: column.required ? "Choose one" : "Leave open" }), ...options.map((value) => element("option", { value, text: say(value) })));
      if (options.includes(chosen)) field.value = chosen;
    };
    let before = "";
    update = () => {
      const options = column.of ? names(column.of) : column.options;
      if (before === (before = JSON.stringify(options)) && field.options.length) return;
      fill(options, column.of ? String : (value) => value.replaceAll("_", " "));
    };
    update();
  } else if (column.key === "note") {
    field = element("textarea", { ...common, rows: "3" });
  } else {
    field = element("input", { ...common, type: "text", autocomplete: "off" });
  }
  return {
    column, label, update,
    mark(about) {
      field.toggleAttribute("aria-invalid", Boolean(about));
      field.setAttribute("aria-describedby", [hinted?.id, about].filter(Boolean).join(" "));
    },
    whole: element("div", { class: "field" }, element("label", { for: id, text: label }), hinted, field),
    value: () => field.value.trim(),
    focus: () => field.focus(),
  };
}

function checkboxes(label, column, names) {
  const box = element("fieldset", { "aria-label": label });
  const whole = fold("", box);
  const count = () => {
    const n = box.querySelectorAll("input:checked").length;
    whole.querySelector("summary").textContent = `${label} ${n ? `${n} chosen` : "None chosen yet"}`;
  };
  box.addEventListener("change", count);
  const inputs = new Map();
  const update = () => {
    const now = names();
    for (const [name, line] of inputs) if (!now.includes(name)) line.remove(), inputs.delete(name);
    for (const name of now) {
      if (inputs.has(name)) continue;
      const id = fresh("one-of");
      const line = element("label", { class: "choice", for: id }, element("input", { type: "checkbox", id, value: name }), element("span", { text: name }));
      inputs.set(name, line);
      box.append(line);
    }
    whole.hidden = !now.length;
    count();
  };
  update();
  return {
    column, label, update, whole, reset: count,
    value: () => [...box.querySelectorAll("input:checked")].map((input) => input.value).join("; "),
    focus: () => box.querySelector("input")?.focus(),
  };
}

/** A row in words: what it is called, and the rest. */
export function inWords(row) {
  const { name, ...rest } = row;
  const relation = row.from && row.to ? [row.from, String(row.kind ?? "").replaceAll("_", " "), row.to].join(" ") : "";
  const used = relation ? ["from", "to", "kind"] : [];
  const more = Object.entries(rest).filter(([key, value]) => value !== "" && value !== undefined && !used.includes(key));
  return [String(name ?? (relation || "A row")), more.map(([key, value]) => `${said(key)}: ${String(value).replaceAll("_", " ")}`).join(". ")];
}

/** What somebody gave to a topic, each with its state and a way to take it back. */
export function givenList(room, topic, title) {
  const head = heading(2, title);
  const list = element("ul", { class: "given" });
  const whole = element("div", {}, head, list);
  let before = "";
  const update = () => {
    const items = room.given(topic);
    whole.hidden = !items.length;
    const now = JSON.stringify(items);
    if (now === before) return;
    before = now;
    const focused = list.contains(document.activeElement);
    list.replaceChildren(...items.map(({ number, row, shown, waits, reason, leaving }) => {
      const [name, more] = inWords(row);
      const state = waits ? "Waits on this phone for the connection." : leaving ? "Being taken back." : `${STATES[shown]}${reason ? ` ${reason}` : ""}`;
      const back = () => room.give({ kind: "took back", number });
      return element("li", {},
        element("p", { class: "name", text: name }),
        more ? paragraph(more, "quiet") : null,
        paragraph(state, "state"),
        waits || leaving ? null : element("p", {}, button("Take back", back, { "aria-label": `Take back ‘${name}’` })),
      );
    }));
    if (focused && !whole.hidden) head.focus();
  };
  update();
  return { whole, update };
}
