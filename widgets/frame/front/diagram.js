// A drawing to work in: tap an item to choose it, drag the ones that move, pinch or use the buttons
// to zoom. All of it by keyboard too: Tab to an item, Enter to choose, Shift with arrows to move,
// Escape to leave it for what stands below.

const DRAG_FROM_PX = 8;
const LETTER = 17; // the smallest letters of every drawing, in its own units
const READABLE = 16 / LETTER; // a drawing is never so small for its height: rather it scrolls
const LEAST = 15 / LETTER; // nor for its width
const EDGE_PX = 18; // the padding of the paper, and a little

const diagramPart = (spec, frame) => {
  let current = spec;
  let svg = null;
  let zoom = 0; // 0: all of it, where that can be read
  const paper = h("div", { class: "qi-paper" });
  const button = (label, sign, act) =>
    h("button", { type: "button", class: "qi-zoom", "aria-label": label, onclick: act }, sign);
  // What is under the fingers, or in the middle for the buttons, stays where it is.
  const setZoom = (next, at) => {
    const box = paper.getBoundingClientRect();
    const x = at ? at.x - box.left : paper.clientWidth / 2;
    const y = at ? at.y - box.top : paper.clientHeight / 2;
    const before = scale();
    zoom = Math.min(4, Math.max(0.25, next));
    size();
    const grown = scale() / before;
    paper.scrollLeft = (paper.scrollLeft + x) * grown - x;
    paper.scrollTop = (paper.scrollTop + y) * grown - y;
  };
  const zooms = h("div", { class: "qi-zooms", role: "group", "aria-label": "Zoom" },
    button("Smaller", "−", () => setZoom(scale() / 1.25)),
    button("Larger", "+", () => setZoom(scale() * 1.25)),
    button("All of it", "⤢", () => setZoom(whole())));
  const el = h("div", { class: "qi-diagram", role: "group", "aria-label": spec.label }, paper, zooms);

  const inner = () => paper.clientWidth - EDGE_PX;
  const width = () => svg.viewBox.baseVal.width;
  const tallest = () => parseFloat(getComputedStyle(paper).maxHeight) - EDGE_PX;
  const whole = () => Math.min(inner() / width(), tallest() / svg.viewBox.baseVal.height);
  const scale = () => {
    if (zoom) return zoom;
    return Math.max(Math.min(1.25, whole()), Math.min(READABLE, inner() / width()), LEAST);
  };
  const size = () => {
    svg.style.width = `${Math.round(width() * scale())}px`;
  };
  const items = () => [...svg.querySelectorAll("[data-item]")];
  const idOf = (node) => node?.closest?.("[data-item]")?.dataset.item ?? "";

  const point = (event) => {
    const box = svg.getBoundingClientRect();
    const unit = width() / box.width;
    return { x: (event.clientX - box.left) * unit, y: (event.clientY - box.top) * unit };
  };
  const middle = (node) => {
    const box = node.getBBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  // How far it was moved already, while the drawing could not be made anew.
  const movedOf = (node) => (node.dataset.moved ?? "0 0").split(" ").map(Number);
  const shift = (node, dx, dy) => {
    const [x, y] = movedOf(node);
    node.setAttribute("transform", `translate(${x + dx},${y + dy})`);
    return `${x + dx} ${y + dy}`;
  };
  const place = (node, dx, dy, onto = "") => {
    const [x, y] = movedOf(node);
    const now = middle(node);
    const to = { id: node.dataset.item, x: Math.round(now.x + x + dx), y: Math.round(now.y + y + dy), onto };
    if (frame.act("place", JSON.stringify(to), `Move “${node.dataset.label}”`, node))
      node.dataset.moved = shift(node, dx, dy);
  };

  // Fingers --------------------------------------------------------------------------------------

  const fingers = new Map();
  let drag = null;
  let pinch = null;
  const distance = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  };
  const between = () => {
    const [a, b] = [...fingers.values()];
    return { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 };
  };
  paper.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    if (fingers.size === 2) {
      if (drag) shift(drag.node, 0, 0);
      drag = null;
      pinch = { from: distance(), scale: scale() };
      return;
    }
    const node = event.target.closest?.("[data-moves]");
    if (!node) return;
    drag = { node, from: point(event), start: event, isMoving: false };
    node.setPointerCapture?.(event.pointerId);
  });
  paper.addEventListener("pointermove", (event) => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, event);
    if (pinch && fingers.size === 2) return setZoom((pinch.scale * distance()) / pinch.from, between());
    if (!drag) return;
    const far = Math.hypot(event.clientX - drag.start.clientX, event.clientY - drag.start.clientY);
    if (!drag.isMoving && far < DRAG_FROM_PX) return;
    drag.isMoving = true;
    const now = point(event);
    drag.node.classList.add("is-dragged");
    shift(drag.node, now.x - drag.from.x, now.y - drag.from.y);
  });
  // Not every engine heeds touch-action inside a drawing: without this the page takes the finger.
  paper.addEventListener("touchmove", (event) => drag && event.preventDefault(), { passive: false });
  const end = (event) => {
    fingers.delete(event.pointerId);
    if (fingers.size < 2) pinch = null;
    if (!drag) return;
    const { node, from, isMoving } = drag;
    drag = null;
    node.classList.remove("is-dragged");
    if (!isMoving) return;
    dragged = true;
    setTimeout(() => (dragged = false), 0); // the click that follows is not a tap
    const now = point(event);
    node.style.pointerEvents = "none";
    const onto = idOf(document.elementFromPoint(event.clientX, event.clientY));
    node.style.pointerEvents = "";
    if (event.type === "pointercancel") return shift(node, 0, 0);
    place(node, now.x - from.x, now.y - from.y, onto);
  };
  let dragged = false;
  paper.addEventListener("pointerup", end);
  paper.addEventListener("pointercancel", end);
  paper.addEventListener("click", (event) => {
    if (dragged) return;
    const id = idOf(event.target);
    if (id || current.chosen) frame.act("choose", id);
  });

  // Keys -------------------------------------------------------------------------------------------

  const stepOf = (node) => (node.dataset.moves ?? "").split(" ").map(Number);
  const isMovedByKeys = (node) => stepOf(node).some(Boolean);
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  paper.addEventListener("keydown", (event) => {
    const node = event.target.closest?.("[data-item]");
    if (!node) return;
    if (event.key === "Escape") zooms.firstChild.focus();
    else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      frame.act("choose", node.dataset.item);
    } else if (event.shiftKey && steps[event.key] && isMovedByKeys(node)) {
      event.preventDefault();
      const [dx, dy] = steps[event.key];
      const [across, down] = stepOf(node);
      place(node, dx * across, dy * down);
    }
  });

  // What the server draws --------------------------------------------------------------------------

  const draw = (next) => {
    const drawn = picture(next.svg);
    if (!drawn) return;
    const focused = svg?.contains(document.activeElement) ? idOf(document.activeElement) : "";
    drawn.setAttribute("role", "group");
    paper.replaceChildren(drawn);
    svg = drawn;
    for (const node of items()) {
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", "0");
      node.setAttribute("aria-label", node.dataset.label);
      if (node.dataset.more) node.setAttribute("aria-description", node.dataset.more);
      if (isMovedByKeys(node)) node.setAttribute("aria-keyshortcuts", "Shift+ArrowKeys");
    }
    size();
    if (focused) svg.querySelector(`[data-item="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  };
  const choose = () => {
    for (const node of items()) {
      const isChosen = node.dataset.item === current.chosen;
      node.classList.toggle("is-chosen", isChosen);
      node.setAttribute("aria-pressed", String(isChosen));
    }
  };
  const update = (next) => {
    if (next.svg !== current.svg || !svg) draw(next);
    current = next;
    el.setAttribute("aria-label", next.label);
    if (svg) choose();
  };
  draw(spec);
  choose();
  new ResizeObserver(() => svg && size()).observe(paper);
  return { el, update };
};
