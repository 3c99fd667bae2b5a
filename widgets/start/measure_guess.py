"""What the aim says of the first measure, shown before it is used."""

from dataclasses import dataclass
from typing import Any

from qi_lib.aim.target import AimTarget, find_target
from qi_lib.charting.fitting_charts import is_rate
from qi_lib.model import Aim, ChartType, Direction, Frequency, Measure
from widgets.record.suggested_titles_and_measures import MeasureIdea, suggest_measures

__all__ = ["MeasureGuess", "guess_measure", "shape_of"]

_WHOLES = {"share": "how many in all", "rate": "bed days"}
_PER = 1000


@dataclass(frozen=True, slots=True)
class MeasureGuess:
    """The aim's target, and the things to count that come to mind beside it."""

    target: AimTarget
    ideas: tuple[MeasureIdea, ...]

    @property
    def name(self) -> str:
        """What the aim counts; empty where it names no amount."""
        return self.target.thing if self.target.value is not None else ""

    @property
    def value(self) -> str:
        """The target in figures."""
        return "" if self.target.value is None else f"{self.target.value:g}"

    def read(self, name: str) -> str:
        """Give the guess of one answer."""
        if name == "shape":
            return self.target.shape
        if name == "target":
            return self.value
        if name == "frequency":
            return self.target.frequency or Frequency.MONTH
        if name == "direction":
            known = self.target.direction is not Direction.NEUTRAL
            return self.target.direction.value if known else ""
        return self.name if name == "name" else ""

    def of_shape(self, shape: str, name: str) -> dict[str, str]:
        """Give the fields of a measure that follow from what is written down each time."""
        is_aims = shape == self.target.shape
        whole = (self.target.whole if is_aims else "") or _WHOLES.get(shape, "")
        fields = {"unit": "", "denominator": whole, "chart": ChartType.AUTO.value}
        if shape == "share":
            return fields | {"unit": "%"}
        if shape == "rate":
            per = self.target.per if is_aims else _PER
            unit = "" if per == _PER else f"per {per:,} {whole}"
            return fields | {"unit": unit, "chart": ChartType.U.value}
        idea = self._idea(name)
        unit = self.target.unit or (idea.unit if idea else "") if is_aims else ""
        return fields | {"unit": unit.replace("%", "")}

    def fields(self, name: str, said: dict[str, str]) -> dict[str, Any]:  # Any: as the client takes
        """Give all fields of the measure; `said` is what the screen shows of it."""
        idea = self._idea(name)
        target = said["target"]
        shape = said["shape"]
        if idea and idea.unit == "%" and self.target.value is None and shape == "one":
            shape = "share"
        direction = said["direction"] or (idea.direction if idea else Direction.NEUTRAL)
        return {
            "name": name,
            "direction": direction,
            "frequency": said["frequency"] or Frequency.MONTH,
            "targets": [{"value": float(target)}] if target else [],
            **self.of_shape(shape, name),
        }

    def _idea(self, name: str) -> MeasureIdea | None:
        """Find the idea of that name, or the first that the name begins with."""
        low = name.lower()
        same = (one for one in self.ideas if one.name.lower() == low)
        like = (one for one in self.ideas if low.startswith(one.name.lower()))
        return next(same, None) or next(like, None)


def guess_measure(problem: str, aim: Aim) -> MeasureGuess:
    """Guess the first measure of a project from what was written."""
    return MeasureGuess(find_target(aim), tuple(suggest_measures(problem, aim)))


def shape_of(measure: Measure) -> str:
    """Say what is written down each time: a number, a share, or a rate."""
    if not measure.denominator:
        return "one"
    return "rate" if is_rate(measure) else "share"
