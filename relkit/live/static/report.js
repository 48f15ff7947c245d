// What the room has shown, to read, to print and to keep as one file.

import { ask, listen } from "./talk.js";
import { article, leave } from "./report_parts.js";
import { kept } from "./report_kept.js";
import { button, element, heading, paragraph } from "./dom.js";

const page = document.querySelector("#page");
const news = document.querySelector("#news");

let now = null; // what is told on the page
let told = ""; // the results it was told from
let latest = null; // what everyone may see, as last heard
let reading = false;
let over = false;

const shown = (state) => JSON.stringify([Object.keys(state.results), state.gatherings]);

function heard(state) {
  latest = state;
  if (!now) return read();
  if (shown(state) !== now.shown) return setTimeout(read, Math.random() * 1000); // not all of a hall at once
  const newer = JSON.stringify(state.results) !== told;
  if (newer && !news.childElementCount) news.replaceChildren("There are newer answers. ", button("Show them", read));
}

async function read() {
  if (reading || over) return;
  reading = true;
  const from = latest;
  try {
    const [words, pictures] = await Promise.all([ask("results/told"), ask("results/pictures")]);
    if (over) return;
    const first = !now;
    now = { words, pictures, shown: shown(from) };
    told = JSON.stringify(from.results);
    show(first);
  } catch (wrong) {
    if (!now) page.replaceChildren(heading(1, "The results cannot be read just now"), paragraph(wrong.message), button("Try again", read));
  } finally {
    reading = false;
    if (now && !over && shown(latest) !== now.shown) setTimeout(read, 1000); // it changed meanwhile
  }
}

function show(first) {
  const { words, pictures } = now;
  vegaFrom(words.vega);
  document.title = `${words.title}: what the room has shown – relkit`;
  document.querySelector("#place").textContent = words.title;
  const inside = page.contains(document.activeElement) || news.contains(document.activeElement);
  leave(page);
  page.replaceChildren(article(words, pictures, ways()));
  news.textContent = first ? "" : "The page shows what the room shows now.";
  if (!first && inside) page.querySelector("h1").focus();
}

/** The address that every picture takes Vega from. */
function vegaFrom(address) {
  if (!document.querySelector('meta[name="relkit-vega"]')) document.head.append(element("meta", { name: "relkit-vega", content: address }));
}

/** What can be taken home. */
function ways() {
  const link = (text, address) => element("a", { href: address, download: true, text });
  const save = button("Save this report", async () => {
    save.disabled = true;
    news.textContent = "Making the report…";
    try {
      await kept(now.words, now.pictures);
      news.textContent = "The report is saved: one file that opens anywhere, also without a network.";
    } finally {
      save.disabled = false;
      save.focus();
    }
  }, { class: "main" });
  return element("section", { class: "ways" },
    element("h2", { text: "Take it home" }),
    paragraph("The same for everyone in the room. What is hidden in the room is in none of these, and nobody’s own answers are. What you save stays with you when the room is deleted."),
    element("p", { class: "steps" }, save, button("Print", () => print())),
    element("ul", {},
      element("li", {}, link("All tables as a spreadsheet (XLSX)", "results/room.xlsx")),
      element("li", {}, link("Cards and voices (CSV)", "results/cards.csv")),
      element("li", {}, link("What people gave to the tables (CSV)", "results/given.csv")),
    ),
    paragraph("Each picture below can be saved as SVG or PNG.", "quiet"),
  );
}

function ended(sentence) {
  over = true;
  leave(page);
  news.textContent = "";
  page.replaceChildren(heading(1, "This room is not here"), paragraph(sentence));
}

/** On paper everything is unfolded. */
const folded = new Set();
addEventListener("beforeprint", () => {
  for (const fold of page.querySelectorAll("details:not([open])")) folded.add(fold);
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
  folded.clear();
});

listen({ heard, reached() {}, ended });
