"""*Progress* against the real service."""

import datetime as dt
from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from tests.widgets.conftest import find, has, press, type_into
from widgets.tools.progress import ProgressTool

TODAY = dt.date(2025, 11, 3)
HubOf = Callable[..., Hub]


@pytest.fixture
def tool(hub_of: HubOf) -> ProgressTool:
    """The progress of a new project of Nia's."""
    opened = ProgressTool(hub_of, today=TODAY)
    opened.open({"project": hub_of().start_project(title="Fewer falls").slug})
    return opened


def test_suggestion_shows_its_evidence_and_what_comes_next(tool: ProgressTool) -> None:
    screen = tool.screen()

    assert find(screen, "suggested").title == "Suggested: 0.5, intent to take part"
    assert "A team of at least two people" in find(screen, "suggested").text
    assert all(not check.is_found for check in find(screen, "evidence").checks)
    assert [part.name for part in screen.parts][:4] == ["bar", "tour", "suggested", "confirm"]


def test_team_confirms_a_score_of_its_own(tool: ProgressTool, hub_of: HubOf) -> None:
    screen = press(tool, "confirm", score="1")

    project = hub_of().project(tool.address["project"])
    assert project.record.progress == 1
    assert find(screen, "past").rows == (("3 November 2025", "1", "Charter and team", "nia"),)
    assert "Your score is 1" in find(screen, "told").text


def test_checks_after_three_and_six_months(tool: ProgressTool) -> None:
    screen = press(tool, "check", "3")
    check = tool.record.checks[0]
    assert find(screen, "sustain").buttons[0].label == "Check after 6 months"

    type_into(tool, f"{check.id}.habit", "2")
    type_into(tool, f"{check.id}.backed", "1")

    assert tool.record.checks[0].points == 3
    assert find(tool.screen(), f"check-{check.id}").label.endswith("(3 of 10)")


def test_project_is_handed_over(tool: ProgressTool) -> None:
    type_into(tool, "looking_for_lead", "True")
    type_into(tool, "handover", "The cards lie in the office.")

    assert tool.record.looking_for_lead
    assert tool.tool.count(tool.record) == "No score confirmed yet"


def test_practice_needs_no_project(hub_of: HubOf) -> None:
    tool = ProgressTool(hub_of, today=TODAY)
    tool.open({"practice": "1"})

    assert has(tool.screen(), "past")
    assert find(tool.screen(), "suggested").title == ""
