// Every number of a model: a slider and a field, its unit, and where it is from.

const SEND_MS = 100; // between two messages while a slider is dragged

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("section", "relkit-dials");
  const line = element("p", "line");
  const groups = element("div", "groups");
  const after = element("div", "after controls");
  const status = element("p");
  const twin = element("details", "twin");
  const scroll = element("div", "scroll");
  const back = button("Back to the first values", startAgain);
  const another = button(model.get("another"), drawAgain);
  const dials = model.get("dials");
  const drawn = new Map();
  let waiting; // the next message, not yet sent
  let sent = 0;
  box.setAttribute("aria-label", "Numbers to move");
  status.setAttribute("role", "status");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  after.append(back, another, status);
  // arrows and digits are for the numbers here, and must not steer JupyterLab
  groups.addEventListener("keydown", (event) => event.stopPropagation());
  for (const name of new Set(dials.map((dial) => dial.group))) groups.append(group(name));
  groups.firstChild.open = true;
  const assumed = dials.filter((dial) => dial.assumed).length;
  const about = `All ${dials.length} numbers and where they are from: ${assumed} are assumptions`;
  scroll.setAttribute("aria-label", about);
  twin.append(element("summary", "", about), scroll);
  box.append(line, groups, after, twin);
  el.append(box);

  const plain = (number) => number.toLocaleString("en-GB", { maximumFractionDigits: 4 });
  const told = ({ unit }, number) => `${plain(number)}${"%×".includes(unit) ? "" : " "}${unit}`;

  /** The number with its unit, and many seconds in minutes too. */
  function spelled(dial, number) {
    if (dial.unit !== "seconds" || number < 60) return told(dial, number);
    const rest = number % 60 ? ` ${plain(number % 60)} s` : "";
    return `${told(dial, number)} (${Math.floor(number / 60)} min${rest})`;
  }

  function group(name) {
    const folded = element("details", "group");
    const heading = element("summary", "", name);
    const changed = element("span", "quiet");
    const here = dials.filter((dial) => dial.group === name);
    heading.append(changed);
    folded.append(heading, ...here.map(dialOf));
    drawn.set(name, { changed, here });
    return folded;
  }

  function dialOf(dial) {
    const part = element("div", "dial");
    const label = element("label", "", dial.label);
    const row = element("div", "row");
    const range = element("input");
    const field = element("input");
    const now = element("span", "now");
    const first = element("span", "quiet first");
    const wrong = element("p", "wrong");
    const origin = element("p", "quiet origin", dial.origin);
    range.type = "range";
    field.type = "number";
    for (const input of [range, field]) Object.assign(input, { min: dial.least, max: dial.most, step: dial.step });
    field.step = "any";
    field.inputMode = "decimal";
    label.htmlFor = range.id = freshName("dial");
    wrong.id = freshName("wrong");
    origin.id = freshName("origin");
    field.setAttribute("aria-label", `${dial.label}, ${dial.unit}`);
    range.setAttribute("aria-describedby", origin.id);
    field.setAttribute("aria-describedby", `${wrong.id} ${origin.id}`);
    wrong.setAttribute("role", "alert");
    if (dial.url) {
      const link = element("a", "", "Read on");
      link.href = dial.url;
      link.setAttribute("aria-label", `Read on about: ${dial.label}`);
      origin.append(" ", link);
    }
    range.addEventListener("input", () => put(dial, range.valueAsNumber));
    field.addEventListener("input", () => {
      if (!takes(dial, field.valueAsNumber)) return;
      say("");
      put(dial, field.valueAsNumber);
    });
    field.addEventListener("change", () => {
      if (!takes(dial, field.valueAsNumber)) say(`This is not a number from ${told(dial, dial.least)} to ${told(dial, dial.most)}. Give one, or use the slider. It stays at ${told(dial, model.get("numbers")[dial.name])} until then.`);
    });
    const say = (text) => {
      wrong.textContent = text;
      field.setAttribute("aria-invalid", String(text !== ""));
    };
    row.append(range, field, now, first);
    part.append(label, row, wrong, origin);
    drawn.set(dial, { range, field, now, first, say, number: undefined });
    return part;
  }

  function takes(dial, number) {
    return typeof number === "number" && number >= dial.least && number <= dial.most;
  }

  function put(dial, number) {
    status.textContent = "";
    model.set("numbers", { ...model.get("numbers"), [dial.name]: number });
    clearTimeout(waiting);
    waiting = setTimeout(send, Math.max(0, sent + SEND_MS - performance.now()));
  }

  function send() {
    waiting = undefined;
    sent = performance.now();
    model.save_changes();
    keep();
  }

  /** Only what is not as it was at first, so that a first value can still be mended. */
  function keep() {
    const numbers = model.get("numbers");
    const moved = dials.filter(({ name, first }) => numbers[name] !== first).map(({ name }) => [name, numbers[name]]);
    const seed = model.get("seed");
    remember((all) => {
      const { [model.get("name")]: _, ...others } = Object(all.dials);
      const mine = { [model.get("name")]: { numbers: Object.fromEntries(moved), seed } };
      all.dials = moved.length || seed !== 1 ? { ...others, ...mine } : others;
    });
  }

  /** Go on from what this browser kept; what makes no sense is passed over. */
  function goOn() {
    const { numbers, seed } = recall().dials?.[model.get("name")] ?? {};
    const left = (dial) => (takes(dial, numbers?.[dial.name]) ? numbers[dial.name] : dial.first);
    model.set("numbers", Object.fromEntries(dials.map((dial) => [dial.name, left(dial)])));
    if (Number.isSafeInteger(seed) && seed > 0) model.set("seed", seed);
    model.save_changes();
  }

  function untouched() {
    return model.get("seed") === 1 && dials.every(({ name, first }) => model.get("numbers")[name] === first);
  }

  function forget() {
    clearTimeout(waiting); // or it would be kept again
    waiting = undefined;
    goBack();
    model.set("seed", 1);
    model.save_changes();
    status.textContent = "";
  }

  function firsts() {
    return Object.fromEntries(dials.map(({ name, first }) => [name, first]));
  }

  function goBack() {
    model.set("numbers", firsts());
    for (const dial of dials) drawn.get(dial).number = undefined; // what was typed in vain goes too
    mark();
  }

  function startAgain() {
    goBack();
    send();
    status.textContent = "All numbers are back at their first values.";
  }

  function drawAgain() {
    model.set("seed", model.get("seed") + 1);
    send();
    status.textContent = `Drawn anew: draw ${model.get("seed")}.`;
  }

  function mark() {
    const numbers = model.get("numbers");
    for (const dial of dials) {
      const here = drawn.get(dial);
      const { range, field, now, first, say } = here;
      const number = numbers[dial.name];
      if (here.number === number) continue; // what is being typed stays as it is typed
      here.number = number;
      range.value = number;
      range.setAttribute("aria-valuetext", spelled(dial, number));
      if (field.valueAsNumber !== number) field.value = number;
      say("");
      now.textContent = spelled(dial, number).replace(plain(number), "").trim();
      first.textContent = number === dial.first ? "" : `at first ${told(dial, dial.first)}`;
    }
    for (const name of new Set(dials.map((dial) => dial.group))) {
      const { changed, here } = drawn.get(name);
      const moved = here.filter((dial) => numbers[dial.name] !== dial.first).length;
      changed.textContent = ` · ${here.length} numbers${moved ? `, ${moved} changed` : ""}`;
    }
    table(numbers);
  }

  function table(numbers) {
    const made = element("table");
    const head = made.createTHead().insertRow();
    for (const column of ["Number", "Now", "At first", "Where it is from"]) {
      const cell = element("th", "", column);
      cell.scope = "col";
      head.append(cell);
    }
    const body = made.createTBody();
    for (const dial of dials) {
      const row = body.insertRow();
      const name = element("th", "", dial.label);
      name.scope = "row";
      const origin = element("td", "", dial.origin);
      row.append(name, element("td", "", told(dial, numbers[dial.name])), element("td", "", told(dial, dial.first)), origin);
    }
    scroll.replaceChildren(made);
  }

  function tell() {
    line.textContent = model.get("summary");
    line.hidden = !line.textContent;
  }

  model.on("change:numbers", mark);
  model.on("change:summary", tell);
  window.addEventListener(FORGOTTEN, forget);
  if (untouched()) goOn();
  mark();
  tell();
  const fit = () => line.classList.toggle("stays", line.offsetHeight < innerHeight / 5);
  const watcher = new ResizeObserver(fit);
  watcher.observe(line);
  return () => {
    watcher.disconnect();
    if (waiting) {
      clearTimeout(waiting);
      send();
    }
    window.removeEventListener(FORGOTTEN, forget);
    model.off("change:numbers", mark);
    model.off("change:summary", tell);
  };
}

export default { render };
