"""Read a table from a spreadsheet, a text file or what somebody pasted."""

import datetime as dt
from dataclasses import dataclass, replace

from qi_lib.errors import Refused
from qi_lib.privacy import identity_in_column
from qi_lib.tables.cells import Cell, Percent, is_blank, read_cell_day, read_number, say_cell
from qi_lib.tables.opening.book import Book, Row, letters
from qi_lib.tables.opening.files import open_file, open_pasted

__all__ = ["Row", "Table", "read_pasted", "read_table"]

_HEADING_WITHIN = 20
_LOOK_FOR_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and their rows; `notes` tell what was chosen while reading."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    has_decimal_comma: bool = False

    def column(self, name: str) -> list[Cell]:
        """Give the cells of one column, from the top."""
        index = self.columns.index(name)
        return [row.cells[index] for row in self.rows]


def read_table(content: bytes, filename: str) -> Table:
    """Read a workbook or a text file of values.

    Of several sheets the fullest is taken, and `notes` say so. Raises `Refused` with a sentence
    for the person who gave the file: wrong type, empty, too large, protected, damaged.
    """
    return _fullest(open_file(content, filename))


def read_pasted(text: str) -> Table:
    """Read what was copied from a spreadsheet; raises `Refused` as `read_table` does."""
    return _fullest(open_pasted(text))


def _fullest(book: Book) -> Table:
    sheet = max(book.sheets, key=lambda one: sum(len(row.cells) for row in one.rows))
    notes = []
    if len(book.sheets) > 1:
        notes = [f"{book.name} has {len(book.sheets)} sheets. We took “{sheet.name}”, the fullest."]
    rows = [Row(row.number, tuple(map(_plain, row.cells))) for row in sheet.rows]
    full = [row for row in rows if not all(is_blank(cell) for cell in row.cells)]
    return _as_table(full, book.name, notes, has_decimal_comma=sheet.has_decimal_comma)


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, dt.datetime):
        return cell.date()
    return say_cell(cell) if isinstance(cell, Percent | dt.time | dt.timedelta) else cell


# Columns -----------------------------------------------------------------------------------------


def _as_table(
    grid: list[Row],
    name: str,
    notes: list[str],
    *,
    has_decimal_comma: bool = False,
) -> Table:
    if not grid:
        raise Refused(f"{name} is empty. Choose another file.")
    width = max(len(row.cells) for row in grid)
    rows = [Row(row.number, row.cells + (None,) * (width - len(row.cells))) for row in grid]
    heading = _find_heading(rows)
    body = rows if heading is None else rows[heading + 1 :]
    if not body:
        raise Refused(f"{name} has headings but no rows below them.")
    titles = [say_cell(cell).strip() for cell in rows[heading].cells] if heading is not None else []
    used = [i for i in range(width) if any(not is_blank(row.cells[i]) for row in body)]
    columns = _names([titles[i] if titles else "" for i in used], used)
    kept = tuple(Row(row.number, tuple(row.cells[i] for i in used)) for row in body)
    return _without_people(Table(name, columns, kept, tuple(notes), has_decimal_comma))


def _without_people(table: Table) -> Table:
    """Leave out the columns that say whom a row is about, so that nothing of them is kept."""
    told: dict[str, str] = {}
    for name in table.columns:
        cells = [say_cell(cell) for cell in table.column(name)[:_LOOK_FOR_PEOPLE]]
        kind = identity_in_column(name, cells)
        if kind is not None:
            told[name] = (
                f"“{name}” seems to hold {kind.value} in each row and was left out. "
                "Take it out of your file too: a project needs nobody’s identity."
            )
    if not told:
        return table
    kept = [index for index, name in enumerate(table.columns) if name not in told]
    rows = tuple(Row(row.number, tuple(row.cells[i] for i in kept)) for row in table.rows)
    columns = tuple(table.columns[i] for i in kept)
    return replace(table, columns=columns, rows=rows, notes=(*table.notes, *told.values()))


def _find_heading(rows: list[Row]) -> int | None:
    """Find the row of headings: words only, the first figures or dates below it."""
    for index, row in enumerate(rows[:_HEADING_WITHIN]):
        full = [cell for cell in row.cells if not is_blank(cell)]
        if any(_is_figure(cell) for cell in full):
            return index - 1 if index and _is_words(rows[index - 1]) else None
    return 0


def _is_words(row: Row) -> bool:
    full = [cell for cell in row.cells if not is_blank(cell)]
    return bool(full) and not any(_is_figure(cell) for cell in full)


def _is_figure(cell: Cell) -> bool:
    return read_number(cell) is not None or read_cell_day(cell) is not None


def _names(titles: list[str], used: list[int]) -> tuple[str, ...]:
    names: list[str] = []
    for title, index in zip(titles, used, strict=True):
        name = " ".join(title.split())[:80] or f"Column {letters(index)}"
        times = sum(1 for known in names if known == name or known.startswith(f"{name} ("))
        names.append(f"{name} ({times + 1})" if times else name)
    return tuple(names)
