"""*Process map* and *FMEA* against the real service."""

import json
from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from qi_lib.errors import Refused
from tests.widgets.conftest import find, press, type_into
from widgets.tools.fmea import FMEATool
from widgets.tools.process_map import ProcessMapTool

HubOf = Callable[..., Hub]


@pytest.fixture
def tool(hub_of: HubOf) -> ProcessMapTool:
    """The process map of a new project of Nia's."""
    opened = ProcessMapTool(hub_of)
    opened.open({"project": hub_of().start_project(title="Discharge").slug})
    return opened


def _add(tool: ProcessMapTool, text: str, *, lane: str = "", after: str = "") -> str:
    tool.act("add", after, {"new": text, "new.lane": lane})
    return next(one.id for one in tool.record.steps if one.text == text)


def test_first_step_is_the_start_and_others_follow_in_order(tool: ProcessMapTool) -> None:
    first = _add(tool, "Told they go home")
    _add(tool, "Goes home", after=first)
    _add(tool, "List is written", after=first, lane="staff00000")

    steps = tool.record.steps
    assert [one.text for one in steps] == ["Told they go home", "List is written", "Goes home"]
    assert [one.kind for one in steps] == ["start", "step", "step"]
    assert steps[1].lane == "staff00000"


def test_times_and_waste_are_written_down(tool: ProcessMapTool) -> None:
    step = _add(tool, "List is written")
    press(tool, "choose", step)
    type_into(tool, f"{step}.minutes", "12.5")
    type_into(tool, f"{step}.wait_minutes", "15")
    type_into(tool, f"{step}.wait_minutes", "150")
    press(tool, "waste", f"{step} Waiting")
    press(tool, "waste", f"{step} Walking and moving")
    press(tool, "waste", f"{step} Waiting")

    found = tool.record.steps[0]
    assert (found.minutes, found.wait_minutes, found.waste) == (12.5, 150, ["Walking and moving"])
    assert find(tool.screen(), f"{step}.wait_minutes").value == "150"


def test_time_that_is_no_number_is_refused_in_a_sentence(tool: ProcessMapTool) -> None:
    step = _add(tool, "List is written")
    press(tool, "choose", step)

    with pytest.raises(Refused, match="“a while” is not a number of minutes"):
        type_into(tool, f"{step}.minutes", "a while")


def test_step_is_dragged_into_another_lane_and_place(tool: ProcessMapTool) -> None:
    one = _add(tool, "One")
    two = _add(tool, "Two", after=one)

    press(tool, "place", json.dumps({"id": two, "x": 700, "y": 80, "onto": one}))

    assert [(step.id, step.lane) for step in tool.record.steps] == [
        (two, "staff00000"),
        (one, "patient000"),
    ]


def test_lanes_are_added_and_named(tool: ProcessMapTool) -> None:
    press(tool, "add-lane", new__lane__name="Pharmacy")
    lane = tool.record.lanes[-1]
    press(tool, "choose", lane.id)

    type_into(tool, f"{lane.id}.name", "Hospital pharmacy")

    assert [one.name for one in tool.record.lanes] == ["Patient", "Staff", "Hospital pharmacy"]


def test_ways_to_fail_are_scored(hub_of: HubOf, tool: ProcessMapTool) -> None:
    assert tool.project is not None
    fmea = FMEATool(hub_of)
    fmea.open({"project": tool.project.slug})
    press(fmea, "add", new="Bags are mixed up")
    failure = fmea.chosen

    type_into(fmea, f"{failure}.severity", "9")
    type_into(fmea, f"{failure}.action", "Two names on the bag")

    saved = hub_of().project(tool.project.slug).document("fmea").content["failures"][0]
    assert (saved["severity"], saved["action"]) == (9, "Two names on the bag")
