"""What became of the numbers of a measure, save by save, and back to any of them."""

import datetime as dt

from qi_lib.model import Frequency, Observation, ToolDocument
from qi_lib.model.base import Record
from qi_lib.tables.frequencies import say_period
from widgets.chart.activity import CHART, Act, Draw, Tap, shows
from widgets.chart.chart_view import ChartView
from widgets.chart.numbers.saved_numbers import SavedNumbers
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.frame.screen import Screen
from widgets.frame.tap_outcome import Outcome
from widgets.record.versions_screen import draw_versions

__all__ = ["NumbersHistory"]


class NumbersHistory:
    """Who saved which numbers when, newest first, each to go back to."""

    def __init__(self, numbers: SavedNumbers) -> None:
        self._numbers = numbers

    @property
    def screens(self) -> dict[str, Draw]:
        """List the saves."""
        return {"past": self._draw}

    @property
    def acts(self) -> dict[str, Act]:
        """Show them, or go back to one."""
        return {"past": shows("past"), "return": self._return}

    def _draw(self, view: ChartView) -> Screen:
        return draw_versions(
            view.measure.name,
            self._numbers.saved.handle.data_history(),
            say=lambda save: _say_save(save, view.measure.frequency),
            back="settings",
        )

    def _return(self, tap: Tap) -> Outcome:
        self._numbers.go_back_to(int(tap.value))
        return Outcome(show=CHART, told="These are the numbers as they were then.")


class _Save(Record):
    """What one save did to the numbers."""

    changed: list[Observation]
    removed: list[dt.date]


def _say_save(version: ToolDocument, frequency: Frequency) -> str:
    save = _Save.model_validate(version.content)
    if len(save.changed) == 1 and not save.removed:
        point = save.changed[0]
        return f"{say_period(point.when, frequency)}: {say_observation(point)}"
    said = [f"{_counted(len(save.changed))} written"] if save.changed else []
    said += [f"{_counted(len(save.removed))} taken out"] if save.removed else []
    return " and ".join(said)


def _counted(numbers: int) -> str:
    return "1 number" if numbers == 1 else f"{numbers} numbers"
