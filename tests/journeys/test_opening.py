"""How an app opens: its chart with the first bytes, few requests, nothing carried twice."""

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.keys import program_of

pytestmark = pytest.mark.journey

HERON = "home-before-lunch-on-heron-ward"
MEASURE = "ydqigmppx3"
APP = f"/services/apps/render/chart.ipynb?project={HERON}&measure={MEASURE}"


class Traffic:
    """What a page asks of the network, and how many bytes come back."""

    def __init__(self, page: Page) -> None:
        self.asked: dict[str, str] = {}
        self.cached: set[str] = set()
        self.bytes = 0
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.requestWillBeSent", self._sent)
        line.on("Network.requestServedFromCache", lambda one: self.cached.add(one["requestId"]))
        line.on("Network.responseReceived", self._answered)
        line.on("Network.loadingFinished", self._finished)
        line.on("Network.webSocketCreated", lambda one: self.asked.update({one["requestId"]: "ws"}))

    @property
    def requests(self) -> list[str]:
        """The addresses that were asked for over the network."""
        return [url for one, url in self.asked.items() if one not in self.cached]

    def forget(self) -> None:
        """Begin to count anew."""
        self.asked.clear()
        self.cached.clear()
        self.bytes = 0

    def _sent(self, event: dict[str, dict[str, str]]) -> None:
        url = event["request"]["url"]
        if not url.startswith(("data:", "blob:")):
            self.asked[str(event["requestId"])] = url

    def _answered(self, event: dict[str, dict[str, object]]) -> None:
        if event["response"].get("fromDiskCache"):
            self.cached.add(str(event["requestId"]))

    def _finished(self, event: dict[str, int]) -> None:
        self.bytes += int(event["encodedDataLength"])


def test_my_chart_is_light_when_fresh_and_lighter_when_warm(visitor: Callable[..., Page]) -> None:
    page = visitor("grace")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    traffic = Traffic(page)

    open_app(page, "chart", project=HERON, measure=MEASURE)
    page.wait_for_timeout(500)

    assert len(traffic.requests) <= 40, traffic.requests
    assert traffic.bytes <= 1_500_000

    page.goto("/home")
    traffic.forget()
    open_app(page, "chart", project=HERON, measure=MEASURE)
    page.wait_for_timeout(500)

    assert len(traffic.requests) <= 3, traffic.requests
    assert traffic.bytes <= 100_000


def test_chart_comes_before_the_kernel_and_is_replaced_where_it_stands(
    hub: RunningHub, visitor: Callable[..., Page]
) -> None:
    page = visitor("grace")
    open_app(page, "chart", project=HERON, measure=MEASURE)
    live = _places(page)
    cookies = {one["name"]: one["value"] for one in page.context.cookies(f"{hub.url}{APP}")}

    sent = ""
    with httpx.stream("GET", f"{hub.url}{APP}", cookies=cookies, timeout=60) as answer:
        for piece in answer.iter_text():
            sent += piece
            if "</svg>" in sent:
                break

    assert '"kernel"' not in sent
    page.evaluate("window.stop()")
    # The page as it was then, without what would make it live.
    page.route("**/page.js", lambda route: route.abort())
    page.goto(APP)
    expect(page.locator("#first svg")).to_be_visible()
    assert _places(page) == live


@pytest.mark.parametrize("size", [IPAD, {"width": IPAD["height"], "height": IPAD["width"]}])
def test_paper_chart_of_plain_mode_comes_first_too_and_stays_where_it_is(
    hub: RunningHub, person: Callable[..., Page], size: dict[str, int]
) -> None:
    page = person("grace", size=size)
    page.context.add_cookies([{"name": "qihub_plain", "value": "1", "url": hub.url}])
    open_app(page, "chart", project=HERON)
    live, asked = _places(page), page.get_by_role("heading", level=1).inner_text()

    page.route("**/page.js", lambda route: route.abort())
    page.goto(f"/services/apps/render/chart.ipynb?project={HERON}")

    first = page.locator("#first")
    expect(first.locator(".qi-chart svg ellipse").first).to_be_visible()
    expect(first.get_by_role("heading", level=1)).to_have_text(asked)
    assert _places(page) == live


def test_nobody_sees_the_chart_of_a_project_that_is_not_theirs(
    hub: RunningHub, visitor: Callable[..., Page]
) -> None:
    with program_of(hub, "grace") as grace:
        project = {"title": "Quiet please", "visibility": "team"}
        slug = grace.post("/api/projects", json=project).json()["project"]["slug"]
        there = f"/api/projects/{slug}/measures"
        measure = grace.post(there, json={"name": "Woken at night"}).json()["measure"]["id"]
        points = [{"when": f"2025-{month:02}-01", "value": month} for month in range(1, 9)]
        grace.post(f"{there}/{measure}/observations", json=points).raise_for_status()
    app = f"/services/apps/render/chart.ipynb?project={slug}&measure={measure}"
    graces, priyas = visitor("grace"), visitor("priya")

    graces.goto(app, wait_until="commit")
    priyas.goto(app)

    expect(graces.get_by_role("heading", level=1)).to_contain_text("Woken at night")
    expect(priyas.get_by_role("heading", level=1)).to_have_text("This did not open")
    assert "Woken" not in priyas.content()
    priyas.context.add_cookies([{"name": "qihub_plain", "value": "1", "url": hub.url}])
    priyas.goto(app)
    assert "woken" not in priyas.content().casefold()


def _places(page: Page) -> list[list[float]]:
    return page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(el => {
          const { x, y, width, height } = el.getBoundingClientRect();
          return [x, y, width, height].map(Math.round);
        })""",
        ".qi-title, h1, h1 + .qi-hint, .qi-chart svg, .qi-charted + .qi-words",
    )
