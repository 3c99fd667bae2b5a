"""A number is typed, corrected or taken out."""

import datetime as dt
from collections.abc import Callable

from qi_lib.charting.fitting_charts import CHARTS_OF_SEVERAL
from qi_lib.model import Observation
from qi_lib.tables.cells import say_cell
from qi_lib.tables.frequencies import say_period
from qi_lib.tables.kept_back import kept_back_text, note_of_kept_back
from qi_lib.tables.reading.jumps import is_jump, size_of, usual_size
from widgets.chart.activity import CHART, Act, Draw, Tap
from widgets.chart.chart_view import ChartView, has_parts
from widgets.chart.numbers.number_form import draw_correction
from widgets.chart.numbers.plain_entry import PlainEntry
from widgets.chart.numbers.saved_numbers import Overtaken, SavedNumbers
from widgets.chart.numbers.typed_numbers import add_values, read_entry, say_observation
from widgets.chart.typed_boxes import WrongEntry, explained_at
from widgets.frame.screen import Screen
from widgets.frame.tap_outcome import Outcome

__all__ = ["NumberEntry"]

_CORRECT = "correct"
_BOXES = ("entry.when", "entry.value", "entry.whole")


class NumberEntry:
    """The boxes for a number, below the chart and on a screen of their own for a correction."""

    def __init__(
        self,
        numbers: SavedNumbers,
        plain: PlainEntry,
        *,
        today: dt.date,
        is_plain: Callable[[], bool],
    ) -> None:
        self.day: dt.date | None = None
        """The date whose number is corrected."""
        self._numbers = numbers
        self._plain = plain
        self._today = today
        self._is_plain = is_plain
        self._wants_several: bool | None = None
        self._asked: Observation | None = None

    @property
    def screens(self) -> dict[str, Draw]:
        """Ask for a correction."""
        return {_CORRECT: self._draw_correction}

    @property
    def acts(self) -> dict[str, Act]:
        """Add a number or several, correct one or take it out, in plain mode take it back."""
        return {
            "add": self._add,
            "several": self._take_several,
            "correct": self._correct,
            "remove": self._remove,
            "plain-undo": self._take_back,
            **self._plain.acts,
        }

    def name_words(self, screen: str) -> str:
        """Tell the words of one correction from those of others, and of the chart."""
        return str(self.day) if screen == _CORRECT else ""

    def is_several(self, screen: str) -> bool:
        """Tell whether several values are typed for a date: as wanted, or as they were before."""
        if self._wants_several is not None:
            return self._wants_several
        points = self._numbers.points
        before = self._numbers.at(self.day) if screen == _CORRECT else None
        before = before or (points[-1] if points else None)
        if before is None:
            return self._numbers.saved.handle.record.chart in CHARTS_OF_SEVERAL
        return bool(before.values)

    def begin_anew(self) -> None:
        """Ask for one value of a date, or several, as they are now."""
        self._wants_several = None

    def _draw_correction(self, view: ChartView) -> Screen:
        assert self.day is not None, "a date was chosen"
        return draw_correction(view, self.day)

    def _take_several(self, tap: Tap) -> Outcome:
        self._wants_several = bool(tap.value)
        return Outcome()

    def _correct(self, tap: Tap) -> Outcome:
        self.day = dt.date.fromisoformat(tap.value)
        self.begin_anew()
        return Outcome(show=_CORRECT)

    def _add(self, tap: Tap) -> Outcome:
        point = self._read(tap)
        before, is_first = self._numbers.at(point.when), not self._numbers.points
        if before and before.values and self._is_plain():
            point = add_values(before, point)
        self._ask_about_jump(point)
        point = _with_note(point, before)
        with explained_at("entry.value", Overtaken):
            self._numbers.put(point.when, point)
        self.begin_anew()
        if is_first and point.denominator is not None:
            self._numbers.saved.put({"unit": "%"})
        self._plain.wrote(point.when, before)
        return Outcome(show=CHART, told=self._say_change(before, point), used=_BOXES)

    def _ask_about_jump(self, point: Observation) -> None:
        """Ask, once, whether a number that is many times the usual is right."""
        others = [one for one in self._numbers.points if one.when != point.when]
        size = size_of(point)
        sizes = [known for one in (*others, point) if (known := size_of(one)) is not None]
        if size is None or point == self._asked or not is_jump(size, sizes):
            return
        self._asked = point
        usual = say_cell(round(usual_size(sizes), 1))
        raise WrongEntry(
            "entry.value",
            f"{say_observation(point)} is many times the usual {usual}. Tap again if it is right.",
        )

    def _read(self, tap: Tap) -> Observation:
        record, points = self._numbers.saved.handle.record, self._numbers.points
        return read_entry(
            tap.typed,
            self.day if tap.screen == _CORRECT else tap.day,
            has_parts=has_parts(record, points),
            today=self._today,
            is_first=not points,
            is_several=self.is_several(tap.screen),
        )

    def _remove(self, _: Tap) -> Outcome:
        if self.day is None:
            return Outcome()
        with explained_at("entry.value", Overtaken):
            self._numbers.put(self.day, None)
        return Outcome(show=CHART, told=f"{self._say(self.day)} has been taken out.")

    def _take_back(self, _: Tap) -> Outcome:
        self._plain.take_back(self._numbers)
        return Outcome()

    def _say_change(self, before: Observation | None, after: Observation) -> str:
        """Say what a number was before, where it is another now."""
        if before is None or say_observation(before) == say_observation(after):
            return ""
        was, now = say_observation(before), say_observation(after)
        return f"{self._say(after.when)} was {was} and is now {now}."

    def _say(self, day: dt.date) -> str:
        return say_period(day, self._numbers.saved.handle.record.frequency)


def _with_note(point: Observation, before: Observation | None) -> Observation:
    """Keep what was noted of a date, but for a number kept back that is known now."""
    note = before.note if before and not kept_back_text(before) else ""
    if kept_back_text(point):
        note = note_of_kept_back(point.note, note)
    return point.model_copy(update={"note": note})
