"""An iPad that journeys hold in a browser driven by WebDriver: used by what is read on the page.

The hand is a mouse: WebKitGTK's driver takes pointers of the type "touch" and moves a mouse. What
only fingers do, `pinch` gives to the page as events of its own making.
"""

from pathlib import Path
from typing import Any

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

__all__ = ["Tablet"]

_SECONDS = 30
_LOOK_EVERY_SECONDS = 0.1
_CHANGING = (StaleElementReferenceException,)


class Tablet:
    """A browser, used by what is read on the page."""

    def __init__(self, driver: WebKitGTK) -> None:
        self._driver = driver
        self.site = ""

    def go(self, address: str) -> None:
        """Open an address of the hub."""
        self._driver.get(self.site + address)

    def reload(self) -> None:
        """Load the page again."""
        self._driver.refresh()

    def see(self, css: str, text: str = "") -> WebElement:
        """Wait for a visible element, with this text in it where one is given."""

        def found(driver: WebKitGTK) -> WebElement | None:
            every = driver.find_elements(By.CSS_SELECTOR, css)
            return next((one for one in every if one.is_displayed() and text in one.text), None)

        return self._wait.until(found, f"no {css} with {text!r} on the page")

    def gone(self, css: str) -> None:
        """Wait until no such element is there."""
        self._wait.until_not(
            lambda driver: driver.find_elements(By.CSS_SELECTOR, css), f"{css} is still there"
        )

    def tap(self, css: str, text: str = "") -> None:
        """Tap on what reads so."""
        self.bring(css, text)
        # By its place: what is drawn in an SVG is nothing that WebDriver can click on.
        hand = ActionBuilder(self._driver)
        hand.pointer_action.move_to_location(*self.middle(css, text)).click()
        hand.perform()

    def bring(self, css: str, text: str = "") -> None:
        """Scroll the page until this is in the middle of it."""
        self._driver.execute_script(_BRING, self.see(css, text))

    def middle(self, css: str, text: str = "") -> tuple[int, int]:
        """Give where on the screen the middle of this is."""
        across, down = self._driver.execute_script(_MIDDLE, self.see(css, text))
        return across, down

    def drag(self, css: str, to: tuple[int, int]) -> None:
        """Drag what is on the screen to a place on it."""
        across, down = self.middle(css)
        hand = ActionBuilder(self._driver)
        hand.pointer_action.move_to_location(across, down).pointer_down()
        for step in (1, 2, 3, 4):
            hand.pointer_action.move_to_location(
                across + (to[0] - across) * step // 4, down + (to[1] - down) * step // 4
            )
        hand.pointer_action.pointer_up()
        hand.perform()

    def pinch(self, css: str, *, apart: tuple[int, int]) -> None:
        """Put two fingers on this, so many pixels apart, and move them to be as many apart."""
        self._driver.execute_script(_PINCH, self.see(css), *apart)

    def open_tool(self, kind: str, project: str) -> None:
        """Open a tool at a project, past its tour."""
        self.go(f"/services/apps/render/{kind}.ipynb?project={project}")
        self.see("[data-live] h1")
        self.tap_if_there("button", "Skip")
        self.gone(".is-busy")

    def tap_if_there(self, css: str, text: str) -> None:
        """Tap on what may be there."""
        is_there = self._wait.until(
            lambda driver: [
                any(text in one.text for one in driver.find_elements(By.CSS_SELECTOR, css))
            ]
        )
        if is_there == [True]:
            self.tap(css, text)

    def box(self, label: str) -> WebElement:
        """Wait for the box with this label."""
        found = self._wait.until(
            lambda driver: driver.execute_script(_BOX, label), f"no box {label!r} on the page"
        )
        assert isinstance(found, WebElement)
        return found

    def type(self, label: str, text: str, *, enter: bool = False) -> None:
        """Type into a box."""
        self.box(label).send_keys(text, *([Keys.ENTER] if enter else []))

    def paste(self, label: str, text: str) -> None:
        """Put a text into a box as pasting does, all at once."""
        self._driver.execute_script(_PASTE, self.box(label), text)

    def reads(self, label: str, text: str) -> None:
        """Wait until this is in the box with this label."""
        self._wait.until(
            lambda _: self.box(label).get_attribute("value") == text, f"{label!r} is not {text!r}"
        )

    def write(self, label: str, text: str) -> None:
        """Write into a box in place of what is there."""
        box = self.box(label)
        self._driver.execute_script("arguments[0].select();", box)
        box.send_keys(text)

    def attach(self, file: Path) -> None:
        """Choose a file where the page asks for one."""
        chooser = By.CSS_SELECTOR, "input[type=file]"  # unseen: its label is what is tapped
        self._wait.until(lambda driver: driver.find_elements(*chooser), "no file is asked for")
        self._driver.find_element(*chooser).send_keys(str(file))

    def hold(self, size: dict[str, int]) -> None:
        """Turn it round, or leave so much of its screen to the page as a keyboard does."""
        self._driver.set_window_rect(0, 0, size["width"], size["height"])

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """Ask the page, as Playwright's pages are asked."""
        return self._driver.execute_script(_EVALUATE % expression, arg)

    @property
    def _wait(self) -> WebDriverWait[WebKitGTK]:
        return WebDriverWait(self._driver, _SECONDS, _LOOK_EVERY_SECONDS, _CHANGING)


_BOX = """
const name = [...document.querySelectorAll("label")].find(
  label => label.checkVisibility() && label.textContent.trim() === arguments[0]);
return name && name.control;
"""
_BRING = "arguments[0].scrollIntoView({ block: 'center' });"
_MIDDLE = """
const box = arguments[0].getBoundingClientRect();
return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
"""
_PINCH = """
const [el, from, to] = arguments;
const box = el.getBoundingClientRect();
const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
const finger = (kind, pointerId, clientX) =>
  document.elementFromPoint(clientX, y).dispatchEvent(new PointerEvent(kind, {
    pointerId, clientX, clientY: y, pointerType: "touch", bubbles: true, cancelable: true }));
const both = (kind, apart) =>
  [-1, 1].forEach(side => finger(kind, 20 + side, x + side * apart / 2));
both("pointerdown", from);
for (let step = 1; step <= 8; step += 1) both("pointermove", from + (to - from) * step / 8);
both("pointerup", to);
"""
_PASTE = """
const [box, text] = arguments;
box.focus();
document.execCommand("insertText", false, text);
"""
_EVALUATE = "const it = %s; return typeof it === 'function' ? it(arguments[0]) : it;"
