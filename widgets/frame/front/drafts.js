// What was typed and is not yet known to be saved, kept in the browser under person, project, field.

const isIPad = () =>
  /iPad/.test(navigator.userAgent) ||
  (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1);

// Whether it has Photos and Files, for the sentences that say what to do in them.
export const isApple = () => isIPad() || /iPhone|iPod/.test(navigator.userAgent);

export const device = () => (isIPad() ? "this iPad" : "this device");

export class Drafts {
  constructor(scope) {
    this.scope = scope;
    this.memory = new Map(); // where a browser forbids storage, text still outlives a change of screen
  }

  key(name, scope = this.scope) {
    return `qihub:${scope}:${name}`;
  }

  read(name) {
    try {
      const text = localStorage.getItem(this.key(name));
      if (text) return JSON.parse(text);
    } catch {
      // falls through to memory
    }
    return this.memory.get(this.key(name)) ?? null;
  }

  write(name, draft) {
    this.memory.set(this.key(name), draft);
    try {
      localStorage.setItem(this.key(name), JSON.stringify(draft));
    } catch {
      // full or forbidden: memory has it
    }
  }

  drop(name, scope = this.scope) {
    this.memory.delete(this.key(name, scope));
    try {
      localStorage.removeItem(this.key(name, scope));
    } catch {
      // nothing was stored
    }
  }

  names() {
    const prefix = this.key("");
    const found = new Set([...this.memory.keys()].filter((key) => key.startsWith(prefix)));
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) found.add(key);
    } catch {
      // memory only
    }
    return [...found].map((key) => key.slice(prefix.length));
  }

  // A new project gets its name on the server while its first answer is still being typed on.
  follow(scope) {
    const waiting = this.scope.endsWith(":new")
      ? this.names().map((name) => [name, this.read(name)])
      : [];
    for (const [name] of waiting) this.drop(name);
    this.scope = scope;
    for (const [name, draft] of waiting) this.write(name, draft);
  }
}
