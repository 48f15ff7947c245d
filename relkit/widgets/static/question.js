// A question in parts, its hints one by one, and what the check says of the answer.

const BACK = "Your answers are back. Press Check to hear what relkit sees.";
const SHORT = 16; // options up to this many letters stand in one row

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-question");
  const parts = model.get("parts");
  const drawn = parts.map((part, i) => (part.options.length > model.get("few") ? list : radios)(part, i));
  const hints = element("ol", "hints");
  const earlier = element("p", "quiet");
  const said = element("div", "said");
  const verdict = element("div", "verdict");
  const clear = button("Clear my answer", () => choose(parts.map(() => "")));
  let waiting;
  hints.setAttribute("aria-live", "polite");
  said.setAttribute("role", "status");
  const hint = button("", unfold);
  const controls = element("div", "buttons controls");
  controls.append(button("Check", check), hint, clear);
  verdict.append(earlier, said);
  box.append(...model.get("prompt").map((line) => element("p", "", line)));
  box.append(...drawn.map((part) => part.group), controls, hints, verdict);
  el.append(box);

  function radios({ label, options }, i) {
    const group = element("fieldset", "part");
    const row = segments(freshName("answer"), options.map((each) => [each, each]), "", (option) => put(i, option));
    const missing = missed(group);
    if (options.some((each) => each.length > SHORT)) row.classList.add("column");
    group.append(element("legend", "", label), missing, row);
    const inputs = [...row.querySelectorAll("input")];
    return {
      group,
      missing,
      first: inputs[0],
      mark: (option) => inputs.forEach((input) => { input.checked = input.value === option; }),
    };
  }

  function list({ label, options }, i) {
    const group = element("div", "part");
    const name = element("label", "", label);
    const select = element("select");
    const missing = missed(select);
    name.htmlFor = select.id = freshName("answer");
    select.add(new Option("Choose one", ""));
    for (const each of options) select.add(new Option(each, each));
    select.addEventListener("change", () => put(i, select.value));
    group.append(name, missing, select);
    return { group, missing, first: select, mark: (option) => { select.value = option; } };
  }

  function missed(of) {
    const line = element("p", "missing");
    line.id = freshName("missing");
    of.setAttribute("aria-describedby", line.id);
    return line;
  }

  function put(i, option) {
    choose(model.get("value").map((each, at) => (at === i ? option : each)));
  }

  function show(value) {
    model.set("value", value);
    model.save_changes();
  }

  function choose(value) {
    show(value);
    remember((all) => {
      all.answers ??= {};
      if (value.some(Boolean)) all.answers[model.get("name")] = value;
      else delete all.answers[model.get("name")];
    });
  }

  function mark() {
    const value = model.get("value");
    drawn.forEach((part, i) => {
      part.mark(value[i]);
      if (value[i]) part.missing.textContent = "";
    });
    clear.disabled = !value.some(Boolean);
    if (!value.some(Boolean) || !verdict.classList.contains("shown")) fall();
    else earlier.textContent = "This was said of your answer before you changed it.";
  }

  function fall() {
    earlier.textContent = "";
    said.replaceChildren();
    verdict.classList.remove("shown");
  }

  function check() {
    const open = drawn.filter((_, i) => !model.get("value")[i]);
    for (const part of open) part.missing.textContent = "Choose one answer here first.";
    if (open.length) {
      open[0].first.focus();
      return;
    }
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      fall();
      said.append(element("p", "", "Looking at your answer…"));
    }, 1000);
    // with the answer: a message may overtake a change of value
    model.send({ check: model.get("value") });
  }

  function tell() {
    const { agrees, lines } = model.get("verdict");
    clearTimeout(waiting);
    if (!lines || !model.get("value").some(Boolean)) return;
    fall();
    verdict.classList.add("shown");
    const first = agrees ? "relkit reads this the same way." : "relkit reads some of this differently.";
    said.append(element("p", "first", first), ...lines.map((line) => element("p", "", line)));
  }

  function forget() {
    clearTimeout(waiting);
    show(parts.map(() => ""));
    for (const { missing } of drawn) missing.textContent = "";
    hints.replaceChildren();
    name();
  }

  function name() {
    const [shown, all] = [hints.childElementCount, model.get("hints").length];
    hint.textContent = shown < all ? `Hint ${shown + 1} of ${all}` : "Hide the hints";
  }

  function unfold() {
    const next = model.get("hints")[hints.childElementCount];
    if (next) hints.append(element("li", "", next));
    else hints.replaceChildren();
    name();
  }

  model.on("change:value", mark);
  model.on("change:verdict", tell);
  window.addEventListener(FORGOTTEN, forget);
  const kept = recall().answers?.[model.get("name")];
  if (Array.isArray(kept) && !model.get("value").some(Boolean)) {
    choose(parts.map((part, i) => (part.options.includes(kept[i]) ? kept[i] : "")));
  }
  name();
  tell();
  mark();
  earlier.textContent = "";
  const checked = verdict.classList.contains("shown");
  if (model.get("value").some(Boolean) && !checked) said.append(element("p", "", BACK));
  return () => {
    clearTimeout(waiting);
    window.removeEventListener(FORGOTTEN, forget);
    model.off("change:value", mark);
    model.off("change:verdict", tell);
  };
}

export default { render };
