// The page of one tool: print it.
"use strict";

document.querySelector("[data-print]")?.addEventListener("click", () => window.print());

// The letters of a drawing are 17 units high at the least: on a phone they stay at 12 pixels, and the
// drawing scrolls.
for (const svg of document.querySelectorAll(".drawing svg")) {
  const { width, height } = svg.viewBox.baseVal;
  svg.style.setProperty("--least-width", `${(width * 12.5) / 17}px`);
  svg.style.setProperty("--least-height", `${(height * 12.5) / 17}px`);
}
