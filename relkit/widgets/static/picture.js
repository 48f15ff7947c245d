// A chart drawn by Vega, with its heading, caption, table, and ways to save it.

const MOTION_MS = 600;
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
  const height = Math.round(
    "ems" in rule ? rule.ems * em : Math.min(rule.ratio * width, Math.max(320, innerHeight * 0.72)),
  );
  return { em, width, height };
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
  }

  function speak() {
    clearTimeout(speaking);
    const { headline, sentence } = chosen().description;
    speaking = setTimeout(() => (spoken.textContent = `${headline}. ${sentence}`), 700);
  }

  function offerViews() {
    const views = model.get("views");
    switcher.hidden = views.length < 2;
    const choose = (i) => {
      model.set("view", i);
      model.save_changes();
    };
    const row = segments(group, views.map(({ label }, i) => [i, label]), model.get("view"), choose);
    switcher.replaceChildren(element("legend", "hidden", "How to draw it"), row);
  }

  async function draw() {
    const mine = ++drawn;
    const spec = structuredClone(model.get("spec"));
    if (!spec.layer) return;
    let vega, vegaLite;
    try {
      ({ vega, vegaLite } = await vegaOnce(model));
    } catch {
      canvas.textContent = "The picture could not be drawn. The table below says the same. Reload the page to try again.";
      canvas.removeAttribute("role");
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

  function svgWithWords(svg) {
    const page = new DOMParser().parseFromString(svg, "image/svg+xml");
    const { headline, sentence } = chosen().description;
    for (const [name, text] of [["desc", sentence], ["title", headline]]) {
      const made = page.createElementNS("http://www.w3.org/2000/svg", name);
      made.textContent = text;
      page.documentElement.prepend(made);
    }
    return new XMLSerializer().serializeToString(page);
  }

  const fileName = (ending) => `${model.get("name")} ${chosen().label}`.trim().toLowerCase().replaceAll(" ", "-") + ending;
  async function onPaper(paint) {
    view.background("white");
    try {
      return await paint();
    } finally {
      view.background("transparent");
    }
  }
  async function saveSvg() {
    const svg = svgWithWords(await onPaper(() => view.toSVG()));
    handOver(new Blob([svg], { type: "image/svg+xml" }), fileName(".svg"));
  }
  async function savePng() {
    const painted = await onPaper(() => view.toCanvas(2));
    painted.toBlob((blob) => handOver(blob, fileName(".png")), "image/png");
  }
  save.append(button("Save picture as SVG", saveSvg), button("Save picture as PNG", savePng));

  const onViews = () => {
    offerViews();
    describe();
    speak();
  };
  const onView = () => {
    [...switcher.querySelectorAll("input")].forEach((input, i) => (input.checked = i === model.get("view")));
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
