"""More people than there is room for: an honest page, a fair order, and never a crash."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import IPAD, RunningHub, running_hub, sign_in
from tests.journeys.viewers import Viewer, kernels_of, signed_in

pytestmark = pytest.mark.journey

APP = "/services/apps/render/start.ipynb"
ROOM = "/services/apps/room"
MOST = 7
MOST_OF_ONE = 6
FULL = "The hub is full just now"
A_MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def small_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """A hub on which few apps may be open at once."""
    folder = tmp_path_factory.mktemp("small") / "data"
    with running_hub(folder, QIHUB_APPS_MOST_VIEWERS=str(MOST)) as running:
        yield running


@pytest.fixture
def people(small_hub: RunningHub) -> Iterator["People"]:
    """Whoever the test signs in; their apps are closed after it."""
    with People(small_hub) as found:
        yield found


class People(ExitStack):
    """People at a hub, each with connected pages."""

    def __init__(self, hub: RunningHub) -> None:
        super().__init__()
        self._hub = hub

    def signed_in(self, name: str) -> Viewer:
        """Sign somebody in."""
        return self.enter_context(signed_in(self._hub, name))

    def open(self, viewer: Viewer) -> str:
        """Open an app for somebody, whose page stays connected until the test is over."""
        has_room(viewer, within_seconds=30)  # places are held for who was in the test before
        kernel = viewer.open()
        self.enter_context(viewer.line(kernel))
        self.callback(viewer.close, kernel)
        return kernel


def has_room(viewer: Viewer, *, within_seconds: float = 0) -> bool:
    """Tell whether there is room for somebody, or soon is."""
    deadline = time.monotonic() + within_seconds
    while not (found := bool(viewer.client.get(ROOM).json()["has_room"])):
        if time.monotonic() >= deadline:
            break
        time.sleep(1)
    return found


@pytest.fixture
def page(small_hub: RunningHub, browser: Browser) -> Iterator[Page]:
    """Edith's iPad."""
    context = _ipad(small_hub, browser)
    page = context.new_page()
    sign_in(page, "edith", small_hub.password)
    yield page
    page.goto("/home")  # which ends what was open
    context.close()


def _ipad(hub: RunningHub, browser: Browser) -> BrowserContext:
    return browser.new_context(viewport=IPAD, base_url=hub.url, has_touch=True)


def test_one_person_opens_six_and_not_a_seventh(small_hub: RunningHub, people: People) -> None:
    grace = people.signed_in("grace")
    kernels = [people.open(grace) for _ in range(MOST_OF_ONE)]

    refused = grace.ask_for()

    assert refused.status_code == 429
    assert f"You have {MOST_OF_ONE} tools open" in refused.text
    assert "Close one of them, and this one opens by itself." in refused.text
    assert len(kernels_of(small_hub)) == MOST_OF_ONE
    grace.close(kernels[0])
    people.open(grace)


def test_a_full_waiting_room_says_so_keeps_the_order_and_moves_on_by_itself(
    small_hub: RunningHub, people: People, page: Page
) -> None:
    grace, tom, priya = (people.signed_in(name) for name in ("grace", "tom", "priya"))
    kernels = [people.open(grace) for _ in range(MOST - 1)] + [people.open(tom)]

    answer = page.goto(APP)
    assert answer
    late = priya.ask_for()

    assert answer.status == late.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    expect(page.get_by_role("heading", level=1)).to_have_text(FULL)
    expect(page.get_by_role("status")).to_have_text("You are next.")
    expect(page.get_by_text("What you typed before is kept on this device.")).to_be_visible()
    expect(page.get_by_role("link", name="Look at the gallery")).to_be_visible()
    assert "1 person is before you." in late.text
    assert len(kernels_of(small_hub)) == MOST
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()

    page.reload()
    expect(page.get_by_role("status")).to_have_text("You are next.")
    tom.close(kernels[-1])

    expect(page.locator(".qi-frame h1")).to_be_visible(timeout=A_MINUTE_MS)
    assert "You are next." in priya.ask_for().text
    assert len(kernels_of(small_hub)) == MOST


def test_who_is_inside_may_load_the_page_again_while_others_wait(
    small_hub: RunningHub, people: People, page: Page
) -> None:
    page.goto(APP)
    expect(page.locator(".qi-frame h1")).to_be_visible(timeout=A_MINUTE_MS)
    grace, tom = people.signed_in("grace"), people.signed_in("tom")
    for _ in range(MOST - 1):
        people.open(grace)
    assert tom.ask_for().status_code == 503

    page.reload()

    expect(page.locator(".qi-frame h1")).to_be_visible(timeout=A_MINUTE_MS)
    assert tom.ask_for().status_code == 503


@pytest.mark.parametrize("others", [0, MOST - 1], ids=["room", "full"])
def test_who_loads_a_page_again_and_again_is_never_refused(
    small_hub: RunningHub, people: People, page: Page, others: int
) -> None:
    grace = people.signed_in("grace")
    for _ in range(others):
        people.open(grace)
    page.goto(APP)
    expect(page.locator(".qi-frame h1")).to_be_visible(timeout=A_MINUTE_MS)

    answers = [page.reload(wait_until="domcontentloaded") for _ in range(10)]

    assert [answer and answer.status for answer in answers] == [200] * 10
    expect(page.locator(".qi-frame h1")).to_be_visible(timeout=A_MINUTE_MS)
    assert len(kernels_of(small_hub)) <= others + MOST_OF_ONE


def test_an_app_that_is_not_there_holds_no_place(small_hub: RunningHub, people: People) -> None:
    grace, tom, priya = (people.signed_in(name) for name in ("grace", "tom", "priya"))
    for _ in range(MOST - 1):
        people.open(tom)
    assert has_room(priya, within_seconds=30)

    for address in ("nothing.ipynb", "%2e%2e/%2e%2e/hub_config/keys.py"):
        assert grace.ask_for(address).status_code == 404

    assert has_room(priya)


def test_the_page_that_waits_is_not_stopped_by_a_lost_connection(
    small_hub: RunningHub, people: People, page: Page
) -> None:
    grace, tom = people.signed_in("grace"), people.signed_in("tom")
    for _ in range(MOST - 1):
        people.open(grace)
    kernel = people.open(tom)
    page.goto(APP)
    page.context.set_offline(True)
    tom.close(kernel)
    page.wait_for_timeout(6_000)
    expect(page.get_by_role("heading", level=1)).to_have_text(FULL)
    page.context.set_offline(False)

    expect(page.locator(".qi-frame h1")).to_be_visible(timeout=A_MINUTE_MS)
