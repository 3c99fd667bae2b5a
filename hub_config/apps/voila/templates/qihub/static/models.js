// The models of the page's widgets, in step with those of the kernel.

import { newId } from "./wire.js";

const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

// Bytes travel beside the JSON: `paths` says where each buffer belongs.
const putBuffers = (state, paths = [], buffers = []) => {
  paths.forEach((path, index) => {
    const holder = path.slice(0, -1).reduce((inner, key) => inner[key], state);
    holder[path.at(-1)] = buffers[index];
  });
  return state;
};

const takeBuffers = (value, path, paths, buffers) => {
  if (isBytes(value)) {
    paths.push(path);
    buffers.push(value);
    return null;
  }
  if (Array.isArray(value))
    return value.map((inner, index) => takeBuffers(inner, [...path, index], paths, buffers));
  if (value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      takeBuffers(inner, [...path, key], paths, buffers),
    ]),
  );
};

export class Model {
  constructor(models, id, state) {
    Object.assign(this, { models, id, state });
    this.listeners = [];
    this.unheard = []; // what the kernel said before anybody listened
    this.changed = new Set(); // set here and not yet sent
    this.echoes = new Map(); // name -> the message whose echo is still to come
    this.isSending = false;
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    const values = typeof name === "string" ? { [name]: value } : name;
    for (const key of Object.keys(values)) this.changed.add(key);
    this.put(values);
  }

  put(values) {
    const names = Object.keys(values).filter((name) => this.state[name] !== values[name]);
    for (const name of names) this.state[name] = values[name];
    for (const name of names) this.emit(`change:${name}`, this, values[name]);
    if (names.length) this.emit("change", this);
  }

  // One update at a time; what changes meanwhile goes with the next.
  async save_changes() {
    if (this.isSending || !this.changed.size) return;
    const [paths, buffers] = [[], []];
    const entries = [...this.changed].map((name) => [
      name,
      takeBuffers(this.state[name], [name], paths, buffers),
    ]);
    const names = [...this.changed];
    this.changed.clear();
    this.isSending = true;
    const data = { method: "update", state: Object.fromEntries(entries), buffer_paths: paths };
    const sent = this.models.tell(this.id, data, buffers);
    for (const name of names) this.echoes.set(name, sent.id);
    await sent;
    this.isSending = false;
    this.save_changes();
  }

  send(content, _callbacks, buffers) {
    return this.models.tell(this.id, { method: "custom", content }, buffers);
  }

  hear({ content: { data }, buffers, parent }) {
    if (data.method === "custom") return this.say(data.content, buffers);
    const state = putBuffers(data.state ?? {}, data.buffer_paths, buffers);
    if (data.method === "echo_update") {
      for (const name of Object.keys(state)) {
        if (this.echoes.get(name) === parent) this.echoes.delete(name);
        delete state[name]; // what was set here is here already
      }
    }
    this.put(state);
  }

  say(content, buffers) {
    if (this.listeners.some(({ name }) => name === "msg:custom"))
      this.emit("msg:custom", content, buffers);
    else this.unheard.push([content, buffers]);
  }

  // After a break: what the kernel has is right, but for what it has not heard of yet.
  renew(state) {
    const isOurs = (name) => this.changed.has(name) || this.echoes.has(name);
    this.put(
      Object.fromEntries(
        Object.entries(state).filter(
          ([name, value]) =>
            !isOurs(name) && JSON.stringify(value) !== JSON.stringify(this.state[name]),
        ),
      ),
    );
  }

  on(name, act, owner) {
    this.listeners.push({ name, act, owner });
    if (name === "msg:custom") queueMicrotask(() => this.sayUnheard());
  }

  sayUnheard() {
    for (const said of this.unheard.splice(0)) this.say(...said);
  }

  off(name, act, owner) {
    this.listeners = this.listeners.filter(
      (one) =>
        (name && one.name !== name) || (act && one.act !== act) || (owner && one.owner !== owner),
    );
  }

  emit(name, ...what) {
    for (const one of [...this.listeners]) if (one.name === name) one.act(...what);
  }
}

export class Models {
  constructor() {
    this.known = new Map();
    this.awaited = new Map();
    this.waiting = []; // what came over the line before the page's own messages
    this.repeats = new Set(); // messages of the page that may come again over the line
  }

  connect(connection) {
    this.connection = connection;
    connection.onopen = () => this.ask();
  }

  tell(id, data, buffers) {
    return this.connection.send("comm_msg", { comm_id: id, data }, { buffers });
  }

  async get_model(id) {
    if (!this.known.has(id) && !this.awaited.has(id)) {
      let found;
      const promise = new Promise((resolve) => (found = resolve));
      this.awaited.set(id, { promise, found });
    }
    return this.known.get(id) ?? this.awaited.get(id).promise;
  }

  hear(message) {
    if (this.waiting) this.waiting.push(message);
    else if (!this.repeats.delete(message.id)) this.take(message);
  }

  // The page has every message from the first; over the line come the later ones of them, or newer.
  hearPage(messages) {
    const { waiting } = this;
    this.waiting = null;
    for (const message of messages) {
      this.repeats.add(message.id);
      this.take(message);
    }
    for (const message of waiting) {
      const { type, content } = message;
      // States that were told before the page was whole may be older than the page.
      if (type === "comm_msg" && content.comm_id === this.control)
        this.connection.settled(this.asked);
      else this.hear(message);
    }
  }

  take(message) {
    const { type, content, buffers } = message;
    const id = content.comm_id;
    if (type === "comm_msg" && id === this.control) return this.told(message);
    if (type === "comm_close" && id === this.control) return this.connection.gone();
    if (type === "comm_open" && content.target_name === "jupyter.widget")
      this.add(id, putBuffers(content.data.state, content.data.buffer_paths, buffers));
    if (type === "comm_msg") this.known.get(id)?.hear(message);
    if (type === "comm_close") this.drop(id);
  }

  add(id, state) {
    if (this.known.has(id)) return this.known.get(id).renew(state);
    const model = new Model(this, id, state);
    this.known.set(id, model);
    this.awaited.get(id)?.found(model);
    this.awaited.delete(id);
  }

  drop(id) {
    this.known.get(id)?.emit("destroy");
    this.known.delete(id);
  }

  // Ask for all states: something may have been missed before the line was there, or in a break.
  ask() {
    this.control = newId();
    const open = { comm_id: this.control, target_name: "jupyter.widget.control", data: {} };
    this.connection.send("comm_open", open, { metadata: { version: "1.0.0" } });
    this.asked = this.tell(this.control, { method: "request_states" }).id;
  }

  told({ content: { data }, buffers }) {
    const states = putBuffers(data.states, data.buffer_paths, buffers);
    this.connection.settled(this.asked);
    for (const id of this.shown ?? []) if (!(id in states)) return this.connection.gone(); // another kernel
    for (const id of this.known.keys()) if (!(id in states)) this.drop(id);
    for (const [id, { state }] of Object.entries(states)) this.add(id, state);
  }
}
