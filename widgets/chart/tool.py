"""*My chart*: put numbers in, see what they say."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qi_lib.charting.number_to_ask_for import measure_to_ask_for
from qi_lib.errors import Refused
from qi_lib.model import ProjectBundle
from widgets.chart.measure_picker import pick_measure
from widgets.chart.new_measure import NEW_FIELDS, NewMeasure
from widgets.chart.open_measure import OpenMeasure
from widgets.frame.screen import Screen
from widgets.frame.tool import Answer
from widgets.practice.falls_example import FALLS, example_project
from widgets.record.project_tool import ProjectTool, show_project_tool

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle

__all__ = ["ChartTool", "my_chart"]


_TOUR_OF_NEW = (
    "Say in a few words what you count: “Falls”, “Waits over four hours”.",
    "Then come the numbers: typed, pasted, or given as a file. Six make a chart worth reading.",
)


class ChartTool(ProjectTool):
    """Pick a measure, give it numbers, read its chart."""

    title = "My chart"
    tour = (
        "Type a number and add it with the button below. Six make a chart worth reading. Numbers "
        "that you already have can be pasted, or given as a file.",
        "With a few numbers there is a chart. Its headline says what they show, and the words "
        "below it say why. What is coloured stands out from the rest.",
        "Tap a point of it to write what happened there, or to begin a new phase. “Undo” takes "
        "back what you did, one thing at a time.",
    )

    def tour_here(self) -> tuple[str, ...]:
        """Say of a new measure what comes first; plain mode asks one question, and no more."""
        if self.is_plain:
            return ()
        if self._new:
            return _TOUR_OF_NEW
        is_at_chart = self._measure is not None and self._measure.is_at_chart
        return self.tour if is_at_chart else ()

    def practice_project(self) -> ProjectBundle:
        """Give a project whose falls have come down."""
        return example_project(self.today)

    def clear(self) -> None:
        """Begin again with nothing open."""
        self._measure: OpenMeasure | None = None
        self._new: NewMeasure | None = None

    @property
    def scope(self) -> str:
        """Under this person's name, project and measure; each correction has words of its own."""
        return self._under(self._measure.scope if self._measure else "")

    @property
    def outbox(self) -> str:
        """Under this person's name, project and measure, whichever day a number is for."""
        return self._under(self._measure.outbox if self._measure else "")

    def _under(self, name: str) -> str:
        return f"{self.me}:chart:{self.space}:{name}"

    @property
    def place(self) -> dict[str, str]:
        """Open the same numbers again."""
        return super().place | ({"measure": self._measure.id} if self._measure else {})

    @property
    def waits(self) -> frozenset[str]:
        """Let a number wait for the connection: it says of which day it is."""
        if self._measure is None or self.is_practice:
            return frozenset()
        return self._measure.waits

    def open_at(self, address: dict[str, str]) -> None:
        """Open the measure of the address, or ask which."""
        if address.get("project"):
            self._open_project(address["project"], address.get("measure", ""))
            if self._measure and address.get("at") == "give":
                self._measure.act("give", "", {})
            return
        mine = self.my_projects()
        if len(mine) == 1:
            self._open_project(mine[0].slug)

    def open_example(self, slug: str) -> None:
        """Open the chart that has most to say."""
        self._open_project(slug, FALLS)

    def _open_project(self, slug: str, measure: str = "") -> None:
        self.project = self.hub.project(slug)
        known = {one.id: one for one in self.project.measures}
        if measure in known:
            self._open_measure(known[measure])
        elif len(known) == 1:
            self._open_measure(next(iter(known.values())))
        elif self.is_plain and (first := measure_to_ask_for([o.record for o in known.values()])):
            self._open_measure(known[first.id])
        self._new = None if known else NewMeasure()
        if self._new:
            self.guide.offer()

    def _open_measure(self, measure: "MeasureHandle") -> None:
        opened = OpenMeasure(
            self.opened,
            measure,
            today=self.today,
            is_plain=lambda: self.is_plain,
            apps=self.apps,
        )
        self._show(opened)
        if not opened.has_numbers:
            self.guide.offer()

    def _show(self, measure: OpenMeasure | None, new: NewMeasure | None = None) -> None:
        self._measure, self._new = measure, new

    def look_again(self) -> bool:
        """Read what others saved of this measure meanwhile."""
        return self._measure is not None and self._measure.look_again()

    def draw(self) -> Screen:
        """Draw where the person is."""
        if self.project is None:
            return self.which_project()
        if self._new:
            return self._new.draw(self.project.record)
        if self._measure is None:
            return pick_measure(self.project.record, [o.record for o in self.project.measures])
        return self._measure.screen(self.clashes)

    def save(self, answer: Answer) -> str:
        """Save a setting of the measure, or a choice about the columns of a table."""
        if self._measure is None:
            raise Refused("Choose the numbers first.")
        return self._measure.save(answer)

    def do(self, name: str, value: str, kept: dict[str, str]) -> None:
        """Do what a button says."""
        actions: dict[str, Callable[[], None]] = {
            "measure": lambda: self._open_measure(self.opened.refresh().measures[value]),
            "new": lambda: self._show(self._measure, NewMeasure()),
            "create": lambda: self._create(kept),
            "switch": lambda: self._show(None),
        }
        if name in actions:
            actions[name]()
        elif self._new:  # there is one other button: back
            self._leave_new()
        elif self._measure:
            scope = self.scope  # under which the words were typed; the act may lead elsewhere
            used = self._measure.act(name, value, kept)
            self.forgotten.extend((scope, box) for box in used)

    def _leave_new(self) -> None:
        self._show(self._measure)
        if not list(self.opened.measures):
            self.project = None

    def _create(self, kept: dict[str, str]) -> None:
        new = self._new.make(kept, self.opened.record) if self._new else None
        if new is None:
            return
        measure = self.opened.add_measure(**new.model_dump())
        self.forget(*NEW_FIELDS)
        self._open_measure(measure)

    def receive(self, name: str, file: str, content: bytes) -> None:
        """Read a file that was chosen."""
        if self._measure:
            self._measure.receive(file, content, self)


def my_chart() -> None:
    """Show *My chart* in this notebook."""
    show_project_tool(ChartTool)
