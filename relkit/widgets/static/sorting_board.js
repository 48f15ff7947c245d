// Cards in bins. Wide: columns, with buttons and drag. Narrow: a radio group per card.

const NARROW_EMS = 40;
const DRAG_FROM_PX = 6;
const CONTROLS = "button:not(:disabled), summary";
const AGREE = "The rest is right where it is";
const HOW = "With the keyboard: Tab goes from column to column, ↑ and ↓ go from card to card, ← and → from button to button.";

function render({ model, el }) {
  el.classList.add("relkit");
  const board = element("section", "relkit-board");
  const skip = element("a", "skip", "Skip the cards");
  const how = element("p", "how quiet controls", HOW);
  const line = element("p", "line");
  const bins = element("div");
  const spoken = element("p", "hidden");
  const after = element("div", "after controls");
  const who = element("fieldset", "who controls");
  const agree = button(AGREE, countAll);
  const back = button("Put the cards back as they came", putBack);
  const undo = button("Undo", takeBack);
  const status = element("p");
  board.setAttribute("aria-label", "Cards to sort");
  spoken.setAttribute("aria-live", "polite");
  status.setAttribute("role", "status");
  after.id = freshName("after");
  after.tabIndex = -1;
  skip.href = `#${after.id}`;
  skip.addEventListener("click", (event) => {
    event.preventDefault(); // the page's address stays as it is
    after.focus();
  });
  after.append(agree, back, undo, status);
  board.append(who, skip, how, line, bins, spoken, after);
  el.append(board);
  const group = freshName("card");
  const sorter = freshName("who");
  let narrow = false;
  let before = null; // how the cards lay before they were put back

  const binOf = (card) => model.get("placed")[card.name];
  const inTurns = () => model.get("turns").length > 0;
  const counts = (card) => model.get("counted").includes(card.name);
  const labelled = (value) => model.get("bins").find((bin) => bin.value === value)?.label ?? "";

  /** Say where the cards lie, and which of them count as sorted. */
  function lay(placed, names) {
    const counted = model.get("cards").map(({ name }) => name).filter((name) => names.includes(name));
    model.set({ placed, counted });
    model.save_changes();
  }

  function move(card, to) {
    if (binOf(card) === to) return;
    lay({ ...model.get("placed"), [card.name]: to }, inTurns() ? [...model.get("counted"), card.name] : []);
    const there = Object.values(model.get("placed")).filter((bin) => bin === to).length;
    spoken.textContent = `‘${card.name}’: now ${labelled(to).toLowerCase()}, with ${there} in all.`;
  }

  function countAll() {
    lay(model.get("placed"), model.get("cards").map(({ name }) => name));
    status.textContent = `All ${model.get("cards").length} cards count as sorted.`;
    back.focus();
  }

  function putBack() {
    before = [model.get("placed"), model.get("counted")];
    lay(model.get("came"), []);
    status.textContent = "All cards are back where they came from.";
    undo.focus();
  }

  function takeBack() {
    lay(...before);
    status.textContent = "The cards lie where you had put them.";
    back.focus();
  }

  /** What can be done with all cards at once, as they now lie. */
  function offer() {
    const came = model.get("came");
    const counted = model.get("counted").length;
    const moved = counted || Object.entries(model.get("placed")).some(([name, bin]) => came[name] !== bin);
    const all = counted === model.get("cards").length;
    if (moved) before = null;
    if ((moved && !all) || (!moved && !before)) status.textContent = "";
    back.disabled = !moved;
    undo.hidden = !before;
    agree.hidden = !inTurns() || all;
    after.hidden = how.hidden = skip.hidden = !model.get("cards").length;
    how.hidden ||= narrow;
  }

  /** Who sorts now, where several do so in turns. */
  function ask() {
    const choose = (topic) => {
      bins.inert = true; // until the next one's cards lie there
      model.send({ turn: topic });
    };
    const options = model.get("turns").map(({ topic, label }) => [topic, label]);
    who.replaceChildren(element("legend", "", "Who sorts now?"), segments(sorter, options, model.get("topic"), choose));
  }

  function takeTurn() {
    bins.inert = false;
    for (const input of who.querySelectorAll("input")) input.checked = input.value === model.get("topic");
    const label = model.get("turns").find(({ topic }) => topic === model.get("topic"))?.label;
    spoken.textContent = `${label}: the cards lie as they were last sorted from here, or as they came.`;
    dealt();
  }

  function tell() {
    const parts = model.get("summary").split(/(?<=·) /); // the line may only break here
    line.replaceChildren(...parts.flatMap((part) => [element("span", "", part), " "]));
    line.hidden = !model.get("summary") || !model.get("cards").length;
  }

  // Wide: one column a bin -------------------------------------------------------------

  function columns() {
    bins.className = "bins";
    bins.style.setProperty("--bins", model.get("bins").length);
    return model.get("bins").map((bin, i) => {
      const column = element("div", "bin");
      const head = element("header");
      const list = element("ol");
      const mine = model.get("cards").filter((card) => binOf(card) === bin.value);
      head.append(element("h3", "", `${bin.label} (${mine.length})`), element("p", "", bin.meaning));
      [head.style.background, head.style.color] = bin.colours;
      list.append(...mine.map((card) => cardIn(card, i)));
      column.dataset.bin = bin.value;
      column.append(head, list);
      return column;
    });
  }

  function cardIn(card, i) {
    const item = element("li", "card");
    const name = element("span", "name", card.name);
    const moves = element("span", "moves");
    item.dataset.card = card.name;
    item.append(name, moves, tick(card));
    moves.append(mover(card, i - 1, "←", "back"), mover(card, i + 1, "→", "on"));
    if (card.detail) {
      const more = element("details");
      const summary = element("summary", "quiet", "More");
      summary.dataset.way = "more";
      summary.setAttribute("aria-label", `More about ‘${card.name}’`);
      more.append(summary, element("span", "", card.detail));
      item.append(more);
    }
    name.addEventListener("pointerdown", (event) => drag(event, card, item));
    return item;
  }

  /** A card's sign that it counts as sorted, where that has to be said. */
  function tick(card) {
    const made = element("span", "tick quiet", "✓ sorted");
    made.hidden = !counts(card);
    return made;
  }

  function tickAll() {
    for (const card of model.get("cards")) {
      const item = [...bins.querySelectorAll("[data-card]")].find((each) => each.dataset.card === card.name);
      if (item) item.querySelector(".tick").hidden = !counts(card);
    }
  }

  function mover(card, to, sign, way) {
    const bin = model.get("bins")[to];
    const made = button(sign, () => move(card, bin.value));
    made.dataset.way = way;
    made.disabled = !bin;
    made.setAttribute("aria-label", bin ? `Move ‘${card.name}’ to ${bin.label.toLowerCase()}` : `‘${card.name}’ cannot go further`);
    return made;
  }

  // A column is one stop for Tab, as in a toolbar; the arrow keys go on within it. --------

  const cardsOf = (column) => [...column.querySelectorAll(".card")];
  const controlsOf = (item) => [...item.querySelectorAll(CONTROLS)];
  const stops = {}; // by bin: which card Tab comes back to, counted from 0

  /** The control of a card that goes the same way, or the first that it has. */
  const sameIn = (item, way) => item.querySelector(`[data-way="${way}"]:not(:disabled)`) ?? controlsOf(item)[0];

  function stopAt(column, control) {
    for (const each of controlsOf(column)) each.tabIndex = each === control ? 0 : -1;
    stops[column.dataset.bin] = cardsOf(column).indexOf(control.closest(".card"));
  }

  function setStops() {
    for (const column of bins.querySelectorAll(".bin")) {
      const items = cardsOf(column);
      const item = items[Math.min(stops[column.dataset.bin] ?? 0, items.length - 1)];
      if (item) stopAt(column, controlsOf(item)[0]);
    }
  }

  function walk(event) {
    const item = event.target.closest(".card");
    if (!item || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const items = cardsOf(item.closest(".bin"));
    const controls = controlsOf(item);
    const [row, at] = [items.indexOf(item), controls.indexOf(event.target)];
    const cards = { ArrowUp: row - 1, ArrowDown: row + 1, Home: 0, End: items.length - 1 };
    const buttons = { ArrowLeft: at - 1, ArrowRight: at + 1 };
    if (event.key in cards) {
      const next = items[cards[event.key]];
      if (next) sameIn(next, event.target.dataset.way).focus();
    } else if (event.key in buttons) controls[buttons[event.key]]?.focus();
    else return;
    event.preventDefault();
  }

  bins.addEventListener("keydown", walk);
  bins.addEventListener("focusin", ({ target }) => {
    const column = target.closest(".bin");
    if (column) stopAt(column, target);
  });

  function drag(start, card, item) {
    if (start.button) return;
    start.preventDefault();
    let ghost;
    const target = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest?.(".relkit-board .bin");
    const onMove = (event) => {
      if (!ghost && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < DRAG_FROM_PX) return;
      if (!ghost) {
        ghost = item.cloneNode(true);
        ghost.classList.add("ghost");
        ghost.style.width = `${item.offsetWidth}px`;
        ghost.setAttribute("aria-hidden", "true");
        board.append(ghost);
        item.classList.add("held");
      }
      ghost.style.transform = `translate(${event.clientX - 20}px, ${event.clientY - 12}px)`;
      for (const bin of bins.children) bin.classList.toggle("over", bin === target(event));
    };
    const stop = (event) => {
      removeEventListener("pointermove", onMove);
      removeEventListener("pointerup", stop);
      removeEventListener("pointercancel", stop);
      const bin = ghost && event.type === "pointerup" && target(event);
      ghost?.remove();
      item.classList.remove("held");
      for (const each of bins.children) each.classList.remove("over");
      if (bin && bins.contains(bin)) move(card, bin.dataset.bin);
    };
    addEventListener("pointermove", onMove);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  }

  // Narrow: one question a card ---------------------------------------------------------

  function questions() {
    bins.className = "";
    return model.get("cards").map((card, n) => {
      const asked = element("fieldset", "asked");
      const options = model.get("bins").map((bin) => [bin.value, bin.label]);
      const row = segments(`${group}-${n}`, options, binOf(card), (bin) => move(card, bin));
      asked.dataset.card = card.name;
      asked.append(element("legend", "", card.name));
      if (card.detail) asked.append(element("p", "quiet", card.detail));
      asked.append(row, tick(card));
      return asked;
    });
  }

  // Both ---------------------------------------------------------------------------------

  /** Draw again, and put the focus back on the same control of the same card. */
  function draw() {
    const held = document.activeElement?.closest?.("[data-card]");
    const focus = held && board.contains(held) && {
      card: held.dataset.card,
      way: document.activeElement.dataset.way,
    };
    offer();
    tell();
    who.hidden = !inTurns() || !model.get("cards").length;
    if (!model.get("cards").length) {
      bins.className = "";
      bins.replaceChildren(element("p", "", "There are no cards yet. A card is something that people here do, or that matters to them, such as ‘Keeping keys for neighbours’. Choose a place first."));
      return;
    }
    bins.replaceChildren(...(narrow ? questions() : columns()));
    setStops();
    if (!focus) return;
    const item = [...bins.querySelectorAll("[data-card]")].find((each) => each.dataset.card === focus.card);
    (narrow ? item?.querySelector("input:checked") : item && sameIn(item, focus.way))?.focus();
  }

  function redraw() {
    if (narrow && bins.contains(document.activeElement)) offer(); // the radio shows it already
    else draw();
  }

  function dealt() {
    before = null;
    draw();
  }

  const watcher = new ResizeObserver(() => {
    const stays = line.offsetHeight < innerHeight / 5; // else too little of the cards is left
    line.classList.toggle("stays", stays);
    board.style.setProperty("--clear", `${stays ? line.offsetHeight : 0}px`); // the focus is not behind it
    const now = el.clientWidth < NARROW_EMS * parseFloat(getComputedStyle(el).fontSize);
    if (now === narrow) return;
    narrow = now;
    draw();
  });
  const counted = () => (tickAll(), offer());
  const listeners = [["change:cards change:bins", dealt], ["change:topic", takeTurn], ["change:placed change:came", redraw], ["change:counted", counted], ["change:summary", tell]];
  for (const [event, listener] of listeners) model.on(event, listener);
  ask();
  draw();
  for (const each of [el, line]) watcher.observe(each);
  return () => {
    watcher.disconnect();
    for (const [event, listener] of listeners) model.off(event, listener);
  };
}

export default { render };
