"""One PDSA cycle while somebody works on it: at which step, what is saved, what it was before."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from qi_lib.errors import QIError, Refused
from qi_lib.model import PDSA
from widgets.chart.chart_picture import chart_part
from widgets.frame.displays import Chart
from widgets.frame.screen import Screen
from widgets.frame.tap_outcome import Outcome
from widgets.frame.tool import Answer
from widgets.pdsa.cycle_screens import CycleView, draw_cycle
from widgets.pdsa.steps import STEPS, last_open_step, missing_for
from widgets.pdsa.task_form import TaskForm
from widgets.pdsa.tasks import Tasks
from widgets.record.field_saving import Fields
from widgets.record.undo import History
from widgets.record.version_changes import say_changes
from widgets.record.versions_screen import draw_versions, find_version, say_return

if TYPE_CHECKING:
    from qi_lib.client import CycleHandle, Project

__all__ = ["OpenCycle"]

_FIELD_NAMES = {
    "title": "the words for the test",
    "objective": "what to find out",
    "test_size": "the size of the test",
    "start": "from when",
    "end": "until when",
    "do": "what happened",
    "study": "what was learned",
    "measure": "the numbers",
    "came_true": "whether it came true",
    "went_as_planned": "whether it went as planned",
}
"""What a person calls the fields of a cycle, where that is not their own name."""


class OpenCycle:
    """A cycle at one of its four steps; what is done to it is remembered in `history`."""

    def __init__(
        self, project: "Project", cycle: "CycleHandle", history: History, *, today: dt.date
    ) -> None:
        self.id = cycle.id
        self.step = last_open_step(cycle.record)
        self._project = project
        self._today = today
        self._history = history
        self._fields = Fields(lambda: project.refresh().cycles[cycle.id], cycle)
        self._tasks = TaskForm(Tasks(self._fields, history))
        self._is_history = False

    @property
    def record(self) -> PDSA:
        """The cycle as it was last read or saved."""
        return self._handle.record

    @property
    def _handle(self) -> "CycleHandle":
        return cast("CycleHandle", self._fields.handle)

    @property
    def waits(self) -> frozenset[str]:
        """Tell which actions may wait for the connection."""
        return self._tasks.waits

    def reload(self) -> None:
        """Read what others saved, of this cycle and of the others."""
        self._fields.reload()

    def show_step(self, step: str) -> str:
        """Show a step, or say what is missing for it."""
        missing = missing_for(step, self.record)
        if not missing:
            self.step = step
        return missing

    def check_step(self) -> str:
        """Show the plan where what opened the step was taken back, and say what is missing."""
        missing = missing_for(self.step, self.record)
        if missing:
            self.step = STEPS[0]
        return missing

    def draw(self, clashes: dict[str, str], told: str) -> Screen:
        """Draw the step, or what the cycle was before."""
        if self._is_history:
            return self._draw_versions()
        view = CycleView(
            project=self._project.record,
            cycle=self.record,
            measures=[one.record for one in self._project.measures],
            chart=self._chart() if self.step == "study" else None,
            told=told,
            history=self._history,
            tasks=self._tasks.draw(),
            clashes=clashes,
            today=self._today,
        )
        return draw_cycle(self.step, view)

    def _draw_versions(self) -> Screen:
        versions = self._handle.history()
        return draw_versions(
            f"Cycle {self.record.number}",
            versions,
            say=say_changes(versions, _FIELD_NAMES, quiet=("id", "number", "follows")),
            back="cycle",
        )

    def _chart(self) -> Chart | None:
        """Show the chart of the cycle's measure, or of the first there is."""
        measures = self._project.measures
        chosen = [one for one in measures if one.id == self.record.measure] or list(measures)[:1]
        for handle in chosen:
            try:
                return chart_part(handle.record, handle.drawing())
            except QIError:
                continue  # nothing that can be drawn: *My chart* says why
        return None

    def save(self, answer: Answer) -> str:
        """Save one field."""
        if answer.name == "title" and not answer.value.strip():
            raise Refused("It needs a few words. Those before are kept until you write some.")
        return self._history.save(self._fields, answer)

    def act(self, name: str, value: str, typed: dict[str, str]) -> Outcome:
        """Do what a button says."""
        self._is_history = name == "history"
        acts: dict[str, Callable[[str, dict[str, str]], Outcome]] = {
            "step": lambda step, _: Outcome(told=self.show_step(step)),
            "back": lambda *_: Outcome(told=self.show_step(STEPS[STEPS.index(self.step) - 1])),
            "return": lambda version, _: self._return_to(version),
            **self._tasks.acts,
        }
        return acts[name](value, typed) if name in acts else Outcome()

    def _return_to(self, version: str) -> Outcome:
        wanted = find_version(self._handle.history(), version)
        self._fields.go_back_to(wanted.content, without=("id", "number"))
        self.step = last_open_step(self.record)
        return Outcome(told=say_return(wanted))
