"""*My chart* on an iPad: what a value can be, given lines, own rules, wards side by side."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app, start_measure
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.keys import program_of
from tests.journeys.touch import asks, is_for_everyone, tap

pytestmark = pytest.mark.journey

SCORES = (8, 9, 7, 10, 8, 9, 10, 8, 9, 7, 10, 9, 9, 8, 10, 8)


@pytest.fixture(scope="module")
def page(hub: RunningHub, visitor: Callable[..., Page]) -> Page:
    """Tom's chart of the comfort on one ward, in a project that has another ward."""
    slug = start_measure(hub, "tom", {"title": "More comfort"}, "Comfort on Willow")
    with program_of(hub, "tom") as program:
        there = f"/api/projects/{slug}"
        other = {"name": "Comfort on Ash"}
        ash = program.post(f"{there}/measures", json=other).raise_for_status().json()["measure"]
        bundle = program.get(there).raise_for_status().json()
        for at, measure in enumerate(bundle["measures"]):
            points = [
                {"when": f"{2024 + month // 12}-{month % 12 + 1:02}-01", "value": value - 3 * at}
                for month, value in enumerate(SCORES)
            ]
            address = f"{there}/measures/{measure['id']}/observations"
            program.post(address, json=points).raise_for_status()
        willow = next(one["id"] for one in bundle["measures"] if one["id"] != ash["id"])
        # The two are counted in one unit.
        record = next(one for one in bundle["measures"] if one["id"] == willow)
        change = {"based_on": 1, "measure": {**record, "unit": ash["unit"]}}
        program.put(f"{there}/measures/{willow}", json=change).raise_for_status()
    page = visitor("tom", size=IPAD)
    open_app(page, "chart", project=slug, measure=willow)
    return page


def _open(page: Page, link: str) -> None:
    """Go from the chart to one of the things that few charts need."""
    tap(page, "How this chart is drawn")
    asks(page, "How this chart is drawn")
    fold = page.locator("details", has_text="More about limits and rules")
    if not fold.evaluate("fold => fold.open"):
        fold.locator("summary").tap()
    is_for_everyone(page)
    tap(page, link)


def _undone_and_redone(page: Page, words: str) -> None:
    expect(page.get_by_text(words)).to_be_visible()
    is_for_everyone(page)
    tap(page, "Undo")
    expect(page.get_by_text(words)).to_have_count(0)
    tap(page, "Redo")
    expect(page.get_by_text(words)).to_be_visible()


def test_limits_are_cut_where_no_value_can_be(page: Page) -> None:
    _open(page, "What a value can be")
    asks(page, "What can a value be")
    is_for_everyone(page)
    page.get_by_label("The highest there can be").fill("10")
    tap(page, "Cut the limits there")
    expect(page.get_by_role("alert").filter(has_text="Type the reason")).to_be_visible()

    page.get_by_label("The reason").fill("Ten steps")
    tap(page, "Cut the limits there")

    _undone_and_redone(page, "No value can lie above 10, so no limit does: Ten steps.")


def test_middle_line_comes_from_elsewhere(page: Page) -> None:
    _open(page, "A middle line from elsewhere")
    asks(page, "Is the middle line known from elsewhere?")
    page.locator("summary", has_text="Sigma is known too").tap()
    is_for_everyone(page)
    page.get_by_label("The middle line").fill("8.5")
    page.get_by_label("Where it is from").fill("the national audit")
    page.get_by_label("Why it, and not that").fill("We are one of its wards")
    tap(page, "Use this middle line")

    expect(page.locator(".qi-chart svg")).to_contain_text("given 8.5")
    words = "The middle line (8.5) is given, from the national audit: We are one of its wards."
    _undone_and_redone(page, words)


def test_rules_are_picked_and_numbered(page: Page) -> None:
    _open(page, "Rules of your own")
    asks(page, "Which rules shall count?")
    is_for_everyone(page)
    expect(page.get_by_role("checkbox", name=re.compile("^Trend"))).to_be_checked()
    page.get_by_role("checkbox", name=re.compile("^Trend")).tap()
    page.get_by_role("checkbox", name=re.compile("^Alternating")).tap()
    tap(page, "Next: their numbers")
    asks(page, "How many in a row, and why?")
    page.locator("summary", has_text="More numbers").tap()
    is_for_everyone(page)
    page.get_by_label("Shift").fill("6")
    expect(page.get_by_label("Trend")).to_have_count(0)
    page.get_by_label("The reason").fill("Our board agreed")
    tap(page, "Use these rules")

    _undone_and_redone(page, "6 in a row on one side of the middle line")
    expect(page.get_by_text("14 in a row up and down in turn")).to_be_visible()


def test_wards_stand_side_by_side_picked_by_ticks(page: Page) -> None:
    tap(page, "Other ways to look at these numbers")
    tap(page, "Beside others of this project")
    asks(page, "lasting change")
    expect(page.locator(".qi-chart svg svg")).to_have_count(2)
    is_for_everyone(page)

    page.get_by_role("checkbox", name="Comfort on Willow").tap()

    expect(page.locator(".qi-chart svg svg")).to_have_count(1)
    page.get_by_role("checkbox", name="Comfort on Willow").tap()
    expect(page.locator(".qi-chart svg svg")).to_have_count(2)
    tap(page, "Back to the chart")


def test_histogram_has_other_bars(page: Page) -> None:
    tap(page, "Other ways to look at these numbers")
    tap(page, "How the numbers are spread")
    page.locator("summary", has_text="Draw it otherwise").tap()
    page.get_by_role("radio", name=re.compile("^5")).tap()
    is_for_everyone(page)
    expect(page.get_by_role("radio", name=re.compile("^5"))).to_be_checked()
    tap(page, "Back to the chart")
