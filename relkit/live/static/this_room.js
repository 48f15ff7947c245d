// You and this room: where you speak from, what the facilitator did, the end, withdrawing.

import { ask } from "./talk.js";
import { button, day, element, fold, fresh, heading, paragraph, wrong, wrongPlace } from "./dom.js";
import { standpointForm } from "./coming_in.js";
import { showLog } from "./log.js";

/** What stands below every activity. */
export function thisRoom(room, { spoke, withdrew }) {
  const ends = element("p");
  const log = element("ol", { class: "log", reversed: true });
  const where = paragraph("");
  const speaks = element("div");
  const title = heading(2, "You and this room");
  const standpointFold = fold("Where you speak from", where, speaks);
  const whole = element("section", { class: "this-room" },
    title, ends,
    standpointFold,
    fold("What the facilitator did", paragraph("Everyone in the room can read this."), log),
    fold("Withdraw what you gave", withdrawing(room, withdrew)),
  );
  let spokeFrom;

  const update = () => {
    ends.textContent = `The room is kept until ${day(room.state.ends)}. Then all of it is deleted.`;
    const standpoint = room.mine.standpoint;
    if (spokeFrom !== standpoint) {
      spokeFrom = standpoint;
      const says = room.about.standpoints.find(({ value }) => value === standpoint)?.says;
      where.textContent = says ? `Today you speak from: “${says}”.` : "Today you would rather not say.";
      speaks.replaceChildren(standpointForm(room, "Change it", async (chosen) => {
        await spoke(chosen);
        standpointFold.open = false;
        standpointFold.querySelector("summary").focus();
      }, standpoint ?? "unsaid"));
    }
    showLog(log, room.about, room.state.log);
  };
  update();
  return { whole, update };
}

function withdrawing(room, withdrew) {
  const told = wrongPlace(fresh("withdraw-wrong"));
  const first = button("Withdraw what I gave", () => {
    first.hidden = true;
    asks.hidden = false;
    question.focus();
  });
  const question = element("p", { tabindex: "-1" }, element("strong", { text: "Do you want to withdraw?" }), " All that you gave in this room is deleted, your three words stop working, and it cannot be brought back. What others saved before stays with them: beside a later picture it can show what is missing.");
  const yes = button("Yes, delete all that I gave", async () => {
    wrong(told, "");
    yes.disabled = true;
    room.answers.pause();
    try {
      await ask("withdraw", {});
      withdrew();
    } catch (problem) {
      wrong(told, problem.message);
    } finally {
      yes.disabled = false;
      room.answers.go();
    }
  }, { class: "grave" });
  const no = button("No, keep it", () => {
    asks.hidden = true;
    first.hidden = false;
    first.focus();
  });
  const asks = element("div", { hidden: true }, question, told, element("p", { class: "steps" }, yes, no));
  return element("div", {}, first, asks);
}
