"""*Plan*: tasks and milestones, with what is due in all the other tools."""

import datetime as dt

from qi_lib.model import Task
from qi_lib.model.plan import PlanRecord
from qi_lib.tools import TOOLS
from widgets.frame.screen import Button, Day, Group, Option, Part, Text
from widgets.record.document_form import edit_group, new_text, typed_words
from widgets.record.document_tool import DocumentTool
from widgets.record.project_tool import show_project_tool

__all__ = ["PlanTool", "plan"]

_DONE_OR_NOT = (
    Option(value="False", label="To do"),
    Option(value="True", label="Done"),
)


class PlanTool(DocumentTool):
    """Show what is due by when and by whom; add what belongs to no other tool."""

    tool = TOOLS["plan"]
    question = "What is due?"
    tour = (
        "Here is everything with a day: the tasks of your cycles, when each is to be studied, what "
        "you will do about risks, and the day of your aim.",
        "Add a task or milestone of your own. Tap one to change it, or to say that it is done.",
    )

    def example(self) -> PlanRecord:
        """Give the plan of a small project."""
        day = self.today
        return PlanRecord(
            tasks=[
                Task(text="Meet the night staff", who="Ann", by=day - dt.timedelta(days=9),
                     is_done=True),
                Task(text="Print the huddle cards", who="Tom", by=day - dt.timedelta(days=2)),
                Task(text="Show the chart at the team meeting", who="Ann",
                     by=day + dt.timedelta(days=12)),
            ]
        )  # fmt: skip

    def choose(self, item_id: str) -> None:
        """Choose a task of the plan; what belongs to another tool is changed there."""
        if item_id and self.record.find(item_id) is None:
            self.told = "This belongs to another tool of the project, and is changed there."
            item_id = ""
        super().choose(item_id)

    def parts(self) -> tuple[Part, ...]:
        """Show the fields of what is chosen, and the way to add."""
        found = self.record.find(self.chosen)
        return (*((self._task(found),) if isinstance(found, Task) else ()), _add())

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Add a task."""
        text, who, by = (typed_words(kept, f"new.{field}") for field in ("text", "who", "by"))
        if name != "add" or not text:
            self.focus = "new.text"
            return
        task = Task(text=text, who=who, by=dt.date.fromisoformat(by) if by else None)
        self.change(lambda record: record.tasks.append(task))
        self.forget("new.text", "new.who", "new.by")

    def _task(self, task: Task) -> Part:
        return edit_group(
            task.id,
            "The task",
            self.form.text(f"{task.id}.text", "What"),
            self.form.text(f"{task.id}.who", "Who"),
            self.form.day(f"{task.id}.by", "By when"),
            self.form.choice(f"{task.id}.is_done", "Is it done?", _DONE_OR_NOT, is_quiet=True),
            done="Close",
        )


def _add() -> Part:
    parts = (
        new_text("new.text", "Another task"),
        Text(name="new.who", label="Who", is_kept=True),
        Day(name="new.by", label="By when", is_kept=True),
    )
    add = Button(label="Add task", act="add")
    return Group(name="add", label="Another task", parts=parts, buttons=(add,))


def plan() -> None:
    """Show the plan in this notebook."""
    show_project_tool(PlanTool)
