// Fingers on a drawing: one drags what moves, two zoom, and a tap is a tap only if nothing was dragged.

const DRAG_FROM_PX = 8;

const distance = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
const between = ([a, b]) => ({ x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 });

class Fingers {
  constructor(drawing) {
    Object.assign(this, { drawing, drag: null, pinch: null, hasDragged: false });
    this.down = new Map(); // pointer -> where it was last
  }

  get both() {
    return [...this.down.values()];
  }

  begin(event) {
    this.down.set(event.pointerId, event);
    if (this.down.size === 2) {
      if (this.drag) this.drawing.shift(this.drag.node, 0, 0);
      this.drag = null;
      this.pinch = { from: distance(this.both), scale: this.drawing.scale() };
      return;
    }
    const node = event.target.closest?.("[data-moves]");
    if (!node) return;
    this.drag = { node, from: this.drawing.point(event), start: event, isMoving: false };
    node.setPointerCapture?.(event.pointerId);
  }

  move(event) {
    const { drawing, drag, pinch } = this;
    if (this.down.has(event.pointerId)) this.down.set(event.pointerId, event);
    if (pinch && this.down.size === 2) {
      drawing.setZoom((pinch.scale * distance(this.both)) / pinch.from, between(this.both));
      return;
    }
    if (!drag) return;
    if (!drag.isMoving && distance([event, drag.start]) < DRAG_FROM_PX) return;
    drag.isMoving = true;
    const now = drawing.point(event);
    drag.node.classList.add("is-dragged");
    drawing.shift(drag.node, now.x - drag.from.x, now.y - drag.from.y);
  }

  end(event) {
    const { drawing, drag } = this;
    this.down.delete(event.pointerId);
    if (this.down.size < 2) this.pinch = null;
    this.drag = null;
    if (!drag) return;
    const { node, from, isMoving } = drag;
    node.classList.remove("is-dragged");
    if (!isMoving) return;
    this.hasDragged = true;
    setTimeout(() => (this.hasDragged = false), 0); // the click that follows is not a tap
    if (event.type === "pointercancel") {
      drawing.shift(node, 0, 0);
      return;
    }
    const now = drawing.point(event);
    drawing.place(node, now.x - from.x, now.y - from.y, this.under(event, node));
  }

  // On which item it was let go, beside the one that was dragged.
  under({ clientX, clientY }, node) {
    node.style.pointerEvents = "none";
    const item = this.drawing.itemOf(document.elementFromPoint(clientX, clientY));
    node.style.pointerEvents = "";
    return item?.dataset.item ?? "";
  }
}

export const followFingers = (drawing, tap) => {
  const { paper } = drawing;
  const fingers = new Fingers(drawing);
  paper.addEventListener("pointerdown", (event) => fingers.begin(event));
  paper.addEventListener("pointermove", (event) => fingers.move(event));
  for (const kind of ["pointerup", "pointercancel"])
    paper.addEventListener(kind, (event) => fingers.end(event));
  // Not every engine heeds touch-action inside a drawing: without this the page takes the finger.
  const keep = (event) => fingers.drag && event.preventDefault();
  paper.addEventListener("touchmove", keep, { passive: false });
  paper.addEventListener("click", ({ target }) => {
    if (!fingers.hasDragged) tap(drawing.itemOf(target)?.dataset.item ?? "");
  });
};
