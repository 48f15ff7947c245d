// The page's own small script: large text, waiting, wide tables, paper.
(() => {
  "use strict";
  const root = document.documentElement;
  const ask = (selector) => document.querySelector(selector);

  // A token in the address could be read over a shoulder or off a projector, and a
  // ticket of the queue has served its turn.
  const address = new URL(location.href);
  for (const spent of ["token", "ticket"]) address.searchParams.delete(spent);
  if (address.href !== location.href) history.replaceState(history.state, "", address);

  // In a room, links from topic to topic stay in it.
  const room = address.searchParams.get("room");
  const stayInRoom = ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!link || link.origin !== location.origin || !/\/voila\/render\/(notebooks|exercises)\//.test(link.pathname)) return;
    const there = new URL(link.href);
    if (there.pathname === location.pathname) return; // a part of this page, or the way out
    there.searchParams.set("room", room);
    link.href = there;
  };
  if (room) for (const way of ["pointerover", "pointerdown", "focusin", "click"]) addEventListener(way, stayInRoom, true);

  // Storage can be forbidden in a browser; the button then works for one page.
  const memory = {
    get() { try { return localStorage.getItem("relkit-large-text"); } catch { return null; } },
    set(value) { try { localStorage.setItem("relkit-large-text", value); } catch { /* stays for this page */ } },
  };
  const enlarge = (large) => {
    root.classList.toggle("large", large);
    ask("#large-text")?.setAttribute("aria-pressed", String(large));
  };
  enlarge(memory.get() === "yes");

  // Voilà's front end and its heartbeat expect these names.
  window.voila_heartbeat = window.voila_process = window.voila_finish = () => {};

  const tell = (sentence) => { ask("#waiting p").textContent = sentence; };
  const waitingFor = () =>
    ask('#page script[type="application/vnd.voila.cell-output+json"]') ||
    [...document.querySelectorAll("#page .jp-OutputArea-output")].some((place) => place.textContent === "Loading widget...");

  window.relkit = {
    // One part of the page, counted from 1, has arrived.
    ready(part) { const bar = ask("#waiting progress"); if (bar) bar.value = part; },
    // All parts have arrived; boards and pictures are still to be drawn.
    sent() {
      const finish = () => {
        if (waitingFor()) return;
        watch.disconnect();
        clearTimeout(patience);
        tell("The page is ready.");
        ask("#waiting").classList.add("done");
        fitTables();
      };
      const watch = new MutationObserver(finish);
      watch.observe(ask("#page"), { childList: true, subtree: true });
      const patience = setTimeout(() => tell("This takes longer than usual. You can wait, or reload the page."), 30000);
      if (waitingFor()) tell("Getting the boards and pictures ready…");
      finish();
    },
  };

  // A wide table scrolls within itself, and by keyboard too.
  const fitTables = () => {
    for (const table of document.querySelectorAll("#page .jp-RenderedHTMLCommon table")) {
      let frame = table.parentElement;
      if (!frame.classList.contains("relkit-table")) {
        frame = document.createElement("div");
        frame.className = "relkit-table";
        table.replaceWith(frame);
        frame.append(table);
      }
      const scrolls = frame.scrollWidth > frame.clientWidth + 1;
      for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", "Table, scrolls sideways"]]) {
        if (scrolls) frame.setAttribute(name, value); else frame.removeAttribute(name);
      }
    }
  };
  addEventListener("resize", fitTables);

  // On paper everything that folds is open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of opened) fold.open = false; });

  document.addEventListener("DOMContentLoaded", () => {
    const button = ask("#large-text");
    button.hidden = false;
    enlarge(root.classList.contains("large"));
    button.addEventListener("click", () => {
      const large = !root.classList.contains("large");
      enlarge(large);
      memory.set(large ? "yes" : "no");
      fitTables();
    });
    fitTables();
  });
})();
