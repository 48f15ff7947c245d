// Cards in bins. Wide: columns, with buttons and drag. Narrow: a radio group per card.

const NARROW_EMS = 40;
const DRAG_FROM_PX = 6;

function render({ model, el }) {
  el.classList.add("relkit");
  const board = element("section", "relkit-board");
  const bins = element("div");
  const spoken = element("p", "hidden");
  board.setAttribute("aria-label", "Cards to sort");
  spoken.setAttribute("aria-live", "polite");
  board.append(bins, spoken);
  el.append(board);
  const group = freshName("card");
  let narrow = false;

  const binOf = (card) => model.get("placed")[card.name];
  const labelled = (value) => model.get("bins").find((bin) => bin.value === value)?.label ?? "";

  function move(card, to) {
    if (binOf(card) === to) return;
    model.set("placed", { ...model.get("placed"), [card.name]: to });
    model.save_changes();
    const there = Object.values(model.get("placed")).filter((bin) => bin === to).length;
    spoken.textContent = `${card.name}: now ${labelled(to).toLowerCase()}, with ${there} in all.`;
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
    moves.append(mover(card, i - 1, "←", "back"), mover(card, i + 1, "→", "on"));
    item.append(name, moves);
    if (card.detail) {
      const more = element("details");
      const summary = element("summary", "quiet", "More");
      summary.setAttribute("aria-label", `More about ${card.name}`);
      more.append(summary, element("span", "", card.detail));
      item.append(more);
    }
    name.addEventListener("pointerdown", (event) => drag(event, card, item));
    return item;
  }

  function mover(card, to, sign, way) {
    const button = element("button", "", sign);
    const bin = model.get("bins")[to];
    button.type = "button";
    button.dataset.way = way;
    button.disabled = !bin;
    button.setAttribute("aria-label", bin ? `Move ${card.name} to ${bin.label.toLowerCase()}` : `${card.name} cannot go further`);
    button.addEventListener("click", () => move(card, bin.value));
    return button;
  }

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
      asked.append(row);
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
    if (!model.get("cards").length) {
      bins.className = "";
      bins.replaceChildren(element("p", "", "There are no cards yet. A card is something that people here do, such as ‘Keeping keys for neighbours’. Choose a place first."));
      return;
    }
    bins.replaceChildren(...(narrow ? questions() : columns()));
    if (!focus) return;
    const item = [...bins.querySelectorAll("[data-card]")].find((each) => each.dataset.card === focus.card);
    const wanted = item?.querySelector(`[data-way="${focus.way}"]:not(:disabled)`);
    (wanted ?? item?.querySelector("button:not(:disabled), input:checked"))?.focus();
  }

  const watcher = new ResizeObserver(() => {
    const now = el.clientWidth < NARROW_EMS * parseFloat(getComputedStyle(el).fontSize);
    if (now === narrow) return;
    narrow = now;
    draw();
  });
  model.on("change:cards change:bins", draw);
  model.on("change:placed", () => {
    if (narrow && bins.contains(document.activeElement)) return; // the radio shows it already
    draw();
  });
  draw();
  watcher.observe(el);
  return () => watcher.disconnect();
}

export default { render };
