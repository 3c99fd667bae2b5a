"""Find the rows of headings in a sheet, and what the several levels of them say together."""

from collections.abc import Sequence
from itertools import pairwise

from qi_lib.tables.calendars import Calendar, to_days, usual_grain
from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.kinds import is_figure, kind_of
from qi_lib.tables.opening.book import Range, Row
from qi_lib.tables.periods import read_period

__all__ = [
    "Heads",
    "are_days_across",
    "are_periods_across",
    "day_numbers",
    "find_headings",
    "is_words",
    "read_heads",
]

Heads = tuple[tuple[Cell, ...], ...]

_LOOK_AROUND = 60
_FEWEST_PERIODS = 3
_FEWEST_YEARS = 2
_FEWEST_DAYS = 7
_MOST_LEVELS = 3
# Plain numbers that may be dates are, where they go on by a day, a week, a month or a year.
_STEPS = {1, 7, 28, 29, 30, 31, 365, 366}


def find_headings(rows: Sequence[Row]) -> list[int]:
    """Give the places of the rows that stand right above the data of a table."""
    found: list[int] = []
    begins = True
    for index, row in enumerate(rows[:-1]):
        begins = begins or row.number != rows[index - 1].number + 1
        is_data = not is_words(row)
        if is_data and begins and _heads_across(row, rows[index + 1]):
            found.append(index)
            is_data = False
        elif not is_data and _heads_data(rows, index, found):
            found.append(index)
        begins = not is_data or (begins and _are_years(row))
    return found


def is_words(row: Row) -> bool:
    """Tell whether a row holds words alone; “Yes” and “Done” are words, as headings are."""
    return not any(kind_of(cell) in ("number", "period") for cell in row.cells)


def _are_years(row: Row) -> bool:
    """Tell whether a row holds years alone, which may stand over the headings of their months."""
    figures = (read_period(cell) for cell in row.cells if is_figure(cell))
    return all(period is not None and period.grain == "year" for period in figures)


def _heads_across(row: Row, below: Row) -> bool:
    """Tell whether a row is headed by periods or days, with numbers of them below."""
    if is_words(below) or not (are_periods_across(row.cells) or are_days_across(row.cells)):
        return False
    pairs = zip(row.cells, below.cells, strict=False)  # lines of text differ in length
    kinds = [kind_of(cell) for above, cell in pairs if is_figure(above)]
    return "period" not in kinds and "number" in kinds


def _heads_data(rows: Sequence[Row], index: int, found: list[int]) -> bool:
    row, below = rows[index], rows[index + 1]
    if is_words(below) and len(_filled(below.cells)) == 1 and index + 2 < len(rows):
        below = rows[index + 2]  # the name of a first part stands between
    if is_words(below):
        return False
    if index + 2 < len(rows) and _heads_across(below, rows[index + 2]):
        return False
    filled = _filled(row.cells)
    meets = any(at < len(below.cells) and is_figure(below.cells[at]) for at in filled)
    is_alone = len(filled) == 1 == len(_filled(below.cells))
    if not meets or (len(filled) < 2 and not is_alone):
        return False
    is_repeated = bool(found) and _texts(rows[found[-1]].cells) == _texts(row.cells)
    return is_repeated or not found or not _is_one_of_the_rows(rows, index, filled)


def _is_one_of_the_rows(rows: Sequence[Row], index: int, filled: list[int]) -> bool:
    """Tell whether words of a row stand in their columns elsewhere too, which headings do not."""
    cells = rows[index].cells
    around = [*rows[max(0, index - _LOOK_AROUND) : index], *rows[index + 1 : index + _LOOK_AROUND]]
    data = [one.cells for one in around if not is_words(one)]
    return any(at < len(one) and one[at] == cells[at] for one in data for at in filled)


def are_periods_across(cells: Sequence[Cell]) -> bool:
    """Tell whether cells are periods, one after another: `Ward, Apr-24, May-24, …`."""
    periods = [period for cell in cells if (period := read_period(cell)) is not None]
    figures = sum(is_figure(cell) for cell in cells)
    # Quarters and years among months are totals of them.
    usual = [period for period in periods if period.grain == usual_grain(periods)]
    days = [day for day in to_days(usual, Calendar()) if day is not None]
    are_years = all(period.grain == "year" for period in usual)
    fewest = _FEWEST_YEARS if are_years else _FEWEST_PERIODS
    if len(days) < fewest or len(days) != len(usual) or len(periods) != figures:
        return False
    if all(one.is_plain_number for one in periods):
        return all((later - first).days in _STEPS for first, later in pairwise(days))
    rises = sum(later > first for first, later in pairwise(days))
    return rises in (0, len(days) - 1) and len(set(days)) == len(days)


def are_days_across(cells: Sequence[Cell]) -> bool:
    """Tell whether cells count the days of a month: 1, 2, 3, …"""
    days = day_numbers(cells)
    return len(days) >= _FEWEST_DAYS and len(days) == sum(is_figure(cell) for cell in cells)


def day_numbers(cells: Sequence[Cell]) -> dict[int, int]:
    """Give the place of each day's number, where cells count from 1 without a gap."""
    places: dict[int, int] = {}
    for place, cell in enumerate(cells):
        if say_cell(cell).strip() == str(len(places) + 1) and len(places) < 31:
            places[len(places) + 1] = place
    return places


# Levels ------------------------------------------------------------------------------------------


def read_heads(
    rows: Sequence[Row], index: int, width: int, merged: Sequence[Range]
) -> tuple[int, Heads]:
    """Give the first row of headings, and what they say of each column, level by level.

    Args:
        rows: those of the sheet.
        index: the place of the row right above the data.
        width: how many columns there are.
        merged: the ranges shown as one cell.
    """
    first = index
    levels = [_wide(rows[index].cells, width)]
    while first and len(levels) < _MOST_LEVELS:
        row = rows[first - 1]
        if row.number != rows[first].number - 1 or not _is_level(row.cells, rows[first].cells):
            break
        levels.insert(0, _reach(row, levels[0], merged))
        first -= 1
    return first, tuple(_without_repeats(level) for level in zip(*levels, strict=True))


def _is_level(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Tell whether a row groups the headings below it, and is no title, setting or number."""
    above, below = _filled(upper), _filled(lower)
    texts = _texts(upper)
    if not above or not below or any(text.endswith(":") for text in texts):
        return False
    if are_days_across(lower) or any(is_figure(cell) and not read_period(cell) for cell in upper):
        return False
    if len(above) > 1 and all(text.startswith("(") for text in _texts(lower)):
        return True  # units
    first = min(above[0], below[0])
    return not (first in above and first in below)


def _reach(row: Row, lower: list[Cell], merged: Sequence[Range]) -> list[Cell]:
    """Let a heading of an upper level reach over the columns that are its own."""
    width = len(lower)
    cells = _wide(row.cells, width)
    ranges = [one for one in merged if one[0] == row.number and one[3] > one[1]]
    for _, left, _, right in ranges:
        cells[left : right + 1] = [cells[left]] * (min(right, width - 1) - left + 1)
    if ranges:
        return cells
    reaching: Cell = None
    for at, below in enumerate(lower):  # a text file does not say which cells were merged
        reaching = cells[at] if say_cell(cells[at]).strip() else reaching
        cells[at] = reaching if say_cell(below).strip() else cells[at]
    return cells


def _without_repeats(level: tuple[Cell, ...]) -> tuple[Cell, ...]:
    kept: list[Cell] = []
    for cell in level:
        if say_cell(cell).strip() and (not kept or kept[-1] != cell):
            kept.append(cell)
    return tuple(kept)


def _wide(cells: Sequence[Cell], width: int) -> list[Cell]:
    return [*cells, *[None] * (width - len(cells))]


def _filled(cells: Sequence[Cell]) -> list[int]:
    return [at for at, cell in enumerate(cells) if say_cell(cell).strip()]


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [say_cell(cell).strip() for cell in cells if say_cell(cell).strip()]
