// Asking the room: an answer, a refusal with its sentence, or nobody there.

const PATIENCE = 10_000;

/** The room understood and will not; its sentence says why. Asking again is no use. */
export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

/** Nobody answered, or not in the room's way: ask again later. */
export class Unreached extends Error {
  constructor(sentence = "The connection is lost just now. Nothing was sent. Try again in a moment.") {
    super(sentence);
  }
}

/** Ask one of the room's addresses; with `said`, tell it that. */
export async function ask(path, said) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  const telling = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) };
  try {
    const answer = await fetch(path, { ...(said === undefined ? {} : telling), cache: "no-store", signal: stop.signal });
    const heard = await answer.json(); // a Wi-Fi's sign-in page is no JSON, whatever its status
    if (answer.ok) return heard;
    if (typeof heard?.error !== "string") throw new Unreached();
    if (answer.status >= 500 || answer.status === 429) throw new Unreached(heard.error);
    throw new Refused(answer.status, heard.error);
  } catch (wrong) {
    throw wrong instanceof Refused || wrong instanceof Unreached ? wrong : new Unreached();
  } finally {
    clearTimeout(timer);
  }
}

const POLL = 5_000;
const SILENCE = 60_000; // a connection can be gone without a word

/**
 * Hear what everyone may see, as it changes: by the stream, or by asking every few
 * seconds where that fails.
 */
export function listen({ heard, reached, ended }) {
  let stream = null;
  let timer = 0;
  let over = false;

  const later = (wait) => {
    clearTimeout(timer);
    if (!over) timer = setTimeout(poll, wait);
  };
  const take = (state) => {
    reached(true);
    heard(state);
    later(stream ? SILENCE : POLL);
  };

  async function poll() {
    try {
      take(await ask("state"));
      open();
    } catch (wrong) {
      if (wrong instanceof Refused && wrong.status === 404) return end(wrong.message);
      reached(false);
      close();
      later(POLL);
    }
  }
  function open() {
    if (stream || over || !window.EventSource) return;
    let told = {}; // all of it first, then the parts that are new
    stream = new EventSource("stream");
    stream.addEventListener("message", ({ data }) => take(told = { ...told, ...JSON.parse(data) }));
    stream.addEventListener("error", () => {
      close();
      later(500 + Math.random() * 1000); // not all of a hall in the same moment
    });
  }
  function close() {
    stream?.close();
    stream = null;
  }
  function end(sentence) {
    over = true;
    clearTimeout(timer);
    close();
    ended(sentence);
  }

  addEventListener("online", poll);
  addEventListener("offline", () => reached(false));
  document.addEventListener("visibilitychange", () => !document.hidden && !over && poll());
  addEventListener("pageshow", ({ persisted }) => persisted && !over && (close(), poll()));
  poll();
}
