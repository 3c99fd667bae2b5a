// Things to type in and to choose from. Each shows its draft, when there is one, before the saved value.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  about,
  Clash,
  Field,
  Hint,
  labelStyle,
  Problem,
  shownIn,
  useField,
  useOwnId,
} from "./fields.js";
import { html } from "./html.js";

// As high as what is in it: words are read to their end, on a phone too.
const useGrowing = (input) => {
  const grow = () => {
    const box = input.current;
    box.style.height = "";
    const lacking = box.scrollHeight - box.clientHeight;
    if (lacking > 0) box.style.height = `${box.offsetHeight + lacking}px`;
  };
  useLayoutEffect(grow);
  useLayoutEffect(() => {
    let width = input.current.offsetWidth;
    const turned = new ResizeObserver(([{ target }]) => {
      if (target.offsetWidth !== width) grow();
      width = target.offsetWidth;
    });
    turned.observe(input.current);
    return () => turned.disconnect();
  }, []);
  return grow;
};

export const Text = ({ spec, frame }) => {
  const id = useOwnId(spec.name);
  const input = useRef(null);
  const [counted, say] = useState("");
  const tell = (soon) => frame.typing.typed(spec, input.current.value, soon);
  const grow = useGrowing(input);
  const isLine = spec.rows === 1;
  const typed = () => {
    const box = input.current;
    if (isLine && box.value.includes("\n")) box.value = box.value.replace(/\s*\n\s*/g, " ");
    grow();
    tell(false);
  };
  const put = (text) => {
    input.current.value = text;
    grow();
    tell(true);
  };
  const count = (by) => {
    const number = Number(input.current.value.trim() || 0) + by;
    if (!Number.isFinite(number) || number < 0) return;
    put(String(number));
    say(String(number));
  };
  const choose = (text) => {
    put(text);
    input.current.focus({ preventScroll: true });
  };
  const submit = (event) => {
    if (event.key !== "Enter" || !isLine) return;
    event.preventDefault();
    if (spec.submits) frame.act(spec.submits, spec.submits_value, spec.label);
  };
  useField(spec, frame, input, {
    isTally: spec.is_tally,
    submits: (name, value = "") => spec.submits === name && spec.submits_value === value,
  });
  const isNumber = spec.mode === "decimal" || spec.is_tally;
  const [Box, more] = isNumber ? ["input", { type: "text" }] : ["textarea", { rows: spec.rows }];
  const box = html`
    <${Box} id=${id} ref=${input} class="qi-input ${isLine ? "is-line" : ""}" autocomplete="off" ...${more}
      inputmode=${spec.mode === "decimal" ? "decimal" : null}
      value=${shownIn(input, spec, frame)} ...${about(id, spec, frame)}
      onInput=${typed} onChange=${() => tell(true)} onKeyDown=${submit} />`;
  return html`
    <${Field} id=${id} spec=${spec} frame=${frame} look=${spec.mode === "decimal" ? "is-number" : ""}
      after=${html`<${Chips} spec=${spec} choose=${choose} />`}>
      ${spec.is_tally ? html`<${Tally} count=${count} said=${counted}>${box}<//>` : box}
    <//>`;
};

const Tally = ({ count, said, children }) => html`
  <div class="qi-tallied">
    <button type="button" class="qi-tally" aria-label="One less" onClick=${() => count(-1)}>−1</button>
    ${children}
    <button type="button" class="qi-tally is-more" aria-label="One more"
      onClick=${() => count(1)}>+1</button>
    <span class="qi-unseen" role="status">${said}</span>
  </div>`;

const Chips = ({ spec, choose }) => html`
  <div class="qi-chips" role="group" aria-label=${spec.suggestions_label || null}
    hidden=${!spec.suggestions.length}>
    ${spec.suggestions_label && html`<span class="qi-chips-label">${spec.suggestions_label}</span>`}
    ${spec.suggestions.map(
      ({ label, value }) => html`
        <button type="button" class="qi-chip" onClick=${() => choose(value)}>${label}</button>`,
    )}
  </div>`;

export const Choice = ({ spec, frame }) => {
  const id = useOwnId(spec.name);
  const tiles = useRef(null);
  const boxes = () => [...tiles.current.querySelectorAll("input")];
  // Of many, those that are ticked, with commas between.
  const chosen = () =>
    boxes()
      .filter((box) => box.checked)
      .map((box) => box.value)
      .join();
  const value = frame.typing.shown(spec);
  const ticked = spec.is_many ? value.split(",") : [value];
  useField(spec, frame, tiles, { value: chosen, focus: () => boxes()[0]?.focus() });
  return html`
    <fieldset class="qi-field qi-choice">
      <legend class=${labelStyle(spec)}>${spec.label}</legend>
      <${Hint} id=${id} spec=${spec} />
      <div class="qi-tiles ${spec.columns > 4 ? "is-row" : ""}" style="--columns:${spec.columns}"
        ref=${tiles}>
        ${spec.options.map(
          (option) => html`
            <${Tile} key=${option.value} option=${option} name=${id}
              type=${spec.is_many ? "checkbox" : "radio"} isTicked=${ticked.includes(option.value)}
              described=${about(id, spec, frame)} tell=${() => frame.typing.typed(spec, chosen(), true)} />`,
        )}
      </div>
      <${Problem} id=${id} spec=${spec} frame=${frame} />
      <${Clash} spec=${spec} frame=${frame} />
    </fieldset>`;
};

const Tile = ({ option, name, type, isTicked, described, tell }) => html`
  <label class="qi-tile" style=${option.colour ? `--edge-colour:${option.colour}` : null}>
    <input type=${type} name=${name} value=${option.value} ...${described} checked=${isTicked}
      onChange=${tell} />
    <span class="qi-tile-label">
      ${option.label}${option.hint && html`<small>${option.hint}</small>`}
    </span>
    <span class="qi-tile-tick" aria-hidden="true">✓</span>
  </label>`;

export const Menu = ({ spec, frame }) => {
  const id = useOwnId(spec.name);
  const select = useRef(null);
  useField(spec, frame, select);
  return html`
    <${Field} id=${id} spec=${spec} frame=${frame}>
      <select id=${id} class="qi-input" ref=${select} value=${frame.typing.shown(spec)}
        ...${about(id, spec, frame)}
        onChange=${() => frame.typing.typed(spec, select.current.value, true)}>
        ${spec.options.map(({ label, value }) => html`<option value=${value}>${label}</option>`)}
      </select>
    <//>`;
};
