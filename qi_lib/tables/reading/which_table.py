"""Propose which sheet and which table of it are read; ask where several can be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from qi_lib.tables.cells import say_cell
from qi_lib.tables.finding.sheets_together import put_together
from qi_lib.tables.finding.table import Table
from qi_lib.tables.finding.tables import find_tables
from qi_lib.tables.opening.book import Book, Sheet
from qi_lib.tables.reading.choices import Choices, Option, Question
from qi_lib.tables.reading.columns import columns_of

__all__ = ["ALL_SHEETS", "Found", "choose_table", "find_all"]

ALL_SHEETS = "all sheets"

_HEADINGS_OFFERED = 12
_COLUMNS_SHOWN = 4


Tables = list[tuple[Table, int]]
# A sheet of many rows takes its time, and each choice about it is another proposal. What was found
# goes when the sheet does.
_KNOWN: WeakKeyDictionary[Sheet, dict[int, Tables]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Found:
    """A table, in which sheet it stands, and how well it can be read.

    `worth` is 2 with dates and numbers, 1 with dates alone, 0 without.
    """

    sheet: Sheet
    number: int
    table: Table
    worth: int


def find_all(book: Book, given: Choices) -> list[Found]:
    """Find the tables of all sheets that are shown, or of all where none is."""
    shown = [sheet for sheet in book.sheets if not sheet.is_hidden and sheet.rows]
    found = []
    for sheet in shown or [sheet for sheet in book.sheets if sheet.rows]:
        is_meant = given.sheet in (None, sheet.name)
        heading = given.heading or 0 if is_meant else 0
        tables = _tables_of(sheet, book.name, heading)
        found += [Found(sheet, at, one, worth) for at, (one, worth) in enumerate(tables, start=1)]
    together = put_together([one.table for one in found if one.worth and one.number == 1])
    if together is not None:
        first = next(one for one in found if one.worth)
        found.append(Found(replace(first.sheet, name=ALL_SHEETS), 1, together, first.worth))
    return found


def _tables_of(sheet: Sheet, name: str, heading: int) -> Tables:
    """Find the tables of a sheet, once for each row of headings that a person tries."""
    known = _KNOWN.setdefault(sheet, {})
    if heading not in known:
        known[heading] = [(one, _worth(one)) for one in find_tables(sheet, name, heading=heading)]
    return known[heading]


def _worth(table: Table) -> int:
    columns = columns_of(table)
    if not columns.whens or not table.rows:
        return 0
    return 2 if columns.candidates or columns.answers else 1


def choose_table(found: Sequence[Found], given: Choices) -> tuple[Found, list[Question]]:
    """Propose a table; raises no error: the first is taken where none can be read."""
    questions = []
    names = list(dict.fromkeys(one.sheet.name for one in found))
    worth = {name: max(one.worth for one in found if one.sheet.name == name) for name in names}
    best = max(worth.values())
    likely = next(name for name in names if worth[name] == best)
    sheet = given.sheet if given.sheet in names else likely
    if len(names) > 1:
        rivals = [name for name in names if worth[name] == best]
        order = [*rivals, *(name for name in names if name not in rivals)]
        options = tuple(
            Option(name, {"sheet": name, "table": None, "heading": None}, _say_sheet(found, name))
            for name in order
        )
        is_open = given.sheet is None and best > 0 and len(rivals) > 1
        questions.append(
            Question("sheet", "Which sheet?", options, order.index(sheet), is_open=is_open)
        )
    here = [one for one in found if one.sheet.name == sheet]
    chosen, asked = _choose_within(here, given)
    return chosen, [*questions, *asked, _ask_heading(chosen)]


def _choose_within(here: list[Found], given: Choices) -> tuple[Found, list[Question]]:
    best = max(one.worth for one in here)
    good = [one for one in here if one.worth == best]
    chosen = next((one for one in here if one.number == given.table), good[0])
    if len(here) == 1:
        return chosen, []
    order = [*good, *(one for one in here if one not in good)]
    options = tuple(
        Option(_say_table(one.table, one.number), {"table": one.number}) for one in order
    )
    is_open = given.table is None and len(good) > 1
    return chosen, [
        Question("table", "Which table?", options, order.index(chosen), is_open=is_open)
    ]


def _say_sheet(found: Sequence[Found], name: str) -> str:
    tables = [one.table for one in found if one.sheet.name == name]
    return ", ".join(tables[0].columns[:_COLUMNS_SHOWN])


def _say_table(table: Table, number: int) -> str:
    """Name a table by its title and what it counts: “Ward 7: Falls”."""
    counted = ", ".join(columns_of(table).candidates[:_COLUMNS_SHOWN])
    title = table.title or f"Table {number}"
    return f"{title}: {counted}" if counted and counted != "Number" else title


def _ask_heading(chosen: Found) -> Question:
    rows = chosen.sheet.rows[:_HEADINGS_OFFERED]
    numbers = [row.number for row in rows]
    heading = chosen.table.heading
    if heading and heading not in numbers:
        rows = (*rows, *(row for row in chosen.sheet.rows if row.number == heading))
        numbers = [row.number for row in rows]
    texts = [
        ", ".join([text for cell in row.cells if (text := say_cell(cell).strip())][:_COLUMNS_SHOWN])
        for row in rows
    ]
    options = tuple(
        Option(f"Row {number}: {text[:60]}", {"heading": number})
        for number, text in zip(numbers, texts, strict=True)
    )
    at = numbers.index(heading) if heading in numbers else -1
    return Question("heading", "Which row holds the headings?", options, at)
