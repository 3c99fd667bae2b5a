// Publishing: the page says by itself when the poster is there.
"use strict";

// Paper shows what is folded on a screen.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll(".fold > details")) fold.open = true;
});

// One yes is enough: a nurse in a hurry taps twice.
for (const form of document.querySelectorAll("[data-once]")) {
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  addEventListener("pageshow", () => {
    isSent = false;
  });
}

(() => {
  const form = document.querySelector("[data-publish]");
  if (!form) return;
  const headers = { "X-QIHub-CSRF": form.elements.csrf.value };

  async function look() {
    try {
      const answer = await fetch(`/api/projects/${form.dataset.slug}/poster`, { headers });
      const { status } = await answer.json();
      if (status !== "rendering") {
        location.reload();
        return;
      }
    } catch {
      // Away for now; the next look may find the network again.
    }
    setTimeout(look, 1500);
  }

  if (form.dataset.status === "rendering") setTimeout(look, 1500);
  addEventListener("pageshow", (event) => {
    // Back from another page: the browser shows the page as it was left.
    if (event.persisted) location.reload();
  });
})();
