"""*PDSA*: plan a small test with a prediction, do it, study it, decide, and climb from there."""

from collections.abc import Callable
from typing import Any

from qi_lib.errors import Refused
from qi_lib.journey.untested_ideas import find_untested_ideas
from qi_lib.model import ProjectBundle
from widgets.frame.screen import Screen
from widgets.frame.tool import Answer
from widgets.pdsa.next_cycle import cycle_step, next_cycle
from widgets.pdsa.open_cycle import OpenCycle
from widgets.pdsa.ramps_screen import draw_cycles
from widgets.pdsa.steps import STEPS
from widgets.practice.falls_example import example_project
from widgets.record.project_tool import ProjectTool, show_project_tool
from widgets.record.undo import History

__all__ = ["PDSATool", "pdsa"]


_PLAIN_END = (
    "Then keep the change, change it or stop it. The next test grows out of this one, and together "
    "they climb."
)
_AT_A_STEP = {
    "plan": "Write down what you think will happen before you try it. Afterwards it stands beside "
    "what did happen.",
    "do": "Write down what happened, as it happened, with what nobody had thought of.",
    "study": "What happened stands beside what you thought would. Where they differ, you learn.",
    "act": "Adopt the change, adapt it or abandon it. The next cycle grows out of this one, and "
    "together they climb.",
}


class PDSATool(ProjectTool):
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
    plain_tour = (*tour[:-1], _PLAIN_END)

    def tour_here(self) -> tuple[str, ...]:
        """Say of a cycle's step what is done there."""
        if self._cycle is None:
            return super().tour_here()
        if self.is_plain and self._cycle.step == "act":
            return (_PLAIN_END,)
        return (_AT_A_STEP[self._cycle.step],)

    def practice_project(self) -> ProjectBundle:
        """Give a project with a change that is being tested, larger each time."""
        return example_project(self.today)

    def clear(self) -> None:
        """Begin again with nothing open."""
        self._cycle: OpenCycle | None = None
        # What was done in the cycle that was open last can be taken back on the first screen too.
        self._history = History()
        self._history_of = ""
        self._told = ""
        self._drivers: dict[str, object] = {}

    @property
    def scope(self) -> str:
        """Under this person's name, project and cycle."""
        return f"{self.me}:pdsa:{self.space}:{self._cycle.id if self._cycle else ''}"

    @property
    def place(self) -> dict[str, str]:
        """Open the same step of the same cycle again."""
        if self._cycle is None:
            return super().place
        return super().place | {"cycle": self._cycle.id, "step": self._cycle.step}

    @property
    def waits(self) -> frozenset[str]:
        """Let the tasks of a cycle wait for the connection."""
        if self._cycle is None or self.is_practice:
            return frozenset()
        return self._cycle.waits

    def open_at(self, address: dict[str, str]) -> None:
        """Open the cycle of the address, the project's cycles, or ask which project."""
        if not address.get("project"):
            return
        self.project = self.hub.project(address["project"])
        self._read_drivers()
        if not self.project.cycles:
            self.guide.offer()
        if address.get("cycle") in {one.id for one in self.project.cycles}:
            cycle = self._open_cycle(address["cycle"])
            if address.get("step") in STEPS:
                cycle.show_step(address["step"])

    def _open_cycle(self, cycle_id: str) -> OpenCycle:
        handle = self.opened.cycles[cycle_id]
        if cycle_id != self._history_of:
            self._history, self._history_of = History(), cycle_id
        self._cycle = OpenCycle(self.opened, handle, self._history, today=self.today)
        return self._cycle

    def draw(self) -> Screen:
        """Draw where the person is."""
        if self.project is None:
            return self.which_project()
        if self._cycle is None:
            cycles = [one.record for one in self.project.cycles]
            return draw_cycles(
                self.project.slug, cycles, self._history, self._told, ideas=self._untested()
            )
        return self._cycle.draw(self.clashes, self._told)

    def look_again(self) -> bool:
        """Read what others saved of the cycles meanwhile."""
        if self.project is None:
            return False
        before = [one.record for one in self.project.cycles], self._drivers
        if self._cycle:
            self._cycle.reload()
        else:
            self.project.refresh()
            self._read_drivers()
        return ([one.record for one in self.project.cycles], self._drivers) != before

    def save(self, answer: Answer) -> str:
        """Save one field of the cycle."""
        if self._cycle is None:
            raise Refused("Choose a cycle first.")
        return self._cycle.save(answer)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says."""
        self._told = ""
        actions: dict[str, Callable[[], object]] = {
            "new": lambda: self._new(kept.get("new.title", "")),
            "choose": lambda: self._open_cycle(value) if value else None,
            "cycles": self._leave,
            "follow": self._follow,
            "undo": lambda: self._turn(self._history.undo),
            "redo": lambda: self._turn(self._history.redo),
        }
        if name in actions:
            actions[name]()
        elif self._cycle:
            outcome = self._cycle.act(name, value, kept)
            self._told = outcome.told
            self.focus = outcome.focus
            self.forget(*outcome.used)

    def _new(self, title: str) -> None:
        if not title.strip():
            self.focus = "new.title"
            return
        idea = title.strip()
        is_ours = idea in self._untested()
        self._make({"title": idea[:300], "change_idea": idea if is_ours else ""})

    def _untested(self) -> list[str]:
        cycles = [one.record for one in self.opened.cycles]
        return find_untested_ideas(self._drivers, cycles)

    def _read_drivers(self) -> None:
        self._drivers = self.opened.document("drivers").content

    def _follow(self) -> None:
        """Plan the next cycle from this one."""
        if self._cycle:
            self._make(next_cycle(self._cycle.record))

    def _make(self, fields: dict[str, Any]) -> None:
        handle = self.opened.add_cycle(**fields, start=self.today)
        self.forget("new.title")  # while it is still the cycles that are shown
        self._open_cycle(handle.id)
        self._history.remember(cycle_step(self.opened, handle.record))

    def _leave(self) -> None:
        self._cycle = None
        self.opened.refresh()
        self._read_drivers()

    def _turn(self, turn: Callable[[], str]) -> None:
        """Undo or redo; show what it was done to, or the first screen where that is gone."""
        self._told = turn()
        if self._history_of not in {one.id for one in self.opened.refresh().cycles}:
            self._cycle = None  # what was taken back is the cycle itself
            return
        cycle = self._cycle or self._open_cycle(self._history_of)
        self._told = cycle.check_step() or self._told


def pdsa() -> None:
    """Show *PDSA* in this notebook."""
    show_project_tool(PDSATool)
