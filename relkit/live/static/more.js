// What is done seldom: the next gathering, another last day, deleting the room.

import { day, find, say } from "./dom.js";
import { ask } from "./talk.js";

/** Make these work; `over` is told when the room is deleted. */
export function setUpMore(room, over) {
  find("gather-first").querySelector("a").addEventListener("click", () => {
    find("gather").open = true;
    find("gather").querySelector("summary").focus();
  });
  find("gather-go").addEventListener("click", async () => {
    if (await room.act({ act: "gather" }, find("gather-wrong"))) {
      room.announce("A new gathering has begun.");
      find("gather").open = false;
      find("gather").querySelector("summary").focus();
    }
  });
  find("prolong-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const reason = find("ends-reason");
    if (!reason.value.trim()) {
      say(find("prolong-wrong"), "Give a reason. Everyone can read it.");
      return reason.focus();
    }
    const said = { act: "prolong", ends: find("ends").value, reason: reason.value };
    if (await room.act(said, find("prolong-wrong"))) {
      reason.value = "";
      room.announce(`The room’s last day is now ${day(said.ends)}.`);
    }
  });
  find("delete-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    say(find("delete-wrong"), "");
    try {
      await ask(new URL("delete", room.here), { sure: find("sure").value.trim() });
      over("The room is deleted. Nothing of it is left on this machine.");
    } catch (refusal) {
      say(find("delete-wrong"), refusal.message);
      find("sure").focus();
    }
  });
}
