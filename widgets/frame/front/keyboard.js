// The keyboard on the screen never covers the field: what is typed in stays in the upper half of what can be seen.

const TYPED_IN =
  "input:not([type=radio], [type=checkbox], [type=file], [inputmode=none]), textarea, select";
const KEYBOARD_IS_A_FIFTH = 0.8;
const GAP_PX = 12;

const whatIsSeen = () =>
  window.visualViewport ?? {
    get height() {
      return innerHeight;
    },
    offsetTop: 0,
  };

// What the bar says stays at the top, over all else.
const endOfBar = (el) =>
  el.querySelector(".qi-bar:not([hidden])")?.getBoundingClientRect().bottom ?? 0;

// The field that somebody is in comes out from under the bars, with what is wrong with it.
export const uncover = (el) => {
  const field = document.activeElement.closest("input, textarea, select");
  if (!field || !el.contains(field)) return;
  const seen = whatIsSeen();
  const foot = el.querySelector(".qi-foot:not([hidden])")?.getBoundingClientRect().top ?? Infinity;
  const low = Math.min(foot, seen.offsetTop + seen.height) - GAP_PX;
  const high = Math.max(endOfBar(el), seen.offsetTop) + GAP_PX;
  const box = (field.closest(".qi-field, .qi-pad-box") ?? field).getBoundingClientRect();
  const isBelow = box.bottom > low && box.top > high;
  const by = isBelow ? Math.min(box.bottom - low, box.top - high) : Math.min(0, box.top - high);
  if (by) window.scrollBy({ top: by, behavior: "instant" });
};

export const keepFieldInView = (el, signal) => {
  const seen = whatIsSeen();
  let [width, tallest] = [innerWidth, seen.height];

  const field = () => {
    const focused = document.activeElement;
    return el.contains(focused) && focused.matches(TYPED_IN) ? focused : null;
  };
  // What is there of a keyboard is told by the height that is left. The page gets room to move up
  // in, and loses it only when the keyboard is gone: a tap on a button below still meets it.
  const measure = () => {
    if (innerWidth !== width) [width, tallest] = [innerWidth, seen.height]; // turned round
    tallest = Math.max(tallest, seen.height);
    el.classList.toggle("has-keyboard", seen.height < tallest * KEYBOARD_IS_A_FIFTH);
  };
  const show = () => {
    const focused = field();
    if (!focused || !el.classList.contains("has-keyboard")) return;
    const box = focused.getBoundingClientRect();
    const top = box.top - seen.offsetTop;
    const covered = Math.max(0, endOfBar(el) - seen.offsetTop);
    const room = seen.height - covered;
    const end = covered + room / 2;
    const isInUpperHalf = top >= covered && top + Math.min(box.height, 60) <= end;
    if (!isInUpperHalf) window.scrollBy({ top: top - covered - room / 5, behavior: "instant" });
  };
  const look = () => {
    measure();
    show();
  };
  measure();
  (window.visualViewport ?? window).addEventListener("resize", look, { signal });
  el.addEventListener("focusin", () => requestAnimationFrame(show), { signal });
};
