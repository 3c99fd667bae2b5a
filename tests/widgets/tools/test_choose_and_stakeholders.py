"""*Choose* and *Stakeholders* against the real service."""

import json
from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from qi_lib.errors import Refused
from qi_lib.model.driver_diagram import Level
from tests.widgets.conftest import find, has, press, type_into
from widgets.tools.choose_and_stakeholders import ChooseTool, PlaneTool, StakeholderTool
from widgets.tools.driver_diagram import DriverDiagramTool

HubOf = Callable[..., Hub]


@pytest.fixture
def slug(hub_of: HubOf) -> str:
    """A project of Nia's."""
    return hub_of().start_project(title="Fewer falls").slug


def _open(kind: type[PlaneTool], hub: Hub, slug: str) -> PlaneTool:
    tool = kind(lambda: hub)
    tool.open({"project": slug})
    return tool


def test_idea_is_added_in_the_middle_and_dragged(hub_of: HubOf, slug: str) -> None:
    tool = _open(ChooseTool, hub_of(), slug)
    press(tool, "add", new="Night lights")
    idea = tool.record.ideas[0]
    assert (idea.impact, idea.effort) == (5, 5)

    screen = press(tool, "place", json.dumps({"id": idea.id, "x": 160, "y": 40, "onto": ""}))

    idea = hub_of().project(slug).document("choose").content["ideas"][0]
    assert (idea["effort"], idea["impact"]) == (0, 10)
    assert find(screen, "list").buttons[0].hint == "Do it now"


def test_values_are_chosen_without_dragging_too(hub_of: HubOf, slug: str) -> None:
    tool = _open(StakeholderTool, hub_of(), slug)
    press(tool, "add", new="Night staff")
    person = tool.record.people[0].id
    press(tool, "choose", person)

    type_into(tool, f"{person}.power", "9")
    type_into(tool, f"{person}.interest", "8")
    type_into(tool, f"{person}.plan", "Ask at handover")

    saved = tool.record.people[0]
    assert (saved.power, saved.interest, saved.plan) == (9, 8, "Ask at handover")


def test_value_off_the_scale_is_refused(hub_of: HubOf, slug: str) -> None:
    tool = _open(StakeholderTool, hub_of(), slug)
    press(tool, "add", new="Night staff")
    person = tool.record.people[0].id
    press(tool, "choose", person)

    with pytest.raises(Refused, match="does not fit here"):
        type_into(tool, f"{person}.power", "11")


def test_ideas_come_from_the_driver_diagram_once(hub_of: HubOf, slug: str) -> None:
    diagram = DriverDiagramTool(hub_of)
    diagram.open({"project": slug})
    diagram.act("add", f"{Level.IDEA} aim", {"new.idea.aim": "Huddle"})
    tool = _open(ChooseTool, hub_of(), slug)
    assert find(tool.screen(), "take").buttons[0].label == "Take 1 idea from the driver diagram"

    screen = press(tool, "take")

    assert [one.text for one in tool.record.ideas] == ["Huddle"]
    assert not has(screen, "take")
