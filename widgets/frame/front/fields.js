// What all fields share: a name of their own, their label and hint, what is wrong, and what somebody
// else wrote meanwhile.

import { useLayoutEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { uncover } from "./keyboard.js";

let lastId = 0;
const nextId = (name) => {
  lastId += 1;
  return `qi-${name.replace(/[^a-z0-9]/gi, "-")}-${lastId}`;
};

// Preact's own `useId` gives names again when the page is drawn anew from the top.
export const useOwnId = (name) => useState(() => nextId(name))[0];

// Acts ask the fields of a screen what is in them; the kernel may put the focus into one.
export const useField = ({ name, is_kept }, frame, input, more = {}) => {
  const field = {
    get el() {
      return input.current;
    },
    value: () => input.current.value,
    focus: () => input.current.focus(),
    isKept: is_kept,
    ...more,
  };
  useLayoutEffect(() => void frame.inputs.set(name, field));
  useLayoutEffect(() => () => void frame.inputs.delete(name), [name]);
};

// Never under the fingers: the saved value may lack the space that was just typed.
export const shownIn = (input, spec, frame) => {
  const isTypedIn = input.current !== null && input.current === document.activeElement;
  return isTypedIn && frame.forced !== spec.name ? undefined : frame.typing.shown(spec);
};

const problemOf = (spec, frame) => frame.typing.problems.get(spec.name) || spec.problem;

// What an input says about itself.
export const about = (id, spec, frame) => {
  const problem = problemOf(spec, frame);
  const described = [spec.hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean);
  return {
    "aria-describedby": described.join(" ") || null,
    "aria-invalid": problem ? "true" : null,
  };
};

export const labelStyle = (spec) => (spec.is_quiet ? "qi-unseen" : "qi-label");

export const Hint = ({ id, spec }) => html`
  <p class="qi-field-hint" id="${id}-hint" hidden=${!spec.hint}>${spec.hint}</p>`;

export const Problem = ({ id, spec, frame }) => {
  const text = problemOf(spec, frame);
  useLayoutEffect(() => uncover(frame.el), [text]);
  return html`
    <p class="qi-field-problem" id="${id}-problem" role="alert" hidden=${!text}>${text}</p>`;
};

export const Field = ({ id, spec, frame, look = "", after, children }) => html`
  <div class="qi-field ${look}">
    <label for=${id} class=${labelStyle(spec)}>${spec.label}</label>
    <${Hint} id=${id} spec=${spec} />
    ${children}
    <${Problem} id=${id} spec=${spec} frame=${frame} />
    <${Clash} spec=${spec} frame=${frame} />
    ${after}
  </div>`;

export const Clash = ({ spec, frame }) => html`
  <div class="qi-clash" role="group" aria-label="Two answers" hidden=${!spec.clash}>
    ${spec.clash && html`<${TwoAnswers} spec=${spec} frame=${frame} />`}
  </div>`;

const TwoAnswers = ({ spec, frame }) => {
  const answer = (label, which) => {
    const settle = () => frame.typing.settle(spec.name, which, spec.rows > 1 ? "\n" : "; ");
    return html`
      <button type="button" class="qi-button is-small" onClick=${settle}>${label}</button>`;
  };
  return html`
    <p><b>Somebody saved another answer here while you typed:</b></p>
    <blockquote>${spec.clash.theirs || "(empty)"}</blockquote>
    <div class="qi-row">
      ${answer("Keep mine", "mine")}
      ${answer("Take theirs", "theirs")}
      ${spec.kind === "text" && spec.mode === "text" && answer("Keep both", "both")}
    </div>`;
};
