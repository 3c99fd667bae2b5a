"""Turn the rows of a table into observations, and say which rows do not fit."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from qi_lib.model import Observation
from qi_lib.tables.cells import Cell, is_blank, read_cell_day, read_number, say_cell
from qi_lib.tables.columns import ColumnMapping
from qi_lib.tables.files import Row, Table
from qi_lib.wording.dates import say_day

__all__ = ["ReadObservations", "to_observations"]

_MOST_VALUES = 1000


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
