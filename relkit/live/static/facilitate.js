// The facilitator's page: what the room is doing, and each thing that may be done in it.
// Parts of the page are made once and then changed in place, so that the focus stays.
import {
  ask, count, day, dayOf, find, make, randomKey, say, showReach, time,
} from "./facilitate_parts.js";

const here = new URL(".", location.href);
const room = new URL("..", here);
const rooms = new URL("..", room);
const code = decodeURIComponent(room.pathname.split("/").at(-2)).toUpperCase();
const POLLED_MS = 3000;
const SAID_MS = 10_000;
const ERASED_FOR = [
  "it names somebody",
  "it tells something private",
  "it hurts somebody",
  "whoever wrote it asked for it",
];

let about, now, texts = [];

let forgetting;

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

const titleOf = (topic) =>
  about.activities.find((each) => each.topic === topic)?.title ?? topic;

// Who has come

function showCome({ come }) {
  const said = [...about.standpoints.map((s) => [s.value, s.says]), ["unsaid", "Rather not say"], ["lately", "Just come"]];
  const all = Object.values(come).reduce((a, b) => a + b, 0);
  say(find("come-title"), all ? `${count(all, "person has", "people have")} come` : "Nobody has come yet");
  const list = find("come");
  for (const [value, says] of said) {
    let item = list.querySelector(`[data-from="${value}"]`);
    if (!item) {
      item = make("li", { "data-from": value },
        make("span", { class: `mark ${value}` }), `${says}: `, make("b"));
      list.append(item);
    }
    say(item.querySelector("b"), String(come[value] ?? 0));
  }
}

// Activities

const SWITCHES = [
  ["open", "Open", "open", "close", "is open", "is closed"],
  ["revealed", "Reveal", "reveal", "hide", "is revealed", "is hidden"],
  ["locked", "Lock answers", "lock", "unlock", "is locked", "is unlocked"],
];

function rowOf(topic) {
  const existing = find("activities").querySelector(`[data-topic="${topic}"]`);
  if (existing) return existing;
  const title = titleOf(topic);
  const reason = find("reason");
  const buttons = SWITCHES.map(([field, label, on, off, isOn, isOff]) => {
    const button = make("button", {
      type: "button", "data-field": field, "aria-pressed": "false",
      onclick: async () => {
        const turnOn = button.getAttribute("aria-pressed") !== "true";
        const said = { act: turnOn ? on : off, topic, reason: reason.value };
        if (await act(said, find("act-wrong"))) {
          reason.value = "";
          announce(`${title} ${turnOn ? isOn : isOff}.`);
        }
      },
    }, label);
    return button;
  });
  const row = make("div", { class: "activity", "data-topic": topic, role: "group", "aria-labelledby": `title-${topic}` },
    make("div", {}, make("h3", { id: `title-${topic}` }, title), make("p", { class: "stands" })),
    make("div", { class: "switches" }, ...buttons));
  find("activities").append(row);
  return row;
}

function showActivities({ activities }) {
  for (const each of activities) {
    const row = rowOf(each.topic);
    for (const button of row.querySelectorAll("[data-field]")) {
      button.setAttribute("aria-pressed", String(each[button.dataset.field]));
    }
    const stands = [
      each.open ? (each.locked ? "Open, and answers stay as they are" : "Open") : "Closed",
      each.revealed ? "everyone sees the picture" : "the picture is hidden",
    ].join("; ");
    const sorts = about.activities.find((a) => a.topic === each.topic)?.bins;
    const many = each.answered ? count(each.answered, "person has", "people have") : "Nobody has";
    const answered = sorts ? `${many} sorted cards. ` : "";
    const given = each.given ? `${count(each.given, "text", "texts")} given.` : "";
    say(row.querySelector(".stands"), `${stands}. ${answered}${given}`.trim());
  }
}

// Texts

const wordsOf = ({ row }) => Object.values(row).map(String).join(" · ");

function standOf({ shown }) {
  if (shown === null) return "waits to be looked at";
  return shown ? "is shown" : "was refused, and is not shown";
}

function textOf(text) {
  const list = find("texts");
  const existing = list.querySelector(`[data-number="${text.number}"]`);
  if (existing) return existing;
  const wrong = make("p", { class: "wrong", role: "alert" });
  const named = `text-${text.number}`;
  const look = (name, label, done) => make("button", {
    type: "button", "data-act": name, "aria-describedby": named,
    onclick: async () => {
      if (await act({ act: name, number: text.number, reason: "" }, wrong)) {
        announce(`The text ${done}.`);
        await fetchTexts();
      }
    },
  }, label);
  const erasing = make("form", { class: "erasing", hidden: true });
  const erase = make("button", {
    type: "button", class: "danger", "data-act": "erase", "aria-expanded": "false", "aria-describedby": named,
    onclick: () => {
      erasing.hidden = !erasing.hidden;
      erase.setAttribute("aria-expanded", String(!erasing.hidden));
      if (!erasing.hidden) erasing.querySelector("select").focus();
    },
  }, "Erase…");
  const reasons = make("select", { id: `why-${text.number}` },
    make("option", { value: "" }, "– choose a reason –"),
    ...ERASED_FOR.map((reason) => make("option", {}, reason)));
  erasing.append(
    make("p", {}, "Erased is gone for good. That it happened, and why, stays in the log."),
    make("p", {}, make("label", { for: reasons.id }, "Why is it erased?"), reasons),
    make("div", { class: "acts" },
      make("button", { type: "submit", class: "danger" }, "Erase for good"),
      make("button", { type: "button", onclick: () => { erase.click(); erase.focus(); } }, "Keep it")));
  erasing.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!reasons.value) {
      say(wrong, "Choose a reason. It never repeats the text.");
      return reasons.focus();
    }
    if (await act({ act: "erase", number: text.number, reason: reasons.value }, wrong)) {
      announce("The text is erased for good.");
      await fetchTexts();
    }
  });
  const item = make("div", { class: "text", "data-number": text.number },
    make("p", { class: "given", id: named }, wordsOf(text)),
    make("p", { class: "about" }),
    make("div", { class: "acts" },
      look("accept", "Accept", "is accepted"), look("refuse", "Refuse", "is refused"), erase),
    erasing, wrong);
  list.append(item);
  return item;
}

function showTexts() {
  const waiting = texts.filter((each) => each.shown === null);
  say(find("texts-title"), waiting.length
    ? `${count(waiting.length, "text waits", "texts wait")} to be looked at`
    : "No text waits to be looked at");
  const list = find("texts");
  const focused = document.activeElement;
  const wasIn = focused?.closest?.(".text");
  const before = wasIn && [...list.children].indexOf(wasIn);
  const still = new Set(texts.map((each) => String(each.number)));
  for (const item of [...list.children]) {
    if (!still.has(item.dataset.number)) item.remove();
  }
  // Those that wait come first, each in the order in which it was given.
  const ordered = [...waiting, ...texts.filter((each) => each.shown !== null)];
  ordered.forEach((each, place) => {
    const item = textOf(each);
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
    const sheet = each.sheet ? `, ${each.sheet}` : "";
    say(item.querySelector(".about"), `Text ${each.number}, ${titleOf(each.topic)}${sheet}: ${standOf(each)}.`);
    item.querySelector("[data-act=accept]").hidden = each.shown === true;
    item.querySelector("[data-act=refuse]").hidden = each.shown === false;
  });
  if (!wasIn) return;
  const lost = !focused.isConnected || focused.hidden;
  const next = list.children[Math.min(before, list.children.length - 1)];
  if (lost || document.activeElement !== focused) {
    if (!lost) focused.focus();
    else (next?.querySelector("button:not([hidden])") ?? find("texts-title")).focus();
  }
}

let signature = "", fetching = Promise.resolve();

function fetchTexts() {
  fetching = fetching.then(async () => {
    const waited = texts.filter((each) => each.shown === null).length;
    texts = await ask(new URL("waiting", here));
    showTexts();
    const waits = texts.filter((each) => each.shown === null).length;
    if (signature && waits > waited) announce(`${count(waits, "text waits", "texts wait")} to be looked at.`);
  }).catch((refusal) => say(find("refused"), refusal.message));
  return fetching;
}

// The log

const TOLD = {
  hosted: () => "The room was hosted",
  gathered: () => "A gathering began",
  opened: (t) => `${t} was opened`,
  closed: (t) => `${t} was closed`,
  revealed: (t) => `${t} was revealed`,
  hidden: (t) => `${t} was hidden`,
  locked: (t) => `${t}: answers were locked`,
  unlocked: (t) => `${t}: answers were unlocked`,
  accepted: (_, n) => `Text ${n} was accepted`,
  refused: (_, n) => `Text ${n} was refused`,
  erased: (_, n) => `Text ${n} was erased`,
  prolonged: () => "The room’s last day was changed",
};

function showLog({ log }) {
  const list = find("log");
  for (const each of log) {
    if (list.querySelector(`[data-number="${each.number}"]`)) continue;
    const at = new Date(each.at);
    const item = make("li", { "data-number": each.number },
      make("time", { datetime: each.at }, `${day(at)}, ${time(at)}`),
      (TOLD[each.kind] ?? (() => each.kind))(titleOf(each.topic), each.about));
    if (each.reason) item.append(": ", make("q", {}, each.reason));
    list.prepend(item);
  }
}

// A paper

let papered = "";

function showPaperCards(activities, anew = false) {
  const open = activities.filter((each) => each.open && !each.locked)
    .map((each) => about.activities.find((a) => a.topic === each.topic))
    .filter((each) => each?.bins);
  const is = JSON.stringify(open);
  if (is === papered && !anew) return;
  papered = is;
  const where = find("paper-cards");
  const key = ({ topic, card }) => JSON.stringify([topic, card]);
  const before = [...where.querySelectorAll("select")];
  const kept = new Map(anew ? [] : before.map((s) => [key(s.dataset), s.value]));
  const focused = before.find((s) => s === document.activeElement);
  where.replaceChildren(...open.map((activity) => make("fieldset", {},
    make("legend", {}, `${activity.title}: ${activity.asks}`),
    ...activity.cards.map((card, place) => {
      const id = `paper-${activity.topic}-${place}`;
      const choice = make("select", { id },
        make("option", { value: "" }, "– not on the paper –"),
        ...activity.bins.map((bin) => make("option", { value: bin.value }, bin.says)));
      Object.assign(choice.dataset, { topic: activity.topic, card });
      choice.value = kept.get(key(choice.dataset)) ?? "";
      return make("div", { class: "paper-card" }, make("label", { for: id }, card), choice);
    }))));
  if (focused) {
    const same = (s) => key(s.dataset) === key(focused.dataset);
    [...where.querySelectorAll("select")].find(same)?.focus();
  }
  if (!open.length) {
    where.append(make("p", { class: "hint" },
      "No activity that sorts cards is open. You can still enter where somebody speaks from."));
  }
}

function setUpPaper() {
  find("paper-standpoints").append(
    ...[...about.standpoints, { value: "", says: "Rather not say" }].map((s) =>
      make("label", { class: "choice" },
        make("input", { type: "radio", name: "standpoint", value: s.value, required: true }), ` ${s.says}`)));
  find("paper-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const tab = randomKey();
    const chosen = [...find("paper-cards").querySelectorAll("select")].filter((s) => s.value);
    const answers = chosen.map((s, place) => ({
      kind: "placed", key: randomKey(), topic: s.dataset.topic, card: s.dataset.card,
      bin: s.value, tab, count: place,
    }));
    const standpoint = event.target.elements.standpoint.value || null;
    say(find("paper-wrong"), "");
    try {
      const { return_code: words } = await ask(new URL("paper", here), { standpoint, answers });
      event.target.reset();
      showPaperCards(now.activities, true);
      find("paper-kept").replaceChildren(
        `Kept, with ${count(answers.length, "card", "cards")}. Write these three words on the paper and give it back: with them its answers can be withdrawn.`,
        make("span", { class: "words" }, words));
      event.target.querySelector("input").focus();
    } catch (refusal) {
      say(find("paper-wrong"), refusal.message);
    }
  });
}

// More

function setUpMore() {
  find("gather-go").addEventListener("click", async () => {
    if (await act({ act: "gather" }, find("gather-wrong"))) {
      announce("A new gathering has begun.");
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
    if (await act(said, find("prolong-wrong"))) {
      reason.value = "";
      announce(`The room’s last day is now ${day(dayOf(said.ends))}.`);
    }
  });
  find("delete-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    say(find("delete-wrong"), "");
    try {
      await ask(new URL("delete", here), { sure: find("sure").value.trim() });
      over("The room is deleted. Nothing of it is left on this machine.");
    } catch (refusal) {
      say(find("delete-wrong"), refusal.message);
      find("sure").focus();
    }
  });
}

// Live: a stream, or asking again and again where there is none

let ended = false, stream, polling;

function over(words) {
  ended = true;
  stream?.close();
  clearInterval(polling);
  find("room").remove();
  say(find("title"), "This room has ended");
  say(find("refused"), "");
  find("title").tabIndex = -1;
  announce(words);
  find("title").focus();
}

function show(state) {
  if (ended || (now && state.number < now.number)) return;
  const first = !now;
  now = state;
  showCome(state);
  showActivities(state);
  showLog(state);
  showPaperCards(state.activities);
  say(find("code"), code);
  say(find("last-day"), day(dayOf(state.ends)));
  say(find("gathering"), String(state.gathering));
  if (first || !find("ends").value) find("ends").value = state.ends;
  const is = JSON.stringify([state.log.length, state.activities.map((a) => [a.given, a.waiting])]);
  if (is === signature) return;
  const added = signature !== "";
  fetchTexts().then(() => { signature = is; });
  if (added) refreshAbout();
}

/** Cards that were added or erased meanwhile also stand on papers. */
async function refreshAbout() {
  try {
    about = await ask(new URL("about", room));
    showPaperCards(now.activities);
  } catch {
    // The next change asks again.
  }
}

async function poll() {
  try {
    const state = await ask(new URL("state", room));
    say(find("lost"), "");
    show(state);
  } catch (refusal) {
    if (refusal.status === 404) over(refusal.message);
    else say(find("lost"), "The connection is lost. Trying again…");
  }
}

function listen() {
  let told = {}; // all of it first, then the parts that are new
  stream = new EventSource(new URL("stream", room));
  stream.onmessage = ({ data }) => {
    clearInterval(polling);
    polling = undefined;
    say(find("lost"), "");
    told = { ...told, ...JSON.parse(data) };
    show(told);
  };
  stream.onerror = () => {
    if (ended) return;
    polling ??= setInterval(poll, POLLED_MS);
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => ended || listen(), POLLED_MS);
  };
}

async function begin() {
  try {
    about = await ask(new URL("about", room));
    texts = await ask(new URL("waiting", here));
  } catch (refusal) {
    const keyless = refusal.status === 403
      ? " Open the link that you got when the room was hosted." : "";
    return say(find("refused"), refusal.message + keyless);
  }
  say(find("title"), about.title);
  document.title = `Facilitate ${code} – relkit`;
  find("room").hidden = false;
  setUpPaper();
  setUpMore();
  showTexts();
  showReach(find("reach"), rooms, code).catch((refusal) => say(find("reach"), refusal.message));
  await poll();
  listen();
}

begin();
