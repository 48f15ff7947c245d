// A page whose kernel is out of reach, or has ended, says so and offers to go on. It
// watches from outside, whichever front end the page has.
(() => {
  "use strict";
  const OUT_OF_REACH = "There is no connection to relkit just now. This page goes on by itself when it is back.";
  const ENDED = "Boards and pictures on this page no longer answer: the program behind it has ended.";
  const CUT = "Boards and pictures on this page no longer answer: its connection was lost for too long.";
  const KEPT = " What you entered is kept in this browser.";
  const DEAD = /"execution_state":\s*"(autorestarting|restarting|dead)"/;
  const PAUSE_MS = 3_000;
  const MOST_LOOKS = 10; // at a kernel that is there, for a front end to connect again

  const sockets = new Set();
  let over = false;
  let leaving = false;
  let looks = 0;
  let timer;

  const config = () => JSON.parse(document.querySelector("script[id=jupyter-config-data]")?.textContent ?? "null");
  const connected = () => [...sockets].some((socket) => socket.readyState === WebSocket.OPEN);

  /** Whether the kernel is still there; nothing if nobody answers. */
  const isThere = async () => {
    const { baseUrl, kernelId } = config();
    try {
      const answer = await fetch(`${baseUrl}api/kernels/${kernelId}`, { cache: "no-store" });
      return answer.status < 500 ? answer.ok : undefined;
    } catch {
      return undefined;
    }
  };

  /** Whether this browser keeps what was entered; in a room nothing is. */
  const keeps = () => {
    if (new URL(location.href).searchParams.has("room")) return false;
    try {
      return localStorage.getItem("relkit") !== null;
    } catch {
      return false;
    }
  };

  const say = (sentence, wayOn) => {
    const words = sentence + (keeps() ? KEPT : "");
    if (document.querySelector("#lost p")?.textContent === words) return;
    quiet();
    const notice = document.createElement("div");
    notice.id = "lost";
    notice.className = "notice";
    notice.setAttribute("role", "alert");
    const said = document.createElement("p");
    said.textContent = words;
    notice.append(said);
    if (wayOn) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = keeps() ? "Go on with what you entered" : "Load this page again";
      button.addEventListener("click", () => location.reload());
      notice.append(button);
    }
    document.body.append(notice);
  };
  const quiet = () => document.querySelector("#lost")?.remove();

  const end = (sentence) => {
    if (over || leaving) return;
    over = true;
    clearTimeout(timer);
    say(sentence, true);
  };

  /** See how things stand while there is no connection. */
  const look = async () => {
    clearTimeout(timer);
    if (over || leaving || !sockets.size || connected()) return;
    const there = await isThere();
    if (over || leaving || connected()) return;
    if (there === false) return end(ENDED);
    looks = there ? looks + 1 : 0;
    if (looks === MOST_LOOKS) return end(CUT);
    if (!there) say(OUT_OF_REACH);
    timer = setTimeout(look, PAUSE_MS);
  };

  /** A connection may look whole after the kernel at its other end has gone. */
  const lookTwice = async () => {
    if (over || leaving || !sockets.size) return;
    if ((await isThere()) === false) end(ENDED);
    else look();
  };

  const opened = () => {
    clearTimeout(timer);
    looks = 0;
    if (!over) quiet();
  };
  const closed = (socket) => {
    setTimeout(() => sockets.size > 1 && sockets.delete(socket), 0);
    clearTimeout(timer);
    timer = setTimeout(look, 1_000);
  };
  const heard = (data) => {
    if (typeof data !== "string" && !(data instanceof ArrayBuffer && data.byteLength < 4096)) return;
    const text = typeof data === "string" ? data.slice(0, 4096) : new TextDecoder().decode(data);
    if (DEAD.test(text)) end(ENDED);
  };

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...args) {
      super(...args);
      if (!String(args[0]).includes("/api/kernels/")) return;
      sockets.add(this);
      this.addEventListener("open", opened);
      this.addEventListener("close", () => closed(this));
      this.addEventListener("message", ({ data }) => heard(data));
    }
  };

  /** Tell the server that the page is being left, perhaps or for good. */
  const tell = (address) => {
    const { relkitLeaving, kernelId } = config() ?? {};
    if (!relkitLeaving) return; // plain Voilà, which has its own ways
    const said = new FormData();
    said.append("_xsrf", document.cookie.match(/\b_xsrf=([^;]*)/)?.[1] ?? "");
    navigator.sendBeacon(address(kernelId), said);
  };

  document.addEventListener("relkit:kernel-gone", () => end(ENDED));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) lookTwice(); });
  addEventListener("online", look);
  addEventListener("beforeunload", (event) => {
    // Voilà would end the kernel here, also for a download.
    if (config()?.relkitLeaving) event.stopImmediatePropagation();
    tell((kernel) => `${config().relkitLeaving}/${kernel}`);
    leaving = true;
    setTimeout(() => { leaving = false; lookTwice(); }, PAUSE_MS); // it was a download
  });
  addEventListener("pagehide", () => {
    tell((kernel) => `${config().baseUrl}voila/api/shutdown/${kernel}`);
    leaving = true;
  });
  // Back from where the browser had put the page away: as if it had been loaded.
  addEventListener("pageshow", async ({ persisted }) => {
    leaving = false;
    if (persisted && (await isThere()) !== true) location.reload();
  });
})();
