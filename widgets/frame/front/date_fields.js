// A date, or a whole month with steps back and forward. Kept as 2025-04-03, a month as its first day.

import { useReducer, useRef } from "preact/hooks";
import { about, Field, useField, useOwnId } from "./fields.js";
import { html } from "./html.js";

const hasMonths = () => {
  const probe = document.createElement("input");
  probe.type = "month"; // stays "text" where a browser has no such picker
  return probe.type === "month";
};

export const Day = ({ spec, frame }) => {
  const id = useOwnId(spec.name);
  const input = useRef(null);
  const before = useRef(null);
  const [, drawAgain] = useReducer((count) => count + 1, 0);
  const isMonth = (spec.period === "month" || spec.period === "quarter") && hasMonths();
  const inward = (value) => (isMonth ? value.slice(0, 7) : value);
  const outward = () => {
    const { value } = input.current;
    return isMonth && value ? `${value}-01` : value;
  };
  const tell = (value) => {
    input.current.value = inward(value);
    frame.typing.typed(spec, outward(), true);
    drawAgain();
  };
  const step = (label, sign, by) => html`
    <button type="button" class="qi-step" aria-label=${label}
      onClick=${() => tell(stepped(outward(), spec.period, by))}>${sign}</button>`;
  const hasSteps = !spec.options.length;
  // A date that is half typed has no value yet: it stays, unless another one is saved.
  const shown = frame.typing.shown(spec);
  const isHalfTyped = document.activeElement === input.current && shown === before.current;
  before.current = shown;
  useField(spec, frame, input, { value: outward });
  return html`
    <${Field} id=${id} spec=${spec} frame=${frame}>
      <div class="qi-chips" role="group" aria-label=${spec.label} hidden=${hasSteps}>
        ${spec.options.map(
          ({ value, label, hint }) => html`
            <button type="button" class="qi-chip" aria-pressed=${String(value === shown)}
              onClick=${() => tell(value)}>${label}${hint && html`<small>${hint}</small>`}</button>`,
        )}
      </div>
      <div class="qi-day">
        ${hasSteps && step("One earlier", "‹", -1)}
        <input id=${id} class="qi-input" ref=${input} type=${isMonth ? "month" : "date"}
          value=${isHalfTyped ? undefined : inward(shown)} ...${about(id, spec, frame)}
          onChange=${() => tell(outward())} />
        ${hasSteps && step("One later", "›", 1)}
      </div>
    <//>`;
};

const stepped = (value, period, by) => {
  const day = new Date(`${value || new Date().toISOString().slice(0, 10)}T12:00:00Z`);
  const months = { month: 1, quarter: 3 }[period];
  if (months) day.setUTCMonth(day.getUTCMonth() + by * months);
  else day.setUTCDate(day.getUTCDate() + by * (period === "week" ? 7 : 1));
  return day.toISOString().slice(0, 10);
};
