"""Which controls on a page are too small for a finger, hidden by a keyboard, or out of reach."""

from typing import Any, Protocol

from playwright.sync_api import Page, TimeoutError

__all__ = [
    "BEYOND_THE_SCREEN",
    "SMALLEST_PX",
    "WORDS_UNDER_BUTTONS",
    "Answers",
    "covered_fields",
    "small_controls",
    "unreached_by_tab",
]

SMALLEST_PX = 44
_ABOVE_A_KEYBOARD_PX = 500
_FIELDS = (
    "main :is(input:not([type=radio], [type=checkbox], [type=file], [inputmode=none]), "
    "textarea, select):visible"
)

BEYOND_THE_SCREEN = """
(() => {
  const { scrollWidth } = document.documentElement;
  return scrollWidth > innerWidth ? [scrollWidth, innerWidth] : [];
})()
"""
"""How wide the page is, where it is wider than the screen."""

WORDS_UNDER_BUTTONS = """
(() => {
  const buttons = [...document.querySelectorAll("main .qi-actions:first-child > *")]
    .map((el) => el.getBoundingClientRect());
  return [...document.querySelectorAll("main > :is(h1, .qi-hint)")].filter((el) => {
    const words = document.createRange();
    words.selectNodeContents(el);
    return [...words.getClientRects()].some((line) => buttons.some((button) =>
      line.left < button.right && line.right > button.left &&
      line.top + 8 < button.bottom && line.bottom - 8 > button.top));
  }).map((el) => el.textContent);
})()
"""
"""Which words at the top of a tool lie under its buttons."""

# What has the focus can be seen to have it, by an outline or a shadow of its own, of its label or
# of what is drawn inside it.
_FOCUSED = """
() => {
  const el = document.activeElement;
  if (el.dataset.seen === "now") return ""; // the next part of a date
  if (el === document.body || "seen" in el.dataset) return null;
  document.querySelector("[data-seen=now]").dataset.seen = "";
  el.dataset.seen = "now";
  const shown = [el, el.closest("label"), el.querySelector("rect")].filter(Boolean)
    .map(getComputedStyle);
  const isShown = shown.some((one) => one.outlineStyle !== "none" || one.boxShadow !== "none");
  return isShown ? "" : el.outerHTML.slice(0, 120);
}
"""
_NOT_SEEN = """
() => {
  const all = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']"
  );
  // Of a group of radio buttons, Tab reaches one.
  const radios = [...document.querySelectorAll("[type=radio][data-seen]")];
  const groups = new Set(radios.map((el) => el.name));
  return [...all]
    .filter((el) => !("seen" in el.dataset) && !groups.has(el.name) && el.checkVisibility())
    .map((el) => el.outerHTML.slice(0, 120));
}
"""

# Buttons, what looks like one, and boxes. A link in a sentence may be as high as its line (WCAG
# 2.5.8); a box that is only ticked is as large as its label.
_SMALL_CONTROLS = """
smallest => [...document.querySelectorAll(
    "button, input:not([type=hidden]), select, textarea, summary, [role=button], " +
    "a.button, a.qi-button, a.whole, nav a"
  )].filter(el => el.checkVisibility({ visibilityProperty: true }))
    .map(el => {
      const isInItsLabel = ["checkbox", "radio", "file"].includes(el.type);
      const target = (isInItsLabel && el.closest("label")) ||
        (el.matches("a.whole") && el.closest(".card")) || el;
      const box = target.getBoundingClientRect();
      return [el.outerHTML.slice(0, 90), Math.round(box.width), Math.round(box.height)];
    })
    .filter(([, width, height]) => width > 1 && (height < smallest || width < smallest))
"""


class Answers(Protocol):
    """A page of any browser, that can be asked."""

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """Give what an expression is on the page, or what a function there gives for a value."""


def small_controls(page: Answers) -> list[Any]:
    """List the visible controls that are lower or narrower than a finger needs."""
    found: list[Any] = page.evaluate(_SMALL_CONTROLS, SMALLEST_PX)
    return found


def covered_fields(page: Page, held: dict[str, int]) -> list[str]:
    """Name the last field, if a keyboard on the screen leaves it outside the upper half."""
    fields = page.locator(_FIELDS)
    if not fields.count():
        return []
    last = fields.last
    last.focus()
    page.set_viewport_size({"width": held["width"], "height": _ABOVE_A_KEYBOARD_PX})
    try:
        page.wait_for_function(
            "half => { const { top } = document.activeElement.getBoundingClientRect();"
            " return top >= 0 && top < half - 40; }",
            arg=_ABOVE_A_KEYBOARD_PX / 2,
            timeout=3_000,
        )
    except TimeoutError:
        return [str(last.evaluate("el => el.outerHTML.slice(0, 120)"))]
    finally:
        last.blur()
        page.set_viewport_size(held)
    return []


def unreached_by_tab(page: Page, *, most: int = 150) -> list[str]:
    """Walk through the page by Tab; list what is not reached, or does not show its focus."""
    page.evaluate(
        "(el => { el.focus(); el.dataset.seen = 'now'; })(document.querySelector('a[href]'))"
    )
    hidden: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate(_FOCUSED)
        if told is None:
            break  # past the last of them: nothing holds the focus back
        if told:
            hidden.append(told)
    else:
        return ["the focus never leaves the page"]
    missed: list[str] = page.evaluate(_NOT_SEEN)
    return hidden + missed
