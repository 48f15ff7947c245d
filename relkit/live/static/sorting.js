// Sorting: one card at a time, an answer sent at once, and a list to go back to any card.

import { button, element, fold, fresh, heading, many, number, paragraph, radios, wrong, wrongPlace } from "./dom.js";
import { givenList } from "./giving.js";

/** An activity in which everybody sorts the same cards. */
export function sorting(room, topic) {
  const asked = () => room.activity(topic);
  const card = element("form", { class: "card-form", novalidate: true });
  const locked = paragraph("The answers are locked for now. Yours stay as they are.", "quiet");
  const list = element("ol", { class: "all-cards" });
  const folded = fold("", list);
  const means = fold("What the words mean", element("dl", { class: "notice-lines" }, asked().bins.filter((bin) => bin.means).map((bin) => [element("dt", { text: bin.says }), element("dd", { text: bin.means })])));
  const adding = addCard(room, topic);
  const given = givenList(room, topic, "Cards that you added");
  const title = heading(1, asked().title);
  const whole = element("section", {}, title, locked, card, means, folded, adding, given.whole);
  let at = cards().findIndex((name) => !(name in placed()));
  if (at < 0) at = 0;
  let name = cards()[at];
  let drawn = "";
  card.addEventListener("submit", (event) => event.preventDefault());

  function cards() { return asked().cards; }
  function placed() { return room.placed(topic); }
  const says = (bin) => asked().bins.find(({ value }) => value === bin)?.says ?? "";
  const left = () => cards().filter((each) => !(each in placed()));

  function go(to) {
    at = Math.max(0, Math.min(to, cards().length));
    name = cards()[at];
    draw();
    card.querySelector("h2")?.focus();
    card.scrollIntoView({ block: "nearest" });
  }

  function draw() {
    const isLocked = room.standing(topic).locked;
    locked.hidden = !isLocked;
    const found = name === undefined ? cards().length : cards().indexOf(name);
    if (found >= 0) at = found; // cards may have come in before this one
    else name = cards()[at = Math.min(at, cards().length)]; // it was taken out
    means.hidden = name === undefined;
    if (name === undefined) drawEnd();
    else drawCard(isLocked);
    drawList();
    given.update();
  }

  function drawCard(isLocked) {
    const chosen = placed()[name];
    const shape = JSON.stringify([name, isLocked, asked().bins]);
    if (shape !== drawn) {
      drawn = shape;
      const legend = heading(2, name);
      const choices = radios(fresh("bin"), asked().bins.map(({ value, says }) => [value, says]), {
        chosen,
        changed: (bin) => {
          room.give({ kind: "placed", topic, card: name, bin });
          draw();
        },
      });
      const box = element("fieldset", { disabled: isLocked }, element("legend", {}, legend), paragraph(asked().asks, "asks"), ...choices);
      card.replaceChildren(
        element("p", { class: "left" }),
        box,
        element("p", { class: "steps" },
          button("Next", () => go(at + 1), { class: "main" }),
          button("Back", () => go(at - 1)),
        ),
      );
    }
    for (const input of card.querySelectorAll("input")) input.checked = input.value === chosen;
    const n = left().length;
    card.querySelector(".left").textContent = `Card ${number(at + 1)} of ${number(cards().length)}. ${n ? `${number(n)} not sorted yet.` : "All are sorted."}`;
    const back = card.querySelector(".steps button:last-child");
    if (back.disabled !== (at === 0)) back.disabled = at === 0;
  }

  function drawEnd() {
    const n = left().length;
    const shape = `end ${n}`;
    if (shape === drawn) return;
    drawn = shape;
    const first = cards().findIndex((each) => !(each in placed()));
    card.replaceChildren(
      heading(2, n ? `${many(n, "card is", "cards are")} not sorted yet` : "You have sorted all the cards"),
      paragraph(n ? "You may leave them so." : "You can go back and change any of them. When the facilitator shows what the room thinks, it stands here."),
      element("p", { class: "steps" },
        n ? button("Go to the first of them", () => go(first), { class: "main" }) : null,
        button("Back", () => go(cards().length - 1)),
      ),
    );
  }

  function drawList() {
    const mine = placed();
    const sorted = cards().length - left().length;
    folded.querySelector("summary").textContent = `All cards (${number(sorted)} of ${number(cards().length)} sorted)`;
    const lines = cards().map((each) => [each, each in mine ? says(mine[each]) : "not sorted yet"]);
    lines.forEach(([each, where], i) => {
      const line = list.children[i] ?? list.appendChild(element("li", {}, element("button", { type: "button", class: "to-card" }, element("span", { class: "name" }), element("span", { class: "where" }))));
      const to = line.firstChild;
      to.onclick = () => go(i);
      to.children[0].textContent = each;
      to.children[1].textContent = where;
      to.toggleAttribute("aria-current", i === at);
    });
    while (list.children.length > lines.length) list.lastChild.remove();
  }

  draw();
  return { whole, update: draw };
}

function addCard(room, topic) {
  const told = wrongPlace(fresh("card-wrong"));
  const hint = element("p", { class: "hint", id: fresh("card-hint"), text: "Say what is done, in a few words. Roles, not names of people." });
  const field = element("input", { id: fresh("card"), type: "text", maxlength: "120", autocomplete: "off", "aria-describedby": `${hint.id} ${told.id}` });
  const add = element("button", { text: "Add this card" });
  const form = element("form", { novalidate: true },
    element("label", { for: field.id, text: "What is missing?" }), hint, told,
    element("p", {}, field), element("p", {}, add),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = field.value.trim();
    if (!name) return wrong(told, "There is nothing on the card yet.", field);
    wrong(told, "", field);
    add.disabled = true;
    const { refused } = await room.give({ kind: "gave", topic, name });
    add.disabled = false;
    if (refused) return wrong(told, refused, field);
    field.value = "";
    field.focus();
  });
  return fold("Add a card", form);
}

/** What somebody sorted, to read. */
export function sortedList(room, topic) {
  const { cards, bins } = room.activity(topic);
  const mine = room.placed(topic);
  const names = Object.keys(mine).sort((a, b) => cards.indexOf(a) - cards.indexOf(b));
  const says = (bin) => bins.find(({ value }) => value === bin)?.says ?? bin;
  if (!names.length) return paragraph("You sorted no card here.");
  return element("table", { class: "counts" },
    element("caption", { text: "Where you put the cards" }),
    element("tbody", {}, names.map((name) => element("tr", {}, element("th", { scope: "row", text: name }), element("td", { text: says(mine[name]) })))),
  );
}
