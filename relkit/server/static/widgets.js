// Draws relkit's widgets where a page has places for them, as anywidget would.

import { Model, putBuffers } from "./model.js";
import { Wire, freshId } from "./wire.js";

const OURS = /^relkit\./; // anywidget names a widget by its Python module
const FAILED = "This part of the page could not be shown. Reload the page to try again. If it happens again, tell the person who runs these pages: something went wrong";

/** The widgets of one kernel, which is at this address. */
export class Widgets {
  #wire;
  #models = new Map(); // by identifier
  #sources = new Map(); // a module's text to the module: the same text runs once
  #control; // the comm by which the states come
  #loaded; // called when the states are there

  constructor(kernel) {
    const back = () => {
      if (this.#loaded && !this.#models.size) this.#ask();
      for (const { model } of this.#models.values()) model.resume();
    };
    this.#wire = new Wire(kernel, { hear: (message) => this.#hear(message), back });
  }

  /** Ask for the states of all widgets; what the kernel says before that is left out. */
  load() {
    this.#ask();
    return new Promise((resolve) => { this.#loaded = resolve; });
  }

  /** Whether all of these are relkit's own. */
  know(ids) {
    return ids.every((id) => this.#models.has(id));
  }

  /** A new element with this widget in it, or with a sentence that this part failed. */
  async draw(id, part) {
    const el = document.createElement("div");
    try {
      const { model, definition, leave } = this.#models.get(id);
      const { render } = await definition;
      const facet = model.facet(this.#offered);
      const ended = await render?.({ model: facet, el, signal: leave.signal, experimental: {} });
      leave.signal.addEventListener("abort", () => {
        facet.off();
        if (typeof ended === "function") ended();
        el.remove();
      });
    } catch (error) {
      reportError(error);
      el.className = "notice relkit-failed";
      el.setAttribute("role", "alert");
      el.textContent = `${FAILED}${part ? ` in part ${part}` : ""}.`;
    }
    return el;
  }

  close() {
    this.#wire.close();
  }

  /** What a widget may ask for of other widgets. */
  #offered = {
    widget_manager: {
      get_model: async (id) => this.#models.get(id).model.facet({ id }),
      create_view: async ({ id }) => ({ el: await this.draw(id) }),
    },
  };

  #ask() {
    const comm_id = this.#control = freshId();
    this.#wire.send("comm_open", { comm_id, target_name: "jupyter.widget.control", data: {} }, { metadata: { version: "1.0.0" } });
    this.#wire.send("comm_msg", { comm_id, data: { method: "request_states" } });
  }

  #hear({ header, parent, content, buffers }) {
    const { comm_id, data } = content;
    if (header.msg_type === "comm_msg" && comm_id === this.#control) this.#takeAll(data, buffers);
    if (!this.#loaded) return;
    if (header.msg_type === "comm_open") this.#add(comm_id, putBuffers(data, data.buffer_paths?.map((path) => ["state", ...path]), buffers).state);
    if (header.msg_type === "status" && content.execution_state === "idle") for (const { model } of this.#models.values()) model.done(parent.msg_id);
    if (!this.#models.has(comm_id)) return;
    if (header.msg_type === "comm_msg") this.#models.get(comm_id).model.receive(data, buffers, parent.msg_id);
    if (header.msg_type === "comm_close") this.#remove(comm_id);
  }

  #takeAll({ states, buffer_paths }, buffers) {
    putBuffers(states, buffer_paths, buffers);
    for (const [id, { state }] of Object.entries(states)) this.#add(id, state);
    this.#loaded();
  }

  #add(id, state) {
    if (!OURS.test(state._anywidget_id ?? "") || this.#models.has(id)) return;
    const model = new Model(state, (data, buffers) => this.#wire.send("comm_msg", { comm_id: id, data }, { buffers }));
    const leave = new AbortController();
    applyStyle(state._anywidget_id, state._css);
    const definition = this.#definition(state._esm).then(async (found) => {
      const ended = await found.initialize?.({ model: model.facet(this.#offered), signal: leave.signal, experimental: {} });
      if (typeof ended === "function") leave.signal.addEventListener("abort", ended);
      return found;
    });
    definition.catch(() => {}); // said where it is drawn
    this.#models.set(id, { model, definition, leave });
  }

  #remove(id) {
    this.#models.get(id).leave.abort();
    this.#models.delete(id);
  }

  #definition(source) {
    if (!this.#sources.has(source)) this.#sources.set(source, run(source));
    return this.#sources.get(source);
  }
}

async function run(source) {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { default: found } = await import(address).finally(() => URL.revokeObjectURL(address));
  return typeof found === "function" ? found() : found;
}

function applyStyle(id, css) {
  if (!css || document.getElementById(id)) return;
  const style = document.createElement("style");
  style.id = id;
  style.textContent = css;
  document.head.append(style);
}
