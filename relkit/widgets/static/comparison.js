// Two choices side by side: which sorting is read, and who stands beside the community.

const ASKED = [["time", "times", "Read"], ["beside", "sides", "The community beside"]];

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-comparison");
  el.append(box);

  const choose = (name) => (label) => {
    model.set(name, label);
    model.save_changes();
  };

  function radios(name, options, asked) {
    const group = element("fieldset");
    const row = segments(freshName(name), options.map((label) => [label, label]), model.get(name), choose(name));
    group.append(element("legend", "", asked), row);
    return group;
  }

  function list(name, options, asked) {
    const label = element("label", "list", asked);
    const select = element("select");
    for (const each of options) select.add(new Option(each, each));
    select.value = model.get(name);
    select.addEventListener("change", () => choose(name)(select.value));
    label.append(select);
    return label;
  }

  function draw() {
    const group = ([name, offered, asked]) => {
      const options = model.get(offered);
      const made = (options.length > model.get("few") ? list : radios)(name, options, asked);
      made.dataset.asked = name;
      return made;
    };
    box.replaceChildren(...ASKED.map(group));
  }

  function mark() {
    for (const [name] of ASKED) {
      const group = box.querySelector(`[data-asked="${name}"]`);
      for (const input of group.querySelectorAll("input")) input.checked = input.value === model.get(name);
      for (const select of group.querySelectorAll("select")) select.value = model.get(name);
    }
  }

  model.on("change:times change:sides", draw);
  model.on("change:time change:beside", mark);
  draw();
  return () => {
    model.off("change:times change:sides", draw);
    model.off("change:time change:beside", mark);
  };
}

export default { render };
