// A number by large keys. Its box asks for no keyboard on the screen; a real one types into it.

import { useRef, useState } from "preact/hooks";
import { about, Problem, shownIn, useField, useOwnId } from "./fields.js";
import { html } from "./html.js";

const RUB_OUT = "⌫";
const MOST_FIGURES = 8;

// What a key makes of a number; nothing when it makes none.
const pressed = (before, key) => {
  if (key === RUB_OUT) return before.slice(0, -1);
  if (key === "." && before.includes(".")) return null;
  if (before.replace(".", "").length >= MOST_FIGURES) return null;
  return before + key;
};

export const Pad = ({ spec, frame }) => {
  const puts = useRef({}).current; // box -> what writes in it
  const [at, choose] = useState(spec.boxes[0].name);
  const [said, say] = useState("");
  const written = (name) => frame.inputs.get(name).value();

  const press = (key) => {
    // The first figure takes the place of a saved number; rubbing out works on it.
    const before = key === RUB_OUT || frame.typing.drafts.read(at) ? written(at) : "";
    const after = pressed(before, key);
    if (after === null) return;
    puts[at](after.replace(/^0+(?=\d)/, ""));
    say(after || "Empty");
  };
  const count = (name, by) => {
    const number = Number(written(name).trim() || 0) + by;
    if (!Number.isFinite(number) || number < 0) return;
    choose(name);
    puts[name](String(Math.round(number * 1e6) / 1e6));
    say(written(name));
  };
  const key = (text, label = text) => html`
    <button type="button" class="qi-key ${/\d/.test(text) ? "" : "is-quiet"}" aria-label=${label}
      onClick=${() => press(text)}>${text === RUB_OUT ? "Rub out" : text}</button>`;
  return html`
    <div class="qi-pad" role="group" aria-label=${spec.label}>
      <div class="qi-pad-boxes">
        ${spec.boxes.map(
          (box) => html`
            <${Box} key=${box.name} spec=${box} frame=${frame} puts=${puts} choose=${choose}
              count=${count} isChosen=${box.name === at && spec.boxes.length > 1} />`,
        )}
      </div>
      <div class="qi-pad-keys" role="group" aria-label="Number keys">
        ${[..."123456789"].map((figure) => key(figure))}
        ${spec.has_point ? key(".", "Point") : html`<span aria-hidden="true" />`}
        ${key("0")}${key(RUB_OUT, "Rub out the last figure")}
      </div>
      <p class="qi-unseen" role="status">${said}</p>
    </div>`;
};

const Box = ({ spec, frame, puts, choose, count, isChosen }) => {
  const id = useOwnId(spec.name);
  const input = useRef(null);
  const put = (text) => {
    input.current.value = text;
    frame.typing.typed(spec, text, true);
  };
  puts[spec.name] = put;
  const submit = (event) => {
    if (event.key !== "Enter" || !spec.submits) return;
    event.preventDefault();
    frame.act(spec.submits, "");
  };
  const counter = (sign, label, by) => html`
    <button type="button" class="qi-tally" aria-label=${label}
      onClick=${() => count(spec.name, by)}>${sign}</button>`;
  useField(spec, frame, input, { isKept: true });
  return html`
    <div class="qi-pad-box ${isChosen ? "is-chosen" : ""}">
      <label for=${id} class="qi-label">${spec.label}</label>
      <div class="qi-pad-line">
        ${counter("−", "One less", -1)}
        <input id=${id} ref=${input} class="qi-input" type="text" inputmode="none" autocomplete="off"
          value=${shownIn(input, spec, frame)} ...${about(id, spec, frame)}
          onInput=${() => put(input.current.value)} onFocus=${() => choose(spec.name)}
          onKeyDown=${submit} />
        ${counter("+", "One more", 1)}
      </div>
      <${Problem} id=${id} spec=${spec} frame=${frame} />
    </div>`;
};
