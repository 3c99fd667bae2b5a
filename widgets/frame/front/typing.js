// What a person types, from the first letter until it is known to be saved.

import { Drafts } from "./drafts.js";

const SEND_AFTER_MS = 500;
const TELL_AFTER_MS = 250;
const SAVED_WITHIN_MS = 3_000;

export class Typing {
  constructor(frame, scope) {
    this.frame = frame;
    this.drafts = new Drafts(scope);
    this.problems = new Map(); // field -> why it was refused
    this.unreached = new Set(); // fields that the hub could not take just now
    this.waiting = new Map(); // field -> sequence number on its way to the server
    this.timers = new Map();
    this.telling = null;
    this.sequence = 0;
    this.hasSaved = false;
  }

  get connection() {
    return this.frame.connection;
  }

  unsaved() {
    return this.drafts.names().filter((name) => !this.drafts.read(name)?.kept);
  }

  get areHeldUp() {
    return this.problems.size > 0 || this.unreached.size > 0;
  }

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
    this.frame.showSign();
    clearTimeout(this.timers.get(spec.name));
    if (soon) return this.send(spec.name);
    this.timers.set(
      spec.name,
      setTimeout(() => this.send(spec.name), SEND_AFTER_MS),
    );
  }

  // What a tool may already answer to while it is typed; nothing is saved by it.
  tell(name, value) {
    clearTimeout(this.telling);
    this.telling = setTimeout(
      () => this.connection.state === "up" && this.connection.send({ type: "typing", name, value }),
      TELL_AFTER_MS,
    );
  }

  send(name) {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
    const draft = this.drafts.read(name);
    if (!draft || draft.kept) return;
    this.sequence += 1;
    this.waiting.set(name, this.sequence);
    this.connection.send({
      type: "change",
      name,
      value: draft.value,
      base: draft.base,
      sequence: this.sequence,
    });
    const sent = this.sequence;
    setTimeout(() => this.waiting.get(name) === sent && this.connection.check(), SAVED_WITHIN_MS);
  }

  flush() {
    for (const name of [...this.timers.keys()]) this.send(name);
  }

  // No answer will come to what a dead line carried.
  forgetAnswers() {
    this.waiting.clear();
  }

  sendAgain() {
    for (const name of this.drafts.names()) {
      const isOnItsWay = this.waiting.has(name) && !this.unreached.has(name);
      if (!this.problems.has(name) && !isOnItsWay && !this.timers.has(name)) this.send(name);
    }
  }

  settle(name, which, joint) {
    this.connection.send({
      type: "settle",
      name,
      which,
      joint,
      mine: this.drafts.read(name)?.value ?? "",
    });
  }

  // What the kernel answers ----------------------------------------------------------------------

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
    this.frame.draw();
  }

  kept({ name, sequence, text, retry }) {
    if (this.waiting.get(name) !== sequence) return;
    this.waiting.delete(name);
    if (retry) this.unreached.add(name);
    else this.problems.set(name, text);
    this.frame.draw();
  }

  forgetAll(words) {
    for (const [scope, name] of words) this.forget(scope, name);
  }

  forget(scope, name) {
    this.hasSaved = true;
    const isHere = scope === this.drafts.scope;
    if (!isHere || this.frame.acts.isTaken(name, this.drafts.read(name)?.value))
      this.drafts.drop(name, scope);
    if (!isHere) return;
    this.problems.delete(name);
    this.unreached.delete(name);
    this.waiting.delete(name);
    this.frame.draw(name);
  }
}
