"""Turn a table into observations: which column is what, and which rows do not fit."""

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass

from qi_lib.errors import Refused
from qi_lib.model import Observation
from qi_lib.tables.cells import Cell, is_blank, read_cell_day, read_number, say_cell
from qi_lib.tables.files import MAX_BYTES, MAX_ROWS, Row, Table, read_pasted, read_table
from qi_lib.wording.dates import say_day

__all__ = [
    "MAX_BYTES",
    "MAX_ROWS",
    "ColumnMapping",
    "ReadObservations",
    "Row",
    "Table",
    "propose_mapping",
    "read_pasted",
    "read_table",
    "to_observations",
]

_LOOK_AT = 200
_MOSTLY = 0.5
# So many rows a date, on average, are measurements of it and no stray duplicates.
_SEVERAL = 1.8
_MOST_VALUES = 1000
_A_NAME_THAT_FITS = 0.1
_WHENS = ("date", "month", "week", "period", "when", "day", "quarter", "year")
_TOTALS = (
    "total", "attendances", "denominator", "out of", "eligible", "seen", "all ", "patients",
    "audited", "opportunities", "sample", "cases", "referrals", "number in",
)  # fmt: skip
_PARTS = (
    "breach", "numerator", "number of", "compliant", "yes", "met", "within", "late", "missed",
    "dna", "failed", "count", "done", "correct",
)  # fmt: skip
_BAD_PARTS = ("breach", "late", "missed", "failed", "not ", "dna", "non-")
_RATES = ("%", "percent", "per cent", "rate", "average", "mean", "median", "share")
# “Hospital number”, but not “number of falls”; “ref”, but not “referrals”.
_IS_A_KEY = re.compile(r"\b(id|code|nhs|ref|reference)\b|\bnumber$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column holds what.

    With `out_of`, `number` is a part of it; with `is_rest`, what is charted is the rest,
    `out_of` minus `number` (seen in time = attendances minus breaches). With `adds_up`, the rows
    of one date are added; with `keeps_all` they are several values of it; `only` keeps the rows
    that have that word in the column `group`.
    """

    when: str
    number: str
    out_of: str = ""
    is_rest: bool = False
    adds_up: bool = False
    keeps_all: bool = False
    group: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class ReadObservations:
    """The observations found, in order of date, and what a person should know about the rest."""

    observations: list[Observation]
    problems: list[str]


@dataclass(frozen=True, slots=True)
class _Point:
    row: int
    number: float
    out_of: float | None


def propose_mapping(table: Table) -> ColumnMapping:
    """Guess which column is the date, the number and what it is out of.

    Raises `Refused` when no column holds dates, or none holds numbers.
    """
    sample = Table(table.name, table.columns, table.rows[:_LOOK_AT])
    when = _find_when(sample)
    numbers = [
        name
        for name in table.columns
        if name != when and _share(sample.column(name), table.has_decimal_comma) > _MOSTLY
    ]
    numbers = [name for name in numbers if not _IS_A_KEY.search(name.strip())] or numbers
    if not numbers:
        raise Refused(f"We found no column of numbers in {table.name}. Is the right sheet in it?")
    number, out_of = _find_ratio(sample, numbers)
    days = [day for day in map(read_cell_day, sample.column(when)) if day]
    group = _find_group(sample, {when, *numbers}) if len(set(days)) < len(days) else ""
    are_several = len(days) > _SEVERAL * len(set(days))
    return ColumnMapping(
        when=when,
        number=number,
        out_of=out_of,
        is_rest=bool(out_of) and _sounds(number, _BAD_PARTS),
        adds_up=bool(group),
        keeps_all=are_several and not group and not out_of,
        group=group,
    )


def _find_when(table: Table) -> str:
    shares = {}
    for name in table.columns:
        cells = [cell for cell in table.column(name) if not is_blank(cell)]
        read = [read_cell_day(cell) for cell in cells]
        share = sum(1 for day in read if day) / len(cells) if cells else 0.0
        are_plain_numbers = all(read_number(cell) is not None for cell in cells)
        if are_plain_numbers and not _sounds(name, _WHENS):
            share = 0.0  # attendances of 25,000 are no Excel dates
        shares[name] = share
        if share and _sounds(name, _WHENS):
            shares[name] += _A_NAME_THAT_FITS
    best = max(shares, key=lambda name: shares[name])
    if shares[best] <= _MOSTLY:
        raise Refused(
            f"We found no column of dates in {table.name}. "
            "Each row needs a date, such as 03/04/2025 or April 2025."
        )
    return best


def _find_ratio(table: Table, numbers: list[str]) -> tuple[str, str]:
    rates = [name for name in numbers if _sounds(name, _RATES)]
    parts = [name for name in numbers if _sounds(name, _PARTS) and name not in rates]
    totals = [name for name in numbers if _sounds(name, _TOTALS) and name not in (*rates, *parts)]
    if not parts and len(numbers) == 2 and totals and not rates:
        # “walked” beside “patients”: a part of them, if it is never more than they are.
        parts = [name for name in numbers if _is_within(table, name, totals[0])]
    if parts and totals:
        return parts[0], totals[0]
    return (rates or parts or numbers)[0], ""


def _is_within(table: Table, part: str, whole: str) -> bool:
    if part == whole:
        return False
    pairs = zip(table.column(part), table.column(whole), strict=True)
    read = [(read_number(one), read_number(all_)) for one, all_ in pairs]
    return all(one <= all_ for one, all_ in read if one is not None and all_ is not None)


def _find_group(table: Table, taken: set[str]) -> str:
    for name in table.columns:
        words = {say_cell(cell) for cell in table.column(name)}
        if name not in taken and 1 < len(words) <= 20:
            return name
    return ""


def _share(cells: list[Cell], has_decimal_comma: bool) -> float:
    full = [cell for cell in cells if not is_blank(cell)]
    read = [read_number(cell, has_decimal_comma=has_decimal_comma) for cell in full]
    return sum(1 for number in read if number is not None) / len(full) if full else 0.0


def _sounds(name: str, words: tuple[str, ...]) -> bool:
    return any(word in f"{name.lower()} " for word in words)


# Observations ------------------------------------------------------------------------------------


def to_observations(table: Table, mapping: ColumnMapping) -> ReadObservations:
    """Make observations of the rows of a table.

    Args:
        table: the table, as `read_table` or `read_pasted` gives it.
        mapping: which column is what; `propose_mapping` guesses it.

    Returns:
        The observations in order of date, and a sentence for each kind of row that did not fit and
        was left out, with the numbers of the rows.
    """
    reader = _Rows(table, mapping)
    for row in table.rows:
        reader.take(row)
    observations = [
        observation
        for day in sorted(reader.points)
        if (observation := reader.observation(day)) is not None
    ]
    return ReadObservations(observations, reader.told())


class _Rows:
    """Read rows one by one, gathering points and what is wrong."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        self.table, self.mapping = table, mapping
        self.points: dict[dt.date, list[_Point]] = defaultdict(list)
        self.problems: list[str] = []
        self.blanks: list[int] = []
        self.at = {name: index for index, name in enumerate(table.columns)}

    def take(self, row: Row) -> None:
        mapping = self.mapping
        if mapping.only and say_cell(row.cells[self.at[mapping.group]]) != mapping.only:
            return
        names = [name for name in (mapping.number, mapping.out_of) if name]
        cells = [row.cells[self.at[name]] for name in names]
        when = row.cells[self.at[mapping.when]]
        if any(is_blank(cell) for cell in cells):
            if not is_blank(when):
                self.blanks.append(row.number)
            return
        day = read_cell_day(when)
        if day is None:
            self._say_no_day(row.number, when)
            return
        read = [
            self._number(row.number, name, cell) for name, cell in zip(names, cells, strict=True)
        ]
        if read[0] is None or read[-1] is None:
            return
        point = _Point(row.number, read[0], read[1] if mapping.out_of else None)
        if self._fits(point):
            self.points[day].append(point)

    def _say_no_day(self, row: int, when: Cell) -> None:
        if is_blank(when):
            self._say(row, "has no date. Add one or delete the row.")
        else:
            self._say(
                row,
                f"has “{say_cell(when)[:40]}” where a date should be. "
                "Write it as 3/4/2025 for 3 April 2025.",
            )

    def _number(self, row: int, name: str, cell: Cell) -> float | None:
        number = read_number(cell, has_decimal_comma=self.table.has_decimal_comma)
        if number is None:
            self._say(row, f"has “{say_cell(cell)[:40]}” in “{name}” where a number should be.")
        return number

    def _fits(self, point: _Point) -> bool:
        if point.out_of is None:
            return True
        if point.number < 0 or point.out_of < 0:
            self._say(point.row, "has a number below zero, which no share can have.")
            return False
        if point.number > point.out_of:
            part, whole = say_cell(point.number), say_cell(point.out_of)
            self._say(point.row, f"has {part} out of {whole}: the part is larger than the whole.")
            return False
        if point.out_of == 0:
            self._say(
                point.row,
                f"has 0 in “{self.mapping.out_of}”: there is nothing to divide by, so it is kept "
                "but not drawn.",
            )
        return True

    def _say(self, row: int, what: str) -> None:
        self.problems.append(f"Row {row} of {self.table.name} {what}")

    def observation(self, day: dt.date) -> Observation | None:
        """Make the one observation of a date."""
        points = self.points[day]
        if self.mapping.keeps_all and not self.mapping.out_of:
            return self._several(day, points)
        if not self.mapping.adds_up and len(points) > 1:
            rows = " and ".join(str(point.row) for point in points[-2:])
            self.problems.append(
                f"Rows {rows} of {self.table.name} both have {say_day(day)}. The lower one counts."
            )
            points = points[-1:]
        number = sum(point.number for point in points)
        if not self.mapping.out_of:
            return Observation(when=day, value=number)
        whole = sum(point.out_of or 0.0 for point in points)
        part = whole - number if self.mapping.is_rest else number
        return Observation(when=day, numerator=part, denominator=whole)

    def _several(self, day: dt.date, points: list[_Point]) -> Observation | None:
        if len(points) > _MOST_VALUES:
            self.problems.append(
                f"{self.table.name} has {len(points):,} rows of {say_day(day)}. A date takes "
                f"{_MOST_VALUES:,} values: give the average instead."
            )
            return None
        return Observation(when=day, values=tuple(point.number for point in points))

    def told(self) -> list[str]:
        """Give what a person should know, rows without a number gathered into one sentence."""
        if not self.blanks:
            return self.problems
        count, first = len(self.blanks), self.blanks[0]
        rows = f"Row {first} of {self.table.name} has" if count == 1 else (
            f"{count} rows of {self.table.name}, from row {first} on, have"
        )  # fmt: skip
        return [*self.problems, f"{rows} no number and {'is' if count == 1 else 'are'} left out."]
