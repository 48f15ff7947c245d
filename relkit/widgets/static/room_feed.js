// The room that the address names: its code, who has come, and what it tells the kernel.

const POLL_MS = 5_000;
const ANNOUNCE_MS = 30_000; // not at every tap

/** The code in the page's address, if it is one. */
function roomAsked() {
  const code = new URL(location.href).searchParams.get("room") ?? "";
  return /^[A-Za-z0-9]{6}$/.test(code) ? code.toUpperCase() : "";
}

function counted(count, one, many) {
  if (!count) return `Nobody ${one} yet.`;
  return count === 1 ? `1 person ${one}.` : `${count} people ${many}.`;
}

function number(said) {
  return Number.isInteger(said) && said > 0 ? said : 0;
}

/** Listen to a room until the returned function is called. */
function listen(address, hear, lose) {
  let source;
  let polling;
  let ended = false;
  async function poll() {
    try {
      const answer = await fetch(`${address}/state`);
      const said = await answer.json();
      if (ended) return;
      if (answer.ok) hear(said);
      else lose(String(said.error ?? ""));
      if (answer.ok && source?.readyState === 2) open(); // closed for good: try again
    } catch {
      if (!ended) lose("The room cannot be reached just now. This page tries again every few seconds.");
    }
  }
  function open() {
    source?.close();
    if (!window.EventSource) return;
    let told = {}; // all of it first, then the parts that are new
    source = new EventSource(`${address}/stream`);
    source.onmessage = ({ data }) => {
      clearInterval(polling);
      polling = undefined;
      try {
        told = { ...told, ...JSON.parse(data) };
        hear(told);
      } catch { /* no state of a room */ }
    };
    source.onerror = () => { polling ??= setInterval(poll, POLL_MS); };
  }
  open();
  if (!source) {
    poll();
    polling = setInterval(poll, POLL_MS);
  }
  return () => {
    ended = true;
    source?.close();
    clearInterval(polling);
  };
}

/**
 * How phones come in: the room's address to type, and its QR code. It stands open on a
 * large screen until something in the room begins, and can be opened again.
 */
function wayIn(base, code) {
  const whole = element("details", "way-in");
  const large = matchMedia("(min-width: 60em) and (min-height: 40em)");
  const picture = element("img");
  const typed = element("strong", "address");
  const short = element("strong");
  const told = element("p", "", "Scan this, or type ");
  told.append(typed, ", then ", element("strong", "", code));
  const inside = element("div", "inside");
  inside.append(picture, told);
  const summary = element("summary", "", "Come in at ");
  summary.append(short);
  whole.append(summary, inside);
  whole.hidden = true;
  function show(at, path) {
    const address = `${at}${path}`.replace(/^http:\/\//, "");
    typed.textContent = short.textContent = address;
    picture.alt = `QR code of ${at}${path}${code}/`;
    picture.src = `${base}room/${code}/qr.svg?at=${encodeURIComponent(at)}`;
  }
  async function begin() {
    try {
      const { addresses, rooms } = await (await fetch(`${base}room/reach`)).json();
      if (!addresses.length) return; // only this machine can open the room
      if (addresses.length > 1) inside.append(choice(addresses, (at) => show(at, rooms)));
      show(addresses[0], rooms);
      whole.hidden = false;
    } catch { /* the code is shown all the same */ }
  }
  let begun;
  begin();
  return {
    whole,
    /** Open it before anything begins, fold it when it does; else leave it be. */
    hasBegun(now) {
      if (now === begun) return;
      begun = now;
      whole.open = !now && large.matches;
    },
  };
}

function choice(addresses, chosen) {
  const select = element("select");
  select.setAttribute("aria-label", "Another address of this machine");
  select.append(...addresses.map((at) => element("option", "", at)));
  select.addEventListener("change", () => chosen(select.value));
  return select;
}

function render({ model, el }) {
  const code = roomAsked();
  if (!code) return undefined;
  el.classList.add("relkit");
  const box = element("section", "relkit-room");
  const line = element("div", "line");
  const more = element("div", "line");
  const sign = element("p", "code");
  const come = element("p", "come", "Coming into the room…");
  const stands = element("p", "stands");
  const also = element("p", "also");
  const look = button("Go to the room’s picture", goToPicture);
  const report = element("a", "", "Report and files");
  const announced = element("p", "hidden");
  const topics = model.get("topics");
  const here = topics.find(({ page }) => location.pathname.endsWith(`/${page}`));
  box.setAttribute("aria-label", `Room ${code}`);
  announced.setAttribute("role", "status");
  sign.append("Room ", element("strong", "", code));
  look.hidden = !here;
  report.hidden = true;
  const base = location.pathname.split("voila/render/")[0];
  report.href = `${base}room/${code}/results`;
  const way = wayIn(base, code);
  line.append(sign, come, stands);
  more.append(way.whole, look, report, also);
  box.append(line, more, announced);
  el.append(box);

  let latest; // read, and not yet told to the kernel
  let told; // the last that was
  let busy = false;
  let last = "";
  let saidLast = 0;
  let later;

  function goToPicture() {
    const figure = [...document.querySelectorAll(".relkit-picture")].find(({ dataset }) => dataset.name === here.picture);
    if (!figure) return;
    figure.tabIndex = -1;
    figure.focus({ preventScroll: true });
    figure.scrollIntoView();
  }

  function pass() {
    const news = JSON.stringify(latest);
    if (busy || news === undefined || news === told) return; // the same again is no news
    busy = true;
    told = news;
    model.set("said", latest);
    latest = undefined;
    model.save_changes();
  }

  function hear(said) {
    latest = said;
    pass();
    show(said);
  }

  function drawn() {
    busy = false;
    pass();
  }

  function show(said) {
    const all = Array.isArray(said?.activities) ? said.activities : [];
    const activity = here && all.find(({ topic }) => topic === here.topic);
    const people = Object.values(said?.come ?? {}).reduce((sum, n) => sum + number(n), 0);
    come.textContent = counted(people, "has come", "have come");
    stands.textContent = here ? standing(activity) : "";
    others(all);
    report.hidden = !all.some(({ revealed }) => revealed);
    way.hasBegun(all.some(({ open, revealed }) => open || revealed));
    const state = JSON.stringify([activity?.open, activity?.revealed]);
    announce(`${come.textContent} ${stands.textContent}`, state);
  }

  function standing(activity) {
    if (!activity) return "This room does not work on this page’s topic.";
    const answered = here.sorts
      ? counted(number(activity.answered), "has answered", "have answered")
      : given(number(activity.given));
    if (activity.revealed && !here.sorts && !number(activity.given)) return `${answered} This page shows the place as it came.`;
    if (activity.revealed && !here.sorts) return `${answered} What was accepted stands on this page, among what came with the place.`;
    if (activity.revealed) return `${answered} The pictures on this page show it. The voices are this room’s; the board is the place as it came.`;
    const asItCame = "this page shows the place as it came, and nothing of the room.";
    if (!activity.open && !number(activity.answered) && !number(activity.given)) return `This activity is not open yet: ${asItCame}`;
    return `${answered} The picture stands here when it is revealed. Until then ${asItCame}`;
  }

  function given(count) {
    if (!count) return "Nothing has been given yet.";
    return count === 1 ? "1 text has been given." : `${count} texts have been given.`;
  }

  /** The room's other topics. */
  function others(all) {
    const known = topics.filter((each) => each !== here && all.some(({ topic }) => topic === each.topic));
    const wanted = known.map(({ page }) => page).join();
    if (also.childNodes.length && also.dataset.pages === wanted) return; // a link in use stays where it is
    also.dataset.pages = wanted;
    const links = known.flatMap(({ title, page }) => {
      const link = element("a", "", title);
      link.href = `${location.pathname.replace(/[^/]*$/, page)}?room=${code}`;
      return [" · ", link];
    });
    const out = element("a", "", "Leave the room");
    out.href = location.pathname;
    also.replaceChildren(...(links.length ? [here ? "Also in this room: " : "In this room: ", ...links.slice(1), " · "] : []), out);
  }

  /** At once when the facilitator does something; else now and then. */
  function announce(sentence, state) {
    clearTimeout(later);
    const wait = state === last ? saidLast + ANNOUNCE_MS - Date.now() : 0;
    later = setTimeout(() => {
      saidLast = Date.now();
      announced.textContent = sentence;
    }, Math.max(0, wait));
    last = state;
  }

  function lose(sentence) {
    stands.textContent = sentence;
    announce(sentence, sentence);
  }

  model.on("change:drawn", drawn);
  const leave = listen(`${base}room/${code}`, hear, lose);
  return () => {
    leave();
    clearTimeout(later);
    model.off("change:drawn", drawn);
  };
}

export default { render };
