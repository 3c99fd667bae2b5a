"""Read London midnights that were stored in UTC as the days that they begin."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from qi_lib.tables.cells import Cell
from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.table import Column, Table
from qi_lib.wording.dates import say_day

__all__ = ["name_days"]

_LONDON = ZoneInfo("Europe/London")
_MINUTE = dt.timedelta(minutes=1)
_LAST_HOUR = "23:00"


def name_days(table: Table) -> Table:
    """Write the day for each time of a column whose times are all London midnights in UTC.

    A list or a form that stores 1 April, British time, in UTC exports 31 March, 23:00: a month too
    early, and October is left without a number.
    """
    days = {name: found for name in table.columns if (found := _days(table.column(name)))}
    if not days:
        return table
    at = {table.at(name): found for name, found in days.items()}
    rows = tuple(
        replace(
            row,
            cells=tuple(
                at[i].get(cell, cell) if i in at else cell for i, cell in enumerate(row.cells)
            ),
        )
        for row in table.rows
    )
    told = tuple(
        f"The times in “{name}” are midnights in London, stored in UTC: {_LAST_HOUR} on the day "
        f"before, in summer. They are read as days, such as {say_day(max(found.values()))}."
        for name, found in days.items()
    )
    return replace(table, rows=rows, left_out=(*table.left_out, *told), _columns={})


def _days(column: Column) -> dict[Cell, dt.date]:
    """Give the day of each different cell that says when; none where one is no such midnight."""
    if not any(_may_be_late(cell) for cell in column.counted):
        return {}
    days: dict[Cell, dt.date] = {}
    is_said, shows_winter = True, False
    for cell in column.counted:
        moment = _moment(cell) if kind_of(cell) == "period" else None
        if moment is None:
            continue
        local = moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(_LONDON)
        if (local.hour, local.minute) != (0, 0):
            return {}
        days[cell] = local.date()
        is_said = is_said and moment.tzinfo is not None
        shows_winter = shows_winter or moment.hour == 0
    # Where nobody says that it is UTC, winter shows it, or that all are first days of months.
    return days if is_said or shows_winter or all(day.day == 1 for day in days.values()) else {}


def _may_be_late(cell: Cell) -> bool:
    return _LAST_HOUR in cell if isinstance(cell, str) else getattr(cell, "hour", 0) in (22, 23)


def _moment(cell: Cell) -> dt.datetime | None:
    """Give the time that a cell says, to the minute; spreadsheets miss it by a little."""
    # Heavy, for what few sheets need: the engine brings numpy and pandas.
    from qi_lib.spc.reading.dates_in_text import read_date  # noqa: PLC0415

    if isinstance(cell, str):
        return read_date(cell)
    if not isinstance(cell, dt.datetime):
        return None
    return (cell + _MINUTE / 2).replace(second=0, microsecond=0)
