// Plain mode: larger type, plainer words, kept on this device for whoever holds it. And its number pad.

const PLAIN_COOKIE = "qihub_plain"; // the pages of the hub read it too
const A_YEAR = 31_536_000;

const isPlain = () => document.cookie.split("; ").includes(`${PLAIN_COOKIE}=1`);
const keepPlain = (on) => {
  document.cookie = `${PLAIN_COOKIE}=${on ? 1 : 0}; path=/; max-age=${A_YEAR}; samesite=lax`;
};

const plainSwitch = (frame) => {
  const { model, el } = frame;
  const button = h("button", { type: "button", class: "qi-plain-switch" });
  const show = (on) => {
    el.classList.toggle("qi-plain", on);
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Leave plain mode" : "Plain mode";
  };
  const turn = (on) => {
    show(on);
    frame.line.send({ type: "plain", on });
  };
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    keepPlain(on);
    frame.flush();
    turn(on);
  });
  show(isPlain());
  if (isPlain() !== model.get("plain")) turn(isPlain());
  return button;
};

// A number by large keys. Its box asks for no keyboard on the screen; a real one types into it.
const padPart = (spec, frame) => {
  const boxes = new Map();
  let at = spec.boxes[0].name;
  const said = h("p", { class: "qi-unseen", role: "status" });
  const holder = h("div", { class: "qi-pad-boxes" });
  const keys = h("div", { class: "qi-pad-keys", role: "group", "aria-label": "Number keys" });
  const el = h("div", { class: "qi-pad", role: "group", "aria-label": spec.label }, holder, keys, said);

  const press = (key) => {
    const box = boxes.get(at);
    // The first figure takes the place of a saved number; rubbing out works on it.
    const before = key === "⌫" || frame.drafts.read(at) ? box.input.value : "";
    let after = before + key;
    if (key === "⌫") after = before.slice(0, -1);
    else if (key === "." && before.includes(".")) return;
    else if (before.replace(".", "").length >= 8) return;
    box.put(after.replace(/^0+(?=\d)/, ""));
    said.textContent = after || "Empty";
  };
  const count = (name, by) => {
    const box = boxes.get(name);
    const number = Number(box.input.value.trim() || 0);
    if (!Number.isFinite(number) || number + by < 0) return;
    choose(name);
    box.put(String(Math.round((number + by) * 1e6) / 1e6));
    said.textContent = box.input.value;
  };
  const choose = (name) => {
    at = name;
    for (const [one, box] of boxes) box.el.classList.toggle("is-chosen", one === name && boxes.size > 1);
  };
  const key = (text, label = text) =>
    h("button", { type: "button", class: `qi-key ${/\d/.test(text) ? "" : "is-quiet"}`, "aria-label": label, onclick: () => press(text) },
      text === "⌫" ? "Rub out" : text);
  const last = spec.has_point ? key(".", "Point") : h("span", { "aria-hidden": "true" });
  keys.append(..."123456789".split("").map((one) => key(one)), last, key("0"), key("⌫", "Rub out the last figure"));

  for (const box of spec.boxes) {
    boxes.set(box.name, padBox(box, frame, choose, count));
    holder.append(boxes.get(box.name).el);
  }
  const update = (next) => next.boxes.forEach((box) => boxes.get(box.name)?.update(box));
  update(spec);
  choose(at);
  return { el, update };
};

const padBox = (spec, frame, choose, count) => {
  let current = spec;
  const id = nextId(spec.name);
  const extra = around(id, frame, spec);
  const input = h("input", { id, class: "qi-input", type: "text", inputmode: "none", autocomplete: "off", value: frame.shown(spec) });
  const put = (value) => {
    input.value = value;
    frame.typed(current, value, true);
  };
  input.addEventListener("input", () => put(input.value));
  input.addEventListener("focus", () => choose(spec.name));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !current.submits) return;
    event.preventDefault();
    frame.act(current.submits, "");
  });
  const by = (text, label, step) =>
    h("button", { type: "button", class: "qi-tally", "aria-label": label, onclick: () => count(spec.name, step) }, text);
  const label = h("label", { htmlFor: id, class: "qi-label" }, spec.label);
  const line = h("div", { class: "qi-pad-line" }, by("−", "One less", -1), input, by("+", "One more", 1));
  const el = h("div", { class: "qi-pad-box" }, label, line, extra.problem);
  const refresh = (isForced = false) => {
    if (isForced || document.activeElement !== input) input.value = frame.shown(current);
    extra.update(current, [input]);
  };
  const update = (next) => {
    current = next;
    label.textContent = next.label;
    refresh();
  };
  frame.inputs.set(spec.name, { value: () => input.value, focus: () => input.focus(), isKept: true, refresh });
  return { el, input, put, update };
};
