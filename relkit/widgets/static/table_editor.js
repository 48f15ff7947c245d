// The tables of a topic: rows to read, and a form for the one that is added or changed.

const SHOWN_AT_ONCE = 60; // rows of a table; more on request, so that a thousand do not stall the page
const LONG = 60; // letters from which a cell is written in several lines
const said = (key) => `${key[0].toUpperCase()}${key.slice(1)}`.replaceAll("_", " ");

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-editor controls");
  const spoken = element("p", "quiet");
  const undo = button("", () => model.send({ do: "undo" }));
  const back = button("Put the tables back as they came", () => model.send({ do: "put back" }));
  const after = element("div", "after");
  const parts = model.get("tables").map(tablePart);
  spoken.setAttribute("role", "status");
  after.append(undo, back, spoken);
  box.append(...parts.map((part) => part.whole), after);
  el.append(box);

  const rowsOf = (sheet) => model.get("rows")[sheet] ?? [];
  const called = (table, row) => row.name || table.columns.slice(0, 4).map(({ key }) => String(row[key] ?? "").replaceAll("_", " ")).filter(Boolean).join(" ");

  /** One table: its rows, what finds them, and the form. */
  function tablePart(table) {
    const whole = element("details", "table");
    const title = element("summary");
    const form = element("form");
    const add = button(`Add to ${table.things}`, () => open(null));
    const find = element("input");
    const finds = element("label", "find", "Show only rows with ");
    const told = element("p", "quiet");
    const scroll = element("div", "scroll");
    const more = button("", () => {
      shown += SHOWN_AT_ONCE;
      draw();
    });
    let shown = SHOWN_AT_ONCE;
    let stop = 0; // the row that Tab comes to
    let editing; // the number of the row in the form; null for a new one; undefined for none
    let waiting; // what to do once the kernel has answered
    find.type = "search";
    find.addEventListener("input", draw);
    told.setAttribute("role", "status");
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", `Table: ${table.sheet}`);
    form.noValidate = true;
    form.hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send("save", { at: editing, line: written() });
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    finds.append(find);
    whole.append(title, add, form, finds, told, scroll, more);

    function draw() {
      const rows = rowsOf(table.sheet);
      const wanted = find.value.trim().toLowerCase();
      const fits = (row) => !wanted || Object.values(row).join(" ").replaceAll("_", " ").toLowerCase().includes(wanted);
      const found = rows.map((row, at) => [row, at]).filter(([row]) => fits(row));
      const here = found.slice(0, shown);
      title.textContent = `${table.sheet} (${rows.length.toLocaleString("en-GB")})`;
      finds.hidden = rows.length < 8;
      told.textContent = here.length === rows.length ? "" : `${here.length} of ${rows.length.toLocaleString("en-GB")} rows are shown.`;
      more.hidden = here.length === found.length;
      more.textContent = `Show ${Math.min(SHOWN_AT_ONCE, found.length - here.length)} more`;
      scroll.replaceChildren(here.length ? tableOf(here) : element("p", "", rows.length ? "No row has that." : `There are no ${table.things} yet.`));
      setStop();
    }

    function tableOf(here) {
      const made = element("table");
      const head = made.createTHead().insertRow();
      const [first, ...others] = table.columns;
      for (const { key } of [first, { key: "change" }, ...others]) {
        const cell = element("th", "", said(key));
        cell.scope = "col";
        head.append(cell);
      }
      const body = made.createTBody();
      for (const [row, at] of here) {
        const line = body.insertRow();
        table.columns.forEach(({ key, options, default: usual }, i) => {
          const text = String(row[key] ?? "").replaceAll("_", options.length ? " " : "_");
          const quiet = options.length === 2 && options.includes("no") && text === usual; // no, in a column of yes and no
          const cell = element(i ? "td" : "th", "", quiet ? "" : text);
          if (!i) cell.scope = "row";
          cell.dataset.label = said(key);
          cell.classList.toggle("long", text.length > LONG);
          line.append(cell);
        });
        const change = button("Change", () => open(at));
        change.dataset.at = at;
        change.setAttribute("aria-label", `Change ‘${called(table, row)}’`);
        line.insertCell(1).append(change);
      }
      return made;
    }

    // The rows are one stop for Tab; the arrow keys go from row to row. --------------------

    const changes = () => [...scroll.querySelectorAll("button[data-at]")];

    function setStop() {
      const all = changes();
      stop = Math.max(0, Math.min(stop, all.length - 1));
      all.forEach((each, i) => (each.tabIndex = i === stop ? 0 : -1));
    }

    scroll.addEventListener("focusin", ({ target }) => {
      const at = changes().indexOf(target);
      if (at >= 0) stop = at;
      setStop();
    });
    scroll.addEventListener("keydown", (event) => {
      const all = changes();
      const at = all.indexOf(event.target);
      const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      all[Math.max(0, Math.min(to, all.length - 1))].focus();
    });

    const focusRow = (at) => (scroll.querySelector(`[data-at="${at}"]`) ?? add).focus();

    // The form ------------------------------------------------------------------------------

    function open(at) {
      editing = at;
      const row = at === null ? {} : rowsOf(table.sheet)[at];
      const heading = element("h4", "", at === null ? `Add to ${table.things}` : `Change ‘${called(table, row)}’`);
      const save = element("button", "main", "Save");
      const buttons = element("p", "buttons");
      const wrong = element("div", "wrong");
      save.type = "submit";
      wrong.setAttribute("role", "alert");
      buttons.append(save, button("Cancel", close));
      if (at !== null) buttons.append(button("Delete", () => send("delete", { at })));
      form.replaceChildren(heading, wrong, ...table.columns.map((column) => field(column, row[column.key] ?? (at === null ? column.default : ""))), buttons);
      form.hidden = false;
      form.querySelector("input, select, textarea")?.focus();
    }

    function close() {
      const at = editing;
      form.hidden = true;
      form.replaceChildren();
      editing = undefined;
      focusRow(at);
    }

    function send(what, more) {
      waiting = { what, at: more.at };
      model.send({ do: what, sheet: table.sheet, ...more });
    }

    const namesIn = (sheet) => [...new Set(rowsOf(sheet).map((row) => row.name).filter(Boolean))];

    function field(column, value) {
      const { key, of, several } = column;
      const whole = element("div", "field");
      const wrong = element("p", "wrong");
      whole.dataset.key = key;
      wrong.id = freshName("wrong");
      if (several && of) whole.append(checks(column, String(value)));
      else {
        const input = control(column, String(value));
        const label = element("label", "", said(key));
        input.id = freshName("cell");
        label.htmlFor = input.id;
        input.setAttribute("aria-describedby", wrong.id);
        whole.append(label);
        if (column.words) whole.append(element("p", "quiet", column.words));
        whole.append(input);
      }
      whole.append(wrong);
      return whole;
    }

    function control({ key, options, of, required, default: usual }, value) {
      const choices = options.length ? options : of ? namesIn(of) : null;
      if (!choices) {
        const input = element(key === "note" || value.length > LONG ? "textarea" : "input");
        if (input.type === "textarea") input.rows = 2;
        input.value = value;
        return input;
      }
      const select = element("select");
      const none = (!usual && !required) || !value ? [""] : [];
      for (const each of [...none, ...new Set([...choices, ...(value ? [value] : [])])]) {
        const option = element("option", "", each ? each.replaceAll("_", options.length ? " " : "_") : "–");
        option.value = each;
        option.selected = each === value;
        select.append(option);
      }
      return select;
    }

    /** Names to tick: the rows of another table that this one is linked to. */
    function checks({ key, of }, value) {
      const group = element("fieldset", "checks");
      const ticked = value.split(";").map((name) => name.trim());
      group.append(element("legend", "", `${said(key)}: tick those it is linked to`));
      for (const name of new Set([...namesIn(of), ...ticked.filter(Boolean)])) {
        const label = element("label");
        const input = element("input");
        input.type = "checkbox";
        input.value = name;
        input.checked = ticked.includes(name);
        label.append(input, element("span", "", name));
        group.append(label);
      }
      if (group.children.length < 2) group.append(element("p", "quiet", `There is nothing under ${of} yet.`));
      return group;
    }

    function written() {
      const cells = [...form.querySelectorAll(".field")].map((each) => {
        const input = each.querySelector("select, textarea, input:not([type=checkbox])");
        const ticked = [...each.querySelectorAll("input:checked")].map(({ value }) => value);
        return [each.dataset.key, input ? input.value : ticked.join("; ")];
      });
      return Object.fromEntries(cells);
    }

    /** What is wrong, beside what it is about; everything typed stays. */
    function complain(wrong) {
      for (const each of form.querySelectorAll(".wrong")) each.replaceChildren();
      let first;
      for (const { column, sentence } of wrong) {
        const at = form.querySelector(`.field[data-key="${CSS.escape(column)}"]`);
        const input = at?.querySelector("input, select, textarea");
        input?.setAttribute("aria-invalid", "true");
        (at ?? form).querySelector(".wrong").append(element("span", "", `${sentence[0].toUpperCase()}${sentence.slice(1)} `));
        first ??= input;
      }
      (first ?? form.querySelector("button")).focus();
    }

    function hear({ done, wrong }) {
      if (!waiting) return;
      const { what, at } = waiting;
      waiting = undefined;
      if (wrong && !form.hidden) return complain(wrong);
      if (!done || form.hidden) return;
      form.hidden = true;
      form.replaceChildren();
      editing = undefined;
      draw();
      if (what === "delete") (changes()[stop] ?? add).focus();
      else focusRow(at ?? rowsOf(table.sheet).length - 1);
    }

    return { whole, draw, hear };
  }

  // All tables ----------------------------------------------------------------------------

  function tell() {
    spoken.textContent = model.get("told");
    undo.textContent = `Undo: ${model.get("undoes")}`;
    const held = document.activeElement;
    undo.hidden = !model.get("undoes");
    back.hidden = !model.get("changed");
    if (held?.hidden) box.querySelector("summary")?.focus();
  }

  function draw() {
    const held = box.contains(document.activeElement) && document.activeElement.dataset.at;
    const scroll = held !== false && document.activeElement.closest?.(".scroll");
    for (const part of parts) part.draw();
    tell();
    if (held !== undefined && scroll) (scroll.querySelector(`[data-at="${held}"]`) ?? box.querySelector("summary")).focus();
  }

  const hear = (content) => parts.forEach((part) => part.hear(content));
  model.on("change:rows", draw);
  model.on("change:told change:undoes change:changed", tell);
  model.on("msg:custom", hear);
  draw();
  return () => {
    model.off("change:rows", draw);
    model.off("change:told change:undoes change:changed", tell);
    model.off("msg:custom", hear);
  };
}

export default { render };
