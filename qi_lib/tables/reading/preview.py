"""Show the first rows of a sheet as they were read, with the columns marked by what they are."""

from dataclasses import dataclass
from typing import Literal

from qi_lib.tables.cells import say_cell
from qi_lib.tables.finding.table import Table
from qi_lib.tables.opening.book import Row, Sheet, letters
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.columns import Columns

__all__ = ["Mark", "Preview", "PreviewRow", "preview_sheet", "preview_table"]

Mark = Literal["", "when", "number", "out of", "ward", "until", "about people", "left out"]

_ROWS_ABOVE = 3
_ROWS_SHOWN = 8
_MOST_COLUMNS = 40
_HIDDEN = "•••"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the sheet: its number, its cells as a person sees them, whether it is headings."""

    number: int
    cells: tuple[str, ...]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows; for each column its letter, and what it is taken for."""

    rows: tuple[PreviewRow, ...]
    letters: tuple[str, ...]
    marks: tuple[Mark, ...]


def preview_sheet(sheet: Sheet) -> Preview:
    """Show the first rows of a sheet in which no table was found."""
    return _preview(sheet.rows[: _ROWS_ABOVE + _ROWS_SHOWN], {}, heading=0)


def preview_table(sheet: Sheet, table: Table, columns: Columns, choices: Choices) -> Preview:
    """Show the rows around the headings; what is about people is not shown."""
    numbers = [row.number for row in sheet.rows]
    first = table.heading or (table.rows[0].number if table.rows else 1)
    at = numbers.index(first) if first in numbers else 0
    rows = sheet.rows[max(0, at - _ROWS_ABOVE) : at + 1 + _ROWS_SHOWN]
    return _preview(rows, _marks(table, columns, choices), heading=table.heading)


def _marks(table: Table, columns: Columns, choices: Choices) -> dict[int, Mark]:
    roles: dict[str, Mark] = {name: "about people" for name in columns.people}
    roles |= {name: "left out" for name in (*columns.lines, *columns.keys)}
    chosen: tuple[tuple[str | None, Mark], ...] = (
        (choices.group, "ward"),
        (choices.until, "until"),
        (choices.out_of, "out of"),
        (choices.number, "number"),
        (choices.when, "when"),
    )
    roles |= {name: mark for name, mark in chosen if name}
    marks: dict[int, Mark] = {}
    for name, mark in roles.items():
        for place in _columns_of(table, name):
            marks[place] = mark
    return marks


def _columns_of(table: Table, name: str) -> set[int]:
    """Give the columns of the sheet that a column was made of."""
    at = table.at(name)
    if not table.rows or not table.rows[0].spots:
        return {table.places[at]}
    return {row.spots[at][0] for row in table.rows[:500] if row.spots[at][1] == 0}


def _preview(rows: tuple[Row, ...], marks: dict[int, Mark], *, heading: int) -> Preview:
    width = min(max((len(row.cells) for row in rows), default=0), _MOST_COLUMNS)
    shown = tuple(marks.get(at, "") for at in range(width))
    return Preview(
        rows=tuple(
            PreviewRow(row.number, _shown(row, shown, heading), row.number == heading)
            for row in rows
        ),
        letters=tuple(letters(at) for at in range(width)),
        marks=shown,
    )


def _shown(row: Row, marks: tuple[Mark, ...], heading: int) -> tuple[str, ...]:
    cells = (*row.cells, *[None] * len(marks))[: len(marks)]
    return tuple(
        _HIDDEN if mark == "about people" and row.number > heading else say_cell(cell)
        for cell, mark in zip(cells, marks, strict=True)
    )
