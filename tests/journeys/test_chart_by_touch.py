"""*My chart* by touch: written on, begun anew with a reason, drawn otherwise, counted, printed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app, start_measure
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.keys import program_of
from tests.journeys.touch import asks, is_for_everyone, tap

pytestmark = pytest.mark.journey

FALLS = (8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5)


@pytest.fixture(scope="module")
def slug(hub: RunningHub) -> str:
    """A project of Tom's with two years of falls, and a cycle."""
    slug = start_measure(hub, "tom", {"title": "Fewer falls at night"}, "Falls")
    with program_of(hub, "tom") as program:
        there = f"/api/projects/{slug}"
        measure = program.get(there).raise_for_status().json()["measures"][0]["id"]
        points = [
            {"when": f"{2024 + at // 12}-{at % 12 + 1:02}-01", "value": value}
            for at, value in enumerate(FALLS)
        ]
        program.post(f"{there}/measures/{measure}/observations", json=points).raise_for_status()
        cycle = {"title": "Rounds each hour", "start": "2025-03-10"}
        program.post(f"{there}/cycles", json=cycle).raise_for_status()
    return slug


@pytest.fixture(scope="module")
def page(visitor: Callable[..., Page], slug: str) -> Page:
    """Tom's chart on an iPad."""
    page = visitor("tom", size=IPAD)
    open_app(page, "chart", project=slug)
    return page


def _tap_point(page: Page, across: float) -> None:
    points = page.get_by_role("slider", name="Points of the chart")
    box = points.bounding_box()
    assert box
    points.tap(position={"x": box["width"] * across, "y": box["height"] * 0.5})


def test_point_is_tapped_and_written_about_and_taken_back(page: Page) -> None:
    expect(page.locator(".qi-chart svg")).to_contain_text("PDSA 1: Rounds")
    _tap_point(page, 0.2)
    is_for_everyone(page)
    bubble = page.locator(".qi-bubble").bounding_box()
    figure = page.locator(".qi-figure").bounding_box()
    assert bubble
    assert figure
    assert figure["y"] <= bubble["y"]
    assert bubble["y"] + bubble["height"] <= figure["y"] + figure["height"]
    tap(page, "Write here what happened")
    asks(page, "What happened in")
    is_for_everyone(page)

    page.get_by_label("What happened", exact=True).fill("New bed alarms")
    tap(page, "Write it on the chart")

    expect(page.locator(".qi-chart svg")).to_contain_text("New bed alarms")
    expect(page.get_by_role("row", name=re.compile("New bed alarms"))).to_be_visible()
    is_for_everyone(page)
    tap(page, "Undo")
    expect(page.locator(".qi-chart svg")).not_to_contain_text("New bed alarms")
    tap(page, "Redo")
    expect(page.locator(".qi-chart svg")).to_contain_text("New bed alarms")
    tap(page, "Undo")
    expect(page.locator(".qi-chart svg")).not_to_contain_text("New bed alarms")


def test_points_are_chosen_one_by_one_where_they_lie_close(page: Page) -> None:
    before = page.get_by_role("button", name="The point before")
    before.tap()
    before.tap()
    steps = page.get_by_role("group", name="One point at a time")
    expect(steps.get_by_role("status")).to_contain_text("November 2025")
    is_for_everyone(page)
    tap(page, "Write here what happened")
    asks(page, "What happened in November 2025?")
    tap(page, "Leave it")


def test_point_is_reached_and_written_about_by_keyboard_alone(page: Page) -> None:
    points = page.get_by_role("slider", name="Points of the chart")
    points.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Write here what happened")).to_be_focused()

    page.keyboard.press("Enter")

    asks(page, "What happened in January 2024?")
    tap(page, "Leave it")


def test_suggested_phase_waits_for_its_reason(page: Page) -> None:
    expect(page.get_by_text("Did something change in April 2025?")).to_be_visible()
    tap(page, "Say what changed")
    asks(page, "What changed from April 2025 on?")
    tap(page, "Begin a new phase")
    expect(page.get_by_role("alert").filter(has_text="needs its reason")).to_be_visible()

    page.get_by_label("What changed", exact=True).fill("Rounds each hour")
    tap(page, "Begin a new phase")

    expect(page.get_by_text("From here on: Rounds each hour")).to_be_visible()
    expect(page.get_by_text("Did something change")).to_have_count(0)


def test_chart_is_drawn_and_described_by_touch_and_comes_back_so(page: Page, slug: str) -> None:
    tap(page, "How this chart is drawn")
    asks(page, "How this chart is drawn")
    expect(page.get_by_text("An I chart, because each point is one value")).to_be_visible()
    is_for_everyone(page)
    page.get_by_label(re.compile("^c chart")).tap()
    page.get_by_label(re.compile("^Nelson")).tap()
    expect(page.locator(".qi-sign[data-state=saved]")).to_have_text("✓Saved")
    tap(page, "Back to the chart")
    tap(page, "What is counted, exactly")
    asks(page, "What is counted, exactly")
    page.get_by_label("Who collects it").fill("The ward clerk")
    expect(page.locator(".qi-sign[data-state=saved]")).to_have_text("✓Saved")
    is_for_everyone(page)

    open_app(page, "chart", project=slug)
    tap(page, "How this chart is drawn")

    expect(page.get_by_role("radio", name=re.compile("^c chart"))).to_be_checked()
    expect(page.get_by_role("radio", name=re.compile("^Nelson"))).to_be_checked()
    tap(page, "Back to the chart")


def test_counts_are_tallied_and_saved_on_add(page: Page) -> None:
    for _ in range(3):
        tap(page, "One more")
    tap(page, "One less")
    expect(page.get_by_label("Falls", exact=True)).to_have_value("2")

    tap(page, "Add this number")

    expect(page.get_by_text("All 25 numbers")).to_be_visible()


def test_sheet_for_the_next_numbers_is_printed(page: Page) -> None:
    page.get_by_role("link", name="A sheet to print").tap()
    page.wait_for_url("**/sheet")

    expect(page.get_by_role("heading", level=1)).to_have_text("Falls")
    expect(page.get_by_role("rowheader")).to_have_count(12)
    expect(page.get_by_text("The ward clerk")).to_be_visible()
    is_for_everyone(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print this sheet")).to_be_hidden()
    expect(page.locator(".sheet__grid")).to_be_visible()
    page.emulate_media(media="screen")


def test_two_devices_change_the_same_number_and_both_are_shown(
    visitor: Callable[..., Page], page: Page, slug: str
) -> None:
    open_app(page, "chart", project=slug)
    other = visitor("tom", size=IPAD)
    open_app(other, "chart", project=slug)
    for one in (page, other):
        one.locator("summary", has_text="All 25 numbers").tap()
        one.get_by_role("row", name=re.compile("December 2025")).get_by_role("button").tap()
        asks(one, "What should December 2025 be?")
    other.get_by_label("Falls", exact=True).fill("3")
    tap(other, "Save")
    expect(other.get_by_text("December 2025 was 5 and is now 3.")).to_be_visible()

    page.get_by_label("Falls", exact=True).fill("6")
    tap(page, "Save")

    theirs = page.get_by_role("alert").filter(has_text="Meanwhile somebody saved 3 here")
    expect(theirs).to_be_visible()
    expect(page.get_by_label("Falls", exact=True)).to_have_value("6")
    is_for_everyone(page)
    tap(page, "Save")
    expect(page.get_by_text("December 2025 was 3 and is now 6.")).to_be_visible()


def test_point_is_left_out_with_a_reason_and_put_back(page: Page, slug: str) -> None:
    open_app(page, "chart", project=slug)
    _tap_point(page, 0.2)
    is_for_everyone(page)
    tap(page, "Leave it out of the limits")
    asks(page, "not count?")
    is_for_everyone(page)
    tap(page, "Leave it out")
    expect(page.get_by_role("alert").filter(has_text="Type the reason")).to_be_visible()

    page.get_by_label("The reason").fill("Flood, half the beds closed")
    tap(page, "Leave it out")

    expect(page.locator(".qi-chart svg")).to_contain_text("Left out: Flood")
    expect(page.get_by_text("is left out of the limits: Flood")).to_be_visible()
    is_for_everyone(page)
    tap(page, "Undo")
    expect(page.locator(".qi-chart svg")).not_to_contain_text("Left out: Flood")
    tap(page, "Redo")
    row = page.get_by_role("row", name=re.compile("Left out of the limits: Flood"))
    row.get_by_role("button", name="Change").tap()
    tap(page, "Put it back: it counts again")
    expect(page.locator(".qi-chart svg")).not_to_contain_text("Left out: Flood")


def test_limits_are_kept_with_a_reason_as_pages_show_too(page: Page, slug: str) -> None:
    tap(page, "How this chart is drawn")
    tap(page, "Which points the limits come from")
    asks(page, "Which points do the limits come from?")
    page.get_by_label("The reason").fill("Before the rounds")
    is_for_everyone(page)

    tap(page, "Keep these limits")

    expect(page.locator(".qi-chart svg")).to_contain_text("Limits kept: Before")
    page.goto(f"/projects/{slug}")
    said = page.locator("main p", has_text="those up to December 2024: Before the rounds")
    expect(said).to_be_visible()
    open_app(page, "chart", project=slug)


def test_months_are_shown_by_quarter(page: Page) -> None:
    tap(page, "How this chart is drawn")
    page.get_by_role("radio", name="Quarter").tap()
    expect(page.locator(".qi-sign[data-state=saved]")).to_have_text("✓Saved")
    is_for_everyone(page)

    tap(page, "Back to the chart")

    expect(page.get_by_text("adds up the numbers of one quarter")).to_be_visible()
    tap(page, "Undo")
    expect(page.get_by_text("adds up the numbers of one quarter")).to_have_count(0)


def test_numbers_are_looked_at_in_other_ways_one_tap_from_the_chart(page: Page) -> None:
    tap(page, "Other ways to look at these numbers")
    asks(page, "Other ways to look")
    is_for_everyone(page)
    for way, finding in (
        ("How the numbers are spread", "Half are below"),
        ("Where the middle moved", "The middle has moved"),
        ("What other rules would see", "of rules see"),
    ):
        tap(page, way)
        asks(page, finding)
        is_for_everyone(page)
        tap(page, "Other ways")

    tap(page, "Back to the chart")

    expect(page.get_by_role("slider", name="Points of the chart")).to_be_visible()


def test_several_numbers_of_one_date_are_pasted_and_charted(page: Page, slug: str) -> None:
    open_app(page, "chart", project=slug)
    tap(page, "Count something else too")
    page.get_by_label("What you count").fill("Minutes to answer a bell")
    page.get_by_label(re.compile("^Several numbers")).tap()
    tap(page, "Carry on")
    asks(page, "Minutes to answer a bell")
    page.get_by_label("Minutes to answer a bell").fill("9\n7\n12")
    is_for_everyone(page)
    tap(page, "Add these numbers")
    expect(page.get_by_text("The number so far")).to_be_visible()
    tap(page, "Bring numbers you already have")
    rows = "\n".join(
        f"1/{at % 12 + 1}/{2024 + at // 12}\t{7 + (at * 5 + seat * 3) % 6}"
        for at in range(20)
        for seat in range(4)
    )
    page.get_by_label("Or paste the cells here").fill(f"Month\tMinutes\n{rows}")
    tap(page, "Read what I pasted")
    tap(page, "Use these 20 numbers")
    expect(page.locator(".qi-chart svg")).to_be_visible()
    tap(page, "How this chart is drawn")
    page.get_by_label(re.compile("^S chart")).tap()
    expect(page.locator(".qi-sign[data-state=saved]")).to_have_text("✓Saved")
    is_for_everyone(page)
    tap(page, "Back to the chart")

    expect(page.locator(".qi-chart svg")).to_be_visible()
    is_for_everyone(page)
