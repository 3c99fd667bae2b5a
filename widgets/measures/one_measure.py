"""One measure of the family: looked at, described, counted by touch, and as it was before."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from qi_lib.journey.measure_family import KIND_NAMES, find_standing
from qi_lib.model import Measure, ToolDocument
from widgets.chart.settings.targets import TARGET_BOXES, read_target
from widgets.chart.typed_boxes import WrongEntry
from widgets.frame.screen import Clash, Screen
from widgets.frame.tool import Answer
from widgets.measures.open_family import OpenFamily
from widgets.measures.screens import MeasureView, draw_count, draw_measure
from widgets.measures.touch_count import TouchCount
from widgets.record.versions_screen import draw_versions, find_version, say_return

__all__ = ["OneMeasure"]


class OneMeasure:
    """A measure that was chosen; in practice it has no page and no history (`slug` is empty)."""

    def __init__(
        self,
        measure_id: str,
        family: OpenFamily,
        *,
        slug: str,
        today: dt.date,
        apps: str,
        clash: Callable[[str], Clash | None],
        forget: Callable[..., None],
    ) -> None:
        self.id = measure_id
        self._family = family
        self._slug = slug
        self._today = today
        self._apps = apps
        self._clash = clash
        self._forget = forget
        self._showing = "measure"
        self._count: TouchCount | None = None
        self._problems: dict[str, str] = {}

    @property
    def found(self) -> Measure | None:
        """Give the measure; None when it was put away, or its making was taken back."""
        return next((one for one in self._family.record.measures if one.id == self.id), None)

    @property
    def _record(self) -> Measure:
        assert self.found is not None, "what is shown is there"
        return self.found

    @property
    def is_counted(self) -> bool:
        """Tell whether it is counted by touch now."""
        return self._showing == "tally"

    # Screens --------------------------------------------------------------------------------------

    def draw(self, told: str) -> Screen:
        """Draw where the person is, and say what came of the last action."""
        if self._showing == "past":
            name = self._record.name
            return draw_versions(name, self._versions(), say=_say_version, back="measure")
        view = self._view(told)
        return draw_count(view, self._counting) if self.is_counted else draw_measure(view)

    def _view(self, told: str = "") -> MeasureView:
        measure = self._record
        points = self._family.bundle.observations.get(measure.id, [])
        return MeasureView(
            slug=self._slug,
            measure=measure,
            observations=points,
            standing=find_standing(measure, points, today=self._today),
            today=self._today,
            clash=self._clash,
            apps=self._apps,
            history=self._family.history,
            told=told,
            problems=self._problems,
        )

    # What is done to it ---------------------------------------------------------------------------

    def do(self, name: str, value: str, kept: dict[str, str]) -> str:
        """Do what a button says, and say what came of it."""
        self._problems = {}
        actions: dict[str, Callable[[], str]] = {
            "tally": self.begin_count,
            "uncount": lambda: self._counting.undo(),
            "put": self._put_on_chart,
            "add-target": lambda: self._add_target(kept),
            "drop-target": lambda: self._drop_target(int(value)),
        }
        if name in actions:
            return actions[name]()
        if name in ("measure", "past"):
            self._showing = name
        return ""

    def return_to(self, number: str) -> str:
        """Make an earlier version the newest one, and say so."""
        wanted = find_version(self._versions(), number)
        earlier = Measure.model_validate(wanted.content)
        self._family.change(lambda family: family.put(earlier))
        self._showing = "measure"
        return say_return(wanted)

    def _versions(self) -> list[ToolDocument]:
        return self._family.project.measures[self.id].history()

    def _add_target(self, kept: dict[str, str]) -> str:
        try:
            target = read_target(kept)
        except WrongEntry as error:
            self._problems = {error.field: str(error)}
            return ""
        self._family.change(lambda family: family.aim_at(self.id, target))
        self._forget(*TARGET_BOXES)
        return f"The target is {target.value:g} from then on."

    def _drop_target(self, position: int) -> str:
        targets = self._record.targets
        if position < len(targets):  # else it is gone already
            self._family.change(lambda family: family.drop_target(self.id, targets[position]))
        return "That target is gone."

    # Counting by touch ----------------------------------------------------------------------------

    @property
    def _counting(self) -> TouchCount:
        assert self._count is not None, "something is counted"
        return self._count

    def begin_count(self) -> str:
        """Show the large buttons to count with, where it can be counted one by one."""
        view = self._view()
        if view.may_be_counted:
            project, today = self._family.project, self._today
            handle = project.measures[self.id]
            self._count = TouchCount(project, handle, view.has_parts, today, today)
            self._showing = "tally"
        return ""

    def look_again(self) -> bool:
        """Read what was counted elsewhere; tell whether it differs."""
        return self._count is not None and self._count.look_again()

    def count(self, answer: Answer) -> str:
        """Keep a count, or count for another day."""
        if answer.name == "tally.day":
            return self._counting.choose_day(answer.value)
        return self._counting.save(replace(answer, name=answer.name.removeprefix("tally.")))

    def _put_on_chart(self) -> str:
        told = self._counting.put()
        self._family.look_again()  # the numbers are new
        return told


def _say_version(version: ToolDocument) -> str:
    measure = Measure.model_validate(version.content)
    target = f"target {measure.targets[-1].value:g}" if measure.targets else ""
    facts = (measure.name, KIND_NAMES[measure.kind], target, measure.collected_by)
    return ", ".join(one for one in facts if one)
