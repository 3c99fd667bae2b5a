"""One table, ready to be read: named columns, and rows that know where they stand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.kinds import Kind, kind_of
from qi_lib.tables.finding.labels import is_total
from qi_lib.tables.opening.book import letters
from qi_lib.tables.period_patterns import WrittenPeriod
from qi_lib.tables.periods import read_period

__all__ = ["Column", "Table", "TableRow", "name_columns"]

_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; where the table was turned, `spots` says from which column and row each cell came.

    A row of 0 there is the row's own number, a column of -1 no cell of the sheet. `sheet` is named
    where a table was put together of several.
    """

    number: int
    cells: tuple[Cell, ...]
    spots: tuple[tuple[int, int], ...] = ()
    sheet: str = ""


@dataclass(frozen=True, eq=False)
class Column:
    """One column and what is in it."""

    name: str
    cells: list[Cell]

    @cached_property
    def counted(self) -> Counter[Cell]:
        """Each different cell, and how often it stands there."""
        return Counter(self.cells)

    @cached_property
    def _sample(self) -> Counter[Cell]:
        """The cells; of a long column every so many, which is enough to tell what it holds."""
        step = max(1, len(self.cells) // _SAMPLE)
        return Counter(self.cells[::step]) if step > 1 else self.counted

    @cached_property
    def kinds(self) -> Counter[Kind]:
        """How many cells are words, numbers, periods and answers; of a long column, in a sample."""
        found: Counter[Kind] = Counter()
        for cell, count in self._sample.items():
            found[kind_of(cell)] += count
        return found

    @cached_property
    def full(self) -> int:
        """How many of these cells say anything."""
        return self.kinds.total() - self.kinds[""]

    @property
    def is_mostly_full(self) -> bool:
        """Whether more than half of the cells say anything."""
        return self.full * 2 > self.kinds.total()

    def share(self, *kinds: Kind) -> float:
        """The share of cells, of those that say anything, that are of these kinds."""
        return sum(self.kinds[kind] for kind in kinds) / self.full if self.full else 0.0

    @cached_property
    def periods(self) -> dict[Cell, WrittenPeriod]:
        """What each different cell says about when, of those that say it."""
        return dict(_periods(self.counted))

    @cached_property
    def some_periods(self) -> dict[Cell, WrittenPeriod]:
        """The same; of a long column, in a sample."""
        return dict(_periods(self._sample)) if self._sample is not self.counted else self.periods

    @cached_property
    def period_share(self) -> float:
        """The share of cells, totals apart, of those that say anything, that are periods."""
        if not self.some_periods:
            return 0.0
        found = sum(self._sample[cell] for cell in self.some_periods)
        totals = sum(
            count
            for cell, count in self._sample.items()
            if kind_of(cell) == "word" and is_total(say_cell(cell))
        )
        return min(1.0, found / (self.full - totals)) if self.full > totals else 0.0

    @cached_property
    def labels(self) -> list[str]:
        """The different words and numbers in it, in order, as a person sees them."""
        said = (" ".join(say_cell(cell).split()) for cell in self.counted)
        return list(dict.fromkeys(text for text in said if text))


def _periods(cells: Iterable[Cell]) -> Iterator[tuple[Cell, WrittenPeriod]]:
    for cell in cells:
        if kind_of(cell) in ("period", "number") and (period := read_period(cell)) is not None:
            yield cell, period


@dataclass(frozen=True, eq=False)
class Table:
    """A table of a sheet.

    `places` says where each column stands in the sheet, -1 where it was made by turning or joining
    others. `heads` are the headings as cells, which may be dates. `above` are titles and settings,
    `heading` is the number of the row of headings, 0 without one. `wards` is the column of wards
    that turning has made, and `left_out` says what it left out.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    places: tuple[int, ...]
    heads: tuple[Cell, ...] = ()
    sheet: str = ""
    title: str = ""
    heading: int = 0
    above: tuple[tuple[Cell, ...], ...] = ()
    left_out: tuple[str, ...] = ()
    wards: str = ""
    _columns: dict[str, Column] = field(default_factory=dict, repr=False)

    def at(self, name: str) -> int:
        """Give the place of a column in each row."""
        return self.columns.index(name)

    def column(self, name: str) -> Column:
        """Give one column, from the top."""
        if name not in self._columns:
            at = self.at(name)
            self._columns[name] = Column(name, [row.cells[at] for row in self.rows])
        return self._columns[name]

    def place_of(self, row: TableRow, name: str) -> str:
        """Give the place of a cell as a spreadsheet says it: B12."""
        at = self.at(name)
        column, line = row.spots[at] if row.spots else (self.places[at], 0)
        sheet = f"{row.sheet}!" if row.sheet else ""
        if column < 0:
            return f"{sheet}row {row.number}"
        return f"{sheet}{letters(column)}{line or row.number}"

    def say_place(self, row: TableRow, name: str) -> str:
        """Say where a row, or a cell of a table that was turned, stands in the file."""
        if row.spots or row.sheet:
            return f"Cell {self.place_of(row, name)} of {self.name}"
        return f"Row {row.number} of {self.name}"


def name_columns(titles: Iterable[str], places: Iterable[int]) -> tuple[str, ...]:
    """Name columns by their headings, each by another name."""
    names: list[str] = []
    for title, place in zip(titles, places, strict=True):
        name = " ".join(title.split())[:80] or f"Column {letters(max(place, 0))}"
        times = sum(1 for known in names if known == name or known.startswith(f"{name} ("))
        names.append(f"{name} ({times + 1})" if times else name)
    return tuple(names)
