// What was chosen and sorted, kept in this browser from page to page, until forgotten.

const KEPT = "Your place and your sorting are kept in this browser, and only here.";
const NOT_KEPT = "This browser keeps nothing. Save a spreadsheet to go on another time.";

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-kept controls");
  const said = element("p", "quiet");
  let forgetting = false;
  said.setAttribute("role", "status");
  said.textContent = remember(() => {}) ? KEPT : NOT_KEPT;
  box.append(said);
  el.append(box);

  function keep() {
    const { case: name, first, own, topic, sorted } = model.get("value");
    if (!name || forgetting) return;
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

  function forget() {
    forgetting = true; // until the kernel has: what is on its way is not kept again
    model.send({ forget: true });
  }

  function hear({ forgotten }) {
    if (forgotten) forgetting = false;
  }

  model.on("change:value", keep);
  model.on("msg:custom", hear);
  window.addEventListener(FORGOTTEN, forget);
  const { case: name, first, own, sorted } = recall();
  const address = new URL(location.href);
  const asked = address.searchParams.get("case");
  if (asked) {
    address.searchParams.delete("case"); // or a reload would undo a later choice
    history.replaceState(history.state, "", address);
  }
  model.send({ found: { case: name, first, own, sorted }, asked });
  return () => {
    model.off("change:value", keep);
    model.off("msg:custom", hear);
    window.removeEventListener(FORGOTTEN, forget);
  };
}

export default { render };
