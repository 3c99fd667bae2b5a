"""The front end by itself on a phone: newest points first, nothing under a bar or the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, Route, expect

from tests.widgets.frame.test_front_in_browser import PAGE, SITE
from widgets.frame.displays import Chart, Spot
from widgets.frame.front_end import front_files
from widgets.frame.screen import Button, Choice, Group, Option, Pad, Part, Screen, Text, Words

pytestmark = pytest.mark.journey

PHONE = {"width": 390, "height": 844}
KEYBOARD_PX = 336
Show = Callable[..., None]

CHART = Chart(
    name="chart",
    label="Chart of Falls",
    svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 340"></svg>',
    spots=tuple(
        Spot(across=(60 + 20 * i) / 720, down=0.5, words=f"Point {i}: {i}", key=str(i))
        for i in range(26)
    ),
)


def _box(name: str, *, problem: str = "") -> Text:
    return Text(name=name, label=name, mode="decimal", problem=problem, submits="add")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone with nothing but the front end on it."""
    files = {"": ("text/html", PAGE), "frame.js": ("text/javascript", front_files()["frame.js"])}
    files["frame.css"] = ("text/css", front_files()["frame.css"])

    def answer(route: Route) -> None:
        kind, body = files[route.request.url.removeprefix(SITE)]
        route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)

    context = browser.new_context(viewport=PHONE, has_touch=True, locale="en-GB")  # type: ignore[arg-type]
    context.route(f"{SITE}**", answer)
    page = context.new_page()
    page.goto(SITE)
    page.wait_for_function("'show' in window")
    yield page
    context.close()


@pytest.fixture
def show(page: Page) -> Show:
    """Show one screen after another, as the kernel does."""

    def show_parts(*parts: Part) -> None:
        screen = Screen(
            key="only",
            question="Falls at night: how many falls in December 2025?",
            is_wide=True,
            parts=parts,
            back=Button(label="Not now", act="leave"),
            go=Button(label="Save this number", act="add"),
        )
        page.evaluate("screen => show(screen)", screen.as_data())

    return show_parts


def _place(found: Locator) -> FloatRect:
    place = found.bounding_box()
    assert place
    return place


def _end(found: Locator) -> float:
    place = _place(found)
    return place["y"] + place["height"]


def test_chart_begins_with_its_newest_points_and_shows_that_there_are_earlier_ones(
    page: Page, show: Show
) -> None:
    show(CHART)

    figure = page.locator(".qi-figure")
    newest = "f => Math.round(f.scrollLeft + f.clientWidth) >= f.scrollWidth - 1"
    assert figure.evaluate(newest)
    earlier = page.get_by_role("button", name="Earlier points")
    later = page.get_by_role("button", name="Later points")
    expect(later).to_be_hidden()
    for _ in range(4):
        if earlier.is_visible():
            earlier.tap()
            page.wait_for_timeout(600)

    assert figure.evaluate("f => f.scrollLeft") <= 8
    expect(earlier).to_be_hidden()
    expect(later).to_be_visible()


def test_letters_of_a_chart_stay_readable_and_most_of_it_is_seen(page: Page, show: Show) -> None:
    show(CHART)

    wide = page.locator(".qi-chart").evaluate("chart => chart.clientWidth")
    assert wide * 16 / 720 >= 12
    assert page.locator(".qi-figure").evaluate("f => f.clientWidth") / wide >= 0.6


def test_picture_without_points_begins_at_its_left(page: Page, show: Show) -> None:
    show(replace(CHART, spots=()))

    assert page.locator(".qi-figure").evaluate("f => f.scrollLeft") == 0
    expect(page.get_by_role("button", name="More to the right")).to_be_visible()


def test_chart_stays_where_it_was_scrolled_to_when_something_else_changes(
    page: Page, show: Show
) -> None:
    show(CHART)
    page.locator(".qi-figure").evaluate("f => { f.scrollLeft = 100; }")

    show(CHART, Words(name="new", text="Somebody joined."))

    assert page.locator(".qi-figure").evaluate("f => f.scrollLeft") == 100


def test_chart_that_fits_has_no_button_for_earlier_points(page: Page, show: Show) -> None:
    page.set_viewport_size({"width": 820, "height": 1180})

    show(CHART)

    expect(page.get_by_role("button", name="Earlier points")).to_be_hidden()


@pytest.mark.parametrize("boxes", [1, 2])
def test_keys_of_plain_mode_are_on_the_first_screen(page: Page, show: Show, boxes: int) -> None:
    months = ("December 2025", "November 2025", "Another month")
    which = Choice(
        name="day", label="Which month?", value="0", columns=3,
        options=tuple(Option(value=str(i), label=one) for i, one in enumerate(months)),
    )  # fmt: skip
    pad = Pad(
        name="pad",
        label="Your number",
        boxes=tuple(_box(f"Number of falls {i}") for i in range(boxes)),
    )
    group = Group(name="entry", label="Your number", parts=(which, pad))
    show(CHART, Words(name="going", text="Falls are down by half."), group)
    page.get_by_role("button", name="Plain mode").tap()

    bar = _place(page.locator(".qi-foot"))["y"]
    keys = page.locator(".qi-key").all()
    assert len(keys) == 11
    assert max(_end(key) for key in keys) <= bar
    assert min(_place(key)["height"] for key in keys) >= 44
    for box in page.locator(".qi-pad-box .qi-input").all():
        assert _place(box)["width"] >= 90
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


LONG = "What the chart says. " * 90
WRONG = "“l2” is no number. Type figures, such as 12 or 4.5."


def _entry(show: Show, problem: str = "") -> None:
    before, after = Words(name="before", text=LONG), Words(name="after", text=LONG)
    show(before, Group(name="entry", label="Add", parts=(_box("Falls", problem=problem),)), after)


def _scroll_to(page: Page, box: Locator, y: float) -> None:
    page.evaluate("by => window.scrollBy(0, by)", _place(box)["y"] - y)


@pytest.mark.parametrize("seen_px", [844, 844 - KEYBOARD_PX], ids=["no keyboard", "keyboard"])
def test_message_at_a_box_just_above_the_foot_is_not_under_it(
    page: Page, show: Show, seen_px: int
) -> None:
    _entry(show)
    box, foot = page.get_by_label("Falls", exact=True), page.locator(".qi-foot")
    box.focus()
    page.set_viewport_size({"width": 390, "height": seen_px})
    page.wait_for_timeout(100)
    low = min(_place(foot)["y"], seen_px)
    _scroll_to(page, box, low - _place(box)["height"] - 2)

    _entry(show, WRONG)

    assert _end(page.get_by_text(WRONG)) <= min(_place(foot)["y"], seen_px)
    assert _place(box)["y"] >= 0


@pytest.mark.parametrize("seen_px", [844, 844 - KEYBOARD_PX], ids=["no keyboard", "keyboard"])
def test_box_is_not_under_the_bar_that_appears(page: Page, show: Show, seen_px: int) -> None:
    _entry(show)
    box, bar = page.get_by_label("Falls", exact=True), page.locator(".qi-bar")
    box.focus()
    page.set_viewport_size({"width": 390, "height": seen_px})
    page.wait_for_timeout(100)
    _scroll_to(page, box, 30)

    page.evaluate("hear({type: 'say', text: 'Somebody else has changed this meanwhile.'})")

    expect(bar).to_be_visible()
    assert _place(box)["y"] >= _end(bar)


def test_box_that_is_tapped_under_the_keyboard_comes_out_below_the_bar(
    page: Page, show: Show
) -> None:
    _entry(show)
    page.evaluate("hear({type: 'say', text: 'Somebody else has changed this meanwhile.'})")
    box, bar = page.get_by_label("Falls", exact=True), page.locator(".qi-bar")
    _scroll_to(page, box, 640)

    box.focus()
    page.set_viewport_size({"width": 390, "height": 844 - KEYBOARD_PX})
    page.wait_for_timeout(100)

    assert _end(bar) <= _place(box)["y"]
    assert _end(box) <= (844 - KEYBOARD_PX) * 0.75
