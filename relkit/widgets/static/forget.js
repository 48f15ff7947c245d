// Everything that this browser keeps for relkit goes, after one question.

const CLEAR = [
  "It clears the place you chose, the spreadsheet you brought, how you sorted the cards, what you changed in tables, the numbers you moved, your answers in exercises, and everything you wrote there.",
  "Save first if you want to keep it. Nothing brings it back. Files that you saved stay where they are.",
];

function render({ model, el }) {
  el.classList.add("relkit");
  const box = element("div", "relkit-forget controls");
  const asking = element("div", "asking");
  const question = element("h3", "", "Forget everything that relkit keeps on this computer?");
  const buttons = element("div", "buttons");
  const said = element("p", "quiet");
  const open = button("Forget everything on this computer", ask);
  question.tabIndex = -1;
  question.id = freshName("forget");
  asking.setAttribute("role", "group");
  asking.setAttribute("aria-labelledby", question.id);
  said.setAttribute("role", "status");
  buttons.append(button("Forget everything", forget), button("Keep it", () => close("Nothing was forgotten.")));
  asking.append(question, ...CLEAR.map((line) => element("p", "", line)), buttons);
  asking.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close("Nothing was forgotten.");
  });
  asking.hidden = true;
  box.append(open, asking, said);
  el.append(box);

  function ask() {
    said.textContent = "";
    open.hidden = true;
    asking.hidden = false;
    question.focus();
  }

  function close(done) {
    const here = asking.contains(document.activeElement);
    asking.hidden = true;
    open.hidden = false;
    if (here) open.focus();
    said.textContent = done;
  }

  function forget() {
    remember((all) => {
      for (const part of Object.keys(all)) delete all[part];
    });
    window.dispatchEvent(new Event(FORGOTTEN));
  }

  const tell = () => close("Everything is forgotten. The page starts again.");
  const elsewhere = ({ key, newValue }) => {
    if (key === KEY && newValue === null) window.dispatchEvent(new Event(FORGOTTEN));
  };
  window.addEventListener(FORGOTTEN, tell);
  window.addEventListener("storage", elsewhere);
  return () => {
    window.removeEventListener(FORGOTTEN, tell);
    window.removeEventListener("storage", elsewhere);
  };
}

export default { render };
