"""A newcomer asks for an account, is let in, and begins."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, IPAD, sign_in

pytestmark = pytest.mark.journey

PASSWORD = "three quiet herons"


def test_newcomer_is_let_in_and_starts_as_a_novice(person: Callable[..., Page]) -> None:
    newcomer = person(None, size=IPAD)
    _ask_for_an_account(newcomer, "robin.vale")
    _try_to_sign_in(newcomer, "robin.vale")
    expect(newcomer.get_by_text("Your account waits for approval")).to_be_visible()

    admin = person("admin", size=DESK)
    admin.goto("/hub/authorize")
    admin.get_by_role("button", name=re.compile("^Let in")).click()
    expect(admin.get_by_text("Nobody is waiting")).to_be_visible()

    sign_in(newcomer, "robin.vale", PASSWORD)
    expect(newcomer.get_by_role("link", name="Start a project").first).to_be_visible()
    expect(newcomer.get_by_role("link", name="Screens")).to_have_count(0)


def test_nobody_signs_up_as_a_team(person: Callable[..., Page]) -> None:
    page = person(None, size=IPAD)

    _ask_for_an_account(page, "team-fewer-falls-at-larch-house")
    _try_to_sign_in(page, "team-fewer-falls-at-larch-house")

    assert "/hub/login" in page.url


def _ask_for_an_account(page: Page, name: str) -> None:
    page.goto("/hub/signup")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Ask for an account").click()
    page.wait_for_load_state()


def _try_to_sign_in(page: Page, name: str) -> None:
    page.goto("/hub/login")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
