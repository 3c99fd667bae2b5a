// For those who listen or use keys: what an act changed is said once, and the focus is never lost.

const announcer = (frame) => {
  const said = h("p", { class: "qi-unseen", role: "status" });
  let last = null;
  // Notes speak for themselves; a drawing says how much is in it now.
  const hear = (screen) => {
    const words = screen.parts.find((part) => part.kind === "diagram")?.label ?? "";
    if (last !== null && words !== last) said.textContent = words;
    last = words;
  };
  // What had the focus may be gone with what it belonged to: then the question has it.
  const keepFocus = (draw) => {
    const hadFocus = frame.parts.contains(document.activeElement) || frame.footer.contains(document.activeElement);
    draw();
    if (hadFocus && document.activeElement === document.body) frame.question.focus({ preventScroll: true });
  };
  return { el: said, hear, keepFocus };
};
