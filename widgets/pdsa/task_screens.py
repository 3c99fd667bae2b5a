"""The tasks of a PDSA cycle on its plan: each with a person and a day."""

from collections.abc import Sequence

from qi_lib.model import Task
from qi_lib.wording.dates import say_day
from widgets.frame.screen import Button, Day, Fold, Group, Note, Part, Text

__all__ = ["draw_tasks"]


def draw_tasks(tasks: Sequence[Task], chosen: Task | None) -> Fold:
    """List the tasks of a cycle, and ask for another or for what the chosen one shall be."""
    parts: list[Part] = [_task(one) for one in tasks if one != chosen]
    parts.append(_task_form(chosen))
    label = f"Who does what ({len(tasks)})" if tasks else "Who does what"
    return Fold(name="fold-tasks", label=label, parts=tuple(parts), is_open=bool(tasks))


def _task(task: Task) -> Note:
    tick = Button(
        label="Not done yet" if task.is_done else "Done",
        act="task",
        # Not “the other”: it may come twice.
        value=f"{task.id} {'open' if task.is_done else 'done'}",
        is_main=not task.is_done,
    )
    return Note(
        name=f"task-{task.id}",
        title="Done" if task.is_done else "",
        text=_say_task(task),
        tone="good" if task.is_done else "calm",
        buttons=(tick, Button(label="Change", act="edit-task", value=task.id)),
    )


def _task_form(task: Task | None) -> Group:
    by = task.by.isoformat() if task and task.by else ""
    buttons = [Button(label="Save task" if task else "Add task", act="add-task")]
    if task:
        buttons.append(Button(label="Take it out", act="drop-task"))
        buttons.append(Button(label="Leave it", act="edit-task"))
    return Group(
        name="task",
        label="A task",
        parts=(
            Text(name="task.text", label="What", value=task.text if task else "", is_kept=True),
            Text(name="task.who", label="Who", value=task.who if task else "", is_kept=True),
            Day(name="task.by", label="By when", value=by, is_kept=True),
        ),
        buttons=tuple(buttons),
    )


def _say_task(task: Task) -> str:
    who = f", {task.who}" if task.who else ""
    return f"{task.text}{who}{f', by {say_day(task.by)}' if task.by else ''}"
