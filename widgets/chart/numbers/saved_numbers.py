"""The numbers of one measure while people on several devices add to them and correct them."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_lib.errors import Refused
from qi_lib.model import Observation
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.record.save_newest import save_newest

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle

__all__ = ["Numbers", "NumbersStep", "Overtaken"]

_ByDate = dict[dt.date, Observation]
_Points = list[Observation]


class Overtaken(Refused):
    """Somebody else saved another number for the same date meanwhile."""

    def __init__(self, theirs: Observation | None) -> None:
        now = f"saved {say_observation(theirs)} here" if theirs else "took this number out"
        super().__init__(
            f"Meanwhile somebody {now}. Tap again to put yours in its place, or leave it."
        )


class Numbers:
    """The points of a measure as this person last saw them."""

    def __init__(self, handle: "Callable[[], MeasureHandle]") -> None:
        self._handle = handle
        self.points: _Points = handle().observations

    def at(self, day: dt.date | None) -> Observation | None:
        """Give the point of a date, as this person last saw it."""
        return next((one for one in self.points if one.when == day), None)

    def look_again(self) -> bool:
        """Read what others saved; tell whether there was something new."""
        before, self.points = self.points, self._handle().observations
        return self.points != before

    def put(self, day: dt.date, point: Observation | None) -> "NumbersStep":
        """Put a point at a date, or None to take it out.

        Raises `Overtaken` when the date holds another than this person saw.
        """
        seen = self.at(day)

        def changed(there: _Points) -> _Points:
            now = _by_date(there)
            if now.get(day) not in (seen, point):
                self.points = there
                raise Overtaken(now.get(day))
            return [*(one for one in there if one.when != day), *([point] if point else [])]

        return self.change(changed)

    def change(self, make: Callable[[_Points], _Points]) -> "NumbersStep":
        """Save what `make` makes of the newest points; what others save meanwhile stays."""
        handle = self._handle()

        def save() -> _Points:
            there = handle.observations  # read first: what is newer makes the save a conflict
            handle.replace(make(there))
            return there

        return self._step_from(save_newest(save))

    def go_back_to(self, version: int) -> "NumbersStep":
        """Make the numbers of an earlier save those that hold."""
        before = self._handle().observations
        self._handle().go_back_to(version)
        return self._step_from(before)

    def _step_from(self, points: _Points) -> "NumbersStep":
        self.points = self._handle().observations
        before, after = _by_date(points), _by_date(self.points)
        days = [day for day in before | after if before.get(day) != after.get(day)]
        return NumbersStep(
            self,
            {day: before.get(day) for day in days},
            {day: after.get(day) for day in days},
        )


@dataclass(frozen=True, slots=True)
class NumbersStep:
    """Points, by date, in the place of others; None where there is none."""

    numbers: Numbers
    before: dict[dt.date, Observation | None]
    after: dict[dt.date, Observation | None]

    def back(self) -> bool:
        """Put the numbers there that were there before."""
        return self._put(self.before, self.after)

    def again(self) -> bool:
        """Put these numbers there again."""
        return self._put(self.after, self.before)

    def _put(
        self,
        wanted: dict[dt.date, Observation | None],
        base: dict[dt.date, Observation | None],
    ) -> bool:
        left: list[dt.date] = []

        def changed(there: _Points) -> _Points:
            now = _by_date(there)
            left[:] = [day for day in wanted if now.get(day) not in (base[day], wanted[day])]
            for day, point in wanted.items():
                if day not in left:
                    now.pop(day, None)
                    now.update({day: point} if point else {})
            return sorted(now.values(), key=lambda one: one.when)

        self.numbers.change(changed)
        return not left


def _by_date(points: Iterable[Observation]) -> _ByDate:
    return {one.when: one for one in points}
