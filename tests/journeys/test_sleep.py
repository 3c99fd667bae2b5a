"""An iPad sleeps, a connection drops, a kernel ends: the app comes back with every word."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.apps import open_app
from tests.journeys.conftest import RunningHub
from tests.journeys.keys import program_of
from tests.journeys.viewers import Viewer, kernels_of, service_of, signed_in

pytestmark = pytest.mark.journey

APPS = "/services/apps/"
SENT, UNSENT = "Plover Ward", ", by the lift"
WHOLE = SENT + UNSENT
A_MINUTE = 60
BACK_MS = 90_000  # a page loads itself again at most every half minute


@dataclass(frozen=True)
class App:
    """*Start a project* on Tom's iPad, where he types a place."""

    hub: RunningHub
    page: Page
    slug: str

    @property
    def place(self) -> Locator:
        return self.page.get_by_label("Which ward, team or home?")

    @property
    def bar(self) -> Locator:
        return self.page.locator(".qi-bar")

    @property
    def kernel(self) -> str:
        config = self.page.locator("#jupyter-config-data").text_content()
        return str(json.loads(config or "")["kernelId"])

    def is_back(self, text: str) -> None:
        """Expect what was typed in the box and in the project store, and no bar."""
        expect(self.place).to_have_value(text, timeout=BACK_MS)
        expect(self.page.locator(".qi-sign")).to_contain_text("Save", timeout=BACK_MS)
        expect(self.page.locator(".qi-sign")).not_to_contain_text("Not saved", timeout=BACK_MS)
        expect(self.bar).to_be_hidden()
        with program_of(self.hub, "tom") as tom:
            deadline = time.monotonic() + A_MINUTE
            while self._stored(tom) != text and time.monotonic() < deadline:
                time.sleep(0.5)
            assert self._stored(tom) == text

    def _stored(self, tom: httpx.Client) -> str:
        return str(tom.get(f"/api/projects/{self.slug}").json()["project"]["place"])


@pytest.fixture
def app(hub: RunningHub, person: Callable[..., Page]) -> App:
    """Tom's app, with a first word typed and saved."""
    page = person("tom")
    with program_of(hub, "tom") as tom:
        given = {"title": "Letters on time", "problem": "Letters come late"}
        slug = tom.post("/api/projects", json=given).json()["project"]["slug"]
    open_app(page, "start", project=slug)
    app = App(hub, page, slug)
    app.place.press_sequentially(SENT)
    expect(page.locator(".qi-sign[data-state=saved]")).to_contain_text("Saved")
    return app


@contextmanager
def locked(page: Page) -> Iterator[None]:
    """Lock the screen: no script of the page runs and nothing comes through."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)
    session.send("Page.setWebLifecycleState", {"state": "active"})


@pytest.fixture
def tom(hub: RunningHub) -> Iterator[Viewer]:
    """Tom, as the apps service sees him."""
    with signed_in(hub, "tom") as viewer:
        yield viewer


# The screen locks -------------------------------------------------------------------------------


def test_after_a_short_sleep_the_page_goes_on_with_its_kernel(app: App) -> None:
    kernel = app.kernel
    app.place.press_sequentially(UNSENT)
    with locked(app.page):
        time.sleep(5)

    app.is_back(WHOLE)
    assert app.kernel == kernel


def test_after_a_long_sleep_a_new_kernel_has_every_word(app: App, tom: Viewer) -> None:
    kernel = app.kernel
    app.place.press_sequentially(UNSENT)  # and the lock comes before it is sent
    with locked(app.page):
        tom.close(kernel)  # as the service does by itself after a while
        assert not _is_there(tom, kernel)

    app.is_back(WHOLE)
    assert app.kernel != kernel


def _is_there(tom: Viewer, kernel: str) -> bool:
    return tom.client.get(f"{APPS}api/kernels/{kernel}").is_success


def test_a_tab_that_is_left_and_come_back_to_has_every_word(app: App) -> None:
    app.place.press_sequentially(UNSENT)
    app.page.goto("/home")
    app.page.go_back()

    app.is_back(WHOLE)


# The connection drops ---------------------------------------------------------------------------


def test_a_dropped_connection_shows_a_small_bar_and_mends_itself(app: App) -> None:
    kernel = app.kernel
    app.page.context.set_offline(True)
    expect(app.bar).to_contain_text("No connection just now.")
    app.place.press_sequentially(UNSENT)
    app.page.context.set_offline(False)

    app.is_back(WHOLE)
    assert app.kernel == kernel


# What is left behind ends -----------------------------------------------------------------------


def test_a_closed_tab_ends_its_kernel_at_once(app: App, tom: Viewer) -> None:
    kernel = app.kernel
    app.page.goto("/home")

    assert _seconds_until_gone(tom, kernel) < 5


def test_a_browser_that_is_gone_without_a_word_ends_its_kernel_within_a_minute(
    app: App, tom: Viewer
) -> None:
    kernel = app.kernel
    app.page.context.set_offline(True)  # the goodbye does not get out
    app.page.context.close()

    seconds = _seconds_until_gone(tom, kernel)

    assert 40 < seconds < A_MINUTE


def test_a_page_that_never_connected_ends_its_kernel_within_a_minute(tom: Viewer) -> None:
    assert 40 < _seconds_until_gone(tom, tom.open()) < A_MINUTE


def _seconds_until_gone(tom: Viewer, kernel: str) -> float:
    began = time.monotonic()
    while _is_there(tom, kernel) and time.monotonic() - began < 2 * A_MINUTE:
        time.sleep(0.5)
    return time.monotonic() - began


# What crashes comes back ------------------------------------------------------------------------


def test_after_a_crash_of_its_kernel_the_page_comes_back(app: App, hub: RunningHub) -> None:
    for process in kernels_of(hub):
        process.kill()
    app.place.press_sequentially(UNSENT)

    app.is_back(WHOLE)


def test_after_a_crash_of_the_service_the_page_comes_back(app: App, hub: RunningHub) -> None:
    before = service_of(hub)
    assert before
    kernels = kernels_of(hub)
    before.kill()
    app.place.press_sequentially(UNSENT)
    expect(app.bar).to_contain_text("No connection just now.", timeout=BACK_MS)

    app.is_back(WHOLE)
    assert service_of(hub) != before
    _, left = psutil.wait_procs(kernels, timeout=1)
    assert left == []
