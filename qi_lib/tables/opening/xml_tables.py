"""Read tables kept as XML: workbooks of Excel 2003, and the tables of Word documents."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from qi_lib.errors import Refused
from qi_lib.tables.cells import Cell, Percent
from qi_lib.tables.opening.book import Book, Range, Sheet, number_rows

__all__ = ["read_word", "read_xml_workbook"]

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_WIDE = 500
_MOST_ROWS = 300_000


def read_xml_workbook(content: bytes, name: str) -> Book:
    """Read a workbook saved as "XML spreadsheet"; raises `Refused` where it is something else."""
    root = _parse(content.strip(), name)
    percents = {
        style.get(f"{_SS}ID", "")
        for style in root.iter(f"{_SS}Style")
        for form in style.iter(f"{_SS}NumberFormat")
        if "%" in form.get(f"{_SS}Format", "") or form.get(f"{_SS}Format") == "Percent"
    }
    sheets = tuple(_xml_sheet(one, percents, name) for one in root.iter(f"{_SS}Worksheet"))
    if not sheets:
        raise Refused(
            f"{name} is an XML file, but no spreadsheet. Save it as an Excel workbook (.xlsx)."
        )
    return Book(name, sheets)


def _parse(content: bytes, name: str) -> Element:
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise Refused(f"{name} is damaged. Save it again and try once more.") from error


def _xml_sheet(sheet: Element, percents: set[str], name: str) -> Sheet:
    rows: list[list[Cell]] = []
    merged: list[Range] = []
    for row in sheet.iter(f"{_SS}Row"):
        number = _whole(row.get(f"{_SS}Index"), len(rows) + 1, most=_MOST_ROWS)
        rows.extend([] for _ in range(number - 1 - len(rows)))
        cells: list[Cell] = []
        for cell in row.iter(f"{_SS}Cell"):
            column = _whole(cell.get(f"{_SS}Index"), len(cells) + 1) - 1
            cells.extend([None] * (column - len(cells)))
            cells.append(_xml_cell(cell, is_percent=cell.get(f"{_SS}StyleID", "") in percents))
            across = _whole(cell.get(f"{_SS}MergeAcross"), 0)
            down = _whole(cell.get(f"{_SS}MergeDown"), 0, most=_MOST_ROWS)
            if across or down:
                merged.append((number, column, number + down, column + across))
            cells.extend([None] * across)
        rows.append(cells)
    title = sheet.get(f"{_SS}Name", "")
    return Sheet(title, tuple(number_rows(rows, name)), tuple(merged))


def _xml_cell(cell: Element, *, is_percent: bool) -> Cell:
    data = cell.find(f"{_SS}Data")
    text = "".join(data.itertext()) if data is not None else ""
    kind = data.get(f"{_SS}Type") if data is not None else ""
    try:
        if kind == "Number":
            return Percent(text) if is_percent else float(text)
        if kind == "DateTime":
            return dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return text


def read_word(archive: zipfile.ZipFile, name: str) -> Book:
    """Read the tables of a Word document, each as a sheet called by the words above it.

    Raises `Refused` where it has none.
    """
    body = _parse(archive.read("word/document.xml"), name)
    sheets = tuple(_word_sheets(body, name))
    if not sheets:
        raise Refused(
            f"{name} is a Word document without a table in it. Put the numbers into a table, or "
            "into a spreadsheet."
        )
    return Book(name, sheets)


def _word_sheets(body: Element, name: str) -> Iterator[Sheet]:
    above = ""
    number = 0
    for element in body.iterfind(f"{_W}body/*"):
        if element.tag == f"{_W}tbl":
            number += 1
            rows, merged = _word_rows(element)
            title = above if 0 < len(above) <= 80 else f"Table {number}"
            yield Sheet(title, tuple(number_rows(rows, name)), tuple(merged))
            above = ""
        elif element.tag == f"{_W}p":
            above = _word_text(element) or above


def _word_rows(table: Element) -> tuple[list[list[str]], list[Range]]:
    rows: list[list[str]] = []
    merged: list[Range] = []
    for number, row in enumerate(table.findall(f"{_W}tr"), start=1):
        cells: list[str] = []
        for cell in row.findall(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            wide = _whole(span.get(f"{_W}val"), 1) if span is not None else 1
            if wide > 1:
                merged.append((number, len(cells), number, len(cells) + wide - 1))
            cells += [_word_text(cell), *[""] * (wide - 1)]
        rows.append(cells)
    return rows, merged


def _word_text(element: Element) -> str:
    paragraphs = [element] if element.tag == f"{_W}p" else element.iter(f"{_W}p")
    lines = ("".join(one.text or "" for one in part.iter(f"{_W}t")) for part in paragraphs)
    return " ".join(" ".join(lines).split())


def _whole(text: str | None, other: int, *, most: int = _MOST_WIDE) -> int:
    return min(int(text), most) if text and text.isdecimal() else other
