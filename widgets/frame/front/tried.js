// What was tried before. It stays where it is while somebody types above it: only rows that change are drawn again, and what
// is new is said once, when the typing pauses.
const SAY_AFTER_MS = 800;

const triedPart = (spec, frame) => {
  const said = h("p", { class: "qi-unseen", role: "status" });
  const ideas = h("ul", { class: "qi-tried-ideas" });
  const projects = h("div", { class: "qi-row" });
  const el = h("section", { class: "qi-note qi-tried", "aria-label": spec.title }, h("strong", {}, spec.title), said, ideas, projects);
  const rows = new Map();
  const update = (next) => {
    syncRows(ideas, rows, next.ideas, (row) => ideaRow(row, frame));
    const drawn = JSON.stringify(next.projects);
    if (drawn !== projects.dataset.drawn)
      projects.replaceChildren(...next.projects.map((button) => buttonOf(button, frame, "is-small")));
    projects.dataset.drawn = drawn;
    ideas.hidden = !next.ideas.length;
    el.hidden = !next.ideas.length && !next.projects.length;
    clearTimeout(said.later);
    said.later = setTimeout(() => (said.textContent = countOf(next)), SAY_AFTER_MS);
  };
  update(spec);
  return { el, update };
};

const countOf = ({ ideas, projects }) => {
  const of = (list, one) => (list.length ? `${list.length} ${one}${list.length > 1 ? "s" : ""}` : "");
  const counted = [of(ideas, "idea"), of(projects, "project")].filter(Boolean);
  return counted.length ? `Tried here before: ${counted.join(" and ")}.` : "";
};

const ideaRow = ({ label, hint, href, act, value, is_off }, frame) => {
  const text = [h("span", {}, label), h("small", {}, hint)];
  const open = href ? h("a", { class: "qi-tried-open", href }, text) : h("p", { class: "qi-tried-open" }, text);
  const take = h("button", { type: "button", class: "qi-button is-small", "aria-disabled": is_off ? "true" : null,
    "aria-label": is_off ? `${label}: it is in your driver diagram` : `Keep the idea: ${label}`,
    onclick: () => is_off || frame.act(act, value) }, is_off ? "✓ Kept" : "Keep");
  return h("li", {}, open, take);
};

const syncRows = (holder, known, specs, draw) => {
  const keys = specs.map((spec) => JSON.stringify(spec));
  for (const [key, el] of known) {
    if (keys.includes(key)) continue;
    el.remove();
    known.delete(key);
  }
  specs.forEach((spec, index) => {
    const el = known.get(keys[index]) ?? draw(spec);
    known.set(keys[index], el);
    if (holder.children[index] !== el) holder.insertBefore(el, holder.children[index] ?? null);
  });
};
