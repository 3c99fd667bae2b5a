"""Tell times of day, and dates that have one, from how long something took."""

import datetime as dt

from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.labels import is_clock
from qi_lib.tables.finding.table import Column
from qi_lib.tables.finding.vocabulary import sounds

__all__ = ["are_stamps", "is_time_of_day"]

_MOSTLY = 0.5


def are_stamps(column: Column) -> bool:
    """Tell whether a column holds dates with the time of day."""
    cells = [cell for cell in column.counted if kind_of(cell)]
    with_time = sum(isinstance(cell, dt.datetime) or ":" in say_cell(cell) for cell in cells)
    return with_time > _MOSTLY * len(cells)


def is_time_of_day(column: Column) -> bool:
    """Tell whether a column holds times of day, not how long something took."""
    cells = [cell for cell in column.counted if kind_of(cell)]
    if is_clock(column.name) and all(_is_four_figures(cell) for cell in cells):
        return True
    clocks = [cell for cell in cells if isinstance(cell, dt.time) or _is_clock_text(cell)]
    if len(clocks) <= _MOSTLY * len(cells) or sounds(column.name, "time"):
        return False
    return is_clock(column.name) or len(clocks) == len(cells)


def _is_clock_text(cell: Cell) -> bool:
    hours, colon, minutes = (
        say_cell(cell).strip().partition(":") if isinstance(cell, str) else ("", "", "")
    )
    return bool(colon) and hours.isdecimal() and int(hours) < 24 and minutes[:2].isdecimal()


def _is_four_figures(cell: Cell) -> bool:
    """Tell whether a cell is a time of day as nurses write it: 0930."""
    text = say_cell(cell).strip()
    return text.isdecimal() and len(text) in (3, 4) and int(text) < 2400 and int(text) % 100 < 60
