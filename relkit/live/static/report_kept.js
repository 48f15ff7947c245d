// The report as one file: pictures and styles in it, no script, nothing from elsewhere.

import { article, leave } from "./report_parts.js";
import { element } from "./dom.js";

const PATIENCE_MS = 30_000;
const LOOKS_MS = 50;
const NOT_KEPT = ".controls, .save, .hidden, [hidden], [aria-live]";
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Save the report, drawn anew as wide as a sheet of paper whatever this screen is. */
export async function kept(told, pictures) {
  const paper = element("div", { class: "paper", inert: true, "aria-hidden": "true" });
  document.body.append(paper);
  try {
    paper.append(article(told, pictures));
    await allDrawn(paper);
    const whole = paper.firstElementChild.cloneNode(true);
    for (const each of whole.querySelectorAll(NOT_KEPT)) each.remove();
    for (const each of whole.querySelectorAll("details")) each.open = true;
    handOver(new Blob([file(told.title, whole)], { type: "text/html" }), `${told.file}.html`);
  } finally {
    leave(paper);
    paper.remove();
  }
}

async function allDrawn(paper) {
  const end = performance.now() + PATIENCE_MS;
  do await new Promise((resolve) => setTimeout(resolve, LOOKS_MS));
  while (paper.querySelector(".canvas.waiting") && performance.now() < end);
}

function file(title, whole) {
  const styles = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]).map(({ cssText }) => cssText).join("\n");
  const body = element("body", { class: "report kept" }, element("main", {}, whole));
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
${element("title", { text: `${title}: what the room has shown` }).outerHTML}
<style>${styles}</style>
</head>
${body.outerHTML}
</html>
`;
}

function handOver(content, name) {
  const link = element("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
