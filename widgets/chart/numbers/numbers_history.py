"""What became of the numbers of a measure, save by save."""

import datetime as dt
from typing import TYPE_CHECKING

from qi_lib.charting.collection_periods import say_period
from qi_lib.model import Frequency, Observation, ToolDocument
from qi_lib.model.base import Record
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.frame.screen import Screen
from widgets.record.versions_screen import draw_versions

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle

__all__ = ["draw_past"]


def draw_past(measure: "MeasureHandle") -> Screen:
    """List who saved which numbers when, newest first, each to go back to."""
    record = measure.record
    return draw_versions(
        record.name,
        measure.data_history(),
        say=lambda save: _say_save(save, record.frequency),
        back="settings",
    )


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
