// The present state of the page, as files that open again.

const TYPES = {
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".csv": "text/csv;charset=utf-8",
  ".json": "application/json",
  ".zip": "application/zip",
};

const PATIENCE_MS = 20_000;
const FAILED = "could not be saved. What is on the page stays as it is. Try again; if that does not help, save the other kind of file.";

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-download controls");
  const said = element("p", "quiet");
  let waiting;
  said.setAttribute("role", "status");
  model.get("endings").forEach((ending, n) => {
    box.append(button(`Save ${model.get("names")[n]}`, () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => fail(ending), PATIENCE_MS);
      said.textContent = `Making the ${kindOf(ending)} file…`;
      model.send({ want: ending });
    }));
  });
  el.append(box, said, leftOut());

  /** What the files cannot keep, said before somebody saves. */
  function leftOut() {
    const whole = element("details");
    const list = element("ul");
    list.append(...model.get("losses").map((loss) => element("li", "", loss)));
    whole.append(element("summary", "", "What these files cannot keep"), list);
    whole.hidden = !model.get("losses").length;
    return whole;
  }

  function fail(ending) {
    said.textContent = `The ${kindOf(ending)} file ${FAILED}`;
  }

  function take({ here, failed }, buffers) {
    if (!here && !failed) return;
    clearTimeout(waiting);
    if (failed) {
      fail(failed);
      return;
    }
    const ending = here.slice(here.lastIndexOf("."));
    handOver(new Blob([buffers[0]], { type: TYPES[ending] ?? "application/octet-stream" }), here);
    said.textContent = `Saved as ${here}. It opens again under ‘Bring your own place’.`;
  }

  model.on("msg:custom", take);
  return () => {
    clearTimeout(waiting);
    model.off("msg:custom", take);
  };
}

const kindOf = (ending) => ending.slice(ending.lastIndexOf(".") + 1).toUpperCase();

export default { render };
