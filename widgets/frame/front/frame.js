// The frame around every tool: it shows what the kernel says, and sends what is typed and tapped.

import { render } from "preact";
import { Acts } from "./acts.js";
import { announced, keepFocus } from "./announce.js";
import { Connection, wait } from "./connection.js";
import { device } from "./drafts.js";
import { html } from "./html.js";
import { keepFieldInView, uncover } from "./keyboard.js";
import { KINDS } from "./part_kinds.js";
import { Typing } from "./typing.js";
import { View } from "./view.js";

const TRY_SAVING_AGAIN_MS = 5_000;

class Frame {
  constructor(model, el, signal) {
    Object.assign(this, { model, el, signal, kinds: KINDS });
    this.typing = new Typing(this, model.get("scope"));
    this.inputs = new Map();
    this.early = [];
    this.pieces = {}; // what can be drawn alone
    this.said = { text: "", button: "" };
    this.announced = "";
    this.acts = new Acts(this, model.get("outbox"));
    this.connection = new Connection(model, signal, (state) => this.showConnection(state));
    this.hang();
  }

  hang() {
    const { model, el, signal } = this;
    el.replaceChildren();
    el.classList.add("qi-frame");
    el.dataset.live = "";
    el.addEventListener("click", (event) => this.leave(event), { signal });
    keepFieldInView(el, signal);
    model.on("change:screen", () => this.show());
    model.on("change:scope", () => this.typing.drafts.follow(model.get("scope")));
    model.on("change:outbox", () => this.acts.follow(model.get("outbox")));
    model.on("msg:custom", (message) => this.hear(message));
    window.addEventListener("beforeunload", () => this.typing.flush(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.typing.flush(), {
      signal,
    });
    const again = setInterval(() => this.trySavingAgain(), TRY_SAVING_AGAIN_MS);
    signal.addEventListener("abort", () => clearInterval(again));
  }

  // What the server shows ------------------------------------------------------------------------

  show() {
    const screen = this.model.get("screen");
    if (!screen.key) return;
    const before = this.screen;
    const isNew = screen.key !== before?.key;
    if (isNew) this.typing.flush();
    this.announced = announced(before, screen) ?? this.announced;
    this.screen = screen;
    keepFocus(this.el, () => this.draw());
    this.el.classList.toggle("is-wide", Boolean(screen.is_wide));
    document.title = `${this.model.get("title")}: ${screen.question}`;
    if (isNew && before) {
      window.scrollTo(0, 0);
      this.el.querySelector("h1").focus({ preventScroll: true });
    }
    for (const message of this.early.splice(0)) this.hear(message);
    this.showSign();
  }

  // What stays as it was is not touched. A field that somebody is in shows what is kept only when
  // it is forced to.
  draw(forced = "") {
    if (!this.screen) return;
    this.forced = forced;
    render(html`<${View} frame=${this} screen=${this.screen} />`, this.el);
    this.forced = "";
  }

  redraw(piece) {
    this.pieces[piece]?.();
  }

  showSign() {
    this.tellConnection();
    this.redraw("sign");
  }

  // Whether what is unsaved stays on the device for now.
  get isKeptHere() {
    return this.typing.areHeldUp || this.acts.isHeld || this.connection.state !== "up";
  }

  showConnection(state) {
    if (state === "up") {
      this.say("");
      this.typing.forgetAnswers();
      this.trySavingAgain();
    } else this.acts.lost();
    this.showSign();
  }

  // What is the matter with the line, and how much waits for it.
  tellConnection() {
    const { state } = this.connection;
    if (state === "up") return;
    const count = this.waitingChanges();
    const changes = count === 1 ? "1 change is" : `${count} changes are`;
    const kept = count ? `${changes} kept on ${device()}` : `What you type is kept on ${device()}`;
    const words = {
      down: `No connection just now. ${kept} and will be sent when it is back.`,
      gone: `This page went to sleep. ${kept}.`,
      "signed out": `You have been signed out. ${kept}. Sign in to carry on.`,
    }[state];
    this.say(
      this.acts.wish.kept ? `${words} What you tapped last will open then.` : words,
      "Carry on",
    );
  }

  // The kernel ends when its page goes, so a link waits until the last words are saved.
  async leave(event) {
    const link = event.target.closest("a[href]");
    if (link && this.connection.state === "down") return this.leaveWhenThere(event, link.href);
    if (!link || this.connection.state !== "up" || !this.waitingChanges()) return;
    event.preventDefault();
    this.typing.flush();
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
    return this.typing.unsaved().length + this.acts.outbox.list().length;
  }

  say(text, button = "") {
    if (text === this.said.text) return;
    this.said = { text, button };
    this.redraw("bar");
  }

  async carryOn() {
    if (!(await this.connection.carryOn()))
      this.say("Still no connection. Try again in a moment.", "Carry on");
  }

  // What a person does ---------------------------------------------------------------------------

  trySavingAgain() {
    if (this.connection.state !== "up") return;
    this.typing.sendAgain();
    this.acts.sendWaiting(); // after the words: they may be about the same
  }

  // With the element that was tapped, it shows that it waits.
  act(name, value, label, el) {
    const held = this.acts.begin(name, value, label);
    if (held && el) this.acts.mark(held, el);
    return Boolean(held);
  }

  // What the kernel answers ----------------------------------------------------------------------

  hear(message) {
    // A message can overtake the screen that was sent before it: it waits for that screen.
    if ((message.after ?? 0) > (this.model.get("screen").serial ?? 0))
      return this.early.push(message);
    const answers = {
      pong: () => this.connection.heard(message.id),
      saved: () => this.typing.saved(message),
      kept: () => this.typing.kept(message),
      done: () => this.acts.done(message),
      forget: () => this.typing.forgetAll(message.words),
      say: () => this.say(message.text),
      go: () => location.assign(message.href),
      address: () => history.replaceState(null, "", `${location.pathname}?${message.query}`),
      focus: () => this.reach(message.name),
      file: () => this.inputs.get(message.name)?.progress(message.share),
    };
    answers[message.type]?.();
    this.showSign();
  }

  // Also all that belongs to the field comes into view, as far as the screen is high enough.
  reach(name) {
    this.inputs.get(name)?.focus();
    document.activeElement.closest(".qi-group")?.scrollIntoView({ block: "nearest" });
    uncover(this.el);
  }
}

export default {
  render({ model, el, signal }) {
    const frame = new Frame(model, el, signal);
    frame.show();
    frame.trySavingAgain(); // words from before a reload, a lost line or a dead kernel
    return () => {
      model.off(null, null, null);
      render(null, el);
    };
  },
};
