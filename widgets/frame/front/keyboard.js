// The keyboard on the screen never covers the field: what is typed in stays in the upper half of what can be seen.

const TYPED_IN =
  "input:not([type=radio], [type=checkbox], [type=file], [inputmode=none]), textarea, select";
const KEYBOARD_IS_A_FIFTH = 0.8;

export const keepFieldInView = (el, signal) => {
  const seen = window.visualViewport ?? {
    get height() {
      return innerHeight;
    },
    offsetTop: 0,
  };
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
    const isInUpperHalf = top >= 0 && top + Math.min(box.height, 60) <= seen.height / 2;
    if (!isInUpperHalf) window.scrollBy({ top: top - seen.height / 5, behavior: "instant" });
  };
  const look = () => {
    measure();
    show();
  };
  measure();
  (window.visualViewport ?? window).addEventListener("resize", look, { signal });
  el.addEventListener("focusin", () => requestAnimationFrame(show), { signal });
};
