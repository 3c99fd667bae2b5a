// What was tried before. It stays where it is while somebody types above it, and what is new is said
// once, when the typing pauses.

import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { Buttons } from "./parts.js";

const SAY_AFTER_MS = 800;

export const Tried = ({ spec, frame }) => {
  const { title, ideas, projects } = spec;
  const [said, say] = useState("");
  const counted = countOf(spec);
  useEffect(() => {
    const later = setTimeout(() => say(counted), SAY_AFTER_MS);
    return () => clearTimeout(later);
  }, [counted]);
  return html`
    <section class="qi-note qi-tried" aria-label=${title} hidden=${!ideas.length && !projects.length}>
      <strong>${title}</strong>
      <p class="qi-unseen" role="status">${said}</p>
      <ul class="qi-tried-ideas" hidden=${!ideas.length}>
        ${ideas.map((idea) => html`<${Idea} key=${JSON.stringify(idea)} ...${idea} frame=${frame} />`)}
      </ul>
      <div class="qi-row"><${Buttons} buttons=${projects} frame=${frame} look="is-small" /></div>
    </section>`;
};

const countOf = ({ ideas, projects }) => {
  const of = (list, one) =>
    list.length ? `${list.length} ${one}${list.length > 1 ? "s" : ""}` : "";
  const counted = [of(ideas, "idea"), of(projects, "project")].filter(Boolean);
  return counted.length ? `Tried here before: ${counted.join(" and ")}.` : "";
};

const Idea = ({ label, hint, href, act, value, is_off, frame }) => {
  const text = html`<span>${label}</span><small>${hint}</small>`;
  return html`
    <li>
      ${
        href
          ? html`<a class="qi-tried-open" href=${href}>${text}</a>`
          : html`<p class="qi-tried-open">${text}</p>`
      }
      <button type="button" class="qi-button is-small" aria-disabled=${is_off ? "true" : null}
        aria-label=${is_off ? `${label}: it is in your driver diagram` : `Keep the idea: ${label}`}
        onClick=${() => is_off || frame.act(act, value)}>${is_off ? "✓ Kept" : "Keep"}</button>
    </li>`;
};
