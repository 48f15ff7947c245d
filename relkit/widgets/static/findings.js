// Findings, gathered by the rule that found them, each with the question to ask next.

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-findings");
  const spoken = element("p", "hidden");
  spoken.setAttribute("aria-live", "polite");
  el.append(box, spoken);

  function section({ kind, question, sentences }) {
    const made = element("section");
    const list = element("ul");
    list.append(...sentences.map((sentence) => element("li", "", sentence)));
    made.append(element("h3", "", `${kind} (${sentences.length})`), list, element("p", "question", question));
    return made;
  }

  function draw() {
    const found = model.get("found");
    const none = element("p", "", model.get("none"));
    box.replaceChildren(...(found.length ? found.map(section) : [none]));
  }

  function redraw() {
    draw();
    const count = model.get("found").reduce((sum, { sentences }) => sum + sentences.length, 0);
    spoken.textContent = `${count} ${count === 1 ? "thing" : "things"} to talk about.`;
  }

  model.on("change:found", redraw);
  draw();
  return () => model.off("change:found", redraw);
}

export default { render };
