// The facilitator's page: what the room is doing, and each thing that may be done in it.

import { day, element, find, many, say } from "./dom.js";
import { showLog } from "./log.js";
import { setUpMore } from "./more.js";
import { papers } from "./paper.js";
import { showActivities } from "./switches.js";
import { Refused, ask, listen } from "./talk.js";
import { looking } from "./texts.js";
import { setUpWall } from "./to_the_wall.js";

const SAID_MS = 10_000;
const here = new URL(".", location.href);
const at = new URL("..", here);
const code = decodeURIComponent(at.pathname.split("/").at(-2)).toUpperCase();

/** What this page knows of the room. */
const room = {
  code, here, at,
  rooms: new URL("..", at),
  about: null, // bins, cards, tables
  state: null, // what everyone may see
  activity: (topic) => room.about.activities.find((each) => each.topic === topic),
  titleOf: (topic) => room.activity(topic)?.title ?? topic,
  announce,
  act,
};

let forgetting, ended = false;

/** Say it to whoever listens and whoever looks, for a while. */
function announce(words) {
  const news = find("news");
  news.textContent = "";
  setTimeout(() => { news.textContent = words; }, 50);
  clearTimeout(forgetting);
  forgetting = setTimeout(() => { if (!ended) news.textContent = ""; }, SAID_MS);
}

/** Do one act; a refusal is said beside it. Gives whether it was done. */
async function act(said, beside = find("refused")) {
  say(beside, "");
  try {
    await ask(new URL("act", here), said);
    return true;
  } catch (refusal) {
    say(beside, refusal.message);
    return false;
  }
}

function showCome({ come }) {
  const said = [...room.about.standpoints.map((s) => [s.value, s.says]), ["unsaid", "Rather not say"], ["lately", "Just come"]];
  const all = Object.values(come).reduce((a, b) => a + b, 0);
  say(find("come-title"), all ? `${many(all, "person has", "people have")} come` : "Nobody has come yet");
  const list = find("come");
  for (const [value, says] of said) {
    let item = list.querySelector(`[data-from="${value}"]`);
    if (!item) {
      item = element("li", { "data-from": value },
        element("span", { class: `mark ${value}` }), `${says}: `, element("b"));
      list.append(item);
    }
    say(item.querySelector("b"), String(come[value] ?? 0));
  }
}

function showGathering({ gathering, gatherings, come }) {
  const held = gatherings.find(([number]) => number === gathering)?.[1];
  say(find("gathering"), String(gathering));
  say(find("held"), day(held));
  // A room that was hosted some days before is still at its first gathering.
  const came = Object.values(come).some((n) => n > 0);
  find("gather-first").hidden = !came || held === new Date().toISOString().slice(0, 10);
}

let fetchTexts, updatePaper, signature = "";

function show(state) {
  if (ended || (room.state && state.number < room.state.number)) return;
  const first = !room.state;
  room.state = state;
  showCome(state);
  showGathering(state);
  showActivities(room);
  showLog(find("log"), room.about, state.log);
  updatePaper();
  say(find("last-day"), day(state.ends));
  if (first || !find("ends").value) find("ends").value = state.ends;
  const is = JSON.stringify([state.log.length, state.activities.map((a) => [a.given, a.waiting])]);
  if (is === signature) return;
  if (signature) refreshAbout();
  signature = is;
  fetchTexts();
}

/** Cards that were added or erased meanwhile also stand on papers. */
async function refreshAbout() {
  try {
    room.about = await ask(new URL("about", at));
    updatePaper();
  } catch {
    // The next change asks again.
  }
}

function over(words) {
  ended = true;
  find("room").remove();
  say(find("title"), "This room has ended");
  for (const each of ["refused", "lost"]) say(find(each), "");
  find("title").tabIndex = -1;
  announce(words);
  find("title").focus();
}

async function begin() {
  try {
    room.about = await ask(new URL("about", at));
    await ask(new URL("waiting", here));
  } catch (refusal) {
    const keyless = refusal instanceof Refused && refusal.status === 403
      ? " Open the link that you got when the room was hosted." : "";
    return say(find("refused"), refusal.message + keyless);
  }
  say(find("title"), room.about.title);
  say(find("code"), code);
  document.title = `Facilitate ${code} – relkit`;
  find("room").hidden = false;
  fetchTexts = looking(room);
  updatePaper = papers(room);
  setUpMore(room, over);
  setUpWall(room);
  listen({
    at: at.pathname,
    heard: show,
    reached: (yes) => say(find("lost"), yes || ended ? "" : "The connection is lost. Trying again…"),
    ended: (words) => ended || over(words),
  });
}

begin();
