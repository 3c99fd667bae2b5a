// The connection to one kernel. It mends itself: what was sent and not answered is sent again, and a kernel
// takes no message twice.

import { decode, encode, newId, PROTOCOL } from "./wire.js";

const ANSWER_WITHIN_MS = 4_000;
const LOOK_EVERY_MS = 20_000;
const LONGEST_PAUSE_MS = 8_000;
const SAY_AFTER_MS = 400; // a short break is nobody's business
const RELOAD_AT_MOST_EVERY_MS = 30_000;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const isSeen = () => document.visibilityState === "visible";

export class Connection {
  constructor(base, kernel, hear) {
    Object.assign(this, { base, kernel, hear, state: "up", session: newId() });
    this.sent = new Map(); // id -> a message that the kernel has not dealt with yet
    this.watchers = new Set();
    this.probes = new Map();
    this.onopen = () => {};
    this.connect();
    // iOS lets sockets die while the screen is locked and tells nobody: ask when it wakes.
    document.addEventListener("visibilitychange", () => isSeen() && this.wake());
    for (const event of ["pageshow", "online"]) window.addEventListener(event, () => this.check());
    window.addEventListener("offline", () => this.set("down"));
    window.addEventListener("pagehide", (event) => this.leave(event));
    setInterval(() => isSeen() && this.check(), LOOK_EVERY_MS);
  }

  watch(act, signal) {
    this.watchers.add(act);
    signal?.addEventListener("abort", () => this.watchers.delete(act));
  }

  set(state) {
    if (state === this.state) return;
    this.state = state;
    for (const act of this.watchers) act(state);
  }

  get isOver() {
    return this.state === "gone" || this.state === "signed out" || this.closed;
  }

  // Sending --------------------------------------------------------------------------------------

  message(channel, type, content, metadata, buffers) {
    const header = {
      msg_id: newId(),
      msg_type: type,
      session: this.session,
      username: "",
      version: "5.3",
      date: new Date().toISOString(),
    };
    return [header.msg_id, encode({ channel, header, metadata, content, buffers })];
  }

  // Give a promise that is kept when the kernel has dealt with the message.
  send(type, content, { metadata, buffers } = {}) {
    const [id, bytes] = this.message("shell", type, content, metadata, buffers);
    const dealtWith = new Promise((done) => this.sent.set(id, { bytes, done }));
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(bytes);
    return Object.assign(dealtWith, { id });
  }

  // Nothing sent before this message was left out.
  settled(id) {
    for (const [earlier, { done }] of this.sent) {
      this.sent.delete(earlier);
      done();
      if (earlier === id) return;
    }
  }

  // The socket -----------------------------------------------------------------------------------

  connect() {
    if (this.isOver || this.socket?.readyState <= WebSocket.OPEN) return;
    clearTimeout(this.timer);
    const address = new URL(`${this.base}api/kernels/${this.kernel}/channels`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("session_id", this.session);
    const socket = new WebSocket(address, [PROTOCOL]);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened(socket);
    socket.onmessage = ({ data }) => this.arrived(decode(data));
    socket.onclose = () => this.broken(socket);
    this.socket = socket;
  }

  opened(socket) {
    this.tries = 0;
    clearTimeout(this.telling);
    this.telling = null;
    for (const { bytes } of this.sent.values()) socket.send(bytes);
    this.onopen();
    this.set("up");
  }

  arrived(message) {
    const { type, parent, content } = message;
    this.probes.get(parent)?.();
    if (type === "status") {
      if (content.execution_state === "idle" && this.sent.has(parent)) {
        this.sent.get(parent).done();
        this.sent.delete(parent);
      }
      if (["restarting", "dead"].includes(content.execution_state)) this.gone();
    }
    this.hear(message);
  }

  async broken(socket) {
    if (socket !== this.socket || this.isOver) return;
    this.socket = null;
    this.telling ??= setTimeout(() => this.isOver || this.set("down"), SAY_AFTER_MS);
    this.tries = (this.tries ?? 0) + 1;
    if (this.tries > 1 && (await this.askServer())) return;
    const pause = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** this.tries) * (0.5 + Math.random() / 2);
    this.timer = setTimeout(() => this.connect(), this.tries === 1 ? 0 : pause);
  }

  // A refused socket does not say why. Tells whether there is nothing to wait for.
  async askServer() {
    try {
      const answer = await fetch(`${this.base}api/kernels/${this.kernel}`, { cache: "no-store" });
      if (answer.redirected || answer.status === 401) this.set("signed out");
      else if (answer.status === 404 || answer.status === 403) this.gone(); // 403: nobody's any more
    } catch {
      // no connection: go on trying
    }
    return this.isOver;
  }

  wake() {
    if (this.state === "gone") this.gone();
    else this.check();
  }

  // Is there still somebody at the other end? The control channel answers while a cell runs.
  async check() {
    if (this.isOver) return false;
    if (this.socket?.readyState !== WebSocket.OPEN) {
      this.connect();
      return false;
    }
    const socket = this.socket;
    const [id, bytes] = this.message("control", "kernel_info_request", {});
    const answered = new Promise((resolve) => this.probes.set(id, () => resolve(true)));
    socket.send(bytes);
    const isThere = await Promise.race([answered, wait(ANSWER_WITHIN_MS).then(() => false)]);
    this.probes.delete(id);
    if (isThere) this.set("up");
    else if (socket === this.socket) {
      socket.onclose = null; // a dead socket takes a minute to close
      socket.close();
      this.broken(socket);
    }
    return isThere;
  }

  // The end --------------------------------------------------------------------------------------

  gone() {
    this.set("gone");
    clearTimeout(this.reloading);
    if (!isSeen()) return; // it loads again when somebody looks
    const last = Number(sessionStorage.getItem("qihub:reloaded") ?? 0);
    const pause = Math.max(0, last + RELOAD_AT_MOST_EVERY_MS - Date.now());
    this.reloading = setTimeout(() => this.loadAgain(), pause);
  }

  async loadAgain() {
    if (!(await this.isServerThere())) {
      this.reloading = setTimeout(() => this.gone(), LONGEST_PAUSE_MS);
      return;
    }
    sessionStorage.setItem("qihub:reloaded", String(Date.now()));
    location.reload();
  }

  // A reload without a connection would trade the page, and its words, for the browser's error page.
  async isServerThere() {
    try {
      await fetch(`${this.base}api/kernels/${this.kernel}`, { method: "HEAD", cache: "no-store" });
      return true;
    } catch {
      return false;
    }
  }

  async carryOn() {
    if (await this.check()) return true;
    if (!(await this.isServerThere())) return false;
    if (this.isOver) location.reload();
    return this.isOver;
  }

  close() {
    this.closed = true;
    this.socket?.close();
  }

  leave({ persisted }) {
    if (this.closed) return;
    if (persisted) return this.socket?.close(); // the browser may bring the page back as it is
    this.close();
    const form = new FormData();
    form.append("_xsrf", document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "");
    navigator.sendBeacon(`${this.base}voila/api/shutdown/${this.kernel}`, form);
  }
}
