"""The boxes for a task of a PDSA cycle: a new one, or one that is changed, ticked or taken out."""

from collections.abc import Callable

from qi_lib.model import Task
from widgets.frame.screen import Fold
from widgets.frame.tap_outcome import Outcome
from widgets.pdsa.task_screens import draw_tasks
from widgets.pdsa.tasks import TASK_FIELDS, Tasks, read_task

__all__ = ["TaskForm"]

_OVERTAKEN = "Somebody has just changed that task. This is how it is now."
_FIRST = "task.text"


class TaskForm:
    """Which task is in the boxes, and what is done with it."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._chosen = ""

    @property
    def acts(self) -> dict[str, Callable[[str, dict[str, str]], Outcome]]:
        """What each of its buttons does with its value and what is typed."""
        return {
            "add-task": lambda _, typed: self._put_typed(typed),
            "task": lambda value, _: self._tick(value),
            "edit-task": lambda value, _: self._choose(value),
            "drop-task": lambda *_: self._put(self._find(), None),
        }

    @property
    def waits(self) -> frozenset[str]:
        """Tell which of them mean the same later: not while one task is changed."""
        return frozenset() if self._chosen else frozenset({"add-task", "task"})

    def draw(self) -> Fold:
        """List the tasks, with the boxes for another or for the chosen one."""
        return draw_tasks(self._tasks.there, self._find())

    def _find(self) -> Task | None:
        return self._tasks.find(self._chosen)

    def _put_typed(self, typed: dict[str, str]) -> Outcome:
        task, before = read_task(typed), self._find()
        if task is None:
            return Outcome(focus=_FIRST)
        if before:
            task = task.model_copy(update={"id": before.id, "is_done": before.is_done})
        return self._put(before, task)

    def _choose(self, task_id: str) -> Outcome:
        self._chosen = task_id
        return Outcome(used=TASK_FIELDS, focus=_FIRST)

    def _tick(self, value: str) -> Outcome:
        task_id, state = value.split(" ")
        task = self._tasks.find(task_id)
        if task is None:
            return Outcome()
        return self._put(task, task.model_copy(update={"is_done": state == "done"}))

    def _put(self, before: Task | None, after: Task | None) -> Outcome:
        if not self._tasks.put(before, after):
            return Outcome(told=_OVERTAKEN)
        self._chosen = ""
        return Outcome(used=TASK_FIELDS)
