"""A sheet to count on by touch: each tap is kept at once, day by day, and any device carries on."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qi_lib.errors import Refused
from qi_lib.model import Frequency, Observation
from qi_lib.tables.cells import read_number
from qi_lib.tables.frequencies import period_after, period_of, say_period
from qi_lib.wording.dates import say_day
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.frame.tool import Answer
from widgets.record.kept_answers import KeptAnswers
from widgets.record.undo import History

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle, Project

__all__ = ["COUNT", "PART", "REST", "TouchCount"]

_NOTHING = "0"
_LEFT = "Another device has counted there since. Its count was left as it is."
COUNT, PART, REST = "count", "part", "rest"
"""What is counted: one number, or those that are the part, and the others of the whole."""


@dataclass(slots=True)
class TouchCount:
    """What was counted of one measure on each day, and the number that it makes."""

    project: "Project"
    measure: "MeasureHandle"
    has_parts: bool
    day: dt.date
    today: dt.date
    _history: History = field(default_factory=lambda: History(is_seen=True, left=_LEFT))
    _last: dt.date | None = None
    _kept: KeptAnswers = field(init=False)

    def __post_init__(self) -> None:
        self._kept = KeptAnswers(self.project, "tally")
        self._kept.reload()
        self._last = max((one.when for one in self.measure.observations), default=None)

    @property
    def names(self) -> tuple[str, ...]:
        """Name what is counted."""
        return (PART, REST) if self.has_parts else (COUNT,)

    @property
    def may_undo(self) -> bool:
        """Tell whether a tap can be taken back."""
        return self._history.may_undo

    @property
    def period(self) -> dt.date:
        """Give the date of the point that the chosen day belongs to."""
        return self._period_of(self.day)

    def _period_of(self, day: dt.date) -> dt.date:
        return period_of(day, self.measure.record.frequency, last=self._last)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more can be counted for the point."""
        frequency = self.measure.record.frequency
        return frequency is Frequency.DAY or period_after(self.period, frequency) <= self.today

    def key(self, name: str, day: dt.date | None = None) -> str:
        """Name the place where the count of a day is kept."""
        return f"{self.measure.id}.{day or self.day}.{name}"

    def read(self, name: str) -> str:
        """Give what was counted on the chosen day."""
        return self._kept.read(self.key(name)) or _NOTHING

    def choose_day(self, value: str) -> str:
        """Count for another day, never one to come."""
        self.day = min(dt.date.fromisoformat(value), self.today) if value else self.today
        return self.day.isoformat()

    def save(self, answer: Answer) -> str:
        """Keep a count; raises `Clashes` when somebody else counted at the same time."""
        number = read_number(answer.value) if answer.value.strip() else 0.0
        if number is None or number < 0 or number % 1:
            raise Refused("Count in whole numbers, such as 7.")
        if not self._kept.read(answer.name) and answer.base == _NOTHING:
            answer = replace(answer, base="")
        return self._history.save(self._kept, answer)

    def undo(self) -> str:
        """Take back the last tap of this device; say so where another has counted since."""
        return self._history.undo()

    def look_again(self) -> bool:
        """Read what was counted elsewhere; tell whether it differs."""
        before = dict(self._kept.values)
        self._kept.reload()
        return self._kept.values != before

    def total(self) -> Observation | None:
        """Add up the days of the point; None while nothing was counted."""
        sums = {name: self._sum(name) for name in self.names}
        if not any(sums.values()):
            return None
        if self.has_parts:
            whole = sums[PART] + sums[REST]
            return Observation(when=self.period, numerator=sums[PART], denominator=whole)
        return Observation(when=self.period, value=sums[COUNT])

    def _sum(self, name: str) -> float:
        total = 0.0
        for key, value in self._kept.values.items():
            measure_id, _, rest = key.partition(".")
            day, _, what = rest.partition(".")
            if measure_id != self.measure.id or what != name:
                continue
            if self._period_of(dt.date.fromisoformat(day)) == self.period:
                total += read_number(value) or 0.0
        return total

    def say_total(self) -> str:
        """Say what the days of the point add up to."""
        total, name = self.total(), self.say_period()
        if total is None:
            return f"Nothing counted yet for {name}."
        return f"{name[:1].upper()}{name[1:]} so far: {say_observation(total)}."

    def say_period(self) -> str:
        """Name the point that the chosen day belongs to."""
        frequency = self.measure.record.frequency
        said = say_period(self.period, frequency)
        return f"the week from {said}" if frequency is Frequency.WEEK else said

    def put(self) -> str:
        """Make the total the number of its point, and say so."""
        total = self.total()
        if total is None:
            return "Count something first."
        there = next((o for o in self.measure.observations if o.when == total.when), None)
        note = there.note if there else ""
        self.measure.add(**total.model_dump(exclude={"note"}), note=note)
        words = f"{say_period(total.when, self.measure.record.frequency)}"
        if there and say_observation(there) != say_observation(total):
            return f"{words} was {say_observation(there)} and is now {say_observation(total)}."
        return f"{words}: {say_observation(total)} is on the chart."

    def hint(self) -> str:
        """Say what happens to the count of the chosen day."""
        return f"{say_day(self.day)}. Every tap is saved at once, and any device can carry on."
