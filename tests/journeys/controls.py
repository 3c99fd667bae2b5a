"""Which controls on a page are too small for a finger."""

from typing import Any

from playwright.sync_api import Page

__all__ = ["SMALLEST_PX", "small_controls"]

SMALLEST_PX = 44

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


def small_controls(page: Page) -> list[Any]:
    """List the visible controls that are lower or narrower than a finger needs."""
    found: list[Any] = page.evaluate(_SMALL_CONTROLS, SMALLEST_PX)
    return found
