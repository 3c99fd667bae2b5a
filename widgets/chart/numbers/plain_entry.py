"""Plain mode of *My chart*: which day the number is for, and what was written last."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from qi_lib.charting.number_to_ask_for import latest_periods
from qi_lib.model import Measure, Observation
from widgets.chart.activity import Act
from widgets.chart.numbers.saved_numbers import SavedNumbers, with_point
from widgets.frame.tap_outcome import Outcome

__all__ = ["ANOTHER_DAY", "PlainEntry", "offered_days"]

ANOTHER_DAY = "other"


class PlainEntry:
    """Where somebody is with the one number that plain mode asks for."""

    def __init__(self) -> None:
        self.day: dt.date | None = None
        self.is_changing = self.is_left = self.is_other = False
        self.told = ""
        self._written: tuple[dt.date, Observation | None] | None = None

    @property
    def acts(self) -> dict[str, Act]:
        """Leave it, write it after all, change what was written, or write for another day."""
        return {
            "plain-leave": lambda _: self._turn(is_left=True),
            "plain-ask": lambda _: self._turn(),
            "plain-change": lambda _: self._turn(is_changing=True),
            "plain-other": lambda _: self._take_day(ANOTHER_DAY),
            "plain-day": lambda tap: self._take_day(tap.value),
        }

    def choose(self, name: str, value: str) -> str:
        """Take the number for another day; what was said of the day before is over.

        While somebody looks for the day in a calendar (`date`), the way to it stays on the screen.
        """
        self.is_other = self.is_changing = name == "date" or value == ANOTHER_DAY
        with suppress(ValueError):  # half a date: more is still to be typed
            self.day = dt.date.fromisoformat(value)
            self.is_left = False
            self.told = ""
        return value

    def day_of(self, measure: Measure, points: Sequence[Observation], today: dt.date) -> dt.date:
        """Give the day that was chosen, or the latest that a number may be for."""
        return self.day or offered_days(measure, points, today)[0]

    def wrote(self, day: dt.date, before: Observation | None) -> None:
        """Remember what stood there before a number was written."""
        self.day, self._written = day, (day, before)
        self.is_changing = self.is_other = False
        self.told = ""

    @property
    def may_take_back(self) -> bool:
        """Tell whether the number on the screen was written just now."""
        return self._written is not None and self._written[0] == self.day

    def take_back(self, numbers: SavedNumbers) -> None:
        """Put there again what stood there before the number that was written last."""
        if self._written is None:
            return  # a second tap, after the first was done
        day, before = self._written
        numbers.change(lambda there: with_point(there, day, before))
        self._written = None
        self.told = "Taken back. The chart is as it was."

    def _turn(self, *, is_left: bool = False, is_changing: bool = False) -> Outcome:
        self.is_left, self.is_changing = is_left, is_changing
        return Outcome()

    def _take_day(self, value: str) -> Outcome:
        self.choose("day", value)
        return Outcome()


def offered_days(
    measure: Measure, points: Sequence[Observation], today: dt.date
) -> Sequence[dt.date]:
    """Give the days that a number may be for, the latest first."""
    last = points[-1].when if points else None
    return latest_periods(measure, last, today=today)
