// Tables, each row perhaps with something to do.

import { html } from "./html.js";

export const Rows = ({ spec, frame }) => html`
  <div class="qi-table" tabindex="0" role="region" aria-label=${spec.label}>
    <table>
      <caption class="qi-unseen">${spec.label}</caption>
      <thead>
        <tr>
          ${spec.columns.map((name) => html`<th scope="col">${name}</th>`)}
          ${spec.act && html`<td />`}
        </tr>
      </thead>
      <tbody>
        ${spec.rows.map(
          (cells, row) => html`
            <${Row} spec=${spec} frame=${frame} cells=${cells} value=${spec.keys[row]} />`,
        )}
      </tbody>
    </table>
  </div>`;

const Row = ({ spec, frame, cells: [first, ...rest], value }) => {
  const name = `${spec.act_label}: ${first}`;
  const act = ({ currentTarget }) => frame.act(spec.act, value, name, currentTarget);
  return html`
    <tr>
      <th scope="row">${first}</th>
      ${rest.map((cell) => html`<td>${cell}</td>`)}
      ${
        spec.act &&
        html`
        <td>
          <button type="button" class="qi-button is-small" aria-label=${name} onClick=${act}>
            ${spec.act_label}
          </button>
        </td>`
      }
    </tr>`;
};
