// One widget's state in the browser, kept the same as the kernel's. It behaves as the
// model of ipywidgets does, so far as relkit's widgets use that.

/** Whether two values of a widget are the same, however deep. */
function same(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b) || a instanceof DataView) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** Put binary values, which travel beside a message, where they belong. */
export function putBuffers(state, paths = [], buffers = []) {
  paths.forEach((path, i) => {
    const holder = path.slice(0, -1).reduce((at, key) => at[key], state);
    holder[path.at(-1)] = buffers[i];
  });
  return state;
}

/** A widget's values; `tell(data, buffers)` sends to its half in the kernel. */
export class Model {
  #state;
  #tell;
  #listeners = new Set();
  #changed = {}; // set here, and not saved yet
  #sent; // the update that the kernel has not done with
  #waiting = {}; // saved meanwhile: goes when it has
  #awaited = new Map(); // value's name to the update whose echo it waits for

  constructor(state, tell) {
    this.#state = state;
    this.#tell = tell;
  }

  get(name) {
    return this.#state[name];
  }

  set(name, value) {
    const news = this.#take(typeof name === "object" ? name : { [name]: value });
    for (const each of news) this.#changed[each] = this.#state[each];
    this.#say(news);
  }

  save_changes() {
    const changed = structuredClone(this.#changed);
    this.#changed = {};
    if (!Object.keys(changed).length) return;
    if (this.#sent) Object.assign(this.#waiting, changed);
    else this.#update(changed);
  }

  send(content, _callbacks, buffers) {
    this.#tell({ method: "custom", content }, buffers);
  }

  /** What one view or `initialize` is given; `off` there touches only its own listeners. */
  facet(more) {
    const owner = {};
    return {
      ...more,
      get: (name) => this.get(name),
      set: (name, value) => this.set(name, value),
      save_changes: () => this.save_changes(),
      send: (content, callbacks, buffers) => this.send(content, callbacks, buffers),
      on: (names, call) => {
        for (const name of names.split(/\s+/)) this.#listeners.add({ name, call, owner });
      },
      off: (names, call) => {
        for (const each of this.#listeners) {
          const meant = each.owner === owner && (!names || names.split(/\s+/).includes(each.name)) && (!call || each.call === call);
          if (meant) this.#listeners.delete(each);
        }
      },
    };
  }

  /** A message from the widget's half in the kernel. */
  receive({ method, content, state, buffer_paths }, buffers, answered) {
    if (method === "custom") this.#fire("msg:custom", content, buffers);
    if (method !== "update" && method !== "echo_update") return;
    const values = putBuffers({ ...state }, buffer_paths, buffers);
    if (method === "echo_update") this.#dropOld(values, answered);
    for (const name of Object.keys(values)) delete this.#changed[name];
    this.#say(this.#take(values));
  }

  /** The kernel has done with this message. */
  done(message) {
    if (message !== this.#sent?.message) return;
    this.#sent = undefined;
    if (Object.keys(this.#waiting).length) this.#update(this.#waiting);
  }

  /** The line was cut and is back: what was on its way may be lost, so it goes again. */
  resume() {
    if (this.#sent) this.#update({ ...this.#sent.state, ...this.#waiting });
  }

  #update(state) {
    this.#waiting = {};
    const message = this.#tell({ method: "update", state, buffer_paths: [] });
    this.#sent = { message, state };
    for (const name of Object.keys(state)) this.#awaited.set(name, message);
  }

  /** An echo of what was set here before something newer must not undo the newer. */
  #dropOld(values, answered) {
    for (const name of Object.keys(values)) {
      if (!this.#awaited.has(name)) continue;
      const newest = this.#awaited.get(name) === answered;
      if (newest) this.#awaited.delete(name);
      if (!newest || Object.hasOwn(this.#waiting, name)) delete values[name];
    }
  }

  /** Take values over; gives the names of those that are new. */
  #take(values) {
    const news = Object.keys(values).filter((name) => !same(this.#state[name], values[name]));
    Object.assign(this.#state, values);
    return news;
  }

  #say(news) {
    for (const name of news) this.#fire(`change:${name}`, this, this.#state[name]);
    if (news.length) this.#fire("change", this);
  }

  #fire(name, ...said) {
    for (const each of [...this.#listeners]) {
      if (each.name !== name) continue;
      try {
        each.call(...said);
      } catch (error) {
        reportError(error); // the others must hear it all the same
      }
    }
  }
}
