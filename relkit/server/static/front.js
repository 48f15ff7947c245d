// What a page of relkit needs in the browser: its own widgets. If there is anything else
// to be drawn, such as a formula or a stock widget, Voilà's front end draws the page.

import { Widgets } from "./widgets.js";

const PLACE = '#page script[type="application/vnd.voila.cell-output+json"]';
const VIEW = "application/vnd.jupyter.widget-view+json";
const FORMULA = /\$[^$]+\$|\\\(|\\\[|\\begin\{/;

const config = await configArrived();
const kernel = `${config.baseUrl}api/kernels/${config.kernelId}`;
const widgets = new Widgets(kernel);
await pageArrived();
const places = [...document.querySelectorAll(PLACE)];
const ids = places.map(widgetIn);
const alone = ids.every(Boolean) && !hasFormula();
if (alone && ids.length) await widgets.load();
if (alone && widgets.know(ids)) {
  places.forEach(async (place, i) => place.replaceWith(within(await widgets.draw(ids[i], partOf(place)))));
} else {
  widgets.close();
  callVoila();
}

/** Voilà's settings, which stand before the first part of the page. */
function configArrived() {
  return new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(".relkit-part")) return;
      watch.disconnect();
      resolve(JSON.parse(document.querySelector("#jupyter-config-data").textContent));
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { childList: true, subtree: true });
    look();
  });
}

function pageArrived() {
  if (document.readyState !== "loading") return undefined;
  return new Promise((resolve) => { document.addEventListener("DOMContentLoaded", resolve, { once: true }); });
}

/** The identifier of the widget that a cell shows, or nothing if it shows anything else. */
function widgetIn(place) {
  return JSON.parse(place.textContent).data?.[VIEW]?.model_id;
}

function partOf(place) {
  return place.closest(".relkit-part").getAttribute("cell-index");
}

function hasFormula() {
  return [...document.querySelectorAll("#page .jp-MarkdownOutput")].some((said) => FORMULA.test(said.textContent));
}

function within(el) {
  const output = document.createElement("div");
  output.className = "jp-OutputArea-output";
  output.append(el);
  return output;
}

/** Load Voilà's front end. It waits for the page's `load`, which may have been. */
function callVoila() {
  window.addEventListener = (name, ...more) => {
    const late = name === "load" && document.readyState === "complete";
    if (name === "load") delete window.addEventListener;
    if (late) more[0](new Event("load"));
    else EventTarget.prototype.addEventListener.call(window, name, ...more);
  };
  const script = document.createElement("script");
  script.src = document.querySelector('meta[name="relkit-voila"]').content;
  document.head.append(script);
}
