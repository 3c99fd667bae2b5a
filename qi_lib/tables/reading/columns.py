"""Say what each column of a table is: a date, a number, a line, a total, a yes or no, a kind."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from qi_lib.tables.amounts import Amount, FoundAmount, is_not_counted, read_amount
from qi_lib.tables.cells import Cell
from qi_lib.tables.finding.labels import (
    are_places,
    is_average,
    is_limit,
    is_target,
)
from qi_lib.tables.finding.people import columns_about_people
from qi_lib.tables.finding.table import Column, Table
from qi_lib.tables.finding.vocabulary import WORDS, sounds
from qi_lib.tables.reading.clock_times import are_stamps, is_time_of_day

__all__ = ["Columns", "columns_of"]

_MOSTLY = 0.5
_NEARLY_ALL = 0.8
_MOST_LABELS = 1000
_FLAT = 4
_FEW = 10
# Ticks may leave most cells empty; a mark here and there is none.
_FEW_FULL = 0.2


@dataclass(frozen=True)
class Columns:
    """What the columns of a table are, each by its name."""

    table: Table

    @cached_property
    def people(self) -> dict[str, str]:
        """Those about people, each with the reason for leaving it out."""
        return columns_about_people(self.table)

    @cached_property
    def open(self) -> list[Column]:
        """All but those about people."""
        return [self.table.column(name) for name in self.table.columns if name not in self.people]

    # Dates ------------------------------------------------------------------------------------

    @cached_property
    def whens(self) -> list[str]:
        """Those that hold dates or periods, the likeliest first."""
        found = [column for column in self.open if self._holds_dates(column)]
        return [column.name for column in sorted(found, key=self._rank_of_date)]

    def _holds_dates(self, column: Column) -> bool:
        if column.period_share <= _MOSTLY:
            return False
        is_named = sounds(column.name, "when")
        if all(period.is_plain_number for period in column.some_periods.values()):
            return is_named
        return is_named or column.share("period") > _MOSTLY

    def _rank_of_date(self, column: Column) -> tuple[bool, ...]:
        grains = {period.grain for period in column.some_periods.values()}
        return (
            grains == {"year"},
            sounds(column.name, "late date"),
            not sounds(column.name, "incident"),
            not sounds(column.name, "when"),
        )

    @cached_property
    def rival_whens(self) -> list[str]:
        """Those dates that are as likely as the first."""
        ranks = {name: self._rank_of_date(self.table.column(name)) for name in self.whens}
        return [name for name in self.whens if ranks[name] == ranks[self.whens[0]]]

    @cached_property
    def stamps(self) -> list[str]:
        """Dates that hold the time of day too."""
        return [name for name in self.whens if are_stamps(self.table.column(name))]

    # Numbers ----------------------------------------------------------------------------------

    @cached_property
    def numbers(self) -> list[str]:
        """Those that hold numbers, lines and keys among them, but no dates and no time of day."""
        return [
            column.name
            for column in self.open
            if column.name not in self.whens
            and column.share("number") > _MOSTLY
            and not is_time_of_day(column)
        ]

    @cached_property
    def keys(self) -> list[str]:
        """Numbers that only tell rows apart."""
        return [name for name in self.numbers if self._is_key(self.table.column(name))]

    def _is_key(self, column: Column) -> bool:
        is_named = sounds(column.name, "key") and not sounds(column.name, "part", "rate")
        if not is_named and not WORDS["row number"].fullmatch(column.name.strip().lower()):
            return False
        values = [value for value in self.values(column.name) if value is not None]
        if len(values) < 2 or len(set(values)) < len(values):
            return False
        return is_named or values == [float(number) for number in range(1, len(values) + 1)]

    @cached_property
    def lines(self) -> list[str]:
        """Lines of a chart (targets, means, limits) and running totals: never the number."""
        named = [
            name
            for name in self.numbers
            if is_target(name) or is_limit(name) or sounds(name, "running")
        ]
        flat = [name for name in self.numbers if is_average(name) and self._is_flat(name)]
        lines = {*named, *flat}
        others = [name for name in self.numbers if name not in lines and name not in self.keys]
        apart = [name for name in others if sounds(name, "difference")]
        lines |= set(apart) if len(apart) < len(others) else set()
        return [name for name in self.numbers if name in lines]

    def _is_flat(self, name: str) -> bool:
        different = len(set(self.values(name)) - {None})
        return different <= max(1, len(self.table.rows) // _FLAT)

    @cached_property
    def targets(self) -> list[str]:
        """The lines that are targets."""
        return [name for name in self.lines if is_target(name)]

    @cached_property
    def candidates(self) -> list[str]:
        """Numbers that may be charted."""
        taken = {*self.keys, *self.lines, *self.attributes}
        taken |= {name for name in self.numbers if is_not_counted(name)}  # how many were “N/A”
        return [name for name in self.numbers if name not in taken and not self._is_running(name)]

    @cached_property
    def attributes(self) -> list[str]:
        """Numbers of single cases that say which one, not how many: age, bed, grade."""
        return [
            name
            for name in self.numbers
            if WORDS["attribute"].fullmatch(name.strip().lower()) and self.come_several_a_date
        ]

    @cached_property
    def come_several_a_date(self) -> bool:
        """Tell whether rows share their dates, or have keys: they are cases, not counts."""
        if not self.whens or self.keys:
            return bool(self.keys)
        column = self.table.column(self.whens[0])
        return len(column.counted) < len(column.cells)

    def _is_running(self, name: str) -> bool:
        """Tell whether a column adds up another from the top."""
        mine = self.values(name)[:60]
        if len(mine) < 4 or None in mine:
            return False
        for other in self.numbers:
            theirs = self.values(other)[:60]
            if other == name or None in theirs or len(set(theirs)) < 2:
                continue
            steps = [later - first for first, later in pairwise(mine)]  # type: ignore[operator]  # no None
            if mine[0] == theirs[0] and steps == theirs[1:]:
                return True
        return False

    @cached_property
    def answers(self) -> list[str]:
        """Those that hold yes and no."""
        return [
            column.name
            for column in self.open
            if column.share("answer") > _NEARLY_ALL
            and column.full >= _FEW_FULL * column.kinds.total()
            and column.name not in self.whens
        ]

    def values(self, name: str) -> list[float | None]:
        """Give the numbers of a column, `None` where a cell holds none."""
        if name not in self._values:
            self._values[name] = [
                found.value if isinstance(found, Amount) else None for found in self.amounts(name)
            ]
        return self._values[name]

    def amounts(self, name: str) -> list[FoundAmount]:
        """Give what each cell of a column says as a number."""
        read = self._amounts.get(name)
        if read is None:
            column = self.table.column(name)
            known: dict[tuple[type, Cell], FoundAmount] = {}
            read = [self._amount(cell, known) for cell in column.cells]
            self._amounts[name] = read
        return read

    def _amount(self, cell: Cell, known: dict[tuple[type, Cell], FoundAmount]) -> FoundAmount:
        key = (type(cell), cell)
        if key not in known:
            known[key] = read_amount(cell)
        return known[key]

    @cached_property
    def _values(self) -> dict[str, list[float | None]]:
        return {}

    @cached_property
    def _amounts(self) -> dict[str, list[FoundAmount]]:
        return {}

    def is_time(self, name: str) -> bool:
        """Tell whether a column says how long something took."""
        found = [one for one in self.amounts(name) if isinstance(one, Amount)]
        return sum(one.is_time for one in found) > _MOSTLY * len(found)

    # Kinds ------------------------------------------------------------------------------------

    @cached_property
    def kinds(self) -> list[str]:
        """Those of a few different words: wards, categories, what an answer to a filter can be."""
        taken = {*self.whens, *self.numbers, *self.answers} - {*self.attributes}
        return [
            column.name
            for column in self.open
            if column.name not in taken
            and not sounds(column.name, "notes")
            and 0 < len(column.labels) <= _MOST_LABELS
            and not (column.full > _FEW and len(column.labels) > _MOSTLY * column.full)
            and column.is_mostly_full
            and not is_time_of_day(column)
        ]

    @cached_property
    def places(self) -> list[str]:
        """The kinds that are wards or other places; else those that nobody knows to be others."""
        kinds = [name for name in self.kinds if name not in self.attributes]
        sure = [name for name in kinds if name == self.table.wards or self._names_places(name)]
        return sure or [name for name in kinds if not sounds(name, "event", "measures")]

    def _names_places(self, name: str) -> bool:
        return sounds(name, "place") or are_places(self.table.column(name).labels)

    @cached_property
    def notes(self) -> list[str]:
        """Those of notes beside the numbers."""
        return [
            column.name
            for column in self.open
            if sounds(column.name, "notes") and column.share("word") > _MOSTLY and column.full
        ]

    @cached_property
    def are_cases(self) -> bool:
        """Whether each row is one thing that happened, or one patient: a list, not counts."""
        words = [
            c.name for c in self.open if c.share("word") > _MOSTLY and c.name not in self.kinds
        ]
        said = [name for name in (*self.people, *self.keys, *words) if name not in self.notes]
        return bool(said) or bool(self.answers) or len(self.stamps) > 1


@lru_cache(maxsize=8)
def columns_of(table: Table) -> Columns:
    """Give what the columns of a table are; a table that was looked at is not looked at again."""
    return Columns(table)
