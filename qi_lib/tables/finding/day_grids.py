"""Turn grids in which a cell is a day: months by days, days by months, weeks by weekdays."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from qi_lib.tables.calendars import Calendar, day_of
from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.headings import are_days_across, day_numbers
from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.labels import is_total
from qi_lib.tables.finding.measures_down import made, ward_column
from qi_lib.tables.finding.table import Table, TableRow
from qi_lib.tables.opening.book import letters
from qi_lib.tables.periods import read_period

__all__ = ["days_down", "turn_calendar", "turn_weekdays"]

_FEWEST_DAYS = 28
_FEWEST_WEEKDAYS = 5
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?")
_WHEN, _NUMBER = "Date", "Number"


def turn_calendar(table: Table) -> Table | None:
    """Turn a grid with a month a row and the days 1 to 31 across; `None` when it is none."""
    days = day_numbers(table.columns)
    if len(days) < _FEWEST_DAYS or not are_days_across([table.columns[at] for at in days.values()]):
        return None
    months = [
        at for at in range(len(table.columns)) if table.column(table.columns[at]).period_share > 0.5
    ]
    month = next((at for at in months if at not in days.values()), None)
    if month is None:
        return None
    labels = [
        at
        for at in range(len(table.columns))
        if at != month and at not in days.values() and not is_total(table.columns[at])
    ]
    before = tuple((table.places[label], 0) for label in labels)
    spots = {at: (*before, (table.places[month], 0), (table.places[at], 0)) for at in days.values()}
    rows = [
        TableRow(row.number, (*(row.cells[at] for at in labels), day, row.cells[at]), spots[at])
        for row in table.rows
        for number, at in days.items()
        if (day := _day_of(row.cells[month], number)) is not None
    ]
    names = [*(table.columns[at] for at in labels), _WHEN, _NUMBER]
    kept = [table.places[at] for at in labels]
    told = (*table.left_out, *_say_days_that_are_not(table, month, days))
    table = replace(table, left_out=told, _columns={})
    return made(table, names, rows, kept, wards=ward_column(table, tuple(labels), None))


def _say_days_that_are_not(table: Table, month: int, days: dict[int, int]) -> Iterator[str]:
    """Tell of numbers that stand for a day that their month does not have."""
    for row in table.rows:
        for number, at in days.items():
            is_no_day = read_period(row.cells[month]) and _day_of(row.cells[month], number) is None
            if is_no_day and kind_of(row.cells[at]):
                said, place = say_cell(row.cells[month]), letters(table.places[at])
                yield (
                    f"Cell {place}{row.number} of {table.name} has a number for day {number} of "
                    f"“{said}”, which has no such day. It was left out."
                )


def turn_weekdays(table: Table) -> Table | None:
    """Turn a grid with a week a row and Monday to Sunday across; `None` when it is none."""
    named = {at: name.lower() for at, name in enumerate(table.columns)}
    days = {at: _DAYS.index(name[:3]) for at, name in named.items() if _WEEKDAY.fullmatch(name)}
    whens = [at for at, name in enumerate(table.columns) if table.column(name).period_share > 0.5]
    if len(days) < _FEWEST_WEEKDAYS or len(whens) != 1:
        return None
    labels = [at for at in range(len(table.columns)) if at not in days and at != whens[0]]
    labels = [at for at in labels if not is_total(table.columns[at])]
    before = tuple((table.places[label], 0) for label in labels)
    rows = [
        TableRow(
            row.number,
            (*(row.cells[label] for label in labels), day, row.cells[at]),
            (*before, (table.places[whens[0]], 0), (table.places[at], 0)),
        )
        for row in table.rows
        for at, weekday in days.items()
        if (day := _weekday_of(row.cells[whens[0]], weekday)) is not None
    ]
    names = [*(table.columns[at] for at in labels), _WHEN, _NUMBER]
    kept = [table.places[at] for at in labels]
    return made(table, names, rows, kept, wards=ward_column(table, tuple(labels), None))


def _weekday_of(week: Cell, weekday: int) -> dt.date | None:
    """Give the weekday of a week that begins on a date."""
    period = read_period(week)
    if period is None or period.year is None:
        return None
    first = day_of(period, Calendar(), period.year)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7) if first else None


def days_down(table: Table, periods: dict[int, Cell], labels: tuple[int, ...]) -> Table | None:
    """Read a grid with the months across and the days 1 to 31 down its side."""
    if len(labels) != 1:
        return None
    at = labels[0]
    if len(day_numbers([row.cells[at] for row in table.rows])) < _FEWEST_DAYS:
        return None
    rows = [
        TableRow(
            row.number,
            (day, row.cells[place]),
            ((table.places[place], table.heading), (table.places[place], 0)),
        )
        for place, when in periods.items()
        for row in table.rows
        if say_cell(row.cells[at]).strip().isdecimal()
        and (day := _day_of(when, int(say_cell(row.cells[at])))) is not None
    ]
    return made(table, [_WHEN, _NUMBER], rows, [], wards="")


def _day_of(month: Cell, day: int) -> Cell:
    """Give a day of a month; without its year, as words that ask for it."""
    period = read_period(month)
    if period is None or not 1 <= day <= 31:
        return None
    try:
        if period.year is None:
            dt.date(2024, period.month, day)
            return f"{day} {dt.date(2024, period.month, 1):%B}"
        return dt.date(period.year, period.month, day)
    except ValueError:
        return None  # 31 April: the grid has a cell, the month has no such day
