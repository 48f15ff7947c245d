// What was chosen and sorted, kept in this browser from page to page, until forgotten.

const KEPT = "Your place and what you change are kept in this browser, and only here.";
const NOT_KEPT = "This browser keeps nothing. Save a spreadsheet to go on another time.";
const IN_A_ROOM = "This page shows a room. What you change here is kept nowhere, and goes to nobody.";
const FIELDS = ["sorted", "edited"];

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-kept controls");
  const said = element("p", "quiet");
  let forgetting = false;
  if (new URL(location.href).searchParams.has("room")) {
    said.textContent = IN_A_ROOM;
    box.append(said);
    el.append(box);
    return undefined;
  }
  said.setAttribute("role", "status");
  said.textContent = remember(() => {}) ? KEPT : NOT_KEPT;
  box.append(said);
  el.append(box);

  function keep() {
    const { case: name, first, own, field, kept: left } = model.get("value");
    if (!name || forgetting) return;
    const kept = remember((all) => {
      Object.assign(all, { case: name, first });
      if (own) {
        all.own = own;
        for (const topics of FIELDS.map((each) => all[each] ?? {})) for (const places of Object.values(topics)) delete places[name];
      }
      if (!FIELDS.includes(field)) return;
      all[field] ??= {};
      for (const [topic, each] of Object.entries(left)) all[field][topic] = { ...all[field][topic], [name]: each };
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
  const { case: name, first, own, sorted, edited } = recall();
  const address = new URL(location.href);
  const asked = address.searchParams.get("case");
  if (asked) {
    address.searchParams.delete("case"); // or a reload would undo a later choice
    history.replaceState(history.state, "", address);
  }
  model.send({ found: { case: name, first, own, sorted, edited }, asked });
  return () => {
    model.off("change:value", keep);
    model.off("msg:custom", hear);
    window.removeEventListener(FORGOTTEN, forget);
  };
}

export default { render };
