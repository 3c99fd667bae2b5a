"""The first measure: made with its name, described, taken back."""

import pytest

from qi_lib.client import Hub
from qi_lib.errors import Refused
from tests.widgets.conftest import find, press, type_into
from tests.widgets.start.conftest import HubOf, begin
from widgets.frame.tool import Answer, Clashes
from widgets.start.tool import StartTool


def test_measure_keeps_its_name_when_the_box_is_emptied(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    for _ in range(4):
        press(tool, "next")
    type_into(tool, "measure.name", "Falls")

    with pytest.raises(Refused, match="needs a name"):
        type_into(tool, "measure.name", "")

    assert hub_of().project(tool.address["project"]).measures[0].name == "Falls"


def _at_the_measure(hub: Hub) -> StartTool:
    tool = begin(hub)
    for _ in range(4):
        press(tool, "next")
    return tool


def test_answers_given_in_one_breath_with_the_name_are_no_clash(hub_of: HubOf) -> None:
    tool = _at_the_measure(hub_of())
    type_into(tool, "measure.name", "Walked within a day")

    # Chosen before the page heard that the measure was made, with what it then held.
    tool.save(Answer(name="measure.direction", value="up", base=""))
    tool.save(Answer(name="measure.frequency", value="week", base="month"))

    measure = hub_of().project(tool.address["project"]).measures[0].record
    assert (measure.direction, measure.frequency) == ("up", "week")


def test_another_direction_saved_elsewhere_is_a_clash(hub_of: HubOf) -> None:
    tool = _at_the_measure(hub_of())
    type_into(tool, "measure.name", "Walked within a day")
    hub_of().project(tool.address["project"]).measures[0].update(direction="down")

    with pytest.raises(Clashes):
        tool.save(Answer(name="measure.direction", value="up", base="neutral"))


def test_measure_and_what_was_said_of_it_are_undone_one_by_one(hub_of: HubOf) -> None:
    tool = _at_the_measure(hub_of())
    type_into(tool, "measure.frequency", "week")
    type_into(tool, "measure.name", "Falls")
    type_into(tool, "measure.direction", "up")
    project = hub_of().project(tool.address["project"])

    press(tool, "undo")
    assert project.refresh().measures[0].record.direction == "down"
    screen = press(tool, "undo")
    assert len(project.refresh().measures) == 0
    assert find(screen, "measure.name").value == ""
    assert find(press(tool, "undo"), "measure.frequency").value == "month"

    for _ in range(3):
        press(tool, "redo")
    measure = project.refresh().measures[0].record
    assert (measure.name, measure.frequency, measure.direction) == ("Falls", "week", "up")
    type_into(tool, "measure.name", "Falls with harm")
    assert project.refresh().measures[0].name == "Falls with harm"
