"""Read text of values: any encoding, and commas, semicolons, tabs or bars between them."""

import csv
import io
import re

from qi_lib.errors import Refused
from qi_lib.tables.cells import Cell
from qi_lib.tables.opening.book import Book, Row, Sheet, number_rows

__all__ = ["decode", "read_text"]

_LOOK_AT_LINES = 40
_DECIMAL_COMMA = re.compile(r"\s*-?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+\s*%?\s*")
_COMMA_NUMBER = re.compile(r"\s*-?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)\s*%?\s*")
_WANTED = "Give an Excel workbook (.xlsx) or a CSV file."


def decode(content: bytes, name: str) -> str:
    """Turn bytes into text; raises `Refused` where they are none."""
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


def read_text(text: str, name: str) -> Book:
    """Part text into cells by the mark that parts most of its lines alike."""
    start = text[:20_000].splitlines()[:_LOOK_AT_LINES]
    delimiter = max("\t;,|", key=lambda mark: _columns_by(mark, start))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = tuple(number_rows(lines, name))
    except csv.Error as error:
        raise Refused(f"{name} cannot be read as a table: {error}. {_WANTED}") from error
    return Book(name, (Sheet("", _with_points(rows) if delimiter == ";" else rows),))


def _with_points(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Write decimal commas, which come with semicolons, as points, and thousands without them."""
    if not any(_DECIMAL_COMMA.fullmatch(str(cell)) for row in rows for cell in row.cells):
        return rows
    return tuple(Row(row.number, tuple(map(_with_point, row.cells))) for row in rows)


def _with_point(cell: Cell) -> Cell:
    if not isinstance(cell, str) or not _COMMA_NUMBER.fullmatch(cell):
        return cell
    return cell.replace(".", "").replace(",", ".")


def _columns_by(delimiter: str, lines: list[str]) -> tuple[int, int]:
    counts = [line.count(delimiter) for line in lines if line.strip()]
    usual = max(set(counts), key=counts.count, default=0)
    if not usual:  # a title and settings above may have fewer than the table
        usual = max(counts, default=0)
        return (0, usual)
    return (counts.count(usual), usual)
