"""The iPad's engine, WebKit, as Debian packages it: a window of an iPad's size, and a hand."""

import glob
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.journeys.conftest import IPAD

__all__ = ["Tablet", "tablet"]

_DRIVER = "/usr/bin/WebKitWebDriver"
_BROWSERS = "/usr/lib/*/webkit2gtk-4*/MiniBrowser"
_SECONDS = 30
_CHANGING = (StaleElementReferenceException,)


class Tablet:
    """A browser with WebKit in it, used by what is read on the page."""

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
        element = self.see(css, text)
        # By its place: what is drawn in an SVG is nothing that WebDriver can click on.
        across, down = self._driver.execute_script(_MIDDLE, element)
        hand = ActionBuilder(self._driver)
        hand.pointer_action.move_to_location(across, down).click()
        hand.perform()

    def tap_if_there(self, css: str, text: str) -> None:
        """Tap on what may be there."""
        if any(text in one.text for one in self._driver.find_elements(By.CSS_SELECTOR, css)):
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

    def hidden_width(self) -> int:
        """Give how many pixels of the page lie to the right of the window."""
        return int(self._driver.execute_script(_HIDDEN_WIDTH))

    @property
    def _wait(self) -> WebDriverWait[WebKitGTK]:
        return WebDriverWait(self._driver, _SECONDS, ignored_exceptions=_CHANGING)


_BOX = """
const name = [...document.querySelectorAll("label")].find(
  label => label.checkVisibility() && label.textContent.trim() === arguments[0]);
return name && name.control;
"""
_MIDDLE = """
arguments[0].scrollIntoView({ block: "center" });
const box = arguments[0].getBoundingClientRect();
return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
"""
_PASTE = """
const [box, text] = arguments;
box.focus();
document.execCommand("insertText", false, text);
"""
_HIDDEN_WIDTH = """
const page = document.documentElement;
return page.scrollWidth - page.clientWidth;
"""


@contextmanager
def tablet() -> Iterator[Tablet]:
    """Open the browser on a screen of its own; skips the test where it is not installed."""
    browsers = glob.glob(_BROWSERS)
    if not (browsers and os.path.exists(_DRIVER) and shutil.which("Xvfb")):
        pytest.skip("WebKit is not installed: sudo apt-get install webkit2gtk-driver xvfb")
    with ExitStack() as ends:
        screen = ends.enter_context(_screen())
        options = Options()
        options.binary_location = browsers[0]
        options.add_argument("--automation")
        # WebKit's own sandbox does not start inside a container.
        environment = {
            **os.environ,
            "DISPLAY": screen,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        driver = WebKitGTK(options=options, service=Service(_DRIVER, env=environment))
        ends.callback(driver.quit)
        driver.set_window_rect(0, 0, IPAD["width"], IPAD["height"])
        yield Tablet(driver)


@contextmanager
def _screen() -> Iterator[str]:
    told, tells = os.pipe()
    size = f"{IPAD['width']}x{IPAD['height']}x24"
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tells), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=(tells,),
        stderr=subprocess.DEVNULL,
    )
    os.close(tells)
    try:
        with os.fdopen(told) as number:
            yield f":{number.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait()
