// One activity imagined a world further out, and what would have to be true.

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-what-if");
  const label = element("label", "", "Take one activity");
  const select = element("select", "controls");
  const told = element("div", "told");
  const moved = element("div", "moved");
  label.htmlFor = select.id = freshName("activity");
  told.setAttribute("aria-live", "polite");
  moved.setAttribute("role", "status");
  const go = button("", () => model.send({ move: model.get("chosen"), to: model.get("then") }));
  const back = button("", () => {
    model.send({ back: model.get("moved").name });
    select.focus(); // the button goes away
  });
  select.addEventListener("change", () => {
    model.set("chosen", select.value);
    model.save_changes();
  });
  box.append(label, select, told, go, moved, back);
  el.append(box);

  function offer() {
    select.replaceChildren(...model.get("names").map((name) => new Option(name, name)));
    tell();
  }

  function tell() {
    const [name, now, then] = ["chosen", "now", "then"].map((each) => model.get(each));
    select.value = name;
    go.hidden = !then;
    go.textContent = `Move it to ‘${then}’ in the pictures`;
    if (!then) {
      told.replaceChildren(element("p", "", "Everything listed here is done by people themselves."));
      return;
    }
    const list = element("ul");
    list.append(...model.get("value").map((condition) => element("li", "", condition)));
    told.replaceChildren(element("p", "", `‘${name}’ is ${now}. For it to be ${then}, this would have to be true:`), list);
  }

  function reply() {
    const { name, lines = [], back: home } = model.get("moved");
    moved.replaceChildren(...lines.map((line) => element("p", "", line)));
    back.hidden = !home;
    back.textContent = `Put ‘${name}’ back`;
  }

  model.on("change:moved", reply);
  model.on("change:names", offer);
  model.on("change:chosen change:now change:then change:value", tell);
  offer();
  reply();
  return () => {
    model.off("change:moved", reply);
    model.off("change:names", offer);
    model.off("change:chosen change:now change:then change:value", tell);
  };
}

export default { render };
