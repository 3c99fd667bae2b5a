"""The first measure: made with its name, described, taken back."""

import pytest

from qi_lib.charting.fitting_charts import shown_unit
from qi_lib.client import Hub
from qi_lib.errors import Refused
from qi_lib.model import Measure
from tests.widgets.conftest import find, press, type_into
from tests.widgets.start.conftest import HubOf, begin, go_to
from widgets.frame.tool import Answer, Clashes
from widgets.start.tool import StartTool


def _aimed_at(hub: Hub, sentence: str) -> StartTool:
    tool = begin(hub)
    go_to(tool, "aim")
    type_into(tool, "sentence", sentence)
    go_to(tool, "measure")
    return tool


def _made(hub_of: HubOf, tool: StartTool) -> Measure:
    return hub_of().project(tool.address["project"]).measures[0].record


def test_aim_makes_the_measure_with_its_target(hub_of: HubOf) -> None:
    tool = _aimed_at(hub_of(), "Cut falls at night from 9 a week to 3 on Elm Ward by 31 March 2026")
    screen = tool.screen()
    assert find(screen, "measure.name").value == "Falls at night"
    assert find(screen, "measure.target").value == "3"
    told = "Your aim says “from 9 a week to 3” by 31 March 2026"
    assert find(screen, "measure.target").hint == told
    assert screen.hint == (
        "From your aim: Falls at night, every week, less is better, target 3 falls, one number "
        "each time. Change what is not right."
    )

    assert press(tool, "next").key == "done"

    made = _made(hub_of, tool)
    assert (made.name, made.unit, made.direction, made.frequency) == (
        "Falls at night",
        "falls",
        "down",
        "week",
    )
    assert [one.value for one in made.targets] == [3]


def test_share_of_the_aim_is_so_many_out_of_so_many(hub_of: HubOf) -> None:
    tool = _aimed_at(hub_of(), "Get discharges before noon up from 12 out of 40 to 60% by May 2026")

    press(tool, "next")

    made = _made(hub_of, tool)
    assert (made.unit, made.denominator, made.direction) == ("%", "how many in all", "up")
    assert [one.value for one in made.targets] == [60]


def test_rate_of_the_aim_is_per_thousand_bed_days(hub_of: HubOf) -> None:
    tool = _aimed_at(
        hub_of(), "Reduce falls from 6.2 to 3.1 per 1,000 occupied bed days on Elm Ward by May 2026"
    )

    press(tool, "next")

    made = _made(hub_of, tool)
    assert (made.name, shown_unit(made)) == ("Falls", "per 1,000 occupied bed days")
    assert [one.value for one in made.targets] == [3.1]


def test_what_is_guessed_can_be_changed_before_and_after_it_is_used(hub_of: HubOf) -> None:
    tool = _aimed_at(hub_of(), "Cut falls from 9 a month to 3 on Elm Ward by May 2026")
    tool.save(Answer(name="measure.shape", value="rate", base="one"))
    tool.save(Answer(name="measure.target", value="4.5", base="3"))
    press(tool, "next")
    assert (_made(hub_of, tool).denominator, _made(hub_of, tool).targets[0].value) == (
        "bed days",
        4.5,
    )

    press(tool, "back")
    tool.save(Answer(name="measure.shape", value="share", base="rate"))
    tool.save(Answer(name="measure.target", value="", base="4.5"))

    made = _made(hub_of, tool)
    assert (made.unit, made.denominator, made.targets) == ("%", "how many in all", [])
    # What the aim says is a tap away, and nothing is put back by itself.
    assert find(tool.screen(), "measure.target").suggestions[0].value == "3"
    press(tool, "undo")
    assert [one.value for one in _made(hub_of, tool).targets] == [4.5]


def test_nothing_to_count_is_not_passed_over_silently(hub_of: HubOf) -> None:
    tool = _aimed_at(hub_of(), "Make nights better")

    asked = press(tool, "next")

    assert asked.key == "measure"
    assert "nothing to count yet" in find(asked, "asked").text
    assert asked.go is not None
    assert asked.go.label == "Carry on without"
    assert press(tool, "next").key == "done"


def test_strategic_aim_is_asked_once_more(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    press(tool, "next")

    asked = press(tool, "next")

    assert asked.key == "serves"
    assert "Nothing is chosen yet" in find(asked, "asked").text
    type_into(tool, "strategic_aim", "zero-harm")
    assert press(tool, "next").key == "aim"


def test_measure_keeps_its_name_when_the_box_is_emptied(hub_of: HubOf) -> None:
    tool = begin(hub_of())
    go_to(tool, "measure")
    type_into(tool, "measure.name", "Falls")

    with pytest.raises(Refused, match="needs a name"):
        type_into(tool, "measure.name", "")

    assert hub_of().project(tool.address["project"]).measures[0].name == "Falls"


def _at_the_measure(hub: Hub) -> StartTool:
    tool = begin(hub)
    go_to(tool, "measure")
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
