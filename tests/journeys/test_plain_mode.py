"""Plain mode on a shared iPad: one tap, one number, and everything still there for the next."""

import datetime as dt
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app
from tests.journeys.conftest import IPAD, RunningHub, sign_in
from tests.journeys.controls import BEYOND_THE_SCREEN, small_controls
from tests.journeys.keys import program_of

pytestmark = pytest.mark.journey


@pytest.fixture
def falls(hub: RunningHub) -> str:
    """The slug of a project of Grace’s with falls of the last five days, not of today."""
    with program_of(hub, "grace") as program:
        made = program.post("/api/projects", json={"title": "Fewer falls on Willow"})
        slug = str(made.raise_for_status().json()["project"]["slug"])
        measure = {"name": "Falls", "unit": "falls", "frequency": "day", "direction": "down"}
        made = program.post(f"/api/projects/{slug}/measures", json=measure).raise_for_status()
        path = f"/api/projects/{slug}/measures/{made.json()['measure']['id']}/observations"
        today = dt.date.today()
        points = [
            {"when": str(today - dt.timedelta(days=ago)), "value": value}
            for ago, value in enumerate((2, 3, 1, 4, 2), start=1)
        ]
        program.post(path, json=points).raise_for_status()
    return slug


def test_resident_writes_the_number_of_today_sees_it_and_takes_it_back(
    hub: RunningHub, person: Callable[..., Page], falls: str
) -> None:
    ipad = person("grace", size=IPAD)
    ipad.goto(f"/projects/{falls}")
    ipad.get_by_role("button", name="Plain mode").tap()
    ipad.get_by_role("link", name="Add a number to the chart").tap()
    question = ipad.locator("[data-live] h1")
    expect(question).to_have_text("How many falls today?", timeout=60_000)
    paper = ipad.get_by_role("img", name="Chart of Falls")
    expect(paper.locator("ellipse")).to_have_count(5)
    expect(paper.get_by_text("usual level 2")).to_be_visible()
    for held in (IPAD, {"width": IPAD["height"], "height": IPAD["width"]}):
        ipad.set_viewport_size(held)
        found = Axe().run(ipad)
        assert found.violations_count == 0, found.generate_report()
        assert small_controls(ipad) == []
        assert ipad.evaluate(BEYOND_THE_SCREEN) == []
        for key in ("0", "9", "Rub out the last figure"):  # in sight, above the main button
            expect(ipad.get_by_role("button", name=key, exact=True)).to_be_in_viewport(ratio=1)
    ipad.set_viewport_size(IPAD)

    ipad.get_by_role("button", name="1", exact=True).tap()
    ipad.get_by_role("button", name="One more").tap()
    ipad.get_by_role("button", name="Save today’s number").tap()

    expect(question).to_have_text("Thank you. Falls today: 2")
    expect(question).to_be_focused()  # and so it is read out
    expect(paper.locator("ellipse")).to_have_count(6)
    expect(paper.locator("circle")).to_have_count(1)

    ipad.get_by_role("button", name="Change it").tap()
    ipad.get_by_role("button", name="4", exact=True).tap()  # in the place of the 2
    ipad.get_by_role("button", name="Save today’s number").tap()
    expect(question).to_have_text("Thank you. Falls today: 4")
    ipad.get_by_role("button", name="Undo").tap()
    expect(question).to_have_text("Falls today: 2")
    expect(ipad.get_by_text("Taken back")).to_be_visible()
    expect(paper.locator("ellipse")).to_have_count(6)

    # The next person on the same iPad finds it plain; one tap leads back.
    ipad.goto("/hub/logout")
    sign_in(ipad, "grace", hub.password)
    open_app(ipad, "chart", project=falls)
    expect(question).to_have_text("Falls today: 2")
    ipad.get_by_role("button", name="Leave plain mode").tap()
    expect(ipad.get_by_role("button", name="Add this number")).to_be_visible()
