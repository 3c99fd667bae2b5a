// What a tap does: sent at once, or, while nobody can be told, kept on the device and sent in order later.

import { newActId, Outbox, Wish } from "./outbox.js";

const ANSWER_IN_MS = 12_000;

export class Acts {
  constructor(frame, scope) {
    this.frame = frame;
    this.outbox = new Outbox(scope);
    this.wish = new Wish(scope);
    this.busy = null; // the act that is on its way
    this.isCatchingUp = false; // that act was done earlier: a tap now is another one
    this.marks = new Map(); // act -> what shows that it waits
    this.isStuck = false; // the kernel is there and the hub behind it is not
  }

  follow(scope) {
    this.outbox.follow(scope);
    this.wish.follow(scope);
    this.show();
  }

  get isUp() {
    return this.frame.connection.state === "up";
  }

  get isHeld() {
    return (!this.isUp || this.isStuck) && this.outbox.list().length > 0;
  }

  // Gives the name of an act that has to wait; nothing for others.
  begin(name, value = "", label = "") {
    this.frame.typing.flush();
    const act = { id: newActId(), name, value, label, kept: this.keptWords() };
    if (this.isSameTap(act)) return "";
    const mayWait = this.frame.model.get("waits").includes(name);
    if (mayWait && (!this.isUp || this.isStuck || this.busy)) return this.hold(act);
    if (!this.isUp || this.busy) return this.wait({ name, value });
    if (mayWait) this.outbox.put(act); // until it is known to be done
    this.frame.say("");
    this.deliver(act);
    return "";
  }

  // A second tap on what is on its way means the same; one on something else waits for it.
  isSameTap({ name, value, kept }) {
    if (!this.busy || this.isCatchingUp) return false;
    const said = JSON.stringify([name, value, kept]);
    return said === JSON.stringify([this.busy.name, this.busy.value, this.busy.kept]);
  }

  deliver(act) {
    const { id, name, value, kept } = act;
    this.busy = act;
    this.frame.el.classList.add("is-busy");
    this.frame.connection.send({ type: "act", id, name, value, kept });
    setTimeout(() => this.busy === act && this.late(), ANSWER_IN_MS);
  }

  // Over a line that broke, the same act may have been sent and answered twice.
  done({ id, retry, used }) {
    const act = this.outbox.find(id);
    if (this.busy?.id === id) this.free();
    if (this.isStuck && !retry) this.frame.say("");
    this.isStuck = retry;
    if (retry) return act && this.hold(act);
    this.forget(id);
    if (act) this.giveBack(act, used);
    this.sendWaiting();
  }

  late() {
    this.free();
    this.frame.connection.check();
  }

  free() {
    this.busy = null;
    this.isCatchingUp = false;
    this.frame.el.classList.remove("is-busy");
  }

  // Words that were typed on since the act took them stay.
  isTaken(name, value) {
    return !this.busy || !(name in this.busy.kept) || this.busy.kept[name] === value;
  }

  // While nobody can be told ---------------------------------------------------------------------

  hold(act) {
    if (!act.words) {
      const asked = this.fieldsOf(act);
      const empty = asked.find(
        ([name, input]) => !act.kept[name]?.trim() && input.submits(act.name, act.value),
      );
      if (empty) {
        this.outbox.drop(act.id);
        empty[1].focus();
        return "";
      }
      act.words = Object.fromEntries(
        asked.map(([name]) => [name, act.kept[name]]).filter(([, text]) => text),
      );
      for (const [name, input] of asked)
        if (!input.isTally && input.value() === act.kept[name]) this.clear(name);
    }
    this.outbox.put(act);
    this.show();
    this.frame.showSign();
    return act.id;
  }

  wait(wish) {
    this.wish.keep({ ...wish, key: this.frame.screen?.key });
    this.frame.tellConnection();
    return "";
  }

  lost() {
    const act = this.busy && this.outbox.find(this.busy.id);
    this.free();
    if (act) this.hold(act);
    this.show();
  }

  sendWaiting() {
    if (!this.isUp || this.busy) return;
    const [next] = this.outbox.list();
    this.isCatchingUp = Boolean(next);
    if (next) this.deliver(next);
    else this.goWhereWished();
    this.show();
  }

  goWhereWished() {
    const wish = this.wish.take();
    if (!wish || wish.key !== this.frame.screen?.key) return;
    if (wish.href) location.assign(wish.href);
    else this.begin(wish.name, wish.value);
  }

  mark(id, el) {
    this.marks.set(id, el);
    el.classList.add("is-waiting");
    el.dataset.waiting = Number(el.dataset.waiting ?? 0) + 1;
  }

  forget(id) {
    this.outbox.drop(id);
    const el = this.marks.get(id);
    this.marks.delete(id);
    if (!el) return;
    el.dataset.waiting -= 1;
    if (el.dataset.waiting > 0) return;
    el.classList.remove("is-waiting");
    for (const name of ["waiting", "moved"]) delete el.dataset[name];
    if (el.ownerSVGElement) el.removeAttribute("transform");
  }

  // Words ----------------------------------------------------------------------------------------

  keptWords() {
    const kept = {};
    for (const [field, input] of this.frame.inputs) if (input.isKept) kept[field] = input.value();
    return kept;
  }

  // The boxes whose words an act uses: the one that sends it on Enter, and those beside it.
  fieldsOf({ name, value }) {
    const boxes = [...this.frame.inputs].filter(([, input]) => input.isKept && input.submits);
    const asked = boxes.find(([, input]) => input.submits(name, value))?.[1];
    const group = asked?.el.closest(".qi-group");
    return boxes.filter(([, input]) => input === asked || group?.contains(input.el));
  }

  clear(name) {
    this.frame.typing.drafts.drop(name);
    this.frame.draw(name);
  }

  // Words that were not used are the person's again.
  giveBack({ words = {} }, used = []) {
    for (const [name, value] of Object.entries(words)) {
      if (used.includes(name) || this.frame.typing.drafts.read(name)) continue;
      this.frame.typing.drafts.write(name, { value, base: "", kept: true });
      this.frame.draw(name);
    }
  }

  // The list that a person sees ------------------------------------------------------------------

  show() {
    this.frame.redraw("held");
  }

  takeBack(act) {
    this.forget(act.id);
    this.giveBack(act);
    this.show();
    this.frame.showSign();
  }
}
