"""The tasks of a cycle."""

import datetime as dt

from tests.widgets.conftest import find, press
from tests.widgets.pdsa.conftest import HubOf, plan, saved_cycle
from widgets.pdsa.tool import PDSATool


def test_tasks_have_a_person_and_a_day_and_are_ticked(tool: PDSATool, hub_of: HubOf) -> None:
    plan(tool)
    press(tool, "add-task", task__text="Print the cards", task__who="Ann", task__by="2025-11-07")
    task = saved_cycle(hub_of, tool, 1).tasks[0]
    note = find(tool.screen(), f"task-{task.id}")
    assert note.text == "Print the cards, Ann, by 7 November 2025"

    screen = press(tool, "task", note.buttons[0].value)

    assert find(screen, f"task-{task.id}").title == "Done"
    saved = saved_cycle(hub_of, tool, 1).tasks[0]
    assert (saved.text, saved.who, saved.by, saved.is_done) == (
        "Print the cards",
        "Ann",
        dt.date(2025, 11, 7),
        True,
    )


def test_task_is_changed_and_taken_out(tool: PDSATool, hub_of: HubOf) -> None:
    plan(tool)
    press(tool, "add-task", task__text="Print", task__who="Ann", task__by="2025-11-07")
    task = saved_cycle(hub_of, tool, 1).tasks[0]

    screen = press(tool, "edit-task", task.id)
    assert find(screen, "task.who").value == "Ann"
    press(tool, "add-task", task__text="Print", task__who="Tom", task__by="")
    assert [(one.id, one.who) for one in saved_cycle(hub_of, tool, 1).tasks] == [(task.id, "Tom")]

    press(tool, "edit-task", task.id)
    press(tool, "drop-task")
    assert saved_cycle(hub_of, tool, 1).tasks == []
    press(tool, "undo")
    assert [one.who for one in saved_cycle(hub_of, tool, 1).tasks] == ["Tom"]


def test_task_that_comes_again_is_there_once_and_ticked_for_good(
    tool: PDSATool, hub_of: HubOf
) -> None:
    plan(tool)
    for _ in range(2):
        with tool.once("0a1b2c"):
            press(tool, "add-task", task__text="Print the cards")
    (task,) = saved_cycle(hub_of, tool, 1).tasks
    tick = find(tool.screen(), f"task-{task.id}").buttons[0]

    press(tool, "task", tick.value)
    press(tool, "task", tick.value)

    (saved,) = saved_cycle(hub_of, tool, 1).tasks
    assert saved.is_done
