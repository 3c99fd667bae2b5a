"""The project's page on an iPad: what is next, the chart and the tools; the rest is folded."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.keys import program_of

pytestmark = pytest.mark.journey


def test_page_of_every_project_of_the_demonstration_is_at_most_three_screens(
    hub: RunningHub, person: Callable[..., Page]
) -> None:
    with program_of(hub, "grace") as program:
        slugs = [
            one["project"]["slug"]
            for one in program.get("/api/projects", params={"mine": "true"}).json()["projects"]
        ]
    assert "fewer-falls-at-larch-house" in slugs
    page = person("grace")
    heights = {}
    for slug in slugs:
        page.goto(f"/projects/{slug}")
        heights[slug] = page.evaluate("document.documentElement.scrollHeight")
    assert {slug: high for slug, high in heights.items() if high > 3 * IPAD["height"]} == {}


def test_what_is_folded_opens_by_keyboard_and_fits(person: Callable[..., Page]) -> None:
    page = person("grace")
    page.goto("/projects/fewer-falls-at-larch-house")
    cycles = page.get_by_text("We predicted:").first
    expect(cycles).not_to_be_visible()

    for fold in page.locator(".fold summary").all():
        fold.focus()
        page.keyboard.press("Enter")

    expect(cycles).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
