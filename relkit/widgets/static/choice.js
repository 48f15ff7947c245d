// One of several: radio buttons, or a list where there are many.

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-choice");
  el.append(box);
  const id = freshName("choice");

  function choose(label) {
    model.set("chosen", label);
    model.save_changes();
  }

  function radios() {
    const group = element("fieldset");
    const options = model.get("options").map((label) => [label, label]);
    const row = segments(id, options, model.get("chosen"), choose);
    group.append(element("legend", "", model.get("label")), row);
    return [group];
  }

  function list() {
    const label = element("label", "list", model.get("label"));
    const select = element("select");
    label.htmlFor = select.id = id;
    for (const each of model.get("options")) select.add(new Option(each, each));
    select.addEventListener("change", () => choose(select.value));
    return [label, select];
  }

  function mark() {
    for (const input of box.querySelectorAll("input")) input.checked = input.value === model.get("chosen");
    const select = box.querySelector("select");
    if (select) select.value = model.get("chosen");
  }

  function draw() {
    box.replaceChildren(...(model.get("options").length > model.get("few") ? list() : radios()));
    mark();
  }

  model.on("change:options change:label", draw);
  model.on("change:chosen", mark);
  draw();
  return () => {
    model.off("change:options change:label", draw);
    model.off("change:chosen", mark);
  };
}

export default { render };
