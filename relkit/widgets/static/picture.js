// A chart drawn by Vega, with its heading, caption, table, and ways to save it.

const MOTION_MS = 600;
const WINDOW_SHARE = 0.62; // of the window's height, so that heading and picture are seen at once
const FEW = 5; // views that stand side by side as buttons; more are a list
const SHARP = 2; // dots of a saved picture for each on the page
const INK = "#16282d";
const SAVED = { day: "numeric", month: "long", year: "numeric" };
const LEAST_EMS = 20; // a phone's layout needs this width; below it, words grow no further

/** Vega, at most once per page: from the server's address, else from a kernel. */
function vegaOnce(model) {
  globalThis.relkitVega ??= fetchVega(model).catch((error) => {
    globalThis.relkitVega = undefined;
    throw error;
  });
  return globalThis.relkitVega;
}

async function fetchVega(model) {
  const meta = document.querySelector('meta[name="relkit-vega"]');
  if (meta) return import(new URL(meta.content, document.baseURI).href);
  const bytes = await new Promise((resolve) => {
    const take = (content, buffers) => {
      if (content.here !== "vega") return;
      model.off("msg:custom", take);
      resolve(buffers[0]);
    };
    model.on("msg:custom", take);
    model.send({ want: "vega" });
  });
  const address = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  return import(address).finally(() => URL.revokeObjectURL(address));
}

function tableOf({ columns, rows }) {
  const table = element("table");
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = element("th", "", column);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((value, i) => {
      const cell = element(i ? "td" : "th", "", value.toLocaleString?.("en-GB") ?? value);
      if (!i) cell.scope = "row";
      if (typeof value === "number") cell.className = "number";
      line.append(cell);
    });
  }
  return table;
}

/** The size of the drawing: the width that there is, and the height its chart asks for. */
function sizeIn(canvas, spec) {
  const width = Math.floor(canvas.clientWidth) || 800;
  const em = Math.min(parseFloat(getComputedStyle(canvas).fontSize) * 0.9, width / LEAST_EMS);
  const { below, height: rules } = spec.usermeta;
  const rule = rules[width < below * em ? "narrow" : "wide"];
  const fitting = Math.min((rule.ratio ?? 0) * width, innerHeight * WINDOW_SHARE);
  return { em, width, height: Math.round(Math.max(fitting, (rule.ems ?? 0) * em)) };
}

/** The text in lines no wider than this; `pen` has its font set. */
function linesOf(pen, text, width) {
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Where the words around a saved picture stand, and how large the whole is. */
function sheetFor({ width, height, em, font }, above, below) {
  const edge = Math.round(1.5 * em);
  const pen = document.createElement("canvas").getContext("2d");
  const texts = [];
  let y = edge;
  const write = ([text, size, weight]) => {
    const px = size * em;
    pen.font = `${weight} ${px}px ${font}`;
    for (const line of linesOf(pen, text, width)) {
      texts.push({ text: line, x: edge, y: y + px, px, weight, font: pen.font });
      y += 1.35 * px;
    }
  };
  above.forEach(write);
  const top = Math.round(y + em);
  y = top + height + em;
  below.forEach(write);
  return { edge, top, texts, width: width + 2 * edge, height: Math.ceil(y + edge) };
}

function render({ model, el }) {
  el.classList.add("relkit");
  const figure = element("figure", "relkit-picture");
  const heading = element("h3");
  const switcher = element("fieldset", "controls");
  const canvas = element("div", "canvas waiting");
  const caption = element("figcaption");
  const twin = element("details");
  const scroll = element("div", "scroll");
  const save = element("div", "save controls");
  const spoken = element("p", "hidden");
  figure.dataset.name = model.get("name");
  canvas.setAttribute("role", "img");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  spoken.setAttribute("aria-live", "polite");
  twin.append(element("summary", "", "The same as a table"), scroll);
  figure.append(heading, switcher, canvas, caption, twin, save, spoken);
  el.append(figure);

  let view; // the Vega view that stands on the page
  let drawn = 0; // counts drawings, so that an overtaken one is dropped
  let speaking;
  const group = freshName("view");

  const chosen = () => model.get("views")[model.get("view")] ?? model.get("views")[0];

  function describe() {
    const { description } = chosen();
    heading.textContent = description.headline;
    caption.textContent = description.sentence;
    canvas.setAttribute("aria-label", description.sentence);
    scroll.setAttribute("aria-label", `Table: ${description.headline}`);
    scroll.replaceChildren(tableOf(description));
    twin.hidden = !description.rows.length;
  }

  /** Soon; in a room, where every answer redraws it, now and then. */
  function speak() {
    const inRoom = new URL(location.href).searchParams.has("room");
    if (inRoom && speaking) return; // what then stands will be told
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      const { headline, sentence } = chosen().description;
      spoken.textContent = `${headline}. ${sentence}`;
      speaking = undefined;
    }, inRoom ? 20_000 : 700);
  }

  function offerViews() {
    const views = model.get("views");
    switcher.hidden = views.length < 2;
    const choose = (i) => {
      model.set("view", i);
      model.save_changes();
    };
    if (views.length > FEW) return listViews(views, choose);
    const row = segments(group, views.map(({ label }, i) => [i, label]), model.get("view"), choose);
    switcher.replaceChildren(element("legend", "", model.get("control")), row);
  }

  function listViews(views, choose) {
    const list = element("select");
    const label = element("label", "list", model.get("control"));
    list.id = label.htmlFor = group;
    list.append(...views.map(({ label }, i) => new Option(label, i)));
    list.value = model.get("view");
    list.addEventListener("change", () => choose(Number(list.value)));
    switcher.replaceChildren(label, list);
  }

  async function draw() {
    const mine = ++drawn;
    const spec = structuredClone(model.get("spec"));
    canvas.hidden = model.get("views").length > 0 && !spec.layer;
    canvas.classList.toggle("waiting", !canvas.hidden && !view);
    if (!spec.layer) return forget();
    let vega, vegaLite;
    try {
      ({ vega, vegaLite } = await vegaOnce(model));
    } catch {
      canvas.textContent = "The picture could not be drawn, so there is none to save. The table below says the same. Reload the page to try again.";
      canvas.removeAttribute("role");
      canvas.removeAttribute("aria-label");
      canvas.classList.remove("waiting");
      return;
    }
    if (mine !== drawn) return;
    const { width, height } = sizeIn(canvas, spec);
    Object.assign(spec, { width, height });
    const host = element("div");
    const made = new vega.View(vega.parse(vegaLite.compile(spec).spec, null, { ast: true }), {
      expr: vega.expressionInterpreter,
      renderer: "svg",
      logLevel: vega.Warn,
    });
    setSignals(made, { ...chosen().params, em: sizeIn(canvas, spec).em });
    await made.initialize(host).runAsync();
    if (mine !== drawn) return made.finalize();
    canvas.replaceChildren(host);
    canvas.classList.remove("waiting");
    view?.finalize();
    view = made;
    save.hidden = false;
  }

  /** There is nothing to draw: only the words stay. */
  function forget() {
    view?.finalize();
    view = undefined;
    canvas.replaceChildren(); // what is hidden is nowhere on the page
    spoken.textContent = "";
    save.hidden = true;
  }

  function setSignals(target, values) {
    for (const [name, value] of Object.entries(values)) target.signal(name, value);
  }

  function resize() {
    if (!view) return;
    const { em, width, height } = sizeIn(canvas, model.get("spec"));
    if (em !== view.signal("em")) draw(); // Vega does not set lines of text anew
    else if (width !== view.width() || height !== view.height()) view.width(width).height(height).run();
  }

  /** Move from one view to the other, slowly enough to follow, or at once if asked. */
  function moveTo(params) {
    if (!view) return;
    const from = Object.fromEntries(Object.keys(params).map((name) => [name, view.signal(name)]));
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const start = performance.now();
    const mine = view;
    const step = (now) => {
      if (mine !== view) return;
      const t = still ? 1 : Math.min(1, (now - start) / MOTION_MS);
      const eased = t * t * (3 - 2 * t);
      const at = ([name, to]) => [name, from[name] + (to - from[name]) * eased];
      setSignals(view, Object.fromEntries(Object.entries(params).map(at)));
      view.run();
      if (t < 1) requestAnimationFrame(step);
    };
    step(still ? start : performance.now());
  }

  /** What stands around the picture once it is saved, and has no page around it. */
  function sheet() {
    const { label, description } = chosen();
    const several = model.get("views").length > 1;
    const today = new Date().toLocaleDateString("en-GB", SAVED);
    const above = [
      [description.headline, 1.25, "bold"],
      [model.get("place"), 1, "normal"],
      [several ? `${model.get("control")}: ${label}` : label, 1, "normal"],
    ];
    const below = [[`Saved on ${today}. ${model.get("source")}`, 0.85, "normal"]];
    const font = getComputedStyle(figure).fontFamily;
    const size = { width: view.width(), height: view.height(), em: view.signal("em"), font };
    return sheetFor(size, above.filter(([text]) => text), below);
  }

  const fileName = (ending) => `${model.get("name")} ${chosen().label}`.trim().toLowerCase().replaceAll(" ", "-") + ending;
  async function saveSvg() {
    const { edge, top, texts, width, height } = sheet();
    const page = new DOMParser().parseFromString(await view.toSVG(), "image/svg+xml");
    const made = (name, attributes, text) => {
      const node = page.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      if (text) node.textContent = text;
      return node;
    };
    const picture = page.documentElement;
    const whole = made("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
    const { headline, sentence } = chosen().description;
    page.replaceChild(whole, picture);
    picture.setAttribute("x", edge);
    picture.setAttribute("y", top);
    whole.append(made("title", {}, headline), made("desc", {}, sentence));
    whole.append(made("rect", { width, height, fill: "white" }), picture);
    for (const { text, x, y, px, weight } of texts) {
      const look = { x, y, fill: INK, "font-size": px, "font-weight": weight };
      whole.append(made("text", { ...look, "font-family": getComputedStyle(figure).fontFamily }, text));
    }
    const svg = new XMLSerializer().serializeToString(page);
    handOver(new Blob([svg], { type: "image/svg+xml" }), fileName(".svg"));
  }
  async function savePng() {
    const { edge, top, texts, width, height } = sheet();
    const painted = await view.toCanvas(SHARP);
    const paper = element("canvas");
    Object.assign(paper, { width: width * SHARP, height: height * SHARP });
    const pen = paper.getContext("2d");
    pen.scale(SHARP, SHARP);
    pen.fillStyle = "white";
    pen.fillRect(0, 0, width, height);
    pen.drawImage(painted, edge, top, view.width(), view.height());
    pen.fillStyle = INK;
    for (const { text, x, y, font } of texts) {
      pen.font = font;
      pen.fillText(text, x, y);
    }
    paper.toBlob((blob) => handOver(blob, fileName(".png")), "image/png");
  }
  save.hidden = true;
  save.append(button("Save picture as SVG", saveSvg), button("Save picture as PNG", savePng));

  const onViews = () => {
    offerViews();
    describe();
    speak();
  };
  const onView = () => {
    [...switcher.querySelectorAll("input")].forEach((input, i) => (input.checked = i === model.get("view")));
    for (const list of switcher.querySelectorAll("select")) list.value = model.get("view");
    describe();
    speak();
    moveTo(chosen().params);
  };
  model.on("change:views", onViews);
  model.on("change:spec", draw);
  model.on("change:view", onView);
  if (model.get("views").length) {
    offerViews();
    describe();
  }
  draw();

  const watcher = new ResizeObserver(resize);
  watcher.observe(canvas);
  return () => {
    watcher.disconnect();
    view?.finalize();
    clearTimeout(speaking);
    model.off("change:views", onViews);
    model.off("change:spec", draw);
    model.off("change:view", onView);
  };
}

export default { render };
