// Shows one poster after another. Keeps what it has when the network or the service is away.
"use strict";

(() => {
  const stage = document.getElementById("stage");
  const fill = document.getElementById("fill");
  const count = document.getElementById("count");
  const stale = document.getElementById("stale");
  const address = document.body.dataset.slides;
  const kept = `qihub-tv:${address}`;
  const pollEvery = 60_000;
  const staleAfter = 3 * pollEvery;

  let show = { version: "", seconds: 10, slides: [] };
  let place = -1;
  let timer = 0;
  let freshAt = 0;
  let paused = false;
  let began = 0;
  let left = 0;

  function remember(next) {
    try {
      localStorage.setItem(kept, JSON.stringify({ show: next, freshAt }));
    } catch {
      // A full or forbidden storage only means that a restart needs the network.
    }
  }

  function recall() {
    try {
      return JSON.parse(localStorage.getItem(kept) || "null");
    } catch {
      return null;
    }
  }

  function use(next) {
    const current = show.slides[place]?.id;
    show = next;
    place = show.slides.findIndex((slide) => slide.id === current);
    if (place < 0) turn(1);
    else draw();
  }

  function draw() {
    const slide = show.slides[place];
    count.textContent = show.slides.length ? `${place + 1} of ${show.slides.length}` : "";
    if (!slide) return;
    for (const old of [...stage.children]) {
      if (old.dataset.id === slide.id && old.dataset.version === slide.version) return;
    }
    const holder = document.createElement("div");
    holder.className = `aim--${slide.aim} arriving`;
    holder.dataset.id = slide.id;
    holder.dataset.version = slide.version;
    // Made by our own service from escaped text; the page's policy runs no script in it.
    holder.innerHTML = slide.html;
    for (const old of [...stage.children]) {
      old.className = "leaving";
      setTimeout(() => old.remove(), 500);
    }
    stage.append(holder);
    for (const half of holder.querySelectorAll(".slide__main, .slide__side")) fit(half);
  }

  // Long words of a team must not push the code or the contact off the screen.
  function fit(half) {
    for (const size of [1, 0.94, 0.88]) {
      half.style.setProperty("--fit", size);
      if (half.scrollHeight <= half.clientHeight + 1) return;
    }
    // Smaller letters could not be read from three metres; the quote is also in the poster.
    half.querySelector("blockquote")?.remove();
  }

  function turn(by) {
    const size = show.slides.length;
    if (size) {
      place = (((place + by) % size) + size) % size;
      draw();
    } else {
      count.textContent = "";
    }
    wait(show.seconds * 1000);
  }

  function wait(milliseconds) {
    clearTimeout(timer);
    began = Date.now();
    left = milliseconds;
    fill.classList.remove("runs");
    void fill.offsetWidth;
    fill.style.animationDuration = `${show.seconds}s`;
    fill.style.animationDelay = `${(milliseconds - show.seconds * 1000) / 1000}s`;
    fill.classList.add("runs");
    if (!paused) timer = setTimeout(() => turn(1), milliseconds);
  }

  function pause(on) {
    if (paused === on) return;
    paused = on;
    document.body.classList.toggle("paused", paused);
    if (paused) {
      clearTimeout(timer);
      left = Math.max(0, left - (Date.now() - began));
    } else {
      wait(left);
    }
  }

  function tellAge() {
    const isStale = freshAt && Date.now() - freshAt > staleAfter;
    stale.hidden = !isStale;
    if (isStale) {
      const when = new Date(freshAt).toLocaleTimeString("en-GB", {
        hour: "2-digit",
        minute: "2-digit",
      });
      stale.textContent = `Last updated ${when}`;
    }
  }

  async function poll() {
    try {
      const answer = await fetch(address, {
        cache: "no-cache",
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.status === 404 || answer.status === 410) {
        localStorage.removeItem(kept);
        location.reload();
        return;
      }
      if (answer.ok) {
        const next = await answer.json();
        // The service worker marks what it kept, with the time at which it was fresh.
        const keptAt = Number(answer.headers.get("X-Kept-At"));
        freshAt = keptAt || Date.now();
        if (next.build !== show.build && show.build) {
          remember(next);
          location.reload();
          return;
        }
        if (next.version !== show.version) use(next);
        remember(next);
      }
    } catch {
      // Away for now; what is on the screen stays.
    }
    tellAge();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") turn(1);
    else if (event.key === "ArrowLeft") turn(-1);
    else if (event.key === " ") pause(!paused);
    else return;
    event.preventDefault();
  });
  stage.addEventListener("focusin", () => pause(true));
  stage.addEventListener("focusout", () => pause(false));

  const before = recall();
  if (before) {
    freshAt = before.freshAt;
    use(before.show);
  } else {
    wait(show.seconds * 1000);
  }
  poll();
  setInterval(poll, pollEvery);
  setInterval(tellAge, 15_000);
  addEventListener("online", poll);
  if ("serviceWorker" in navigator)
    navigator.serviceWorker.register("/static/tv-worker.js", { scope: "/tv/" }).catch(() => {});
})();
