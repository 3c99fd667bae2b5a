"""*PDSA*: plan a small test with a prediction, do it, study it, decide, and climb from there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from qi_lib.errors import QIError, Refused
from qi_lib.model import PDSA, ProjectBundle, Task
from widgets.chart.chart_picture import chart_part
from widgets.frame.screen import Chart, Screen
from widgets.frame.tool import Answer
from widgets.pdsa.next_cycle import CycleStep, next_cycle
from widgets.pdsa.screens import FIELD_NAMES, STEPS, CycleView, draw_cycle, draw_cycles, missing_for
from widgets.pdsa.tasks import TASK_FIELDS, Tasks, read_task
from widgets.practice.falls_example import example_project
from widgets.record.field_saving import Fields
from widgets.record.project_picker import pick_project
from widgets.record.project_tool import PRACTISE, show_project_tool
from widgets.record.record_tool import RecordTool
from widgets.record.undo import History
from widgets.record.version_changes import say_changes
from widgets.record.versions_screen import draw_versions, find_version, say_return

if TYPE_CHECKING:
    from qi_lib.client import CycleHandle

__all__ = ["PDSATool", "pdsa"]


class PDSATool(RecordTool):
    """The cycles of a project, each in four steps."""

    title = "PDSA"
    tour = (
        "Test a change while it is small: one person, one shift. Say it in a few words and tap "
        "“Plan it”.",
        "Write down what you think will happen before you try it. Afterwards it stands beside what "
        "did happen.",
        "Then adopt the change, adapt it or abandon it. The next cycle grows out of this one, and "
        "together they climb.",
    )

    def example(self) -> ProjectBundle:
        """Give a project with a change that is being tested, larger each time."""
        return example_project(self.today)

    def clear(self) -> None:
        """Begin again with nothing open."""
        self._fields: Fields | None = None
        self._history = History()
        self._history_of = ""
        self._task = ""
        self._step = "plan"
        self._told = ""
        self._is_history = False

    @property
    def scope(self) -> str:
        """Under this person's name, project and cycle."""
        return f"{self.me}:pdsa:{self.space}:{self._fields.record_id if self._fields else ''}"

    @property
    def place(self) -> dict[str, str]:
        """Open the same step of the same cycle again."""
        if self._fields is None:
            return super().place
        return super().place | {"cycle": self._fields.record_id, "step": self._step}

    @property
    def waits(self) -> frozenset[str]:
        """Let the tasks of a cycle wait for the connection."""
        if self._fields is None or self._task or self.is_practice:
            return frozenset()
        return frozenset({"add-task", "task"})

    def open_at(self, address: dict[str, str]) -> None:
        """Open the cycle of the address, the project's cycles, or ask which project."""
        if not address.get("project"):
            return
        self.project = self.hub.project(address["project"])
        if not self.project.cycles:
            self.guide.offer()
        if address.get("cycle") in {one.id for one in self.project.cycles}:
            self._open_cycle(address["cycle"])
            if address.get("step") in STEPS and not missing_for(address["step"], self._cycle):
                self._step = address["step"]

    def open_example(self, slug: str) -> None:
        """Show the cycles of the invented project."""
        self.project = self.hub.project(slug)

    def _open_cycle(self, cycle_id: str) -> None:
        handle = self.opened.cycles[cycle_id]
        self._fields = Fields(lambda: self.opened.refresh().cycles[cycle_id], handle)
        if cycle_id != self._history_of:
            self._history, self._history_of = History(), cycle_id
        self._task = ""
        self._step = self._last_open(handle.record)

    @staticmethod
    def _last_open(cycle: PDSA) -> str:
        return next((step for step in reversed(STEPS) if not missing_for(step, cycle)), "plan")

    @property
    def _handle(self) -> "CycleHandle":
        assert self._fields is not None, "a cycle is open"
        return cast("CycleHandle", self._fields.handle)

    @property
    def _cycle(self) -> PDSA:
        return self._handle.record

    # Screens ------------------------------------------------------------------------------------

    def draw(self) -> Screen:
        """Draw where the person is."""
        if self.project is None:
            mine = self.my_projects()
            return pick_project(mine, f"{self.apps}start.ipynb", more=(PRACTISE,))
        if self._fields is None:
            cycles = [one.record for one in self.project.cycles]
            return draw_cycles(self.project.slug, cycles, self._history, self._told)
        if self._is_history:
            return self._past()
        view = CycleView(
            project=self.project.record,
            cycle=self._cycle,
            measures=[one.record for one in self.project.measures],
            chart=self._chart() if self._step == "study" else None,
            told=self._told,
            history=self._history,
            task=self._tasks.find(self._task),
            clashes=self.clashes,
            today=self.today,
        )
        return draw_cycle(self._step, view)

    @property
    def _tasks(self) -> Tasks:
        assert self._fields is not None, "a cycle is open"
        return Tasks(self._fields, self._history)

    def look_again(self) -> bool:
        """Read what others saved of the cycles meanwhile."""
        if self.project is None:
            return False
        before = [one.record for one in self.project.cycles]
        self.project.refresh()
        if self._fields is not None:
            self._fields.reload()
        return [one.record for one in self.project.cycles] != before

    def _past(self) -> Screen:
        versions = self._handle.history()
        return draw_versions(
            f"Cycle {self._cycle.number}",
            versions,
            say=say_changes(versions, FIELD_NAMES, quiet=("id", "number", "follows")),
            back="cycle",
        )

    def _chart(self) -> Chart | None:
        """Show the chart of the cycle's measure, or of the first there is."""
        measures = self.opened.measures
        chosen = [one for one in measures if one.id == self._cycle.measure] or list(measures)[:1]
        for handle in chosen:
            try:
                return chart_part(handle.record, handle.drawing())
            except QIError:
                continue  # nothing that can be drawn: *My chart* says why
        return None

    # Saving and actions -------------------------------------------------------------------------

    def save(self, answer: Answer) -> str:
        """Save one field of the cycle."""
        if self._fields is None:
            raise Refused("Choose a cycle first.")
        if answer.name == "title" and not answer.value.strip():
            raise Refused("It needs a few words. Those before are kept until you write some.")
        return self._history.save(self._fields, answer)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says."""
        self._told, self._is_history = "", name == "history"
        actions: dict[str, Callable[[], None]] = {
            "pick": lambda: self.open_at({"project": value}),
            "new": lambda: self._new(kept.get("new.title", "")),
            "choose": lambda: self._open_cycle(value) if value else None,
            "cycles": self._leave,
            "step": lambda: self._go(value),
            "back": lambda: self._go(STEPS[STEPS.index(self._step) - 1]),
            "follow": self._follow,
            "add-task": lambda: self._add_task(kept),
            "task": lambda: self._tick(value),
            "edit-task": lambda: self._edit_task(value),
            "drop-task": self._drop_task,
            "undo": lambda: self._turn(self._history.undo),
            "redo": lambda: self._turn(self._history.redo),
            "return": lambda: self._return_to(value),
        }
        if name in actions:
            actions[name]()

    def _new(self, title: str) -> None:
        if not title.strip():
            self.focus = "new.title"
            return
        self._make({"title": title.strip()})

    def _make(self, fields: dict[str, Any]) -> None:
        handle = self.opened.add_cycle(**fields, start=self.today)
        self.forget("new.title")  # while it is still the cycles that are shown
        self._open_cycle(handle.id)
        self._history.remember(CycleStep(self.opened, handle.record))

    def _leave(self) -> None:
        self._fields = None
        self.opened.refresh()

    def _go(self, step: str) -> None:
        self._told = missing_for(step, self._cycle)
        if not self._told:
            self._step = step

    def _follow(self) -> None:
        """Plan the next cycle from this one."""
        self._make(next_cycle(self._cycle))

    def _turn(self, turn: Callable[[], str]) -> None:
        self._told = turn()
        if self._history_of not in {one.id for one in self.opened.refresh().cycles}:
            self._fields = None  # what was taken back is the cycle itself
            return
        if self._fields is None:
            self._open_cycle(self._history_of)
        missing = missing_for(self._step, self._cycle)
        if missing:  # what was undone opened this step
            self._step, self._told = "plan", missing

    def _return_to(self, version: str) -> None:
        assert self._fields is not None, "a cycle is open"
        wanted = find_version(self._handle.history(), version)
        self._fields.go_back_to(wanted.content, without=("id", "number"))
        self._step = self._last_open(self._cycle)
        self._told = say_return(wanted)

    def _add_task(self, kept: dict[str, str]) -> None:
        task, before = read_task(kept), self._tasks.find(self._task)
        if task is None:
            self.focus = "task.text"
            return
        if before:
            task = task.model_copy(update={"id": before.id, "is_done": before.is_done})
        self._put_task(before, task)

    def _edit_task(self, task_id: str) -> None:
        self.forget(*TASK_FIELDS)
        self._task = task_id
        self.focus = "task.text"

    def _drop_task(self) -> None:
        self._put_task(self._tasks.find(self._task), None)

    def _tick(self, value: str) -> None:
        task_id, state = value.split(" ")
        task = self._tasks.find(task_id)
        if task:
            self._put_task(task, task.model_copy(update={"is_done": state == "done"}))

    def _put_task(self, before: Task | None, after: Task | None) -> None:
        if before != after and not self._tasks.put(before, after):
            self._told = "Somebody has just changed that task. This is how it is now."
            return
        self.forget(*TASK_FIELDS)
        self._task = ""


def pdsa() -> None:
    """Show *PDSA* in this notebook."""
    show_project_tool(PDSATool)
