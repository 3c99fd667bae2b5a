// The quiet parts of a screen: words, notes, checklists, buttons. Text only ever becomes text nodes.

const h = (tag, attributes = {}, ...children) => {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) el.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "htmlFor") el[name] = value;
    else if (value === true) el.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) el.setAttribute(name, value);
  }
  el.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return el;
};

const hidden = (text) => h("span", { class: "qi-unseen" }, text);
const paragraphs = (text) => text.split("\n").filter(Boolean).map((line) => h("p", {}, line));

// Only addresses of this hub: a link made from typed text must not become a script.
const isOwnAddress = (href) => href.startsWith("/") && !href.startsWith("//");

const buttonOf = (spec, frame, look = "") => {
  const label = [h("span", {}, spec.label), spec.hint ? h("small", {}, spec.hint) : null];
  const style = `qi-button ${spec.is_main ? "is-main" : ""} ${look}`;
  if (spec.href && isOwnAddress(spec.href)) return h("a", { class: style, href: spec.href }, label);
  const act = ({ currentTarget }) => spec.is_off || frame.act(spec.act, spec.value, spec.label, currentTarget);
  return h("button", { class: style, type: "button", "aria-disabled": spec.is_off ? "true" : null, onclick: act }, label);
};

const redrawn = (draw) => (spec, frame) => {
  const part = { el: draw(spec, frame) };
  part.update = (next) => {
    const fresh = draw(next, frame);
    const focused = [...part.el.querySelectorAll("a, button")].indexOf(document.activeElement);
    part.el.replaceWith(fresh);
    part.el = fresh;
    if (focused >= 0) fresh.querySelectorAll("a, button")[focused]?.focus({ preventScroll: true });
  };
  return part;
};

const wordsPart = redrawn((spec) =>
  h(
    "div",
    { class: `qi-words ${spec.is_soft ? "is-soft" : ""}` },
    spec.title ? h("h2", {}, spec.title) : null,
    paragraphs(spec.text),
  ),
);

const notePart = redrawn((spec, frame) =>
  h(
    "div",
    { class: `qi-note is-${spec.tone}`, role: { warn: "alert", good: "status" }[spec.tone] },
    spec.title ? h("strong", {}, spec.title) : null,
    paragraphs(spec.text),
    spec.buttons.length
      ? h("div", { class: "qi-row" }, spec.buttons.map((button) => buttonOf(button, frame, "is-small")))
      : null,
  ),
);

const actionsPart = redrawn((spec, frame) =>
  h(
    "div",
    { class: "qi-row qi-actions", role: "group", "aria-label": spec.label },
    spec.buttons.map((button) => buttonOf(button, frame, "is-small")),
  ),
);

const linksPart = redrawn((spec, frame) =>
  h(
    "div",
    { class: "qi-links", role: "group", "aria-label": spec.label },
    spec.buttons.map((button) => buttonOf(button, frame, "is-wide")),
  ),
);

// Lists of inner parts ---------------------------------------------------------------------------

const syncParts = (holder, known, specs, frame) => {
  const names = new Set(specs.map((spec) => spec.name));
  for (const [name, part] of known) {
    if (names.has(name)) continue;
    part.el.remove();
    known.delete(name);
  }
  specs.forEach((spec, index) => {
    const text = JSON.stringify(spec);
    let part = known.get(spec.name);
    if (part && part.kind !== spec.kind) {
      part.el.remove();
      part = null;
    }
    if (!part) {
      part = Object.assign(PARTS[spec.kind](spec, frame), { kind: spec.kind });
      known.set(spec.name, part);
    } else if (part.text !== text) {
      part.update(spec);
    }
    part.text = text;
    if (holder.children[index] !== part.el) holder.insertBefore(part.el, holder.children[index] ?? null);
  });
};

const groupPart = (spec, frame) => {
  const known = new Map();
  const inner = h("div", { class: "qi-group-parts" });
  const buttons = h("div", { class: "qi-row" });
  const el = h("div", { class: "qi-group", role: "group", "aria-label": spec.label }, inner, buttons);
  const update = (next) => {
    syncParts(inner, known, next.parts, frame);
    const drawn = JSON.stringify(next.buttons);
    if (drawn !== buttons.dataset.drawn)
      buttons.replaceChildren(...next.buttons.map((button) => buttonOf(button, frame)));
    buttons.dataset.drawn = drawn;
  };
  update(spec);
  return { el, update };
};

const foldPart = (spec, frame) => {
  const known = new Map();
  const inner = h("div", { class: "qi-fold-parts" });
  const label = h("summary", {}, spec.label);
  const el = h("details", { class: "qi-fold", open: spec.is_open }, label, inner);
  const update = (next) => {
    label.textContent = next.label;
    syncParts(inner, known, next.parts, frame);
  };
  update(spec);
  return { el, update };
};

const checklistPart = (spec, frame) => {
  const rows = [];
  const list = h("ul", { class: "qi-checks", "aria-label": spec.label });
  const update = (next) => {
    for (const row of rows.splice(next.checks.length)) row.el.remove();
    next.checks.forEach((check, index) => {
      if (!rows[index]) {
        rows[index] = checkRow(check, frame);
        list.append(rows[index].el);
      }
      rows[index].update(check);
    });
  };
  update(spec);
  return { el: list, update };
};

const checkRow = (check, frame) => {
  const icon = h("span", { class: "qi-check-icon", "aria-hidden": "true" });
  const state = hidden("");
  const label = h("b", {});
  const text = h("span", { class: "qi-check-text" });
  const said = [icon, label, text, state];
  const fill = check.fill ? PARTS[check.fill.kind](check.fill, frame) : null;
  const drawer = h("div", { class: "qi-check-fill", hidden: true }, fill?.el);
  const open = (isOpen) => {
    drawer.hidden = !isOpen;
    head.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) drawer.querySelector("input, textarea, button")?.focus({ preventScroll: true });
  };
  const head = fill // what cannot be filled in here is only read
    ? h("button", { type: "button", class: "qi-check-head", "aria-expanded": "false", onclick: () => open(drawer.hidden) }, said)
    : h("div", { class: "qi-check-head" }, said);
  const el = h("li", { class: "qi-check" }, head, fill ? drawer : null);
  const update = (next) => {
    el.classList.toggle("is-missing", !next.is_found);
    icon.textContent = next.is_found ? "✓" : "!";
    state.textContent = next.is_found ? "found" : "missing";
    label.textContent = next.label;
    text.textContent = next.text;
    if (fill && next.fill) fill.update(next.fill);
  };
  return { el, update };
};
