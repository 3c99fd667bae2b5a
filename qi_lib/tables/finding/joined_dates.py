"""Join a date that stands in two columns or more: a year and a month, a year and a week."""

import calendar
from collections.abc import Callable
from dataclasses import replace

from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.table import Table, TableRow, name_columns
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.periods import read_period

__all__ = ["fill_down", "join_dates", "name_numbers"]

_MOSTLY = 0.5
# The headings of bare numbers, the most that they count to, and how they are written in words.
_MONTHS: tuple[int, Callable[[int], str]] = (12, lambda number: calendar.month_name[number])
_WEEKS: tuple[int, Callable[[int], str]] = (53, lambda number: f"wk {number}")
_NUMBERED = {
    **dict.fromkeys(("month", "month no", "month number", "mth"), _MONTHS),
    **dict.fromkeys(("week", "week no", "week number", "wk", "wk no", "iso week"), _WEEKS),
}


def fill_down(table: Table) -> Table:
    """Write a ward or year that is written once into the rows below it, as its writer meant."""
    named = [name for name in table.columns if _is_written_once(table, name)]
    if not named:
        return table
    at = [table.at(name) for name in named]
    last: dict[int, Cell] = {}
    rows = []
    for row in table.rows:
        cells = list(row.cells)
        for place in at:
            if kind_of(cells[place]):
                last[place] = cells[place]
            elif any(kind_of(cell) for cell in cells):
                cells[place] = last.get(place)
        rows.append(replace(row, cells=tuple(cells)))
    told = tuple(
        f"“{name}” is written once for several rows: it holds for those below too."
        for name in named
    )
    return replace(table, rows=tuple(rows), left_out=(*table.left_out, *told), _columns={})


def _is_written_once(table: Table, name: str) -> bool:
    column = table.column(name)
    if not sounds(name, "place", "when") or not column.full or not kind_of(column.cells[0]):
        return False
    return not column.is_mostly_full and len(column.labels) == column.full


def name_numbers(table: Table) -> Table:
    """Write “wk 14” and “April” for the bare numbers of a column of weeks or months."""
    whens = [name for name in table.columns if _says_when(table, name)]
    named = {name: write for name in table.columns if (write := _writer(table, name)) is not None}
    if not named or any(name not in named for name in whens if not _holds_years(table, name)):
        return table
    at = {table.at(name): write for name, write in named.items()}
    rows = tuple(
        replace(
            row,
            cells=tuple(at[i](cell) if i in at else cell for i, cell in enumerate(row.cells)),
        )
        for row in table.rows
    )
    return replace(table, rows=rows, _columns={})


def _says_when(table: Table, name: str) -> bool:
    column = table.column(name)
    is_plain = all(period.is_plain_number for period in column.some_periods.values())
    return column.period_share > _MOSTLY and (not is_plain or sounds(name, "when"))


def _writer(table: Table, name: str) -> Callable[[Cell], Cell] | None:
    """Give how a column's numbers are to be written, where they count weeks or months."""
    kind = _NUMBERED.get(name.strip().lower().rstrip("."))
    if kind is None:
        return None
    cells = [cell for cell in table.column(name).counted if kind_of(cell)]
    numbers = [say_cell(cell).strip() for cell in cells]
    if not numbers or not all(text.isdecimal() for text in numbers):
        return None
    most, write = kind
    if not all(1 <= int(text) <= most for text in numbers):
        return None
    return lambda cell: write(int(say_cell(cell))) if kind_of(cell) else cell


def join_dates(table: Table) -> Table:
    """Join the columns of year and month (or quarter, week, day) into one of dates."""
    year = next((name for name in table.columns if _holds_years(table, name)), None)
    if year is None:
        return table
    parts = [name for name in table.columns if name != year and _lacks_years(table, name)]
    if not parts or _has_whole_dates(table, year):
        return table
    month = parts[0]
    at = (table.at(month), table.at(year))
    kept = [place for place in range(len(table.columns)) if place not in at]
    rows = tuple(_joined(row, at, kept) for row in table.rows)
    places = (table.places[at[0]], *(table.places[place] for place in kept))
    titles = [f"{month} and {year}", *(table.columns[place] for place in kept)]
    return replace(
        table, columns=name_columns(titles, places), rows=rows, places=places, _columns={}
    )


def _joined(row: TableRow, at: tuple[int, int], kept: list[int]) -> TableRow:
    month, year = at
    cells = (_join(row.cells[month], row.cells[year]), *(row.cells[place] for place in kept))
    spots = (row.spots[month], *(row.spots[place] for place in kept)) if row.spots else ()
    return TableRow(row.number, cells, spots)


def _join(month: Cell, year: Cell) -> str:
    return f"{say_cell(month).strip()} {say_cell(year).strip()}"


def _holds_years(table: Table, name: str) -> bool:
    column = table.column(name)
    if not sounds(name, "when") or column.period_share <= _MOSTLY:
        return False
    return all(period.grain == "year" for period in column.periods.values())


def _lacks_years(table: Table, name: str) -> bool:
    """Tell whether a column holds months, weeks or quarters that say no year."""
    column = table.column(name)
    are_most = column.period_share > _MOSTLY
    return are_most and all(period.year is None for period in column.periods.values())


def _has_whole_dates(table: Table, year: str) -> bool:
    for name in table.columns:
        column = table.column(name)
        whole = any(period.year is not None for period in column.periods.values())
        if (
            name != year
            and column.period_share > _MOSTLY
            and whole
            and not _are_numbers(table, name)
        ):
            return True
    return False


def _are_numbers(table: Table, name: str) -> bool:
    return all(
        read.is_plain_number for read in map(read_period, table.column(name).counted) if read
    )
