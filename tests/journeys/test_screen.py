"""A TV in a real browser: it shows posters, and goes on when the service or the network is away."""

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Locator, Page, expect

from gallery.app import create_app
from gallery.settings import Settings
from gallery.store import Store, open_store
from hub_config.demonstration import load_demonstration
from tests.gallery.conftest import ChosenIdentity
from tests.journeys.conftest import TV

pytestmark = pytest.mark.journey

A_MINUTE = 60_000


class Service:
    """The gallery service, which can be stopped and started again on the same port."""

    def __init__(self, settings: Settings) -> None:
        self.store: Store = open_store(settings.store_url)
        self._settings = settings
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://localhost:{self._port}"

    def start(self) -> None:
        app = create_app(self._settings, self.store, ChosenIdentity())
        config = uvicorn.Config(app, port=self._port, log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        self._port = self._server.servers[0].sockets[0].getsockname()[1]

    def stop(self) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join()


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with the demonstration in it."""
    running = Service(Settings(data_folder=tmp_path_factory.mktemp("screen")))
    load_demonstration(running.store)
    running.start()
    yield running
    running.stop()
    running.store.close()


@pytest.fixture
def screen(service: Service, browser: Browser) -> Iterator[Page]:
    """A TV that shows the first of ten posters; its clock is in the test's hands."""
    _, token = service.store.screens.create("Main entrance", by="admin")
    context = browser.new_context(viewport=TV)
    page = context.new_page()
    page.clock.install()
    page.goto(f"{service.url}/tv/{token}")
    page.wait_for_function("navigator.serviceWorker.ready")
    # The worker keeps what goes through it, which is the second visit on.
    page.reload()
    expect(_count(page)).to_have_text("1 of 10")
    yield page
    context.close()


def _count(page: Page) -> Locator:
    return page.locator("#count")


def _finding(page: Page) -> str:
    return page.locator("#stage > .arriving h1").last.inner_text()


def test_posters_follow_each_other_and_keys_move_and_pause(screen: Page) -> None:
    first = _finding(screen)

    screen.clock.run_for(10_500)
    expect(_count(screen)).to_have_text("2 of 10")
    assert _finding(screen) != first

    screen.keyboard.press("ArrowLeft")
    screen.keyboard.press("Space")
    screen.clock.run_for(30_000)
    expect(_count(screen)).to_have_text("1 of 10")


def test_a_screen_goes_on_and_restarts_while_the_service_is_down(
    screen: Page, service: Service
) -> None:
    service.stop()

    screen.clock.run_for(5 * A_MINUTE)
    expect(screen.locator("#stale")).to_contain_text("Last updated ")
    screen.reload()
    expect(_count(screen)).to_contain_text(" of 10")
    assert _finding(screen)
    assert screen.locator(".slide__qr svg").last.is_visible()

    service.start()
    screen.clock.run_for(2 * A_MINUTE)
    expect(screen.locator("#stale")).to_be_hidden()


def test_a_new_set_of_posters_arrives_by_itself(screen: Page, service: Service) -> None:
    service.store.lifecycle.unpublish("fewer-falls-at-larch-house", by="edith")

    screen.clock.run_for(A_MINUTE + 1_000)

    expect(_count(screen)).to_contain_text(" of 9")


def test_a_screen_whose_link_was_taken_back_says_so(screen: Page, service: Service) -> None:
    only = service.store.screens.all()[0]
    service.store.screens.revoke(only.id, by="admin")

    screen.clock.run_for(A_MINUTE + 1_000)

    expect(screen.get_by_role("heading")).to_have_text("This screen has been switched off")
    assert screen.evaluate("localStorage.length") == 0
