// What all of relkit's widgets share. `page.module` puts this before each widget's own
// file, so that every widget stays one ES module with nothing to bundle.

/** A new element; text is always text, never markup. */
function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(text, onClick) {
  const made = element("button", "", text);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

/** Radio buttons in a row; `options` are pairs of value and label. */
function segments(name, options, chosen, onChoose) {
  const row = element("div", "segments");
  for (const [value, label] of options) {
    const option = element("label");
    const input = element("input");
    input.type = "radio";
    input.name = name;
    input.value = value;
    input.checked = value === chosen;
    input.addEventListener("change", () => onChoose(value));
    option.append(input, element("span", "", label));
    row.append(option);
  }
  return row;
}

let names = 0;
/** A name that nothing else on the page has. */
function freshName(stem) {
  names += 1;
  return `relkit-${stem}-${names}-${Math.random().toString(36).slice(2, 8)}`;
}

/** Hand a file to the reader. */
function handOver(content, name) {
  const link = element("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const KEY = "relkit"; // the one entry in the browser's storage, listed in README
const FORGOTTEN = "relkit-forgotten"; // heard on the window when the entry is gone

/** Everything that this browser keeps for relkit; empty where storage is not allowed. */
function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}

/** Keep what `change` makes of it; says whether the browser allowed that. */
function remember(change) {
  try {
    const kept = recall();
    change(kept);
    if (Object.keys(kept).length) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
