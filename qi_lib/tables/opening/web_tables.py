"""Read tables that are web pages, whatever their file is called: many systems export so."""

import email
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.policy import default
from html.parser import HTMLParser

from qi_lib.errors import Refused
from qi_lib.tables.opening.book import Book, Range, Sheet, number_rows

__all__ = ["is_web_archive", "read_web_archive", "read_web_page"]

_CELLS = {"td", "th"}
_UNSEEN = {"script", "style", "title"}
_MOST_WIDE = 500


def is_web_archive(content: bytes) -> bool:
    """Tell whether these bytes are a web page saved with its pictures in one file (MHTML)."""
    return content[:200].lstrip().lower().startswith(b"mime-version:")


def read_web_archive(content: bytes, name: str) -> Book:
    """Read the tables of a web page that was saved in one file."""
    message = email.message_from_bytes(content, policy=default)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    return read_web_page("".join(str(page.get_content()) for page in pages), name)


def read_web_page(text: str, name: str) -> Book:
    """Read the tables of a web page, each as a sheet; raises `Refused` where it has none."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    tables = [table for table in parser.tables if table.rows]
    if not tables:
        raise Refused(
            f"{name} is a web page without a table in it. Open it, mark the table, copy it, and "
            "paste it here."
        )
    return Book(name, tuple(_sheets(tables, name)))


@dataclass(slots=True)
class _WebTable:
    title: str = ""
    rows: list[list[str]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)


class _Tables(HTMLParser):
    """Gather cells; what is below or beside a merged one is left empty, as in a workbook."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_WebTable] = []
        self._depth = 0
        self._taken: set[tuple[int, int]] = set()
        self._into = ""
        self._text: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_WebTable())
                self._taken = set()
        if self._depth != 1:
            return
        if tag == "tr":
            self._end_text()
            self.tables[-1].rows.append([])
        elif tag in _CELLS and self.tables[-1].rows:
            self._begin_cell(dict(attrs))
        elif tag == "caption":
            self._end_text()
            self._into = tag
        elif tag == "br":
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in _CELLS | {"caption", "tr", "table"} and self._depth == 1:
            self._end_text()
        if tag == "table":
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._into and not self._unseen:
            self._text.append(data)

    def _begin_cell(self, attrs: dict[str, str | None]) -> None:
        self._end_text()
        table = self.tables[-1]
        row, at = table.rows[-1], len(table.rows) - 1
        while (at, len(row)) in self._taken:
            row.append("")
        column, wide, down = len(row), _span(attrs.get("colspan")), _span(attrs.get("rowspan"))
        if wide > 1 or down > 1:
            table.merged.append((at + 1, column, at + down, column + wide - 1))
            self._taken |= {(at + y, column + x) for y in range(1, down) for x in range(wide)}
        row.extend([""] * wide)
        self._into = str(column)

    def _end_text(self) -> None:
        text = " ".join("".join(self._text).split())
        if self._into == "caption":
            self.tables[-1].title = text
        elif self._into:
            self.tables[-1].rows[-1][int(self._into)] = text
        self._into, self._text = "", []


def _span(text: str | None) -> int:
    return min(int(text), _MOST_WIDE) if text and text.isdecimal() and int(text) else 1


def _sheets(tables: list[_WebTable], name: str) -> Iterator[Sheet]:
    for number, table in enumerate(tables, start=1):
        title = table.title or (f"Table {number}" if len(tables) > 1 else "")
        yield Sheet(title, tuple(number_rows(table.rows, name)), tuple(table.merged))
