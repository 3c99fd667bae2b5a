// Things to type in and to choose from. Each shows its draft, when there is one, before the saved value.

let lastId = 0;
const nextId = (name) => `qi-${name.replace(/[^a-z0-9]/gi, "-")}-${(lastId += 1)}`;

// What every input says about itself: its hint, what is wrong, and what somebody else wrote meanwhile.
const around = (id, frame, spec) => {
  const hint = h("p", { class: "qi-field-hint", id: `${id}-hint` });
  const problem = h("p", { class: "qi-field-problem", id: `${id}-problem`, role: "alert" });
  const clash = h("div", { class: "qi-clash", role: "group", "aria-label": "Two answers" });
  const update = (next, inputs) => {
    hint.textContent = next.hint;
    hint.hidden = !next.hint;
    const text = frame.problems.get(next.name) || next.problem;
    if (problem.textContent !== text) problem.textContent = text;
    problem.hidden = !text;
    drawClash(clash, next, frame);
    const described = [hint, problem].filter((el) => !el.hidden).map((el) => el.id);
    for (const input of inputs) {
      if (described.length) input.setAttribute("aria-describedby", described.join(" "));
      else input.removeAttribute("aria-describedby");
      if (text) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  };
  return { hint, problem, clash, update };
};

const drawClash = (holder, spec, frame) => {
  holder.hidden = !spec.clash;
  const drawn = JSON.stringify(spec.clash);
  if (holder.dataset.drawn === drawn) return;
  holder.dataset.drawn = drawn;
  if (!spec.clash) return holder.replaceChildren();
  const answer = (label, which) =>
    h("button", { type: "button", class: "qi-button is-small", onclick: () => frame.settle(spec.name, which, spec.rows > 1 ? "\n" : "; ") }, label);
  holder.replaceChildren(
    h("p", {}, h("b", {}, "Somebody saved another answer here while you typed:")),
    h("blockquote", {}, spec.clash.theirs || "(empty)"),
    h("div", { class: "qi-row" }, [
      answer("Keep mine", "mine"),
      answer("Take theirs", "theirs"),
      spec.kind === "text" && spec.mode === "text" ? answer("Keep both", "both") : null,
    ]),
  );
};

const textPart = (spec, frame) => {
  let current = spec;
  const id = nextId(spec.name);
  const extra = around(id, frame, spec);
  const input = h(spec.rows > 1 ? "textarea" : "input", {
    id,
    class: "qi-input",
    rows: spec.rows > 1 ? spec.rows : null,
    type: spec.rows > 1 ? null : "text",
    inputmode: spec.mode === "decimal" ? "decimal" : null,
    autocomplete: "off",
    value: frame.shown(spec),
  });
  const tell = (soon) => frame.typed(current, input.value, soon);
  input.addEventListener("input", () => tell(false));
  input.addEventListener("change", () => tell(true));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || current.rows > 1 || !current.submits) return;
    event.preventDefault();
    frame.act(current.submits, current.submits_value, current.label);
  });
  const label = h("label", { htmlFor: id, class: spec.is_quiet ? "qi-unseen" : "qi-label" }, spec.label);
  const chips = h("div", { class: "qi-chips", role: "group" });
  const count = (by) => {
    const number = Number(input.value.trim() || 0);
    if (!Number.isFinite(number) || number + by < 0) return;
    input.value = number + by;
    tell(true);
    counted.textContent = input.value;
  };
  const counter = (text, name, by) =>
    h("button", { type: "button", class: `qi-tally ${by > 0 ? "is-more" : ""}`, "aria-label": name, onclick: () => count(by) }, text);
  const counted = h("span", { class: "qi-unseen", role: "status" });
  const box = !spec.is_tally ? input : h("div", { class: "qi-tallied" },
    counter("−1", "One less", -1), input, counter("+1", "One more", 1), counted);
  const el = h("div", { class: `qi-field ${spec.mode === "decimal" ? "is-number" : ""}` },
    label, extra.hint, box, extra.problem, extra.clash, chips);
  const put = (value) => {
    input.value = value;
    tell(true);
    input.focus({ preventScroll: true });
  };
  const update = (next) => {
    current = next;
    label.textContent = next.label;
    refresh();
    drawChips(chips, next, put);
  };
  // Never under the fingers: the saved value may lack the space that was just typed.
  const refresh = (isForced = false) => {
    if (isForced || document.activeElement !== input) input.value = frame.shown(current);
    extra.update(current, [input]);
  };
  update(spec);
  const submits = (name, value) => current.submits === name && current.submits_value === (value ?? "");
  frame.inputs.set(spec.name, { value: () => input.value, focus: () => input.focus(), isKept: spec.is_kept,
    isTally: spec.is_tally, refresh, submits, el });
  return { el, update };
};

const drawChips = (holder, spec, put) => {
  const drawn = JSON.stringify(spec.suggestions);
  holder.hidden = !spec.suggestions.length;
  if (holder.dataset.drawn === drawn) return;
  holder.dataset.drawn = drawn;
  if (spec.suggestions_label) holder.setAttribute("aria-label", spec.suggestions_label);
  holder.replaceChildren(
    spec.suggestions_label ? h("span", { class: "qi-chips-label" }, spec.suggestions_label) : "",
    ...spec.suggestions.map((option) =>
      h("button", { type: "button", class: "qi-chip", onclick: () => put(option.value) }, option.label),
    ),
  );
};

const choicePart = (spec, frame) => {
  let current = spec;
  const id = nextId(spec.name);
  const extra = around(id, frame, spec);
  const tiles = h("div", { class: `qi-tiles ${spec.columns > 4 ? "is-row" : ""}`, style: `--columns:${spec.columns}` });
  const el = h("fieldset", { class: "qi-field qi-choice" },
    h("legend", { class: spec.is_quiet ? "qi-unseen" : "qi-label" }, spec.label),
    extra.hint, tiles, extra.problem, extra.clash);
  const radios = () => [...tiles.querySelectorAll("input")];
  // Of many, those that are ticked, with commas between.
  const chosen = () => radios().filter((radio) => radio.checked).map((radio) => radio.value).join();
  const draw = (next) => {
    tiles.replaceChildren(
      ...next.options.map((option) =>
        h("label", { class: "qi-tile", style: option.colour ? `--edge-colour:${option.colour}` : null },
          h("input", { type: spec.is_many ? "checkbox" : "radio", name: id, value: option.value,
            onchange: () => frame.typed(current, chosen(), true) }),
          h("span", { class: "qi-tile-label" }, option.label,
            option.hint ? h("small", {}, option.hint) : null),
          h("span", { class: "qi-tile-tick", "aria-hidden": "true" }, "✓")),
      ),
    );
  };
  const show = () => {
    const value = frame.shown(current);
    const ticked = spec.is_many ? value.split(",") : [value];
    for (const radio of radios()) radio.checked = ticked.includes(radio.value);
  };
  const update = (next) => {
    const same = JSON.stringify(next.options) === JSON.stringify(current.options);
    current = next;
    if (!same || !tiles.children.length) draw(next);
    show();
    extra.update(next, radios());
  };
  update(spec);
  frame.inputs.set(spec.name, { value: chosen, focus: () => radios()[0]?.focus(), isKept: spec.is_kept,
    refresh: () => update(current) });
  return { el, update };
};

const menuPart = (spec, frame) => {
  let current = spec;
  const id = nextId(spec.name);
  const extra = around(id, frame, spec);
  const select = h("select", { id, class: "qi-input", onchange: () => frame.typed(current, select.value, true) });
  const label = h("label", { htmlFor: id, class: spec.is_quiet ? "qi-unseen" : "qi-label" }, spec.label);
  const el = h("div", { class: "qi-field" }, label, extra.hint, select, extra.problem, extra.clash);
  const update = (next) => {
    const drawn = JSON.stringify(next.options);
    if (select.dataset.drawn !== drawn)
      select.replaceChildren(...next.options.map((option) => h("option", { value: option.value }, option.label)));
    select.dataset.drawn = drawn;
    current = next;
    select.value = frame.shown(next);
    extra.update(next, [select]);
  };
  update(spec);
  frame.inputs.set(spec.name, { value: () => select.value, focus: () => select.focus(), isKept: false,
    refresh: () => update(current) });
  return { el, update };
};

// A date, or a whole month with steps back and forward. Kept as 2025-04-03, a month as its first day.
const dayPart = (spec, frame) => {
  let current = spec;
  const id = nextId(spec.name);
  const extra = around(id, frame, spec);
  const input = h("input", { id, class: "qi-input", type: "date" });
  const isMonth = spec.period === "month" || spec.period === "quarter";
  if (isMonth) input.type = "month"; // stays "text" where a browser has no such picker
  const months = isMonth && input.type === "month";
  if (isMonth && !months) input.type = "date";
  const inward = (value) => (months ? value.slice(0, 7) : value);
  const outward = () => (months && input.value ? `${input.value}-01` : input.value);
  const tell = (value) => {
    input.value = inward(value);
    frame.typed(current, outward(), true);
    drawDays();
  };
  input.addEventListener("change", () => tell(outward()));
  const step = (by) => tell(stepped(outward(), current.period, by));
  const stepper = (label, sign, by) =>
    h("button", { type: "button", class: "qi-step", "aria-label": label, onclick: () => step(by) }, sign);
  const days = h("div", { class: "qi-chips", role: "group", "aria-label": spec.label });
  const drawDays = () => {
    days.hidden = !current.options.length;
    days.replaceChildren(
      ...current.options.map((option) =>
        h("button", { type: "button", class: "qi-chip", "aria-pressed": String(option.value === outward()),
          onclick: () => tell(option.value) }, option.label, option.hint ? h("small", {}, option.hint) : null)),
    );
  };
  const label = h("label", { htmlFor: id, class: spec.is_quiet ? "qi-unseen" : "qi-label" }, spec.label);
  const line = h("div", { class: "qi-day" },
    spec.options.length ? null : stepper("One earlier", "‹", -1), input,
    spec.options.length ? null : stepper("One later", "›", 1));
  const el = h("div", { class: "qi-field" }, label, extra.hint, days, line, extra.problem, extra.clash);
  const update = (next) => {
    current = next;
    input.value = inward(frame.shown(next));
    drawDays();
    extra.update(next, [input]);
  };
  update(spec);
  frame.inputs.set(spec.name, { value: outward, focus: () => input.focus(), isKept: spec.is_kept,
    refresh: () => update(current) });
  return { el, update };
};

const stepped = (value, period, by) => {
  const day = new Date(`${value || new Date().toISOString().slice(0, 10)}T12:00:00Z`);
  if (period === "month" || period === "quarter") day.setUTCMonth(day.getUTCMonth() + by * (period === "month" ? 1 : 3));
  else day.setUTCDate(day.getUTCDate() + by * (period === "week" ? 7 : 1));
  return day.toISOString().slice(0, 10);
};
