"""Each tool on an iPad, by touch and by keyboard: made, changed, undone, come back to, printed."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.journeys.apps import start_measure
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.controls import (
    BEYOND_THE_SCREEN,
    SMALLEST_PX,
    WORDS_UNDER_BUTTONS,
    covered_fields,
    small_controls,
    unreached_by_tab,
)

pytestmark = pytest.mark.journey

APPS = "/services/apps/render"
ACROSS = {"width": IPAD["height"], "height": IPAD["width"]}
KINDS = (
    "choose",
    "drivers",
    "five-whys",
    "fmea",
    "fishbone",
    "force-field",
    "pareto",
    "plan",
    "process-map",
    "progress",
    "stakeholders",
)
RECORDS = ("chart", "pdsa", "start")


@pytest.fixture(scope="module")
def novice(visitor: Callable[..., Page]) -> Page:
    """Grace, on an iPad."""
    return visitor("grace", size=IPAD)


@pytest.fixture(scope="module")
def ours(hub: RunningHub) -> str:
    """A new project of Grace’s, in which no tool has been used."""
    return start_measure(hub, "grace", {"title": "Fewer falls on the stairs"}, "Falls")


def _open(page: Page, kind: str, query: str) -> None:
    page.goto(f"{APPS}/{kind}.ipynb?{query}")
    expect(page.locator("[data-live] h1")).to_be_visible(timeout=60_000)


def _skip_the_tour(page: Page) -> None:
    skip = page.get_by_role("button", name="Skip")
    if skip.count():
        skip.tap()
        expect(skip).to_have_count(0)


@pytest.mark.parametrize("kind", [*KINDS, *RECORDS, *(f"{kind} of ours" for kind in RECORDS)])
def test_tool_is_large_enough_and_reached_in_every_way_held_either_way(
    novice: Page, ours: str, kind: str
) -> None:
    tool, _, is_ours = kind.partition(" ")
    _open(novice, tool, f"project={ours}" if is_ours else "practice=1")
    item = novice.locator("[data-item]").first
    if not is_ours:
        expect(novice.get_by_text("This is practice")).to_be_visible()
    if item.count() and tool != "pdsa":  # where it opens a screen of its own
        item.focus()
        novice.keyboard.press("Enter")
        expect(novice.locator("[data-item][aria-pressed=true]")).to_have_count(1)

    for held in (IPAD, ACROSS):
        novice.set_viewport_size(held)
        found = Axe().run(novice)
        assert found.violations_count == 0, found.generate_report()
        assert small_controls(novice) == [], f"smaller than {SMALLEST_PX} px"
        assert novice.evaluate(BEYOND_THE_SCREEN) == []
        assert novice.evaluate(WORDS_UNDER_BUTTONS) == []
        assert covered_fields(novice, held) == []
    novice.set_viewport_size(IPAD)
    assert unreached_by_tab(novice) == []


def test_fishbone_is_made_undone_and_come_back_to(novice: Page, ours: str) -> None:
    _open(novice, "fishbone", f"project={ours}")
    _skip_the_tour(novice)
    novice.locator('[data-label="Kind of cause: Place"]').tap()
    box = novice.get_by_label("A cause under “Place”")
    expect(box).to_be_focused()

    box.fill("The corridor is dark")
    novice.keyboard.press("Enter")
    expect(novice.locator('[data-label="Cause: The corridor is dark"]')).to_be_visible()
    expect(box).to_have_value("")
    box.fill("Slippers <b>without</b> grip 🥿")
    novice.get_by_role("button", name="Add cause").tap()
    expect(novice.locator('[data-label*="Slippers <b>without</b> grip 🥿"]')).to_be_visible()
    novice.get_by_role("button", name="Undo").tap()
    expect(novice.locator('[data-label*="Slippers"]')).to_have_count(0)

    novice.reload()
    expect(novice.locator('[data-label="Cause: The corridor is dark"]')).to_be_visible()
    novice.goto(f"/projects/{ours}")
    tile = novice.get_by_role("listitem").filter(has_text="Fishbone")
    expect(tile).to_contain_text("1 cause")
    novice.goto(f"/projects/{ours}/tools/fishbone")
    drawn = novice.locator("main svg text")  # each line of words is one element
    expect(drawn.filter(has_text="The corridor").first).to_be_visible()


def test_words_of_a_cause_are_saved_as_they_are_typed(novice: Page, ours: str) -> None:
    _open(novice, "fishbone", f"project={ours}")
    novice.locator('[data-label="Cause: The corridor is dark"]').tap()
    box = novice.get_by_role("textbox", name="The cause", exact=True)
    expect(box).to_have_value("The corridor is dark")

    box.fill("The corridor is dark and long")

    expect(novice.locator('[data-label="Cause: The corridor is dark and long"]')).to_be_visible()
    expect(novice.locator(".qi-sign")).to_have_text(re.compile("Saved"))


def test_driver_diagram_links_by_dragging_and_by_keyboard(novice: Page) -> None:
    _open(novice, "drivers", "practice=1")
    light = novice.locator('[data-label="Secondary driver: The way is lit and clear"]')
    huddle = novice.locator('[data-label="Change idea: Two-minute huddle at the bedside"]')
    links = novice.locator(".qi-paper path")
    before = links.count()

    huddle.scroll_into_view_if_needed()
    start, end = huddle.bounding_box(), light.bounding_box()
    assert start
    assert end
    novice.mouse.move(start["x"] + 40, start["y"] + 20)
    novice.mouse.down()
    novice.mouse.move(end["x"] + 60, end["y"] + 20, steps=8)
    novice.mouse.up()

    expect(links).to_have_count(before + 1)
    huddle.focus()
    novice.keyboard.press("Enter")
    idea = novice.get_by_role("textbox", name="Change idea")
    expect(idea).to_have_value("Two-minute huddle at the bedside")


def test_idea_moves_by_arrow_keys(novice: Page) -> None:
    _open(novice, "choose", "practice=1")
    idea = novice.locator('[data-item][data-label^="A poster about slippers"]')
    before = idea.bounding_box()
    assert before

    idea.focus()
    for _ in range(6):
        novice.keyboard.press("Shift+ArrowUp")
        novice.wait_for_timeout(150)

    expect(idea).to_have_attribute("aria-description", re.compile("^impact 8 of 10, effort"))
    after = idea.bounding_box()
    assert after
    assert after["y"] < before["y"] - 20


def test_chart_is_practised_on_and_left(novice: Page, ours: str) -> None:
    _open(novice, "chart", f"project={ours}")
    _skip_the_tour(novice)
    expect(novice.get_by_role("button", name="Add this number")).to_be_in_viewport(ratio=1)
    novice.get_by_role("button", name="How it works").tap()
    novice.get_by_role("button", name="See an example").tap()
    heading = novice.get_by_role("heading", level=1)
    expect(heading).to_contain_text("down by half")
    expect(novice.get_by_role("button", name="Add this number")).to_be_in_viewport(ratio=1)

    novice.get_by_label("Falls at night (falls)").or_(
        novice.get_by_role("textbox", name="Falls at night", exact=True)
    ).fill("40")
    novice.get_by_role("button", name="Add this number").tap()
    expect(novice.get_by_text("All 31 numbers")).to_be_attached()
    novice.get_by_role("button", name="Undo").tap()
    expect(novice.get_by_text("All 30 numbers")).to_be_attached()
    novice.reload()
    expect(novice.get_by_text("This is practice")).to_be_visible(timeout=60_000)
    novice.get_by_role("button", name="Back to ours").tap()

    expect(heading).to_have_text("Falls")
    expect(novice.get_by_text("This is practice")).to_have_count(0)


def test_pdsa_is_practised_on_and_left(novice: Page) -> None:
    _open(novice, "pdsa", "practice=1")
    novice.locator("[data-item]").nth(1).tap()
    expect(novice.get_by_role("heading", level=1)).to_have_text("Do: what happened?")
    happened = novice.get_by_label("What happened?")
    happened.fill("Eleven of twelve")
    undo = novice.get_by_role("button", name="Undo")
    expect(undo).not_to_have_attribute("aria-disabled", "true")
    undo.tap()
    expect(happened).to_have_value("")
    assert Axe().run(novice).violations_count == 0

    novice.get_by_role("button", name="Leave practice").tap()

    expect(novice.get_by_role("heading", level=1)).to_have_text("Which project?")


def test_start_is_practised_and_undone_before_ones_own(visitor: Callable[..., Page]) -> None:
    page = visitor("grace", size=IPAD)
    page.goto(f"{APPS}/start.ipynb?practice=1")
    expect(page.get_by_text("This is practice")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="How it works").tap()
    _skip_the_tour(page)
    page.get_by_role("button", name="Carry on").tap()
    place = page.get_by_label("Which ward, team or home?")
    place.fill("Elm Ward")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).not_to_have_attribute("aria-disabled", "true")
    undo.tap()
    expect(place).to_have_value("Larch House")
    page.get_by_role("button", name="Redo").tap()
    expect(place).to_have_value("Elm Ward")
    assert Axe().run(page).violations_count == 0

    page.get_by_role("button", name="Start mine").tap()

    expect(page.get_by_text("This is practice")).to_have_count(0)


def test_pdsa_goes_from_a_prediction_to_the_next_cycle(novice: Page, ours: str) -> None:
    _open(novice, "pdsa", f"project={ours}")
    _skip_the_tour(novice)
    novice.get_by_role("textbox", name="A new test").fill("Huddle on one late shift")
    novice.get_by_role("button", name="Plan it").tap()
    expect(novice.get_by_role("heading", level=1)).to_have_text("Plan: what will you try?")
    novice.get_by_role("button", name="Go on to Do").tap()
    expect(novice.get_by_text("Write down what you think will happen first")).to_be_visible()
    novice.get_by_label("What do you think will happen?").fill("Nobody falls that night")
    novice.get_by_role("radio", name="One shift").check(force=True)
    novice.get_by_role("button", name="Go on to Do").tap()
    novice.get_by_label("What happened?").fill("Nobody fell, it took four minutes")
    novice.get_by_role("button", name="Go on to Study").tap()
    expect(novice.get_by_text("Nobody falls that night")).to_be_visible()
    expect(novice.get_by_text("Nobody fell, it took four minutes")).to_be_visible()
    novice.get_by_label("What did you learn?").fill("It fits into the shift")
    novice.get_by_role("button", name="Go on to Act").tap()
    novice.get_by_role("radio", name=re.compile("^Adopt")).check(force=True)
    novice.get_by_label("What is the next step?").fill("Huddle for a whole day")

    novice.get_by_role("button", name="Plan the next cycle").tap()

    expect(novice.get_by_role("heading", level=1)).to_have_text("Plan: what will you try?")
    expect(novice.get_by_label("The test in a few words")).to_have_value("Huddle for a whole day")
    expect(novice.get_by_role("radio", name="One day")).to_be_checked()
    found = Axe().run(novice)
    assert found.violations_count == 0, found.generate_report()


def test_two_devices_at_once_see_each_others_work(
    person: Callable[..., Page], novice: Page, ours: str
) -> None:
    _open(novice, "force-field", f"project={ours}")
    _skip_the_tour(novice)
    other = person("grace", size=IPAD)
    _open(other, "force-field", f"project={ours}")
    _skip_the_tour(other)

    novice.get_by_role("textbox", name="Pushes it on").fill("From the first device")
    novice.keyboard.press("Enter")
    expect(novice.locator('[data-label*="From the first device"]')).to_be_visible()
    other.get_by_role("textbox", name="Holds it back").fill("From the second device")
    other.keyboard.press("Enter")

    for text in ("From the first device", "From the second device"):
        expect(other.locator(f'[data-label*="{text}"]')).to_be_visible()
    expect(novice.locator('[data-label*="From the second device"]')).to_be_visible(timeout=40_000)


def test_what_was_tried_before_comes_while_typing_and_stays_calm(
    visitor: Callable[..., Page], hub: RunningHub
) -> None:
    page = visitor("priya", size=IPAD)
    page.goto(f"{APPS}/start.ipynb")
    expect(page.locator("[data-live] h1")).to_be_visible(timeout=60_000)
    problem = page.get_by_label("What bothers you")
    if not problem.count():
        page.get_by_role("button", name="Start something new").tap()
    problem.click()

    page.keyboard.type("Residents fall before breakfast, would a pressure mat help")

    tried = page.get_by_role("region", name="Tried here before?")
    idea = tried.get_by_role("listitem").filter(has_text="A pressure mat by every bed")
    expect(idea).to_contain_text("Larch House. Abandoned after a test")
    expect(tried.get_by_role("status")).to_contain_text(re.compile(r"\d ideas? and \d project"))
    expect(problem).to_be_focused()
    page.keyboard.type(" us")
    expect(problem).to_have_value(re.compile("help us$"))
    assert small_controls(page) == []
    assert Axe().run(page).violations_count == 0

    idea.get_by_role("button", name="Keep the idea").tap()

    expect(idea.get_by_role("button")).to_have_text("✓ Kept")
    page.goto(f"{APPS}/drivers.ipynb?{page.url.partition('?')[2]}")
    kept = page.locator("[data-item]").filter(has_text="pressure mat")
    expect(kept).to_be_visible(timeout=60_000)


def test_finger_drags_a_driver_and_two_fingers_zoom(novice: Page) -> None:
    _open(novice, "drivers", "practice=1")
    light = novice.locator('[data-label="Secondary driver: The way is lit and clear"]')
    huddle = novice.locator('[data-label="Change idea: Two-minute huddle at the bedside"]')
    links = novice.locator(".qi-paper path")
    before = links.count()
    huddle.scroll_into_view_if_needed()

    _touch(novice, [[_middle(huddle)], [_middle(light)]])

    expect(links).to_have_count(before + 1)
    paper = novice.locator(".qi-paper")
    width = novice.locator(".qi-paper svg").bounding_box()["width"]  # type: ignore[index]
    x, y = _middle(paper)
    _touch(novice, [[(x - 40, y), (x + 40, y)], [(x - 120, y), (x + 120, y)]])

    assert novice.locator(".qi-paper svg").bounding_box()["width"] > 2 * width  # type: ignore[index]
    assert paper.evaluate("paper => paper.scrollLeft") > width / 4  # zoomed where the fingers are


def _middle(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _touch(page: Page, ways: list[list[tuple[float, float]]]) -> None:
    """Put fingers down where they begin, move them in steps to where they end, and lift them."""
    session = page.context.new_cdp_session(page)
    begin, end = ways

    def send(kind: str, places: list[tuple[float, float]]) -> None:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", begin)
    for step in range(1, 13):
        part = step / 12
        send("touchMove", [
            (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part)
            for (x1, y1), (x2, y2) in zip(begin, end, strict=True)
        ])  # fmt: skip
    send("touchEnd", [])
