"""No words are cut, in any tool, on an iPad and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import IPAD
from tests.journeys.cut_text import cut_text

pytestmark = pytest.mark.journey

PHONE = {"width": 390, "height": 844}
TOOLS = (
    "charter", "chart", "choose", "drivers", "fishbone", "five-whys", "fmea", "force-field",
    "measures", "pareto", "pdsa", "plan", "process-map", "progress", "stakeholders", "start",
)  # fmt: skip
# A frame later, boxes are as high as their words need at the new width.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def novice(visitor: Callable[..., Page]) -> Page:
    """Grace, on an iPad."""
    return visitor("grace", size=IPAD)


def _cut(page: Page) -> dict[str, list[list[str]]]:
    found = {}
    for device, size in (("iPad", IPAD), ("phone", PHONE)):
        page.set_viewport_size(size)
        page.evaluate(DRAWN)
        found[device] = cut_text(page)
    return found


@pytest.mark.parametrize("tool", TOOLS)
def test_no_words_of_a_tool_are_cut(novice: Page, tool: str) -> None:
    novice.goto(f"/services/apps/render/{tool}.ipynb?practice=1")
    expect(novice.get_by_text("This is practice")).to_be_visible(timeout=60_000)
    assert _cut(novice) == {"iPad": [], "phone": []}

    item = novice.locator("[data-item]").first
    if item.count():
        item.focus()
        novice.keyboard.press("Enter")
        expect(novice.locator(".is-busy")).to_have_count(0)
    assert _cut(novice) == {"iPad": [], "phone": []}


def test_no_words_of_a_test_are_cut_at_any_of_its_steps(novice: Page) -> None:
    novice.set_viewport_size(IPAD)
    novice.goto("/services/apps/render/pdsa.ipynb?practice=1")
    novice.locator("[data-item]").first.tap()
    question = novice.get_by_role("heading", level=1)
    for step in ("Act", "Study", "Do", "Plan"):
        expect(question).to_contain_text(step)
        assert _cut(novice) == {"iPad": [], "phone": []}, step
        novice.set_viewport_size(IPAD)
        if step != "Plan":
            novice.get_by_role("contentinfo").get_by_role("button", name="Back").tap()
