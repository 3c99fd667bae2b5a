// The page of one tool: print it.
"use strict";

document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
