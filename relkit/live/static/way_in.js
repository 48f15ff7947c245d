// The way in: six signs, typed in any manner, lead to the room.

import { Refused, ask } from "./talk.js";

const form = document.querySelector("#way-in");
const field = document.querySelector("#code");
const wrong = document.querySelector("#code-wrong");
const go = form.querySelector("button");

function tell(sentence) {
  wrong.textContent = sentence;
  wrong.hidden = !sentence;
  field.toggleAttribute("aria-invalid", Boolean(sentence));
  if (sentence) field.focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const code = field.value.replace(/[\s\u2010-\u2015_.-]/g, "").toUpperCase();
  if (!/^[A-Z0-9]{6}$/.test(code)) {
    tell("A room’s code has six signs, letters and numbers only. Look at it again.");
    return;
  }
  tell("");
  go.disabled = true;
  try {
    await ask(`${code}/about`);
    location.assign(`${code}/`);
  } catch (problem) {
    tell(problem instanceof Refused ? problem.message : "The room cannot be reached just now. Try again in a moment.");
  } finally {
    go.disabled = false;
  }
});
