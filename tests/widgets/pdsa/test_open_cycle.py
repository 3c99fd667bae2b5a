"""A cycle at its four steps: what opens them, what it was before."""

import datetime as dt

import pytest

from qi_lib.errors import Refused
from tests.widgets.conftest import find, press, type_into
from tests.widgets.pdsa.conftest import HubOf, plan, saved_cycle
from widgets.pdsa.tool import PDSATool


def test_do_does_not_open_before_a_prediction(tool: PDSATool) -> None:
    press(tool, "new", new__title="Huddle")

    screen = press(tool, "step", "do")

    assert screen.question.startswith("Plan")
    assert "Write down what you think will happen first" in find(screen, "told").text
    type_into(tool, "prediction", "Two fewer")
    assert press(tool, "step", "do").question == "Do: what happened?"


def test_study_sets_the_prediction_beside_what_happened(tool: PDSATool) -> None:
    plan(tool)
    press(tool, "step", "do")
    assert "Write down what happened" in find(press(tool, "step", "study"), "told").text
    type_into(tool, "do", "Nobody fell. The huddle took four minutes.")

    screen = press(tool, "step", "study")

    assert find(screen, "thought").text == "Two fewer falls that night"
    assert find(screen, "happened").text == "Nobody fell. The huddle took four minutes."


def test_study_shows_the_chart_of_the_chosen_measure(tool: PDSATool, hub_of: HubOf) -> None:
    project = hub_of().project(tool.address["project"])
    falls = project.add_measure(name="Falls", direction="down")
    for month, value in enumerate((9, 8, 10, 9, 7), 1):
        falls.add(when=dt.date(2025, month, 1), value=value)
    tool.open(tool.address)
    plan(tool)
    type_into(tool, "measure", falls.id)
    press(tool, "step", "do")
    type_into(tool, "do", "Nobody fell.")

    screen = press(tool, "step", "study")

    assert "<svg" in find(screen, "chart").svg
    assert "Falls" in find(screen, "chart").svg


def test_answers_and_tasks_are_undone_and_redone(tool: PDSATool, hub_of: HubOf) -> None:
    plan(tool)
    type_into(tool, "objective", "Does it fit?")
    press(tool, "add-task", task__text="Print")

    press(tool, "undo")
    press(tool, "undo")
    cycle = saved_cycle(hub_of, tool, 1)
    assert (cycle.objective, cycle.tasks) == ("", [])

    press(tool, "redo")
    screen = press(tool, "redo")

    cycle = saved_cycle(hub_of, tool, 1)
    assert (cycle.objective, [one.text for one in cycle.tasks]) == ("Does it fit?", ["Print"])
    assert [one.is_off for one in find(screen, "bar").buttons[:2]] == [False, True]


def test_undone_prediction_closes_do_again(tool: PDSATool) -> None:
    press(tool, "new", new__title="Huddle")
    type_into(tool, "prediction", "Two fewer")
    press(tool, "step", "do")

    screen = press(tool, "undo")

    assert screen.question.startswith("Plan")
    assert "Write down what you think will happen first" in find(screen, "told").text


def test_day_is_taken_out_again(tool: PDSATool, hub_of: HubOf) -> None:
    plan(tool)

    type_into(tool, "start", "")

    assert saved_cycle(hub_of, tool, 1).start is None


def test_title_cannot_be_emptied(tool: PDSATool) -> None:
    plan(tool)

    with pytest.raises(Refused, match="needs a few words"):
        type_into(tool, "title", " ")


def test_history_says_what_changed_and_leads_back_to_any_version(
    tool: PDSATool, hub_of: HubOf
) -> None:
    plan(tool)
    before = saved_cycle(hub_of, tool, 1)
    type_into(tool, "prediction", "Nothing will change")

    versions = find(press(tool, "history"), "versions").buttons

    assert versions[0].hint == "Changed prediction, saved by nia"
    assert versions[-1].hint.startswith("Begun, saved by ")
    screen = press(tool, "return", versions[1].value)
    assert "This is the version of" in find(screen, "told").text
    assert saved_cycle(hub_of, tool, 1) == before
