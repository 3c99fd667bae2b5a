"""What a file holds before anybody says what it means: sheets of cells."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qi_lib.errors import Refused
from qi_lib.tables.cells import Cell, Percent
from qi_lib.tables.opening.size_limits import MAX_ROWS

__all__ = ["ADVICE", "Book", "Row", "Sheet", "letters", "number_rows"]

ADVICE = "Keep only the columns and rows you need, and try again."

Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the number it has in the file."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Sheet:
    """The rows of one sheet that hold anything.

    `merged` are ranges of cells shown as one: first row, first column, last row, last column,
    the rows numbered as in the file and the columns from 0.
    """

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Range, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of one file, or what was pasted; `name` is as a sentence writes it."""

    name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def number_rows(rows: Iterable[Sequence[object]], name: str) -> Iterator[Row]:
    """Give each row that holds anything its number in the file.

    Raises `Refused` where there are more than the most.
    """
    for number, cells in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise Refused(f"{name} has more than {MAX_ROWS:,} rows. {ADVICE}")
        plain = tuple([cell if type(cell) is str else _plain(cell) for cell in cells])
        if any(cell is not None and cell != "" for cell in plain):
            yield Row(number, plain)


def _plain(cell: object) -> Cell:
    if cell is None or isinstance(cell, Percent):
        return cell
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, dt.datetime):
        return cell if cell.time() != dt.time() else cell.date()
    return cell if isinstance(cell, dt.date | dt.time | dt.timedelta) else str(cell)


def letters(index: int) -> str:
    """Name a column as a spreadsheet does: A for 0, AA for 26."""
    return (letters(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)
