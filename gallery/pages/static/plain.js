// Plain mode: one tap, and this device remembers it. The tools read the same cookie.
"use strict";

(() => {
  const button = document.querySelector("[data-plain]");
  if (!button) return;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    document.cookie = `qihub_plain=${on ? 1 : 0}; path=/; max-age=31536000; samesite=lax`;
    location.reload();
  });
})();
