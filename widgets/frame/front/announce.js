// For those who listen or use keys: what an act changed is said once, and the focus is never lost.

// Notes speak for themselves; a drawing says how much is in it now.
const drawingOf = (screen) => screen.parts.find(({ kind }) => kind === "diagram")?.label ?? "";

// Gives what is to be said when one screen takes the place of another; nothing for most.
export const announced = (before, screen) => {
  const words = drawingOf(screen);
  return before && words !== drawingOf(before) ? words : null;
};

// What had the focus may be gone with what it belonged to: then the question has it.
export const keepFocus = (el, draw) => {
  const hadFocus =
    document.activeElement?.closest(".qi-parts, .qi-foot") && el.contains(document.activeElement);
  draw();
  if (hadFocus && document.activeElement === document.body)
    el.querySelector("h1").focus({ preventScroll: true });
};
