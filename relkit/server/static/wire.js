// The line to a page's kernel: Jupyter's messages over one WebSocket, which comes back
// by itself. See "WebSocket kernel wire protocol" in the documentation of Jupyter Server.

const PROTOCOL = "v1.kernel.websocket.jupyter.org";
const VERSION = "5.2"; // of Jupyter's messages
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const ENDED = new Set(["restarting", "autorestarting", "dead"]);
/** Heard on the document when the kernel has ended and the page cannot go on. */
const GONE = "relkit:kernel-gone";

/** An identifier that nothing else has; `crypto.randomUUID` needs https. */
export function freshId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function packed(message, channel) {
  const { header, parent_header, metadata, content, buffers } = message;
  const text = new TextEncoder();
  const parts = [text.encode(channel), ...[header, parent_header, metadata, content].map((part) => text.encode(JSON.stringify(part)))];
  for (const buffer of buffers) parts.push(ArrayBuffer.isView(buffer) ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength) : new Uint8Array(buffer));
  const count = parts.length + 1;
  const size = 8 * (1 + count);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, size));
  const view = new DataView(whole.buffer);
  view.setBigUint64(0, BigInt(count), true);
  let at = size;
  parts.forEach((part, i) => {
    view.setBigUint64(8 * (1 + i), BigInt(at), true);
    whole.set(part, at);
    at += part.length;
  });
  view.setBigUint64(8 * count, BigInt(at), true);
  return whole;
}

function unpacked(data) {
  const view = new DataView(data);
  const at = (i) => Number(view.getBigUint64(8 * i, true));
  const count = at(0);
  const part = (i) => new Uint8Array(data, at(1 + i), at(2 + i) - at(1 + i));
  const [header, parent, metadata, content] = [1, 2, 3, 4].map((i) => JSON.parse(new TextDecoder().decode(part(i))));
  const buffers = [];
  for (let i = 5; i < count - 1; i += 1) buffers.push(new DataView(part(i).slice().buffer));
  return { header, parent, metadata, content, buffers };
}

/** The line to one kernel: `hear` is called with each message, `back` when it was cut. */
export class Wire {
  #kernel; // its address, without a slash at its end
  #hear;
  #back;
  #session = freshId(); // kept for good: the server keeps messages for it meanwhile
  #socket;
  #unsent = [];
  #pause = FIRST_PAUSE_MS;
  #retry;
  #cut = false;
  #closed = false;

  constructor(kernel, { hear, back }) {
    this.#kernel = kernel;
    this.#hear = hear;
    this.#back = back;
    this.#open();
    addEventListener("online", this.#again);
  }

  /** Send a message, at once or when the line is back; gives its identifier. */
  send(type, content, { metadata = {}, buffers = [] } = {}) {
    const header = { msg_id: freshId(), msg_type: type, session: this.#session, username: "", version: VERSION, date: new Date().toISOString() };
    const data = packed({ header, parent_header: {}, metadata, content, buffers }, "shell");
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(data);
    else if (!this.#closed) this.#unsent.push(data);
    return header.msg_id;
  }

  close() {
    this.#closed = true;
    this.#unsent = [];
    clearTimeout(this.#retry);
    removeEventListener("online", this.#again);
    this.#socket?.close();
  }

  #open() {
    const address = new URL(`${this.#kernel}/channels?session_id=${this.#session}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address, PROTOCOL);
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      this.#pause = FIRST_PAUSE_MS;
      for (const data of this.#unsent.splice(0)) socket.send(data);
      if (this.#cut) this.#back(); // after what is older
      this.#cut = false;
    });
    socket.addEventListener("message", ({ data }) => this.#take(unpacked(data)));
    socket.addEventListener("close", () => {
      if (this.#closed || socket !== this.#socket) return;
      this.#cut = true;
      this.#retry = setTimeout(this.#again, this.#pause);
      this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS);
    });
    this.#socket = socket;
  }

  /** Open a lost line again, unless the kernel has ended. */
  #again = async () => {
    clearTimeout(this.#retry);
    if (this.#closed || this.#socket.readyState < WebSocket.CLOSING) return;
    const answer = await fetch(this.#kernel).catch(() => undefined); // no network: wait on
    if (this.#closed || this.#socket.readyState < WebSocket.CLOSING) return;
    if (answer?.status === 404) this.#lose();
    else this.#open();
  };

  #take(message) {
    const { header, content } = message;
    if (header.msg_type === "status" && ENDED.has(content.execution_state)) this.#lose();
    else this.#hear(message);
  }

  /** Give the kernel up: it has ended, and a new one would know nothing of this page. */
  #lose() {
    if (this.#closed) return;
    this.close();
    document.dispatchEvent(new CustomEvent(GONE));
  }
}
