"""*PDSA*, walked through against the real service."""

import datetime as dt
from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from qi_lib.errors import Refused
from qi_lib.model import PDSA
from tests.widgets.conftest import find, has, press, type_into
from widgets.pdsa.tool import PDSATool

TODAY = dt.date(2025, 11, 3)
HubOf = Callable[..., Hub]


@pytest.fixture
def tool(hub_of: HubOf) -> PDSATool:
    """The cycles of a new project of Nia's."""
    slug = hub_of().start_project(title="Fewer falls").slug
    opened = PDSATool(hub_of, today=TODAY)
    opened.open({"project": slug})
    return opened


def _planned(tool: PDSATool, *, size: str = "One shift") -> None:
    press(tool, "new", new__title="Huddle at the bedside")
    type_into(tool, "prediction", "Two fewer falls that night")
    type_into(tool, "test_size", size)


def _cycle(hub_of: HubOf, tool: PDSATool, number: int) -> PDSA:
    cycles = hub_of().project(tool.address["project"]).cycles
    return next(one.record for one in cycles if one.record.number == number)


def test_new_test_opens_at_its_plan(tool: PDSATool, hub_of: HubOf) -> None:
    screen = press(tool, "new", new__title="Huddle at the bedside")

    assert screen.question == "Plan: what will you try?"
    assert screen.hint == "Cycle 1: Huddle at the bedside"
    assert _cycle(hub_of, tool, 1).start == TODAY


def test_do_does_not_open_before_a_prediction(tool: PDSATool) -> None:
    press(tool, "new", new__title="Huddle")

    screen = press(tool, "step", "do")

    assert screen.question.startswith("Plan")
    assert "Write down what you think will happen first" in find(screen, "told").text
    type_into(tool, "prediction", "Two fewer")
    assert press(tool, "step", "do").question == "Do: what happened?"


def test_study_sets_the_prediction_beside_what_happened(tool: PDSATool) -> None:
    _planned(tool)
    press(tool, "step", "do")
    assert "Write down what happened" in find(press(tool, "step", "study"), "told").text
    type_into(tool, "do", "Nobody fell. The huddle took four minutes.")

    screen = press(tool, "step", "study")

    assert find(screen, "thought").text == "Two fewer falls that night"
    assert find(screen, "happened").text == "Nobody fell. The huddle took four minutes."


def _studied(tool: PDSATool, decision: str) -> None:
    _planned(tool)
    press(tool, "step", "do")
    type_into(tool, "went_as_planned", "True")
    type_into(tool, "do", "Nobody fell.")
    press(tool, "step", "study")
    type_into(tool, "came_true", "True")
    type_into(tool, "study", "It fits into the shift.")
    press(tool, "step", "act")
    type_into(tool, "decision", decision)


def test_adopted_change_is_tried_one_rung_larger(tool: PDSATool, hub_of: HubOf) -> None:
    _studied(tool, "adopt")
    type_into(tool, "next_step", "Huddle on every shift of a day")

    screen = press(tool, "follow")

    first, second = _cycle(hub_of, tool, 1), _cycle(hub_of, tool, 2)
    assert (first.decision, first.came_true, first.went_as_planned) == ("adopt", True, True)
    assert (second.follows, second.test_size) == (first.id, "One day")
    assert second.title == "Huddle on every shift of a day"
    assert second.prediction == ""
    assert screen.question.startswith("Plan")


def test_adapted_change_is_tried_again_at_its_size(tool: PDSATool, hub_of: HubOf) -> None:
    _studied(tool, "adapt")
    press(tool, "follow")

    assert _cycle(hub_of, tool, 2).test_size == "One shift"


def test_abandoned_change_leads_to_another_idea_with_what_was_learned(
    tool: PDSATool, hub_of: HubOf
) -> None:
    _studied(tool, "abandon")
    screen = tool.screen()
    assert screen.go is not None
    assert (screen.go.label, screen.go.act) == ("Plan another idea", "follow")
    assert [one.act for one in find(screen, "stop").buttons] == ["cycles"]

    screen = press(tool, "follow")

    first, second = _cycle(hub_of, tool, 1), _cycle(hub_of, tool, 2)
    assert (second.title, second.follows, second.test_size) == ("Another idea", first.id, "")
    assert find(screen, "objective").value == (
        "What we learned from “Huddle at the bedside”: It fits into the shift."
    )
    assert "Abandoned" in find(press(tool, "cycles"), "ramps").svg


def test_new_test_is_taken_back_and_made_again(tool: PDSATool, hub_of: HubOf) -> None:
    where = tool.scope
    press(tool, "new", new__title="Huddle")
    made = _cycle(hub_of, tool, 1)
    assert (where, "new.title") in tool.forgotten

    screen = press(tool, "undo")
    assert screen.key == "cycles"
    assert len(hub_of().project(tool.address["project"]).cycles) == 0
    assert [one.is_off for one in find(screen, "bar").buttons[:2]] == [True, False]
    screen = press(tool, "redo")

    assert screen.hint == "Cycle 1: Huddle"
    assert _cycle(hub_of, tool, 1) == made


def test_new_test_is_taken_back_after_what_was_written_in_it(tool: PDSATool, hub_of: HubOf) -> None:
    _planned(tool)
    press(tool, "cycles")

    press(tool, "undo")
    assert _cycle(hub_of, tool, 1).test_size == ""
    press(tool, "undo")
    press(tool, "undo")

    assert len(hub_of().project(tool.address["project"]).cycles) == 0


def test_new_test_in_which_somebody_else_has_written_stays(tool: PDSATool, hub_of: HubOf) -> None:
    press(tool, "new", new__title="Huddle")
    other = hub_of().project(tool.address["project"]).cycles
    next(iter(other)).update(objective="Does it fit?")

    screen = press(tool, "undo")

    assert "Theirs was left" in find(screen, "told").text
    assert _cycle(hub_of, tool, 1).objective == "Does it fit?"


def test_tasks_have_a_person_and_a_day_and_are_ticked(tool: PDSATool, hub_of: HubOf) -> None:
    _planned(tool)
    press(tool, "add-task", task__text="Print the cards", task__who="Ann", task__by="2025-11-07")
    task = _cycle(hub_of, tool, 1).tasks[0]
    note = find(tool.screen(), f"task-{task.id}")
    assert note.text == "Print the cards, Ann, by 7 November 2025"

    screen = press(tool, "task", note.buttons[0].value)

    assert find(screen, f"task-{task.id}").title == "Done"
    saved = _cycle(hub_of, tool, 1).tasks[0]
    assert (saved.text, saved.who, saved.by, saved.is_done) == (
        "Print the cards",
        "Ann",
        dt.date(2025, 11, 7),
        True,
    )


def test_task_is_changed_and_taken_out(tool: PDSATool, hub_of: HubOf) -> None:
    _planned(tool)
    press(tool, "add-task", task__text="Print", task__who="Ann", task__by="2025-11-07")
    task = _cycle(hub_of, tool, 1).tasks[0]

    screen = press(tool, "edit-task", task.id)
    assert find(screen, "task.who").value == "Ann"
    press(tool, "add-task", task__text="Print", task__who="Tom", task__by="")
    assert [(one.id, one.who) for one in _cycle(hub_of, tool, 1).tasks] == [(task.id, "Tom")]

    press(tool, "edit-task", task.id)
    press(tool, "drop-task")
    assert _cycle(hub_of, tool, 1).tasks == []
    press(tool, "undo")
    assert [one.who for one in _cycle(hub_of, tool, 1).tasks] == ["Tom"]


def test_answers_and_tasks_are_undone_and_redone(tool: PDSATool, hub_of: HubOf) -> None:
    _planned(tool)
    type_into(tool, "objective", "Does it fit?")
    press(tool, "add-task", task__text="Print")

    press(tool, "undo")
    press(tool, "undo")
    cycle = _cycle(hub_of, tool, 1)
    assert (cycle.objective, cycle.tasks) == ("", [])

    press(tool, "redo")
    screen = press(tool, "redo")

    cycle = _cycle(hub_of, tool, 1)
    assert (cycle.objective, [one.text for one in cycle.tasks]) == ("Does it fit?", ["Print"])
    assert [one.is_off for one in find(screen, "bar").buttons[:2]] == [False, True]


def test_undone_prediction_closes_do_again(tool: PDSATool) -> None:
    press(tool, "new", new__title="Huddle")
    type_into(tool, "prediction", "Two fewer")
    press(tool, "step", "do")

    screen = press(tool, "undo")

    assert screen.question.startswith("Plan")
    assert "Write down what you think will happen first" in find(screen, "told").text


def test_work_of_another_device_is_seen_and_kept(tool: PDSATool, hub_of: HubOf) -> None:
    _planned(tool)
    other = PDSATool(hub_of, today=TODAY)
    other.open(tool.address)

    type_into(other, "objective", "Does it fit?")
    press(other, "add-task", task__text="Print")
    press(tool, "add-task", task__text="Fold")

    assert other.look_again()
    assert find(other.screen(), "objective").value == "Does it fit?"
    assert [one.text for one in _cycle(hub_of, tool, 1).tasks] == ["Print", "Fold"]
    assert not other.look_again()


def test_task_that_comes_again_is_there_once_and_ticked_for_good(
    tool: PDSATool, hub_of: HubOf
) -> None:
    _planned(tool)
    for _ in range(2):
        with tool.once("0a1b2c"):
            press(tool, "add-task", task__text="Print the cards")
    (task,) = _cycle(hub_of, tool, 1).tasks
    tick = find(tool.screen(), f"task-{task.id}").buttons[0]

    press(tool, "task", tick.value)
    press(tool, "task", tick.value)

    (saved,) = _cycle(hub_of, tool, 1).tasks
    assert saved.is_done


def test_study_shows_the_chart_of_the_chosen_measure(tool: PDSATool, hub_of: HubOf) -> None:
    project = hub_of().project(tool.address["project"])
    falls = project.add_measure(name="Falls", direction="down")
    for month, value in enumerate((9, 8, 10, 9, 7), 1):
        falls.add(when=dt.date(2025, month, 1), value=value)
    tool.open(tool.address)
    _planned(tool)
    type_into(tool, "measure", falls.id)
    press(tool, "step", "do")
    type_into(tool, "do", "Nobody fell.")

    screen = press(tool, "step", "study")

    assert "<svg" in find(screen, "chart").svg
    assert "Falls" in find(screen, "chart").svg


def test_day_is_taken_out_again(tool: PDSATool, hub_of: HubOf) -> None:
    _planned(tool)

    type_into(tool, "start", "")

    assert _cycle(hub_of, tool, 1).start is None


def test_title_cannot_be_emptied(tool: PDSATool) -> None:
    _planned(tool)

    with pytest.raises(Refused, match="needs a few words"):
        type_into(tool, "title", " ")


def test_address_leads_back_to_the_step(tool: PDSATool, hub_of: HubOf) -> None:
    _planned(tool)
    press(tool, "step", "do")
    again = PDSATool(hub_of, today=TODAY)

    again.open(tool.address)

    assert again.screen().question == "Do: what happened?"
    assert not has(again.screen(), "told")


def test_history_says_what_changed_and_leads_back_to_any_version(
    tool: PDSATool, hub_of: HubOf
) -> None:
    _planned(tool)
    before = _cycle(hub_of, tool, 1)
    type_into(tool, "prediction", "Nothing will change")

    versions = find(press(tool, "history"), "versions").buttons

    assert versions[0].hint == "Changed prediction, saved by nia"
    assert versions[-1].hint.startswith("Begun, saved by ")
    screen = press(tool, "return", versions[1].value)
    assert "This is the version of" in find(screen, "told").text
    assert _cycle(hub_of, tool, 1) == before
