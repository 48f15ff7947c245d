// A question for the reader alone: the words stay in this browser.

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-reflection");
  const label = element("label", "", model.get("prompt"));
  const about = element("p", "quiet", "Nobody marks this. Your words are kept in this browser, and only here.");
  const area = element("textarea");
  const said = element("p", "quiet");
  const controls = element("div", "buttons controls");
  const name = model.get("name");
  const save = button("Save my words as a text file", () => {
    handOver(`${model.get("prompt")}\n\n${area.value}\n`, `${name.replaceAll("_", " ")}.txt`);
    said.textContent = "Saved among your downloads.";
  });
  const remove = button("Delete my words", () => {
    const back = area.value === "";
    const words = back ? gone : "";
    gone = back ? "" : area.value;
    area.value = words;
    keep(back ? "Your words are back." : "Deleted from this browser. Until you leave this page you can bring them back.");
  });
  let gone = "";
  area.rows = 5;
  label.htmlFor = area.id = freshName("words");
  about.id = freshName("about");
  area.setAttribute("aria-describedby", about.id);
  said.setAttribute("role", "status");
  area.addEventListener("input", () => keep(""));
  // what is written here must not steer JupyterLab
  area.addEventListener("keydown", (event) => event.stopPropagation());
  controls.append(save, remove);
  box.append(label, about, area, controls, said);
  el.append(box);

  function keep(done) {
    const kept = remember((all) => {
      all.reflections ??= {};
      if (area.value) all.reflections[name] = area.value;
      else delete all.reflections[name];
    });
    said.textContent = kept ? done : "This browser keeps nothing. Save your words as a text file before you leave.";
    offer();
  }

  function offer() {
    save.disabled = !area.value;
    remove.disabled = !area.value && !gone;
    remove.textContent = !area.value && gone ? "Bring my words back" : "Delete my words";
  }

  function forget() {
    area.value = gone = said.textContent = "";
    offer();
  }

  window.addEventListener(FORGOTTEN, forget);
  area.value = recall().reflections?.[name] ?? "";
  offer();
  return () => window.removeEventListener(FORGOTTEN, forget);
}

export default { render };
