// The present state of the page, as files that open again.

const TYPES = {
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".csv": "text/csv;charset=utf-8",
};

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-download controls");
  const said = element("p", "quiet");
  said.setAttribute("role", "status");
  for (const ending of model.get("endings")) {
    const kind = ending.slice(1).toUpperCase();
    box.append(button(`Save as ${kind}`, () => {
      said.textContent = `Making the ${kind} file…`;
      model.send({ want: ending });
    }));
  }
  el.append(box, said);

  function take({ here }, buffers) {
    if (!here) return;
    const ending = here.slice(here.lastIndexOf("."));
    handOver(new Blob([buffers[0]], { type: TYPES[ending] ?? "application/octet-stream" }), here);
    said.textContent = `Saved as ${here}. Open it here again under ‘Bring your own place’.`;
  }

  model.on("msg:custom", take);
  return () => model.off("msg:custom", take);
}

export default { render };
