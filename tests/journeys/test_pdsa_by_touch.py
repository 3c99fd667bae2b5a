"""*PDSA* on an iPad: a test made, taken back, given tasks, abandoned for another idea, printed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app, start_measure
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.touch import asks, is_for_everyone, tap

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def slug(hub: RunningHub) -> str:
    """A project of Grace's without cycles."""
    return start_measure(hub, "grace", {"title": "Calmer evenings"}, "Falls")


@pytest.fixture(scope="module")
def page(visitor: Callable[..., Page], slug: str) -> Page:
    """Grace's cycles on an iPad."""
    page = visitor("grace", size=IPAD)
    open_app(page, "pdsa", project=slug)
    return page


def _is_saved(page: Page) -> None:
    expect(page.locator(".qi-sign[data-state=saved]")).to_have_text("✓Saved")


def test_new_test_is_taken_back_and_made_again(page: Page) -> None:
    page.get_by_role("textbox", name="A new test").fill("A walk before supper")
    tap(page, "Plan it", exact=True)
    asks(page, "Plan: what will you try?")

    tap(page, "Undo", exact=True)

    asks(page, "What have you tested?")
    expect(page.locator("[data-item]")).to_have_count(0)
    expect(page.get_by_role("textbox", name="A new test")).to_have_value("")
    is_for_everyone(page)
    tap(page, "Redo", exact=True)
    asks(page, "Plan: what will you try?")
    expect(page.get_by_text("Cycle 1: A walk before supper")).to_be_visible()


def test_tasks_are_added_changed_done_and_undone(page: Page) -> None:
    page.locator("summary", has_text="Who does what").tap()
    page.get_by_label("What", exact=True).fill("Ask the gardener")
    page.get_by_label("Who", exact=True).fill("Ann")
    tap(page, "Add task", exact=True)
    expect(page.get_by_text("Ask the gardener, Ann")).to_be_visible()
    is_for_everyone(page)

    tap(page, "Change", exact=True)
    expect(page.get_by_role("button", name="Save task")).to_be_visible()
    page.get_by_label("Who", exact=True).fill("Tom")
    tap(page, "Save task", exact=True)
    expect(page.get_by_text("Ask the gardener, Tom")).to_be_visible()
    tap(page, "Done", exact=True)
    expect(page.get_by_role("button", name="Not done yet")).to_be_visible()
    tap(page, "Undo", exact=True)
    tap(page, "Undo", exact=True)

    expect(page.get_by_text("Ask the gardener, Ann")).to_be_visible()


def test_abandoned_change_leads_to_another_idea(page: Page) -> None:
    for label, words, onward in (
        ("What do you think will happen?", "Nobody is up at night", "Go on to Do"),
        ("What happened?", "It rained, and nobody walked", "Go on to Study"),
        ("What did you learn?", "We need something indoors", "Go on to Act"),
    ):
        page.get_by_label(label).fill(words)
        _is_saved(page)
        tap(page, onward, exact=True)
    page.get_by_role("radio", name=re.compile("^Abandon")).tap()
    is_for_everyone(page)

    tap(page, "Plan another idea", exact=True)

    expect(page.get_by_text("Cycle 2: Another idea")).to_be_visible()
    learned = "What we learned from “A walk before supper”: We need something indoors"
    expect(page.get_by_label("What do you want to find out?")).to_have_value(learned)


def test_cycles_are_printed(page: Page, slug: str) -> None:
    page.get_by_role("link", name="Print").tap()
    page.wait_for_url(f"**/projects/{slug}/tools/pdsa")

    expect(page.locator("body")).to_contain_text("Nobody is up at night")
    expect(page.locator("body")).to_contain_text("Another idea")
    is_for_everyone(page)
