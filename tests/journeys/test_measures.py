"""*Measures* on an iPad: three are made, one is changed, counted on, printed, and come back to."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.controls import SMALLEST_PX, small_controls
from tests.journeys.keys import program_of

pytestmark = pytest.mark.journey

WHICH_KIND = "What is the new measure for?"


@pytest.fixture(scope="module")
def novice(visitor: Callable[..., Page]) -> Page:
    """Grace, on an iPad."""
    return visitor("grace", size=IPAD)


@pytest.fixture(scope="module")
def ours(hub: RunningHub) -> str:
    """A new project of Grace’s, without a measure."""
    with program_of(hub, "grace") as program:
        answer = program.post("/api/projects", json={"title": "Fewer falls at night"})
        return str(answer.raise_for_status().json()["project"]["slug"])


def _add(page: Page, kind: str, name: str) -> None:
    page.get_by_role("button", name="Add a measure").tap()
    # The family shows kinds too: they are not the ones to tap.
    expect(page.get_by_role("heading", level=1)).to_have_text(WHICH_KIND)
    page.get_by_role("button", name=re.compile(f"^{kind}")).tap()
    page.get_by_label("What you count").fill(name)
    page.get_by_role("button", name="Carry on").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("button", name="All measures").tap()
    expect(page.locator(f'[data-label*="{name}"]')).to_be_visible()


def _fits(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert small_controls(page) == [], f"smaller than {SMALLEST_PX} px"


def test_example_is_open_to_everyone_and_by_keyboard(novice: Page) -> None:
    novice.goto("/services/apps/render/measures.ipynb?practice=1")
    expect(novice.get_by_text("This is practice")).to_be_visible(timeout=60_000)
    _fits(novice)

    novice.locator("[data-item]").first.focus()
    novice.keyboard.press("Enter")

    expect(novice.get_by_role("heading", level=1)).to_have_text("Falls")
    novice.get_by_text("Targets over time (1)").tap()
    _fits(novice)


def test_family_is_made_changed_undone_and_come_back_to(novice: Page, ours: str) -> None:
    open_app(novice, "measures", project=ours)
    novice.get_by_role("button", name="Skip").tap()
    _add(novice, "Outcome", "Falls")
    expect(novice.get_by_text("No balancing measure: what could get worse?")).to_be_visible()
    _add(novice, "Process", "Huddles held")
    _add(novice, "Balancing", "Complaints")
    expect(novice.get_by_text("No balancing measure")).to_have_count(0)
    _fits(novice)

    novice.locator('[data-label*="Falls"]').tap()
    novice.get_by_label("Who collects it").fill("The night nurse")
    expect(novice.locator(".qi-sign")).to_have_text(re.compile("Saved"))
    novice.get_by_role("button", name="Undo").tap()
    expect(novice.get_by_label("Who collects it")).to_have_value("")
    novice.get_by_role("button", name="Redo").tap()
    expect(novice.get_by_label("Who collects it")).to_have_value("The night nurse")
    _fits(novice)

    novice.reload()
    expect(novice.get_by_role("heading", level=1)).to_have_text("Falls", timeout=60_000)
    expect(novice.get_by_label("Who collects it")).to_have_value("The night nurse")


def test_measure_is_counted_by_touch_and_put_on_the_chart(novice: Page, ours: str) -> None:
    open_app(novice, "measures", project=ours)
    novice.locator('[data-label*="Falls"]').tap()
    novice.get_by_role("button", name=re.compile("^Count by touch")).tap()
    more = novice.get_by_role("button", name="One more")
    for _ in range(3):
        more.tap()
    novice.get_by_role("button", name="One less").tap()
    expect(novice.get_by_text("so far: 2.")).to_be_visible()
    _fits(novice)

    novice.reload()
    expect(novice.get_by_label("Falls", exact=True)).to_have_value("2", timeout=60_000)
    novice.get_by_role("button", name=re.compile("^Put .* on the chart")).tap()
    expect(novice.get_by_text("2 is on the chart.")).to_be_visible()

    novice.get_by_role("button", name="Back", exact=True).tap()
    novice.get_by_role("link", name="Open its chart").tap()
    expect(novice.get_by_role("button", name="Add this number")).to_be_visible(timeout=60_000)


def test_family_and_its_sheet_are_printed(novice: Page, ours: str) -> None:
    novice.goto(f"/projects/{ours}")
    tile = novice.get_by_role("listitem").filter(has=novice.get_by_role("link", name="Measures"))
    expect(tile).to_contain_text("3 measures")
    novice.goto(f"/projects/{ours}/tools/measures")
    drawn = novice.locator("main svg text")
    for name in ("Falls", "Huddles held", "Complaints"):
        expect(drawn.filter(has_text=name).first).to_be_visible()

    open_app(novice, "measures", project=ours)
    novice.locator('[data-label*="Falls"]').tap()
    novice.get_by_role("link", name=re.compile("^A sheet to print")).tap()
    expect(novice.get_by_role("heading", level=1)).to_have_text("Falls")
    expect(novice.get_by_role("button", name="Print this sheet")).to_be_visible()


def test_measure_is_put_away_and_brought_back(novice: Page, ours: str) -> None:
    open_app(novice, "measures", project=ours)
    novice.locator('[data-label*="Complaints"]').tap()
    novice.get_by_role("button", name=re.compile("^Put this measure away")).tap()
    expect(novice.locator('[data-label*="Complaints"]')).to_have_count(0)

    novice.get_by_text("Put away (1)").tap()
    novice.get_by_role("button", name=re.compile("^Complaints")).tap()

    expect(novice.locator('[data-label*="Complaints"]')).to_be_visible()
