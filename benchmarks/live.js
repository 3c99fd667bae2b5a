// Runs in every page that is measured: finds the chart, moves the slider as a person's key would,
// and notes when the chart and the words below it have followed.
"use strict";

((wanted, pause) => {
  if (window !== window.top) return;
  const answer = new RegExp(wanted.answer);
  const large = 20_000; // square pixels: a chart, not an icon

  function* roots(root = document) {
    yield root;
    for (const element of root.querySelectorAll("*"))
      if (element.shadowRoot) yield* roots(element.shadowRoot);
  }

  function find(selector, fits = () => true) {
    for (const root of roots())
      for (const element of root.querySelectorAll(selector)) if (fits(element)) return element;
    return null;
  }

  function isLarge(element) {
    const box = element.getBoundingClientRect();
    return box.width * box.height > large;
  }

  function picture() {
    const chart = find("svg, canvas", isLarge);
    if (!chart) return "";
    if (chart.tagName === "CANVAS") return chart.toDataURL();
    const marks = [...chart.querySelectorAll("path, circle, line, polyline, [transform]")];
    return marks
      .map((mark) =>
        ["d", "points", "cy", "transform"].map((name) => mark.getAttribute(name)).join(),
      )
      .join(";");
  }

  function words() {
    for (const root of roots()) {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const node = texts.currentNode;
        const found = /^(SCRIPT|STYLE)$/.test(node.parentElement?.tagName)
          ? null
          : node.data.match(answer);
        if (found) return found[0];
      }
    }
    return "";
  }

  const handle = () =>
    find(wanted.handle, (one) => !wanted.named || new RegExp(wanted.named).test(one.textContent));

  function press(element) {
    element.focus();
    const key = {
      key: "ArrowRight",
      code: "ArrowRight",
      keyCode: 39,
      bubbles: true,
      composed: true,
      cancelable: true,
    };
    for (const kind of ["keydown", "keyup"]) element.dispatchEvent(new KeyboardEvent(kind, key));
  }

  function move(element) {
    if (element.role === "slider" || element.type === "range") press(element);
    else element.click();
  }

  let before = null;
  let drawn = 0;
  let moved = 0;

  const watching = setInterval(() => {
    const now = performance.now();
    if (!drawn) {
      const shown = picture();
      if (!shown || !handle() || !words()) return;
      before = { picture: shown, words: words() };
      drawn = now;
    } else if (words() !== before.words && picture() !== before.picture) {
      window.qihubLive = { drawn, live: now, began: performance.timeOrigin };
      clearInterval(watching);
      return;
    }
    if (now - moved < 400) return; // what was moved before the line stood is moved again
    const element = handle();
    if (element) move(element);
    moved = now;
  }, pause);
})(WANTED, PAUSE);
