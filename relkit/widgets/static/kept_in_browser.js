// What was chosen and sorted, kept in this browser from page to page, until forgotten.

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-kept controls");
  const said = element("p", "quiet");
  const KEPT = "Your place and your sorting are kept in this browser, and only here.";
  said.setAttribute("role", "status");
  box.append(said, button("Forget", () => {
    forget();
    model.send({ forget: true });
    said.textContent = "Forgotten. The page starts again.";
  }));
  el.append(box);
  said.textContent = KEPT;

  function keep() {
    const { case: name, own, topic, sorted } = model.get("value");
    if (!name) return;
    const kept = remember((all) => {
      Object.assign(all, { case: name, own });
      if (!topic || !sorted) return;
      all.sorted ??= {};
      all.sorted[topic] = { ...all.sorted[topic], [name]: sorted };
    });
    said.textContent = kept ? KEPT : "This browser keeps nothing. Save a spreadsheet to go on another time.";
  }

  model.on("change:value", keep);
  const { case: name, own, sorted } = recall();
  const asked = new URLSearchParams(location.search).get("case");
  model.send({ found: { case: asked || name, own, sorted } });
  return () => model.off("change:value", keep);
}

export default { render };
