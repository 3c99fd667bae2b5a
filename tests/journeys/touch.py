"""A tool on an iPad: what every screen of it owes to everyone, and how it is tapped."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.controls import small_controls

__all__ = ["asks", "is_for_everyone", "tap"]


def is_for_everyone(page: Page) -> None:
    """Fail where axe finds fault, a finger is too large, or the page is wider than the screen."""
    faults = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in faults] == []
    assert small_controls(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def tap(page: Page, name: str, *, exact: bool = False) -> None:
    """Tap the first button of this name, when what was tapped before is done."""
    expect(page.locator(".qi-frame.is-busy")).to_have_count(0)  # a tap meanwhile means the same
    page.get_by_role("button", name=name, exact=exact).first.tap()


def asks(page: Page, question: str) -> None:
    """Wait for the screen with this question."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(question)
