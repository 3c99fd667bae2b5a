// The frame around every tool: header with the saved sign, progress, one question, one main action.

const SEND_AFTER_MS = 500;
const TELL_AFTER_MS = 250;
const SAVED_WITHIN_MS = 3_000;
const TRY_SAVING_AGAIN_MS = 5_000;

class Frame {
  constructor(model, el, signal) {
    Object.assign(this, { model, el, signal });
    this.drafts = new Drafts(model.get("scope"));
    this.inputs = new Map();
    this.problems = new Map(); // field -> why it was refused
    this.unreached = new Set(); // fields that the hub could not take just now
    this.waiting = new Map(); // field -> sequence number on its way to the server
    this.timers = new Map();
    this.telling = null;
    this.early = [];
    this.known = new Map();
    this.sequence = 0;
    this.hasSaved = false;
    this.acts = new Acts(this, model.get("outbox"));
    this.line = new Line(model, signal, (state) => this.showLine(state));
    this.build();
    model.on("change:screen", () => this.show());
    model.on("change:scope", () => this.drafts.follow(model.get("scope")));
    model.on("change:outbox", () => this.acts.follow(model.get("outbox")));
    model.on("msg:custom", (message) => this.hear(message));
    window.addEventListener("beforeunload", () => this.flush(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.flush(), { signal });
    const again = setInterval(() => this.trySavingAgain(), TRY_SAVING_AGAIN_MS);
    signal.addEventListener("abort", () => clearInterval(again));
  }

  build() {
    this.sign = h("p", { class: "qi-sign", role: "status", "aria-live": "polite" });
    this.home = h("a", { class: "qi-home", href: "/home", "aria-label": "Back to the hub" },
      h("span", { "aria-hidden": "true" }, "‹"));
    this.title = h("p", { class: "qi-title" }, this.model.get("title"));
    this.dots = h("div", { class: "qi-dots" });
    this.bar = h("div", { class: "qi-bar", role: "alert", hidden: true });
    this.question = h("h1", { tabindex: "-1" });
    this.hint = h("p", { class: "qi-hint" });
    this.parts = h("div", { class: "qi-parts" });
    this.footer = h("footer", { class: "qi-foot" });
    this.announcer = announcer(this);
    this.el.replaceChildren(
      h("header", { class: "qi-head" }, this.home, this.title, this.sign, plainSwitch(this)),
      this.bar,
      this.acts.el,
      h("main", { class: "qi-main" }, this.dots, this.question, this.hint, this.parts),
      this.footer,
      this.announcer.el,
    );
    this.el.classList.add("qi-frame");
    this.el.dataset.live = "";
    this.el.addEventListener("click", (event) => this.leave(event), { signal: this.signal });
    keepFieldInView(this.el, this.signal);
  }

  // What the server shows ------------------------------------------------------------------------

  show() {
    const screen = this.model.get("screen");
    if (!screen.key) return;
    const isNew = screen.key !== this.key;
    if (isNew) {
      this.flush();
      this.parts.replaceChildren();
      this.known.clear();
      this.inputs.clear();
    }
    this.home.href = this.model.get("home");
    this.title.textContent = this.model.get("title");
    const marks = screen.marks.length ? screen.marks : [{ text: screen.question, tone: "" }];
    this.question.replaceChildren(
      ...marks.map(({ text, tone }) => (tone ? h("span", { class: `is-${tone}` }, text) : text)),
    );
    this.hint.textContent = screen.hint;
    this.hint.hidden = !screen.hint;
    this.showDots(screen);
    this.announcer.keepFocus(() => {
      syncParts(this.parts, this.known, screen.parts, this);
      this.showFooter(screen);
    });
    this.announcer.hear(screen);
    this.el.classList.toggle("is-wide", Boolean(screen.is_wide));
    document.title = `${this.model.get("title")}: ${screen.question}`;
    if (isNew && this.key) {
      window.scrollTo(0, 0);
      this.question.focus({ preventScroll: true });
    }
    this.key = screen.key;
    this.early.splice(0).forEach((message) => this.hear(message));
    this.showSign();
  }

  showDots({ step, steps }) {
    this.dots.hidden = !steps;
    if (!steps) return;
    const dots = Array.from({ length: steps }, (_, index) => h("i", { class: index < step ? "is-on" : "" }));
    this.dots.replaceChildren(hidden(`Step ${step} of ${steps}`), ...dots);
  }

  showFooter(screen) {
    const drawn = JSON.stringify([screen.back, screen.go]);
    if (drawn === this.footerDrawn) return;
    this.footerDrawn = drawn;
    this.footer.hidden = !screen.back && !screen.go;
    this.footer.replaceChildren(
      ...[screen.back && buttonOf(screen.back, this, "is-back"),
        screen.go && buttonOf({ ...screen.go, is_main: true }, this)].filter(Boolean),
    );
  }

  showSign() {
    this.tellLine();
    const kept = this.problems.size || this.unreached.size || this.acts.isHeld || this.line.state !== "up";
    const unsaved = this.waitingChanges();
    let [icon, text, state] = ["✓", this.hasSaved ? "Saved" : "Saves by itself", "saved"];
    if (unsaved && kept) [icon, text, state] = ["!", `Not saved, kept on ${device()}`, "kept"];
    else if (unsaved) [icon, text, state] = ["…", "Saving…", "saving"];
    if (this.sign.dataset.state === state && this.sign.dataset.text === text) return;
    Object.assign(this.sign.dataset, { state, text });
    this.sign.replaceChildren(h("span", { "aria-hidden": "true" }, icon), text);
  }

  showLine(state) {
    if (state === "up") {
      this.say("");
      this.waiting.clear(); // no answer will come to what a dead line carried: send it again
      this.trySavingAgain();
    } else this.acts.lost();
    this.showSign();
  }

  // What is the matter with the line, and how much waits for it.
  tellLine() {
    const { state } = this.line;
    if (state === "up") return;
    const count = this.waitingChanges();
    const changes = count === 1 ? "1 change is" : `${count} changes are`;
    const kept = count ? `${changes} kept on ${device()}` : `What you type is kept on ${device()}`;
    const words = {
      down: `No connection just now. ${kept} and will be sent when it is back.`,
      gone: `This page went to sleep. ${kept}.`,
      "signed out": `You have been signed out. ${kept}. Sign in to carry on.`,
    }[state];
    this.say(this.acts.wish.kept ? `${words} What you tapped last will open then.` : words, "Carry on");
  }

  // The kernel ends when its page goes, so a link waits until the last words are saved.
  async leave(event) {
    const link = event.target.closest("a[href]");
    if (link && this.line.state === "down") return this.leaveWhenThere(event, link.href);
    if (!link || this.line.state !== "up" || !this.waitingChanges()) return;
    event.preventDefault();
    this.flush();
    for (let tries = 0; tries < 25 && this.waitingChanges(); tries += 1) await wait(100);
    location.assign(link.href);
  }

  // Without a connection a link would trade the page, and its words, for the browser's error page.
  async leaveWhenThere(event, href) {
    event.preventDefault();
    try {
      await fetch(href, { method: "HEAD", cache: "no-store" });
    } catch {
      return this.acts.wait({ href });
    }
    location.assign(href);
  }

  waitingChanges() {
    return this.unsaved().length + this.acts.outbox.list().length;
  }

  unsaved() {
    return this.drafts.names().filter((name) => !this.drafts.read(name)?.kept);
  }

  say(text, button = "") {
    if (!this.bar.hidden && this.bar.dataset.said === text) return;
    this.bar.dataset.said = text;
    this.bar.hidden = !text;
    if (!text) return this.bar.replaceChildren();
    const carryOn = async () => {
      if (!(await this.line.carryOn())) this.say("Still no connection. Try again in a moment.", "Carry on");
    };
    this.bar.replaceChildren(
      h("p", {}, text),
      button ? h("button", { type: "button", class: "qi-button", onclick: carryOn }, button) : "",
    );
  }

  // What a person types --------------------------------------------------------------------------

  shown(spec) {
    return this.drafts.read(spec.name)?.value ?? spec.value;
  }

  typed(spec, value, soon) {
    const before = this.drafts.read(spec.name);
    const base = before ? before.base : spec.value;
    this.drafts.write(spec.name, { value, base, kept: Boolean(spec.is_kept) });
    this.problems.delete(spec.name);
    if (spec.is_watched) this.tell(spec.name, value);
    if (spec.is_kept) return;
    this.showSign();
    clearTimeout(this.timers.get(spec.name));
    if (soon) return this.send(spec.name);
    this.timers.set(spec.name, setTimeout(() => this.send(spec.name), SEND_AFTER_MS));
  }

  // What a tool may already answer to while it is typed; nothing is saved by it.
  tell(name, value) {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.line.state === "up" && this.line.send({ type: "typing", name, value }), TELL_AFTER_MS);
  }

  send(name) {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
    const draft = this.drafts.read(name);
    if (!draft || draft.kept) return;
    this.sequence += 1;
    this.waiting.set(name, this.sequence);
    this.line.send({ type: "change", name, value: draft.value, base: draft.base, sequence: this.sequence });
    const sent = this.sequence;
    setTimeout(() => this.waiting.get(name) === sent && this.line.check(), SAVED_WITHIN_MS);
  }

  flush() {
    for (const name of [...this.timers.keys()]) this.send(name);
  }

  trySavingAgain() {
    if (this.line.state !== "up") return;
    for (const name of this.drafts.names()) {
      const isOnItsWay = this.waiting.has(name) && !this.unreached.has(name);
      if (!this.problems.has(name) && !isOnItsWay && !this.timers.has(name)) this.send(name);
    }
    this.acts.sendWaiting(); // after the words: they may be about the same
  }

  // With the element that was tapped, it shows that it waits.
  act(name, value, label, el) {
    const held = this.acts.begin(name, value, label);
    if (held && el) this.acts.mark(held, el);
    return Boolean(held);
  }

  settle(name, which, joint) {
    this.line.send({ type: "settle", name, which, joint, mine: this.drafts.read(name)?.value ?? "" });
  }

  async sendFile(name, file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const total = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
    for (let part = 0; part < total; part += 1) {
      const chunk = bytes.slice(part * CHUNK_BYTES, (part + 1) * CHUNK_BYTES);
      this.line.send({ type: "file", name, file: file.name, part, total }, [chunk.buffer]);
    }
  }

  // What the kernel answers ----------------------------------------------------------------------

  hear(message) {
    // A message can overtake the screen that was sent before it: it waits for that screen.
    if ((message.after ?? 0) > (this.model.get("screen").serial ?? 0)) return this.early.push(message);
    const answers = {
      pong: () => this.line.heard(message.id),
      saved: () => this.saved(message),
      kept: () => this.kept(message),
      done: () => this.acts.done(message),
      forget: () => message.words.forEach(([scope, name]) => this.forget(scope, name)),
      say: () => this.say(message.text),
      go: () => location.assign(message.href),
      address: () => history.replaceState(null, "", `${location.pathname}?${message.query}`),
      focus: () => this.reach(message.name),
    };
    answers[message.type]?.();
    this.showSign();
  }

  // Also all that belongs to the field comes into view, as far as the screen is high enough.
  reach(name) {
    this.inputs.get(name)?.focus();
    document.activeElement.closest(".qi-group")?.scrollIntoView({ block: "nearest" });
  }

  saved({ name, sequence, base }) {
    if (this.waiting.get(name) === sequence) {
      this.waiting.delete(name);
      this.unreached.delete(name);
      if (this.timers.has(name)) {
        // more was typed while this was on its way: what was saved is what the rest builds on
        this.drafts.write(name, { ...this.drafts.read(name), base });
      } else this.drafts.drop(name);
    }
    this.hasSaved = true;
    this.inputs.get(name)?.refresh();
  }

  kept({ name, sequence, text, retry }) {
    if (this.waiting.get(name) !== sequence) return;
    this.waiting.delete(name);
    if (retry) this.unreached.add(name);
    else this.problems.set(name, text);
    this.inputs.get(name)?.refresh();
  }

  forget(scope, name) {
    this.hasSaved = true;
    const isHere = scope === this.drafts.scope;
    if (!isHere || this.acts.isTaken(name, this.drafts.read(name)?.value)) this.drafts.drop(name, scope);
    if (!isHere) return;
    this.problems.delete(name);
    this.unreached.delete(name);
    this.waiting.delete(name);
    this.inputs.get(name)?.refresh(true);
  }

}

export default {
  render({ model, el, signal }) {
    const frame = new Frame(model, el, signal);
    frame.show();
    frame.trySavingAgain(); // words from before a reload, a lost line or a dead kernel
    return () => model.off(null, null, null);
  },
};
