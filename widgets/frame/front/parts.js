// The quiet parts of a screen: words, notes, checklists, buttons; and the parts that hold others.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "./html.js";

export const Unseen = ({ children }) => html`<span class="qi-unseen">${children}</span>`;

const paragraphs = (text) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => html`<p>${line}</p>`);

// Only addresses of this hub: a link made from typed text must not become a script.
const isOwnAddress = (href) => href.startsWith("/") && !href.startsWith("//");

export const Button = ({ spec, frame, look = "" }) => {
  const label = html`<span>${spec.label}</span>${spec.hint && html`<small>${spec.hint}</small>`}`;
  const style = `qi-button ${spec.is_main ? "is-main" : ""} ${look}`;
  const act = ({ currentTarget }) =>
    spec.is_off || frame.act(spec.act, spec.value, spec.label, currentTarget);
  if (spec.href && isOwnAddress(spec.href))
    return html`<a class=${style} href=${spec.href}>${label}</a>`;
  return html`
    <button class=${style} type="button" aria-disabled=${spec.is_off ? "true" : null} onClick=${act}>
      ${label}
    </button>`;
};

export const Buttons = ({ buttons, frame, look }) =>
  buttons.map((spec) => html`<${Button} spec=${spec} frame=${frame} look=${look} />`);

export const Words = ({ spec }) => html`
  <div class="qi-words ${spec.is_soft ? "is-soft" : ""}">
    ${spec.title && html`<h2>${spec.title}</h2>`}${paragraphs(spec.text)}
  </div>`;

// One of another tone is another note: it is read out anew.
export const Note = ({ spec, frame }) => html`
  <div key=${spec.tone} class="qi-note is-${spec.tone}"
    role=${{ warn: "alert", good: "status" }[spec.tone]}>
    ${spec.title && html`<strong>${spec.title}</strong>`}${paragraphs(spec.text)}
    ${
      spec.buttons.length > 0 &&
      html`
      <div class="qi-row"><${Buttons} buttons=${spec.buttons} frame=${frame} look="is-small" /></div>`
    }
  </div>`;

export const Actions = ({ spec, frame }) => html`
  <div class="qi-row qi-actions" role="group" aria-label=${spec.label}>
    <${Buttons} buttons=${spec.buttons} frame=${frame} look="is-small" />
  </div>`;

export const Links = ({ spec, frame }) => html`
  <div class="qi-links" role="group" aria-label=${spec.label}>
    <${Buttons} buttons=${spec.buttons} frame=${frame} look="is-wide" />
  </div>`;

// Parts that hold others ---------------------------------------------------------------------------

// Which kinds there are is the frame's: they are made of this file, so it cannot be made of them.
export const Parts = ({ specs, frame }) =>
  specs.map((spec) => {
    const Kind = frame.kinds[spec.kind];
    return html`<${Kind} key=${`${spec.kind} ${spec.name}`} spec=${spec} frame=${frame} />`;
  });

export const Group = ({ spec, frame }) => html`
  <div class="qi-group ${spec.is_even ? "is-even" : ""}" role="group" aria-label=${spec.label}>
    <div class="qi-group-parts"><${Parts} specs=${spec.parts} frame=${frame} /></div>
    <div class="qi-row"><${Buttons} buttons=${spec.buttons} frame=${frame} /></div>
  </div>`;

export const Fold = ({ spec, frame }) => {
  const [isOpen] = useState(spec.is_open); // from then on it is the person's
  return html`
    <details class="qi-fold" open=${isOpen}>
      <summary>${spec.label}</summary>
      <div class="qi-fold-parts"><${Parts} specs=${spec.parts} frame=${frame} /></div>
    </details>`;
};

export const Checklist = ({ spec, frame }) => html`
  <ul class="qi-checks" aria-label=${spec.label}>
    ${spec.checks.map((check) => html`<${CheckRow} check=${check} frame=${frame} />`)}
  </ul>`;

const CheckRow = ({ check, frame }) => {
  const said = html`
    <span class="qi-check-icon" aria-hidden="true">${check.is_found ? "✓" : "!"}</span>
    <b>${check.label}</b>
    <span class="qi-check-text">${check.text}</span>
    <${Unseen}>${check.is_found ? "found" : "missing"}<//>`;
  return html`
    <li class="qi-check ${check.is_found ? "" : "is-missing"}">
      ${
        check.fill // what cannot be filled in here is only read
          ? html`<${Drawer} said=${said} fill=${check.fill} frame=${frame} />`
          : html`<div class="qi-check-head">${said}</div>`
      }
    </li>`;
};

const Drawer = ({ said, fill, frame }) => {
  const drawer = useRef(null);
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => {
    const field = isOpen && drawer.current.querySelector("input, textarea, button");
    if (field) field.focus({ preventScroll: true });
  }, [isOpen]);
  return html`
    <button type="button" class="qi-check-head" aria-expanded=${String(isOpen)}
      onClick=${() => setOpen(!isOpen)}>${said}</button>
    <div class="qi-check-fill" hidden=${!isOpen} ref=${drawer}>
      <${Parts} specs=${[fill]} frame=${frame} />
    </div>`;
};
