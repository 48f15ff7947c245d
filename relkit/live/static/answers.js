// Answers on their way: each waits on this phone until the room says that it is kept.

import { Refused, Unreached, ask } from "./talk.js";

const LONGEST_WAIT = 8_000;

/** Letters and numbers that nobody else will think of; works without a secure context. */
export function chance(signs = 24) {
  const bytes = crypto.getRandomValues(new Uint8Array(signs));
  return Array.from(bytes, (byte) => "abcdefghijklmnopqrstuvwxyz012345"[byte & 31]).join("");
}

/** Where answers wait: the browser's storage, or this page where that is forbidden. */
function shelf(prefix) {
  const here = new Map();
  return {
    all() {
      const found = new Map(here);
      try {
        for (const name of Object.keys(localStorage)) {
          if (name.startsWith(prefix)) found.set(name, localStorage.getItem(name));
        }
      } catch { /* what is on this page is all there is */ }
      return [...found.values()].map(read).filter(Boolean).sort((a, b) => a.at - b.at);
    },
    put(item) {
      const name = prefix + item.said.key;
      try { localStorage.setItem(name, JSON.stringify(item)); } catch { here.set(name, JSON.stringify(item)); }
    },
    drop(key) {
      here.delete(prefix + key);
      try { localStorage.removeItem(prefix + key); } catch { /* it was never there */ }
    },
  };
}

function read(text) {
  try {
    const item = JSON.parse(text);
    return item && typeof item.said?.key === "string" ? item : null;
  } catch {
    return null;
  }
}

/**
 * The answers of this phone for one room. They go one after another, in the order in
 * which they were given; one that was given again before it left is replaced.
 */
export class Answers {
  #shelf;
  #told;
  #tab = chance(); // anew with every page: a tab that was copied is another one
  #count = 0;
  #last = 0;
  #sending = "";
  #paused = false;
  #wait = 1_000;
  #timer = 0;
  #asking = new Map();

  /** `told` has `changed()`, `kept(said)`, `refused(said, sentence)` and `stranger()`. */
  constructor(code, told) {
    this.#shelf = shelf(`relkit-room-${code}-answer-`);
    this.#told = told;
    this.lost = false;
    addEventListener("online", () => this.send());
    addEventListener("storage", () => told.changed());
    document.addEventListener("visibilitychange", () => !document.hidden && this.send());
  }

  /** What waits on this phone, in the order in which it was given. */
  get waiting() {
    return this.#shelf.all().map(({ said }) => said);
  }

  /** Give an answer; tells what became of it: kept, refused with a sentence, or waits. */
  give(said) {
    const item = { at: (this.#last = Math.max(Date.now(), this.#last + 1)), said: { ...said, key: chance() } };
    if (said.kind === "placed") {
      Object.assign(item.said, { tab: this.#tab, count: ++this.#count });
      for (const { key, kind, topic, card } of this.waiting) {
        if (kind === "placed" && topic === said.topic && card === said.card && key !== this.#sending) this.#shelf.drop(key);
      }
    }
    this.#shelf.put(item);
    const became = new Promise((tell) => this.#asking.set(item.said.key, tell));
    this.#told.changed();
    this.send();
    return became;
  }

  /** Send what waits, until all of it is kept or nobody answers. */
  async send() {
    clearTimeout(this.#timer);
    if (this.#sending || this.#paused) return;
    let next;
    while ((next = this.waiting[0]) && !this.#paused) {
      this.#sending = next.key;
      try {
        const { number } = await ask("answer", next);
        if (!Number.isInteger(number)) throw new Unreached();
        this.#shelf.drop(next.key);
        this.lost = false;
        this.#wait = 1_000;
        this.#told.kept(next);
        this.#settle(next.key, { kept: true });
      } catch (wrong) {
        if (wrong instanceof Refused && wrong.status === 401) {
          this.#sending = "";
          return this.#told.stranger();
        }
        if (!(wrong instanceof Refused)) {
          this.#sending = "";
          return this.#later();
        }
        this.#shelf.drop(next.key);
        const asked = this.#settle(next.key, { refused: wrong.message });
        this.#told.refused(next, wrong.message, asked);
      }
      this.#sending = "";
      this.#told.changed();
    }
  }

  /** Hold them back while something else is settled; `go` sends them again. */
  pause() { this.#paused = true; }
  go() {
    this.#paused = false;
    this.send();
  }

  /** Forget all that waits. */
  forget() {
    for (const { key } of this.waiting) this.#shelf.drop(key);
    this.lost = false;
    this.#told.changed();
  }

  #settle(key, became) {
    const tell = this.#asking.get(key);
    this.#asking.delete(key);
    tell?.(became);
    return Boolean(tell);
  }

  #later() {
    this.lost = true;
    for (const key of [...this.#asking.keys()]) this.#settle(key, { waits: true });
    this.#timer = setTimeout(() => this.send(), this.#wait * (0.75 + Math.random() / 2));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    this.#told.changed();
  }
}
