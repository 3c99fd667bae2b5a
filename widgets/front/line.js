// Is the kernel still there? Ping it; when it does not answer, ask the server why.

const PING_EVERY_MS = 20_000;
const ANSWER_WITHIN_MS = 4_000;
const TRY_AGAIN_MS = 3_000;
const RELOAD_AT_MOST_EVERY_MS = 30_000;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class Line {
  constructor(model, signal, onChange) {
    this.model = model;
    this.signal = signal;
    this.onChange = onChange;
    this.state = "up";
    this.answers = new Map();
    this.checking = false;
    const listen = (target, event, act) => target.addEventListener(event, act, { signal });
    // iOS lets sockets die while the screen is locked and tells nobody: ask when it wakes.
    listen(document, "visibilitychange", () => document.visibilityState === "visible" && this.check());
    listen(window, "pageshow", () => this.check());
    listen(window, "online", () => this.check());
    listen(window, "offline", () => this.set("down"));
    const timer = setInterval(() => document.visibilityState === "visible" && this.check(), PING_EVERY_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  set(state) {
    const changed = state !== this.state;
    this.state = state;
    if (changed) this.onChange(state);
  }

  heard(id) {
    this.answers.get(id)?.(true);
    this.set("up");
  }

  // A kernel that was started again has lost our end of the line: sending then throws.
  send(message, buffers) {
    try {
      this.model.send(message, undefined, buffers);
    } catch {
      this.set("gone");
      this.reloadByItself();
    }
  }

  ping() {
    const id = Math.random().toString(36).slice(2);
    const answered = new Promise((resolve) => this.answers.set(id, resolve));
    this.send({ type: "ping", id });
    return Promise.race([answered, wait(ANSWER_WITHIN_MS).then(() => false)]).finally(() =>
      this.answers.delete(id),
    );
  }

  async check() {
    if (this.checking || this.signal.aborted) return;
    this.checking = true;
    for (let silent = 0; !this.signal.aborted; ) {
      if (await this.ping()) {
        this.set("up");
        break;
      }
      const kernel = await this.askServer();
      if (kernel === "gone" || kernel === "signed out" || (kernel === "there" && silent >= 2)) {
        this.set(kernel === "signed out" ? "signed out" : "gone");
        if (kernel !== "signed out") this.reloadByItself();
        break;
      }
      if (kernel === "unreachable") this.set("down");
      if (kernel === "there") silent += 1;
      await wait(TRY_AGAIN_MS);
    }
    this.checking = false;
  }

  async askServer() {
    let config = {};
    try {
      config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    } catch {
      return "there"; // not a Voila page: only the kernel's own answer counts
    }
    if (!config.kernelId) return "there";
    try {
      const answer = await fetch(`${config.baseUrl}api/kernels/${config.kernelId}`, { cache: "no-store" });
      if (answer.redirected || answer.status === 401) return "signed out";
      if (answer.status === 404 || answer.status === 403) return "gone"; // 403: nobody's kernel any more
      if (!answer.ok) return "unreachable";
      return (await answer.json()).execution_state === "busy" ? "busy" : "there";
    } catch {
      return "unreachable";
    }
  }

  reloadByItself() {
    const last = Number(sessionStorage.getItem("qihub:reloaded") ?? 0);
    if (document.visibilityState !== "visible" || Date.now() - last < RELOAD_AT_MOST_EVERY_MS) return;
    sessionStorage.setItem("qihub:reloaded", String(Date.now()));
    location.reload();
  }

  // A reload without a connection would trade the page, and its words, for the browser's error page.
  async carryOn() {
    const kernel = await this.askServer();
    if (kernel === "unreachable") return false;
    if (!(await this.ping())) location.reload();
    return true;
  }
}
