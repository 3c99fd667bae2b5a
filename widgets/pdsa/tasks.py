"""Who does what by when in a PDSA cycle: one task at a time, with others at work on the same."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from qi_lib.model import PDSA, Task
from widgets.record.field_saving import Fields
from widgets.record.save_newest import save_newest
from widgets.record.undo import History

__all__ = ["TASK_FIELDS", "Tasks", "read_task"]

TASK_FIELDS = ("task.text", "task.who", "task.by")


def read_task(typed: dict[str, str]) -> Task | None:
    """Read a task as it was typed; None when nothing is to be done."""
    text, by = typed.get("task.text", "").strip(), typed.get("task.by", "")
    if not text:
        return None
    who = typed.get("task.who", "").strip()
    return Task(text=text[:300], who=who[:300], by=dt.date.fromisoformat(by) if by else None)


@dataclass(slots=True)
class Tasks:
    """The tasks of one cycle; every change of one is a step that can be taken back."""

    fields: Fields
    history: History

    def find(self, task_id: str) -> Task | None:
        """Give a task by its id; None when it has gone."""
        return next((one for one in self.there if one.id == task_id), None)

    def put(self, before: Task | None, after: Task | None) -> bool:
        """Add, change or take out a task; False when somebody has changed it meanwhile."""
        return self.history.swap(self._replace, before, after)

    def _replace(self, before: Task | None, after: Task | None) -> bool:
        def save() -> bool:
            there = self.there
            if before is not None and before not in there:
                return False
            wanted: list[Any] = []  # tasks as JSON
            for one in there:
                kept = after if one == before else one
                wanted += [kept.model_dump(mode="json")] if kept else []
            if before is None and after is not None:
                wanted.append(after.model_dump(mode="json"))
            self.fields.handle.update(tasks=wanted)
            return True

        return save_newest(save, self.fields.reload)

    @property
    def there(self) -> list[Task]:
        """The tasks as they were last read or saved."""
        record = self.fields.handle.record
        assert isinstance(record, PDSA), "the fields are those of a cycle"
        return record.tasks
