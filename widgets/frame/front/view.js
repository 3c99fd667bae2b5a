// What stands around every tool: header with the saved sign, progress, one question, one main action.

import { useLayoutEffect } from "preact/hooks";
import { device } from "./drafts.js";
import { usePiece } from "./drawn_alone.js";
import { html } from "./html.js";
import { uncover } from "./keyboard.js";
import { Held } from "./not_sent_yet.js";
import { Button, Parts, Unseen } from "./parts.js";
import { PlainSwitch } from "./plain.js";

const signOf = (frame) => {
  if (!frame.waitingChanges())
    return ["✓", frame.typing.hasSaved ? "Saved" : "Saves by itself", "saved"];
  if (frame.isKeptHere) return ["!", `Not saved, kept on ${device()}`, "kept"];
  return ["…", "Saving…", "saving"];
};

const Sign = ({ frame }) => {
  usePiece(frame, "sign");
  const [icon, text, state] = signOf(frame);
  return html`
    <p class="qi-sign" role="status" aria-live="polite" data-state=${state}>
      <span aria-hidden="true">${icon}</span>${text}
    </p>`;
};

// What the kernel says, and what is the matter with the line.
const Bar = ({ frame }) => {
  usePiece(frame, "bar");
  const { text, button } = frame.said;
  useLayoutEffect(() => uncover(frame.el), [text]);
  return html`
    <div class="qi-bar" role="alert" hidden=${!text}>
      ${text && html`<p>${text}</p>`}
      ${
        button &&
        html`<button type="button" class="qi-button" onClick=${() => frame.carryOn()}>${button}</button>`
      }
    </div>`;
};

const Dots = ({ step, steps }) => html`
  <div class="qi-dots" hidden=${!steps}>
    <${Unseen}>Step ${step} of ${steps}<//>
    ${Array.from({ length: steps }, (_, index) => html`<i class=${index < step ? "is-on" : ""} />`)}
  </div>`;

const Question = ({ question, marks }) => html`
  <h1 tabindex="-1">
    ${
      marks.length
        ? marks.map(({ text, tone }) =>
            tone ? html`<span class="is-${tone}">${text}</span>` : text,
          )
        : question
    }
  </h1>`;

export const View = ({ frame, screen }) => html`
  <header class="qi-head">
    <a class="qi-home" href=${frame.model.get("home")} aria-label="Back to the hub">
      <span aria-hidden="true">‹</span>
    </a>
    <p class="qi-title">${frame.model.get("title")}</p>
    <${Sign} frame=${frame} />
    <${PlainSwitch} frame=${frame} />
  </header>
  <${Bar} frame=${frame} />
  <${Held} acts=${frame.acts} />
  <main class="qi-main">
    <${Dots} ...${screen} />
    <${Question} ...${screen} />
    <p class="qi-hint" hidden=${!screen.hint}>${screen.hint}</p>
    <div class="qi-parts" key=${screen.key}><${Parts} specs=${screen.parts} frame=${frame} /></div>
  </main>
  <footer class="qi-foot" hidden=${!screen.back && !screen.go}>
    ${screen.back && html`<${Button} spec=${screen.back} frame=${frame} look="is-back" />`}
    ${screen.go && html`<${Button} spec=${{ ...screen.go, is_main: true }} frame=${frame} />`}
  </footer>
  <p class="qi-unseen" role="status">${frame.announced}</p>`;
