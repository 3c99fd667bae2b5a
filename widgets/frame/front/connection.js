// Is the kernel still there? Our own page knows; in a notebook, a ping finds out.

const PING_EVERY_MS = 20_000;
const ANSWER_WITHIN_MS = 4_000;

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Connection {
  constructor(model, signal, onChange) {
    this.model = model;
    this.onChange = onChange;
    this.state = "up";
    this.answers = new Map();
    this.page = model.widget_manager.connection;
    this.page?.watch((state) => this.set(state), signal);
    // The page knows whether the kernel is there; the ping also asks it what others have saved.
    const ask = () => (this.page ? this.send({ type: "ping" }) : this.check());
    const seen = () => document.visibilityState === "visible" && ask();
    document.addEventListener("visibilitychange", seen, { signal });
    const timer = setInterval(seen, PING_EVERY_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  set(state) {
    const changed = state !== this.state;
    this.state = state;
    if (changed) this.onChange(state);
  }

  heard(id) {
    if (this.page) return;
    this.answers.get(id)?.(true);
    this.set("up");
  }

  // A kernel that was started again has lost a notebook's end of the line: sending then throws.
  send(message, buffers) {
    try {
      this.model.send(message, undefined, buffers);
    } catch {
      this.set("gone");
    }
  }

  async check() {
    if (this.page) return this.page.check();
    const id = Math.random().toString(36).slice(2);
    const answered = new Promise((resolve) => this.answers.set(id, resolve));
    this.send({ type: "ping", id });
    const isThere = await Promise.race([answered, wait(ANSWER_WITHIN_MS).then(() => false)]);
    this.answers.delete(id);
    if (!isThere && this.state === "up") this.set("down");
    return isThere;
  }

  carryOn() {
    return this.page ? this.page.carryOn() : this.check();
  }
}
