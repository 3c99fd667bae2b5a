"""Read a table from a spreadsheet, a text file or what somebody pasted."""

import csv
import datetime as dt
import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qi_lib.errors import Refused
from qi_lib.privacy import identity_in_column
from qi_lib.tables.cells import Cell, is_blank, read_cell_day, read_number, say_cell

__all__ = ["MAX_BYTES", "MAX_ROWS", "Row", "Table", "read_pasted", "read_table"]

MAX_BYTES = 10_000_000
MAX_ROWS = 200_000
# A workbook is a zip: ten megabytes of it can hold gigabytes. 200,000 usual rows take some 80 MB.
_MAX_UNPACKED_BYTES = 150_000_000
_HEADING_WITHIN = 20
_LOOK_FOR_PEOPLE = 200
_ADVICE = "Keep only the columns and rows you need, and try again."
_WANTED = "Give an Excel workbook (.xlsx) or a CSV file."
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a photo"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a film"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the number it has in the file."""

    number: int
    cells: tuple[Cell, ...]


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
    name = f"“{filename}”"
    if len(content) > MAX_BYTES:
        raise Refused(f"{name} is too large: the most is {MAX_BYTES // 1_000_000} MB. {_ADVICE}")
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused(f"{name} is empty. Choose another file.")
    for signature, what in _SIGNATURES:
        if content.startswith(signature) or (what == "a photo" and content[4:8] == b"ftyp"):
            raise Refused(f"{name} is {what}, not a table. {_WANTED}")
    if content.startswith(b"PK") or content.startswith(b"\xd0\xcf\x11\xe0"):
        return _read_workbook(content, name)
    return _read_text(_decode(content, name), name)


def read_pasted(text: str) -> Table:
    """Read what was copied from a spreadsheet; raises `Refused` as `read_table` does."""
    if len(text.encode()) > MAX_BYTES:
        raise Refused(f"That is too much to paste. Upload it as a file. {_ADVICE}")
    if not text.strip():
        raise Refused("There is nothing in the box yet. Copy the cells in your spreadsheet first.")
    return _read_text(text, "what you pasted")


# Text --------------------------------------------------------------------------------------------


def _decode(content: bytes, name: str) -> str:
    start = content[:2000]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif start[1::2].count(0) > len(start) // 4:
        encodings = ["utf-16-le"]
    elif start[::2].count(0) > len(start) // 4:
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(f"{name} is not a table that can be read. {_WANTED}")


def _read_text(text: str, name: str) -> Table:
    start = text[:20_000].splitlines()[:_HEADING_WITHIN]
    delimiter = max("\t;,|", key=lambda mark: _columns_by(mark, start))
    lines: Iterator[list[str]] = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        grid = [(number, tuple(cells)) for number, cells in _numbered(lines, name)]
    except csv.Error as error:
        raise Refused(f"{name} cannot be read as a table: {error}. {_WANTED}") from error
    return _as_table(grid, name, [], has_decimal_comma=delimiter == ";")


def _columns_by(delimiter: str, lines: list[str]) -> tuple[int, int]:
    counts = [line.count(delimiter) for line in lines if line.strip()]
    usual = max(set(counts), key=counts.count, default=0)
    return (counts.count(usual) if usual else 0, usual)


def _numbered(
    rows: Iterable[Sequence[object]], name: str
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, cells in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise Refused(f"{name} has more than {MAX_ROWS:,} rows. {_ADVICE}")
        plain = tuple(_plain(cell) for cell in cells)
        if not all(is_blank(cell) for cell in plain):
            yield number, plain


def _plain(cell: object) -> Cell:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    return str(cell)


# Workbooks ---------------------------------------------------------------------------------------


def _read_workbook(content: bytes, name: str) -> Table:
    from python_calamine import (  # noqa: PLC0415  (a kernel opens quicker without it)
        CalamineError,
        CalamineWorkbook,
        PasswordError,
    )

    _check_zip(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(title) for title in book.sheet_names]
        sheet = max(sheets, key=lambda sheet: sheet.height * sheet.width, default=None)
        if sheet is None or not sheet.height:
            raise Refused(f"{name} has no numbers in it: the sheet is empty.")
        notes = []
        if len(sheets) > 1:
            notes = [f"{name} has {len(sheets)} sheets. We took “{sheet.name}”, the fullest."]
        first = (sheet.start or (0, 0))[0]
        rows = itertools.chain(([] for _ in range(first)), sheet.iter_rows())
        return _as_table(list(_numbered(rows, name)), name, notes)
    except PasswordError as error:
        raise Refused(f"{name} is protected by a password. Save it without one first.") from error
    except CalamineError as error:
        raise Refused(f"{name} cannot be opened as a workbook. {_WANTED}") from error


def _check_zip(content: bytes, name: str) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        files = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise Refused(f"{name} is damaged. Save it again and try once more.") from error
    names = {file.filename for file in files}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        what = "a Word document" if "word/document.xml" in names else "a zip file"
        raise Refused(f"{name} is {what}, not a table. {_WANTED}")
    if sum(file.file_size for file in files) > _MAX_UNPACKED_BYTES:
        raise Refused(f"{name} has far more than {MAX_ROWS:,} rows. {_ADVICE}")


# Columns -----------------------------------------------------------------------------------------


def _as_table(
    grid: list[tuple[int, tuple[Cell, ...]]],
    name: str,
    notes: list[str],
    *,
    has_decimal_comma: bool = False,
) -> Table:
    if not grid:
        raise Refused(f"{name} is empty. Choose another file.")
    width = max(len(cells) for _, cells in grid)
    rows = [Row(number, cells + (None,) * (width - len(cells))) for number, cells in grid]
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
        name = " ".join(title.split())[:80] or f"Column {_letters(index)}"
        times = sum(1 for known in names if known == name or known.startswith(f"{name} ("))
        names.append(f"{name} ({times + 1})" if times else name)
    return tuple(names)


def _letters(index: int) -> str:
    return (_letters(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)
