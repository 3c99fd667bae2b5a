"""A charter from the team's iPad to the sponsor's approval, and what happens when it changes."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.controls import small_controls
from tests.journeys.keys import program_of

pytestmark = pytest.mark.journey

AIM = {
    "what": "Cut falls on the stairs",
    "how_much": "from 6 a month to 2",
    "by_when": "2027-12-31",
    "for_whom": "everyone who visits",
}
TEAM = [
    {"user": "grace", "name": "Grace Oduya", "role": "lead"},
    {"user": "ruth", "name": "Ruth Winterbourne", "role": "sponsor"},
]


@pytest.fixture(scope="module")
def grace(visitor: Callable[..., Page]) -> Page:
    """Grace, who leads the project, on an iPad."""
    return visitor("grace", size=IPAD)


@pytest.fixture(scope="module")
def ruth(visitor: Callable[..., Page]) -> Page:
    """Ruth, its sponsor, on another."""
    return visitor("ruth", size=IPAD)


@pytest.fixture(scope="module")
def ours(hub: RunningHub) -> str:
    """A project as *Start a project* leaves it, with one part of its aim missing."""
    with program_of(hub, "grace") as program:
        project = {"title": "Safer stairs", "problem": "The stairs are dark.", "aim": AIM}
        answer = program.post("/api/projects", json=project).raise_for_status()
        slug = str(answer.json()["project"]["slug"])
        program.post(f"/api/projects/{slug}/measures", json={"name": "Falls"}).raise_for_status()
        program.put(f"/api/projects/{slug}/team", json=TEAM).raise_for_status()
    return slug


def _check(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert small_controls(page) == []


def _go(page: Page, section: str) -> None:
    page.get_by_role("button", name=section, exact=True).tap()


def _saved(page: Page) -> None:
    expect(page.locator(".qi-sign")).to_have_text(re.compile("Saved"))


def test_team_fills_in_what_is_missing(grace: Page, ours: str) -> None:
    open_app(grace, "charter", project=ours)
    grace.get_by_role("button", name="Skip").tap()
    _check(grace)
    expect(grace.locator("[data-item=aim]")).to_contain_text("Cut falls")

    grace.locator("[data-item=aim]").tap()
    expect(grace.get_by_label("What will be different?")).to_have_value("Cut falls on the stairs")
    grace.get_by_label("Where?").fill("the main stairs")
    _saved(grace)
    grace.get_by_role("button", name="The whole page").tap()
    _go(grace, "Scope")
    grace.get_by_label("In scope", exact=True).fill("The main stairs")
    grace.get_by_label("Not in scope").fill("The fire escape")
    _saved(grace)
    _check(grace)
    grace.get_by_role("button", name="Next: team").tap()
    grace.get_by_label("How do service users take part?").fill("Two visitors walk it with us")
    grace.get_by_role("button", name="Next: risks").tap()
    grace.get_by_label("Another risk").fill("Lamps are out of stock")
    grace.keyboard.press("Enter")
    grace.get_by_label("What do you do about it?").fill("Borrow six")
    _saved(grace)
    _check(grace)


def test_team_undoes_leaves_and_comes_back(grace: Page, ours: str) -> None:
    grace.get_by_role("button", name="Undo").tap()
    expect(grace.get_by_label("What do you do about it?")).to_have_value("")
    grace.get_by_role("button", name="Redo").tap()
    expect(grace.get_by_label("What do you do about it?")).to_have_value("Borrow six")

    open_app(grace, "charter", project=ours)

    expect(grace.locator("[data-item=risks]")).to_contain_text("Lamps are out of stock: Borrow six")
    expect(grace.locator("[data-item=scope]")).to_contain_text("The fire escape")
    expect(grace.locator("[data-item=approval]")).to_contain_text("Waiting for approval by Ruth")


def test_sponsor_finds_it_on_another_device_and_approves_it(ruth: Page, ours: str) -> None:
    ruth.goto("/home")
    ruth.get_by_role("link", name="Charter of “Safer stairs”").tap()
    expect(ruth.get_by_role("heading", level=1)).to_have_text("Charter")
    _check(ruth)

    ruth.get_by_role("button", name="Approve this charter").tap()

    expect(ruth.get_by_text("Approved by Ruth Winterbourne on").first).to_be_visible()
    ruth.goto("/home")
    expect(ruth.get_by_role("link", name="Charter of “Safer stairs”")).to_have_count(0)


def test_team_sees_it_and_a_later_change_of_the_aim_is_named(
    grace: Page, ruth: Page, ours: str
) -> None:
    grace.goto(f"/projects/{ours}")
    expect(grace.get_by_role("region", name="Charter")).to_contain_text("Approved by Ruth")
    open_app(grace, "charter", project=ours)
    grace.locator("[data-item=aim]").tap()
    grace.get_by_label("How much?").fill("from 6 a month to 3")
    _saved(grace)

    grace.get_by_role("button", name="The whole page").tap()
    _go(grace, "Approval")
    expect(
        grace.get_by_text(re.compile("Changed since it was approved on .*: aim"))
    ).to_be_visible()
    ruth.goto("/home")
    waiting = ruth.get_by_role("listitem").filter(has_text="Charter of “Safer stairs”")
    expect(waiting).to_contain_text("Changed since it was approved")
    grace.get_by_role("button", name="Undo").tap()

    expect(grace.get_by_text("Changed since it was approved")).to_have_count(0)


@pytest.mark.parametrize("slug", ["", "fewer-falls-at-larch-house"])
def test_charter_prints_on_one_page_with_a_line_to_sign(grace: Page, ours: str, slug: str) -> None:
    grace.goto(f"/projects/{slug or ours}/tools/charter")
    expect(grace.get_by_role("button", name="Print")).to_be_visible()

    paper = grace.pdf(format="A4", prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
