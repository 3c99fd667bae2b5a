// Some rows of somebody's sheet as they know it: letters, row numbers, and what each column is taken for.

import { html } from "./html.js";

export const Sheet = ({ spec }) => html`
  <div class="qi-table qi-sheet" tabindex="0" role="region" aria-label=${spec.label}>
    <table>
      <caption>${spec.label}</caption>
      <thead>
        <tr>
          <td />
          ${spec.columns.map(
            (column) => html`
              <th scope="col" class=${lookOf(column)}>${column.letter}<b>${column.mark}</b></th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${spec.rows.map((row) => html`<${Row} columns=${spec.columns} row=${row} />`)}
      </tbody>
    </table>
  </div>`;

const Row = ({ columns, row }) => html`
  <tr class=${row.is_heading ? "is-heading" : null}>
    <th scope="row">${row.number}</th>
    ${row.cells.map(
      (cell, at) => html`<td class=${row.is_above ? null : lookOf(columns[at])}>${cell}</td>`,
    )}
  </tr>`;

const lookOf = ({ mark, is_used }) => (is_used ? "is-used" : mark && "is-out") || null;
