"""The iPad's engine, WebKit, as Debian packages it: a window of an iPad's size, signed in."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests import from_debian
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.tablet import Tablet

__all__ = ["ACROSS", "WEBKIT", "ipad_of"]

WEBKIT = [
    pytest.mark.journey,
    # Selenium's own class for WebKit calls Selenium in a way that it has given up.
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
]
"""The marks of every test with WebKit in it."""

ACROSS = {"width": IPAD["height"], "height": IPAD["width"]}
"""An iPad that is held the other way."""


@contextmanager
def ipad_of(name: str, request: pytest.FixtureRequest) -> Iterator[Tablet]:
    """Give somebody an iPad, signed in; the hub is started only where there is WebKit for it."""
    with _tablet() as ipad:
        hub: RunningHub = request.getfixturevalue("hub")
        ipad.site = hub.url
        ipad.go("/hub/login?next=%2Fhome")
        ipad.type("User name", name)
        ipad.type("Password", hub.password)
        ipad.tap("button", "Sign in")
        ipad.see("h1")
        yield ipad


@contextmanager
def _tablet() -> Iterator[Tablet]:
    """Open the browser on a screen of its own; skips the test where it is not installed."""
    found = from_debian.webkit()
    if found is None:
        pytest.skip("WebKit is not installed: sudo apt-get install webkit2gtk-driver xvfb")
    browser, driver_program = found
    with ExitStack() as ends:
        screen = ends.enter_context(_screen())
        options = Options()
        options.binary_location = browser
        options.add_argument("--automation")
        # WebKit's own sandbox does not start inside a container.
        environment = {
            **os.environ,
            "DISPLAY": screen,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        driver = WebKitGTK(options=options, service=Service(driver_program, env=environment))
        ends.callback(driver.quit)
        ipad = Tablet(driver)
        ipad.hold(IPAD)
        yield ipad


@contextmanager
def _screen() -> Iterator[str]:
    told, tells = os.pipe()
    size = f"{IPAD['height']}x{IPAD['height']}x24"  # as wide as it is high: it can be turned round
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
