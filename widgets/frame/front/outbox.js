// What a person did and the hub has not confirmed, kept in the browser in order, under person and project.

export const newActId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

export class Outbox {
  constructor(scope) {
    this.scope = scope;
    this.memory = []; // where a browser forbids storage, acts still outlive a break of the line
  }

  key() {
    return `qihub-acts:${this.scope}`;
  }

  list() {
    try {
      return JSON.parse(localStorage.getItem(this.key())) ?? this.memory;
    } catch {
      return this.memory;
    }
  }

  keep(acts) {
    this.memory = acts;
    try {
      if (acts.length) localStorage.setItem(this.key(), JSON.stringify(acts));
      else localStorage.removeItem(this.key());
    } catch {
      // full or forbidden: memory has it
    }
  }

  find(id) {
    return this.list().find((act) => act.id === id);
  }

  // In its old place, when it is there already.
  put(act) {
    const acts = this.list();
    const isThere = acts.some(({ id }) => id === act.id);
    this.keep(isThere ? acts.map((one) => (one.id === act.id ? act : one)) : [...acts, act]);
  }

  drop(id) {
    this.keep(this.list().filter((act) => act.id !== id));
  }

  // What was done to one thing is never sent to another.
  follow(scope) {
    if (scope === this.scope) return;
    this.scope = scope;
    this.memory = [];
  }
}

const WISH = "qihub-wish";

// Where a person wanted to go. Only the last wish counts, on this screen, in this tab; the next page
// takes it or drops it.
export class Wish {
  constructor(scope) {
    this.scope = scope;
  }

  keep(wish) {
    this.kept = { ...wish, scope: this.scope };
    try {
      sessionStorage.setItem(WISH, JSON.stringify(this.kept));
    } catch {
      // forbidden: it lasts as long as the page
    }
  }

  take() {
    let wish = this.kept;
    this.kept = null;
    try {
      wish ??= JSON.parse(sessionStorage.getItem(WISH));
      sessionStorage.removeItem(WISH);
    } catch {
      // forbidden: memory had it
    }
    return wish?.scope === this.scope ? wish : null;
  }

  follow(scope) {
    this.scope = scope;
  }
}
