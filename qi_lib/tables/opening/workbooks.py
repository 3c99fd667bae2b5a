"""Read the sheets of an Excel workbook, new or old, or of an OpenDocument one."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qi_lib.errors import Refused
from qi_lib.tables.cells import Percent
from qi_lib.tables.opening.book import ADVICE, Book, Range, Row, Sheet, number_rows
from qi_lib.tables.opening.percent_formats import Cells, percent_cells
from qi_lib.tables.opening.size_limits import MAX_ROWS, MAX_UNPACKED_BYTES

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = ["check_unpacked", "read_workbook"]


def read_workbook(content: bytes, name: str) -> Book:
    """Read every sheet; raises `Refused` where the workbook is protected or damaged."""
    from python_calamine import (  # noqa: PLC0415  (a kernel opens quicker without it)
        CalamineError,
        CalamineWorkbook,
        PasswordError,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = tuple(_sheets(book, percent_cells(content), name))
    except PasswordError as error:
        raise Refused(f"{name} is protected by a password. Save it without one first.") from error
    except CalamineError as error:
        raise Refused(
            f"{name} cannot be opened as a workbook. Open it in your spreadsheet, save it as an "
            "Excel workbook (.xlsx), then give us that file."
        ) from error
    return Book(name, sheets)


def check_unpacked(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a file that would unpack to far more than anybody's numbers."""
    if sum(file.file_size for file in archive.infolist()) > MAX_UNPACKED_BYTES:
        raise Refused(f"{name} has far more than {MAX_ROWS:,} rows. {ADVICE}")


def _sheets(book: "CalamineWorkbook", percents: dict[str, Cells], name: str) -> Iterator[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  (as above)

    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        yield Sheet(
            about.name,
            tuple(_rows(sheet, percents.get(about.name, frozenset()), name)),
            tuple(_merged(sheet)),
            is_hidden=about.visible is not SheetVisibleEnum.Visible,
        )


def _rows(sheet: "CalamineSheet", percents: Cells, name: str) -> Iterator[Row]:
    # It gives the empty rows above the first full one, but not the empty columns left of it.
    left = [None] * (sheet.start or (0, 0))[1]
    rows = number_rows(([*left, *row] for row in sheet.iter_rows()), name)
    if not percents:
        return rows
    return (_with_percents(row, percents) for row in rows)


def _with_percents(row: Row, percents: Cells) -> Row:
    cells = (
        Percent(cell) if isinstance(cell, float) and (row.number - 1, column) in percents else cell
        for column, cell in enumerate(row.cells)
    )
    return Row(row.number, tuple(cells))


def _merged(sheet: "CalamineSheet") -> Iterator[Range]:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        yield top + 1, left, bottom + 1, right
