// What was chosen and sorted, kept in this browser from page to page, until forgotten.

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-kept controls");
  const said = element("p", "quiet");
  const KEPT = "Your place and your sorting are kept in this browser, and only here.";
  const NOT_KEPT = "This browser keeps nothing. Save a spreadsheet to go on another time.";
  said.setAttribute("role", "status");
  box.append(said, button("Forget", () => {
    remember((all) => {
      for (const part of ["case", "first", "own", "sorted"]) delete all[part];
    });
    model.send({ forget: true });
    said.textContent = "Forgotten. The page starts again.";
  }));
  el.append(box);
  said.textContent = remember(() => {}) ? KEPT : NOT_KEPT;

  function keep() {
    const { case: name, first, own, topic, sorted } = model.get("value");
    if (!name) return;
    const kept = remember((all) => {
      Object.assign(all, { case: name, first });
      if (own) {
        all.own = own;
        for (const one of Object.values(all.sorted ?? {})) delete one[name];
      }
      if (!topic || !sorted) return;
      all.sorted ??= {};
      all.sorted[topic] = { ...all.sorted[topic], [name]: sorted };
    });
    said.textContent = kept ? KEPT : NOT_KEPT;
  }

  model.on("change:value", keep);
  const { case: name, first, own, sorted } = recall();
  const address = new URL(location.href);
  const asked = address.searchParams.get("case");
  if (asked) {
    address.searchParams.delete("case"); // or a reload would undo a later choice
    history.replaceState(history.state, "", address);
  }
  model.send({ found: { case: name, first, own, sorted }, asked });
  return () => model.off("change:value", keep);
}

export default { render };
