// A drawing on its paper: how large it is, which of its items is chosen, and how they move.

import { picture } from "./clean_svg.js";

const LETTER = 17; // the smallest letters of every drawing, in its own units
const READABLE = 16 / LETTER; // a drawing is never so small for its height: rather it scrolls
const LEAST = 15 / LETTER; // nor for its width
const EDGE_PX = 18; // the padding of the paper, and a little

const ITEM = "[data-item]";

const middle = (node) => {
  const { x, y, width, height } = node.getBBox();
  return { x: x + width / 2, y: y + height / 2 };
};

// How far it was moved already, while the drawing could not be made anew.
const movedOf = (node) => (node.dataset.moved ?? "0 0").split(" ").map(Number);
const stepOf = (node) => (node.dataset.moves ?? "").split(" ").map(Number);

export class Drawing {
  constructor(paper, frame) {
    Object.assign(this, { paper, frame, svg: null, source: "", chosen: "" });
    this.zoom = 0; // 0: all of it, where that can be read
  }

  // What the server draws ------------------------------------------------------------------------

  show({ svg, chosen }) {
    if (svg !== this.source) this.draw(svg);
    this.source = svg;
    this.chosen = chosen;
    for (const node of this.items()) {
      const isChosen = node.dataset.item === chosen;
      node.classList.toggle("is-chosen", isChosen);
      node.setAttribute("aria-pressed", String(isChosen));
    }
  }

  draw(source) {
    const drawn = picture(source);
    if (!drawn) return;
    const focused = this.svg?.contains(document.activeElement)
      ? this.itemOf(document.activeElement)?.dataset.item
      : "";
    drawn.setAttribute("role", "group");
    this.paper.replaceChildren(drawn);
    this.svg = drawn;
    for (const node of this.items()) {
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", "0");
      node.setAttribute("aria-label", node.dataset.label);
      if (node.dataset.more) node.setAttribute("aria-description", node.dataset.more);
      if (this.isMovedByKeys(node)) node.setAttribute("aria-keyshortcuts", "Shift+ArrowKeys");
    }
    this.size();
    if (!focused) return;
    const again = drawn.querySelector(`[data-item="${CSS.escape(focused)}"]`);
    again?.focus({ preventScroll: true });
  }

  items() {
    return [...(this.svg?.querySelectorAll(ITEM) ?? [])];
  }

  itemOf(el) {
    return el?.closest?.(ITEM);
  }

  // How large it is ------------------------------------------------------------------------------

  width() {
    return this.svg.viewBox.baseVal.width;
  }

  inner() {
    return this.paper.clientWidth - EDGE_PX;
  }

  whole() {
    const tallest = parseFloat(getComputedStyle(this.paper).maxHeight) - EDGE_PX;
    return Math.min(this.inner() / this.width(), tallest / this.svg.viewBox.baseVal.height);
  }

  scale() {
    if (this.zoom) return this.zoom;
    const readable = Math.min(READABLE, this.inner() / this.width());
    return Math.max(Math.min(1.25, this.whole()), readable, LEAST);
  }

  size() {
    if (this.svg) this.svg.style.width = `${Math.round(this.width() * this.scale())}px`;
  }

  // What is under the fingers, or in the middle for the buttons, stays where it is.
  setZoom(next, at) {
    const { paper } = this;
    const box = paper.getBoundingClientRect();
    const x = at ? at.x - box.left : paper.clientWidth / 2;
    const y = at ? at.y - box.top : paper.clientHeight / 2;
    const before = this.scale();
    this.zoom = Math.min(4, Math.max(0.25, next));
    this.size();
    const grown = this.scale() / before;
    paper.scrollLeft = (paper.scrollLeft + x) * grown - x;
    paper.scrollTop = (paper.scrollTop + y) * grown - y;
  }

  // Where a finger or a mouse is, in the drawing's own units.
  point({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect();
    const unit = this.width() / box.width;
    return { x: (clientX - box.left) * unit, y: (clientY - box.top) * unit };
  }

  // How items move -------------------------------------------------------------------------------

  isMovedByKeys(node) {
    return stepOf(node).some(Boolean);
  }

  step(node, dx, dy) {
    const [across, down] = stepOf(node);
    this.place(node, dx * across, dy * down);
  }

  shift(node, dx, dy) {
    const [x, y] = movedOf(node);
    node.setAttribute("transform", `translate(${x + dx},${y + dy})`);
    return `${x + dx} ${y + dy}`;
  }

  place(node, dx, dy, onto = "") {
    const [x, y] = movedOf(node);
    const now = middle(node);
    const to = {
      id: node.dataset.item,
      x: Math.round(now.x + x + dx),
      y: Math.round(now.y + y + dy),
      onto,
    };
    if (this.frame.act("place", JSON.stringify(to), `Move “${node.dataset.label}”`, node))
      node.dataset.moved = this.shift(node, dx, dy);
  }
}
