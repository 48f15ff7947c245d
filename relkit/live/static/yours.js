// The rooms whose keys are in this browser: the way back for who closed everything.

import { day, element, find } from "./dom.js";
import { ask } from "./talk.js";

/** List them, if there are any. */
export async function showYours(rooms) {
  const yours = await ask(new URL("yours", rooms)).catch(() => []);
  if (!yours.length) return;
  const section = find("yours");
  section.querySelector("ul").append(...yours.map(({ code, title, ends }) => element("li", {},
    element("p", {}, element("strong", { text: `${title}, room ${code}` }), element("span", { text: `Kept until ${day(ends)}` })),
    element("a", { class: "button", href: new URL(`${code}/facilitate/`, rooms), text: "Facilitate", "aria-label": `Facilitate room ${code}` }))));
  section.hidden = false;
}
