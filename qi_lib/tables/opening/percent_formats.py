"""Which cells a workbook shows as percentages: its reader gives 0.845 and drops the format."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

__all__ = ["Cells", "percent_cells"]

Cells = frozenset[tuple[int, int]]

# ECMA-376 part 1, 18.8.30: the formats 9 and 10 are 0% and 0.00%; they need no code of their own.
_BUILT_IN = {"9", "10"}
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d{1,6})"')
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
# A row or cell that is repeated thousands of times is the empty rest of a sheet.
_MOST_REPEATED = 1000


def percent_cells(content: bytes) -> dict[str, Cells]:
    """Give, for each sheet that has any, the cells shown as percentages: row and column from 0."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "content.xml" in archive.namelist():
                return _of_open_document(archive.read("content.xml"))
            return _of_excel(archive)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return {}  # an old .xls, or a workbook of another make: its shares are asked about


def _of_excel(archive: zipfile.ZipFile) -> dict[str, Cells]:
    styles = _percent_styles(ElementTree.fromstring(archive.read("xl/styles.xml")))
    if not styles:
        return {}
    return {
        name: frozenset(_styled(archive.read(path), styles))
        for name, path in _sheets(archive)
        if path in archive.namelist()
    }


def _percent_styles(styles: ElementTree.Element) -> set[bytes]:
    percent = set(_BUILT_IN)
    for element in styles.iter():
        if _tag(element) == "numFmt" and "%" in element.get("formatCode", ""):
            percent.add(element.get("numFmtId", ""))
    formats = next((one for one in styles if _tag(one) == "cellXfs"), ())
    return {
        str(index).encode() for index, one in enumerate(formats) if one.get("numFmtId") in percent
    }


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if _tag(element) == "sheet":
            link = next((value for key, value in element.items() if key.endswith("}id")), "")
            target = targets.get(link, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield element.get("name", ""), path


def _styled(sheet: bytes, styles: set[bytes]) -> Iterator[tuple[int, int]]:
    for cell in _CELL.finditer(sheet):
        style, place = _STYLE.search(cell[1]), _PLACE.search(cell[1])
        if style and place and style[1] in styles:
            column = 0
            for letter in place[1]:
                column = column * 26 + letter - ord("A") + 1
            yield int(place[2]) - 1, column - 1


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _of_open_document(content: bytes) -> dict[str, Cells]:
    if b'"percentage"' not in content:
        return {}
    return {
        table.get(f"{_TABLE}name", ""): frozenset(_percentages(table))
        for table in ElementTree.fromstring(content).iter(f"{_TABLE}table")
    }


def _percentages(table: ElementTree.Element) -> Iterator[tuple[int, int]]:
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        again = _repeated(row, "rows")
        column = 0
        for cell in row:
            wide = _repeated(cell, "columns")
            if cell.get(f"{_OFFICE}value-type") == "percentage":
                yield from (
                    (number + down, column + right)
                    for down in range(again)
                    for right in range(wide)
                )
            column += wide
        number += again


def _repeated(element: ElementTree.Element, what: str) -> int:
    return min(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), _MOST_REPEATED)
