"""Take the rows that are asked for, each with its date; say which were left out, and why."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qi_lib.tables.calendars import Calendar, to_days, usual_grain
from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.labels import is_total
from qi_lib.tables.finding.table import Table
from qi_lib.tables.period_patterns import Grain, WrittenPeriod
from qi_lib.tables.periods import read_period
from qi_lib.tables.reading.choices import KEEP, LEAVE_OUT, Choices

__all__ = [
    "DatedRows",
    "Unreadable",
    "cell_label",
    "corrected",
    "date_rows",
    "labels_of",
    "wards_of",
]

_GRAINS: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year")
_PLACE = re.compile(r"(?:.+!)?[A-Z]{1,3}(?P<row>\d+)")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that no number or date could be made of."""

    row: int
    column: str
    text: str
    likely: str = ""


@dataclass(slots=True)
class DatedRows:
    """The places of rows in the table, with the date of each; and what became of the others."""

    rows: list[int] = field(default_factory=list)
    days: list[dt.date] = field(default_factory=list)
    grain: Grain = "day"
    totals: list[int] = field(default_factory=list)
    total_wards: set[str] = field(default_factory=set)
    undated: list[int] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    asides: dict[int, str] = field(default_factory=dict)
    are_ranges: bool = False
    are_financial: bool = False


def cell_label(cell: Cell) -> str:
    """Write a cell as the name of a ward or a kind."""
    return " ".join(say_cell(cell).split())


def corrected(table: Table, choices: Choices) -> tuple[dict[tuple[int, str], str], set[int]]:
    """Find the cells of which a person said what they mean, and the rows to leave out."""
    meant: dict[tuple[int, str], str] = {}
    out: set[int] = set()
    for place, text in choices.cells.items():
        for row, name in _find(table, place):
            if text == LEAVE_OUT:
                out.add(row)
            elif text != KEEP:
                meant[row, name] = text
    return meant, out


def _find(table: Table, place: str) -> list[tuple[int, str]]:
    found = _PLACE.fullmatch(place)
    number = int(found["row"]) if found else 0
    return [
        (index, name)
        for index, row in enumerate(table.rows)
        if row.spots or row.number == number
        for name in table.columns
        if table.place_of(row, name) == place
    ]


def date_rows(table: Table, choices: Choices) -> DatedRows:
    """Take the rows of the chosen wards and kinds, in the order of the file."""
    assert choices.when is not None, "the choices are not complete"
    meant, out = corrected(table, choices)
    whens = table.column(choices.when).cells
    found = DatedRows()
    known = dict(table.column(choices.when).periods)
    periods: list[WrittenPeriod | None] = [known.get(cell) for cell in whens]
    for (row, name), text in meant.items():
        if name == choices.when:
            periods[row] = read_period(text)
    chosen = _chosen(table, choices, found)
    found.grain = usual_grain(periods)
    found.are_ranges = any(one is not None and one.until is not None for one in known.values())
    found.are_financial = any(one.is_financial for one in known.values())
    days = to_days(periods, _calendar(choices), begins_anew=_new_wards(table, choices))
    for index in chosen:
        if index in out:
            continue
        day, period, when = days[index], periods[index], whens[index]
        if period is not None and day is not None and not _is_coarser(period.grain, found.grain):
            found.rows.append(index)
            found.days.append(day)
            if period.aside:
                found.asides[index] = period.aside
        elif (period is not None and day is not None) or _is_total(table, index, when):
            found.totals.append(index)
        elif kind_of(when):
            found.unreadable.append(Unreadable(index, choices.when, cell_label(when)))
        else:
            found.undated.append(index)
    return found


def _calendar(choices: Choices) -> Calendar:
    return Calendar(
        day_order=choices.day_order or "day first",
        year=choices.year or 2000,
        quarters=choices.quarters or "financial",
    )


def _chosen(table: Table, choices: Choices, found: DatedRows) -> Sequence[int]:
    """Give the rows of the chosen wards and kinds, totals left out."""
    rows: Sequence[int] = range(len(table.rows))
    if choices.group:
        labels = labels_of(table, choices.group)
        totals = {label for label in set(labels) if is_total(label)}
        found.total_wards = totals - set(choices.wards or ())
        wanted = set(choices.wards or set(labels) - totals)
        rows = [index for index in rows if labels[index] in wanted]
    for name, words in choices.only.items():
        kept = labels_of(table, name)
        rows = [index for index in rows if kept[index] in words]
    return rows


def labels_of(table: Table, name: str) -> list[str]:
    """Give the word of each row in a column."""
    column = table.column(name)
    known = {cell: cell_label(cell) for cell in column.counted}
    return [known[cell] for cell in column.cells]


def wards_of(table: Table, group: str) -> list[str]:
    """Give the wards that a column names, without their totals."""
    return [label for label in table.column(group).labels if not is_total(label)]


def _new_wards(table: Table, choices: Choices) -> list[bool]:
    """Say where the next ward's rows begin, if the wards stand one below the other."""
    if not choices.group:
        return []
    labels = labels_of(table, choices.group)
    begins = [index > 0 and labels[index - 1] != label for index, label in enumerate(labels)]
    return begins if sum(begins) == len(set(labels)) - 1 else []


def _is_total(table: Table, index: int, when: Cell) -> bool:
    if kind_of(when) == "word":
        return is_total(cell_label(when))
    if kind_of(when):
        return False
    words = (cell for cell in table.rows[index].cells if kind_of(cell) == "word")
    first = next(words, None)
    return first is not None and is_total(cell_label(first))


def _is_coarser(grain: Grain, usual: Grain) -> bool:
    """Tell whether a row is that of a year or a quarter among months."""
    return usual in ("month", "quarter") and _GRAINS.index(grain) > _GRAINS.index(usual)
