// A drawing to work in: tap an item to choose it, drag the ones that move, pinch or use the buttons
// to zoom. All of it by keyboard too: Tab to an item, Enter to choose, Shift with arrows to move,
// Escape to leave it for what stands below.

import { useLayoutEffect, useRef } from "preact/hooks";
import { followFingers } from "./drag_and_pinch.js";
import { Drawing } from "./drawing.js";
import { html } from "./html.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP_OF_ZOOM = 1.25;

export const Diagram = ({ spec, frame }) => {
  const [paper, zooms, drawing] = [useRef(null), useRef(null), useRef(null)];
  useLayoutEffect(() => {
    drawing.current = new Drawing(paper.current, frame);
    followFingers(drawing.current, (id) => {
      if (id || drawing.current.chosen) frame.act("choose", id);
    });
    const resized = new ResizeObserver(() => drawing.current.size());
    resized.observe(paper.current);
    return () => resized.disconnect();
  }, []);
  useLayoutEffect(() => drawing.current.show(spec), [spec]);

  const press = (event) => {
    const node = drawing.current.itemOf(event.target);
    if (!node) return;
    if (event.key === "Escape") zooms.current.firstElementChild.focus();
    else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      frame.act("choose", node.dataset.item);
    } else if (event.shiftKey && STEPS[event.key] && drawing.current.isMovedByKeys(node)) {
      event.preventDefault();
      drawing.current.step(node, ...STEPS[event.key]);
    }
  };
  const zoomBy = (by) => drawing.current.setZoom(drawing.current.scale() * by);
  const button = (label, sign, act) => html`
    <button type="button" class="qi-zoom" aria-label=${label} onClick=${act}>${sign}</button>`;
  return html`
    <div class="qi-diagram" role="group" aria-label=${spec.label}>
      <div class="qi-paper" ref=${paper} onKeyDown=${press} />
      <div class="qi-zooms" role="group" aria-label="Zoom" ref=${zooms}>
        ${button("Smaller", "−", () => zoomBy(1 / STEP_OF_ZOOM))}
        ${button("Larger", "+", () => zoomBy(STEP_OF_ZOOM))}
        ${button("All of it", "⤢", () => drawing.current.setZoom(drawing.current.whole()))}
      </div>
    </div>`;
};
