// The list that a person sees of what they did and nobody could be told.

import { usePiece } from "./drawn_alone.js";
import { html } from "./html.js";
import { Unseen } from "./parts.js";

const LONGEST_SAID = 80;

const said = ({ label, words = {} }) => {
  const text = Object.values(words).join(", ");
  const short = text.length > LONGEST_SAID ? `${text.slice(0, LONGEST_SAID)} …` : text;
  return short ? `${label}: “${short}”` : label;
};

export const Held = ({ acts }) => {
  usePiece(acts.frame, "held");
  const waiting = acts.isHeld ? acts.outbox.list() : [];
  return html`
    <section class="qi-held" aria-label="Waiting to be sent" hidden=${!waiting.length}>
      <p>Waiting to be sent, in this order:</p>
      <ol>
        ${waiting.map((act) => html`<${Waiting} key=${act.id} act=${act} acts=${acts} />`)}
      </ol>
    </section>`;
};

const Waiting = ({ act, acts }) => html`
  <li>
    <span>${said(act)}</span>
    <button type="button" class="qi-button is-small" onClick=${() => acts.takeBack(act)}>
      Take back<${Unseen}>: ${said(act)}<//>
    </button>
  </li>`;
