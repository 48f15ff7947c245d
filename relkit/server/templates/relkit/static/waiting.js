// Asks whose turn it is, and opens the page when it is this one's.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const turn = document.querySelector("#turn");
  const { ask, again } = turn.dataset;
  const SECONDS = 3;
  history.replaceState(history.state, "", again); // so that a reload keeps the turn

  const say = (sentence) => { if (turn.textContent !== sentence) turn.textContent = sentence; };
  const look = async () => {
    try {
      const answer = await fetch(ask, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.redirected) return location.reload(); // to sign in again
      const { open, turn: sentence } = await answer.json();
      if (open) {
        say("A place is free. The page opens now.");
        location.replace(again);
        return;
      }
      say(sentence);
    } catch {
      say("There is no connection just now. This page keeps trying.");
    }
    setTimeout(look, SECONDS * 1000);
  };
  setTimeout(look, SECONDS * 1000);
});
