"""What a team made with a tool goes onto one sheet of paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from qi_lib.tools import TOOLS
from tests.journeys.conftest import IPAD

pytestmark = pytest.mark.journey

HERON = "home-before-lunch-on-heron-ward"
FALLS = "fewer-falls-at-larch-house"
# Where the demonstration has used the tool; elsewhere the page says that nothing is there yet.
USED = {"five-whys": FALLS, "stakeholders": FALLS, "force-field": FALLS}


@pytest.fixture(scope="module")
def novice(visitor: Callable[..., Page]) -> Page:
    """Grace, on an iPad."""
    return visitor("grace", size=IPAD)


@pytest.mark.parametrize("kind", TOOLS)
def test_a_tools_page_prints_on_one_sheet(novice: Page, kind: str) -> None:
    novice.goto(f"/projects/{USED.get(kind, HERON)}/tools/{kind}")

    paper = novice.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    novice.emulate_media(media="print")
    expect(novice.get_by_text("As it was on")).to_be_visible()
    expect(novice.get_by_role("button")).to_have_count(0)
    assert (
        novice.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )
    assert novice.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    novice.emulate_media(media="null")
