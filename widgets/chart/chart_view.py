"""All that the screens of *My chart* show of a measure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from qi_lib.model import ChartDrawing, ChartType, Measure, Observation, Project
from widgets.frame.screen import Clash, Note, Part
from widgets.record.undo import History

__all__ = ["ChartView", "has_parts"]


def has_parts(measure: Measure, observations: Sequence[Observation]) -> bool:
    """Tell whether each point of a measure is a part of a whole."""
    said = [one for one in observations if one.value is not None or one.numerator is not None]
    if said:
        return said[-1].numerator is not None
    return bool(measure.denominator) or measure.chart is ChartType.P


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """All that the screens of a measure show."""

    project: Project
    measure: Measure
    family: Sequence[Measure] = ()
    observations: Sequence[Observation] = ()
    drawn: ChartDrawing | None = None
    told: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, str] = field(default_factory=dict)
    may_switch: bool = False
    history: History
    is_several: bool = False
    today: dt.date
    apps: str = ""

    @property
    def has_parts(self) -> bool:
        """Tell whether each point is a part of a whole."""
        return has_parts(self.measure, self.observations)

    def news(self) -> list[Part]:
        """Say what was just done."""
        return [Note(name="told", text=self.told, tone="good")] if self.told else []

    def clash(self, name: str) -> Clash | None:
        """Give what somebody else saved in a field, if anybody did."""
        return Clash(theirs=self.clashes[name]) if name in self.clashes else None
