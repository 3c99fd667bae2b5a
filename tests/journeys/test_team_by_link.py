"""A colleague is invited by a link, and another is found by name."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.keys import program_of

pytestmark = pytest.mark.journey

PHONE = {"width": 390, "height": 844}


def test_team_grows_by_name_and_by_a_link(hub: RunningHub, person: Callable[..., Page]) -> None:
    with program_of(hub, "tom") as program:
        slug = _start(program)
    lead = person("tom", size=IPAD)
    lead.goto(f"/projects/{slug}")
    lead.goto(f"/projects/{slug}/team")
    lead.get_by_role("textbox", name="Name").fill("priya")
    lead.get_by_role("button", name="Find").tap()
    lead.get_by_role("button", name="Add Priya").tap()
    expect(lead.get_by_role("main")).to_contain_text(re.compile("priya", re.IGNORECASE))
    lead.get_by_role("button", name="Make a link").tap()
    link = lead.get_by_label(re.compile("Send this link")).input_value()

    invited = person("ruth", size=PHONE)
    invited.goto(link)
    expect(invited.get_by_role("heading", level=2)).to_contain_text("invites you to the team")
    assert invited.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    invited.get_by_role("button", name="Join the team").click()
    expect(invited.get_by_role("heading", level=1)).to_have_text("Quicker answers")
    with program_of(hub, "tom") as program:
        team = program.get(f"/api/projects/{slug}").json()["team"]
    assert [one["user"] for one in team] == ["tom", "priya", "ruth"]


def _start(program: httpx.Client) -> str:
    answer = program.post("/api/projects", json={"title": "Quicker answers"})
    return str(answer.raise_for_status().json()["project"]["slug"])
