"""The numbers of one measure while people on several devices add to them and correct them."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qi_lib.errors import Refused
from qi_lib.model import Observation
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.chart.saved_measure import SavedMeasure
from widgets.record.save_newest import save_newest
from widgets.record.undo import History, SwapStep

__all__ = ["Overtaken", "SavedNumbers", "with_point"]

_ByDate = dict[dt.date, Observation]
_Dated = dict[dt.date, Observation | None]  # None where there is none
_Points = list[Observation]


class Overtaken(Refused):
    """Somebody else saved another number for the same date meanwhile."""

    def __init__(self, theirs: Observation | None) -> None:
        now = f"saved {say_observation(theirs)} here" if theirs else "took this number out"
        super().__init__(
            f"Meanwhile somebody {now}. Tap again to put yours in its place, or leave it."
        )


@dataclass(frozen=True, slots=True)
class SavedNumbers:
    """The points of a measure; each change of them is a step that can be taken back."""

    saved: SavedMeasure
    history: History

    @property
    def points(self) -> _Points:
        """The points as this person last saw them."""
        return self.saved.handle.observations_seen

    def at(self, day: dt.date | None) -> Observation | None:
        """Give the point of a date, as this person last saw it."""
        return next((one for one in self.points if one.when == day), None)

    def put(self, day: dt.date, point: Observation | None) -> None:
        """Put a point at a date, or None to take it out.

        Raises `Overtaken` when the date holds another than this person saw.
        """
        seen = self.at(day)

        def changed(there: _Points) -> _Points:
            now = _by_date(there).get(day)
            if now not in (seen, point):
                raise Overtaken(now)
            return with_point(there, day, point)

        self.change(changed)

    def change(self, make: Callable[[_Points], _Points]) -> None:
        """Save what `make` makes of the newest points; what others save meanwhile stays."""
        self.history.remember(self.save(make))

    def go_back_to(self, version: int) -> None:
        """Make the numbers of an earlier save those that hold."""
        handle = self.saved.handle
        before = handle.observations
        handle.go_back_to(version)
        self.history.remember(self._step_from(before))

    def save(self, make: Callable[[_Points], _Points]) -> SwapStep:
        """Save what `make` makes of the newest points, and give what that changed."""
        handle = self.saved.handle

        def save() -> _Points:
            there = handle.observations_seen  # what others saved since makes the save a conflict
            handle.replace(make(there))
            return there

        return self._step_from(save_newest(save, lambda: handle.observations))

    def _step_from(self, points: _Points) -> SwapStep:
        before, after = _by_date(points), _by_date(self.points)
        days = [day for day in before | after if before.get(day) != after.get(day)]
        return SwapStep(
            self._swap,
            {day: before.get(day) for day in days},
            {day: after.get(day) for day in days},
        )

    def _swap(self, base: _Dated, wanted: _Dated) -> bool:
        """Put points, by date, in the place of others; what others changed since is left."""
        left: list[dt.date] = []

        def changed(there: _Points) -> _Points:
            now = _by_date(there)
            left[:] = [day for day in wanted if now.get(day) not in (base[day], wanted[day])]
            for day, point in wanted.items():
                if day not in left:
                    now.pop(day, None)
                    now.update({day: point} if point else {})
            return _in_order(now.values())

        self.save(changed)
        return not left


def with_point(there: _Points, day: dt.date, point: Observation | None) -> _Points:
    """Give the points with another at a date, or with none where it is None."""
    return _in_order([*(one for one in there if one.when != day), *([point] if point else [])])


def _in_order(points: Iterable[Observation]) -> _Points:
    return sorted(points, key=lambda one: one.when)


def _by_date(points: Iterable[Observation]) -> _ByDate:
    return {one.when: one for one in points}
