"""Turn tables whose dates stand across, so that each row has one date."""

from dataclasses import dataclass, replace

from qi_lib.tables.calendars import usual_grain
from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.day_grids import days_down
from qi_lib.tables.finding.headings import are_days_across, are_periods_across
from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.labels import are_places, is_total
from qi_lib.tables.finding.measures_down import by_measure, made, ward_column
from qi_lib.tables.finding.table import Table, TableRow, name_columns
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.period_patterns import WrittenPeriod
from qi_lib.tables.periods import read_period

__all__ = ["turn_periods"]

_MOST_MEASURES = 20
_WHEN, _NUMBER = "Date", "Number"


@dataclass(frozen=True, slots=True)
class _Across:
    """Which columns are headed by a period, and by which."""

    periods: dict[int, Cell]
    labels: tuple[int, ...]
    left_out: tuple[str, ...]


def turn_periods(table: Table) -> Table | None:
    """Turn a table with months, weeks or quarters across; `None` when it is none.

    What stands down its side becomes wards of one column, or the measures that they name.
    """
    across = _periods_across(table)
    if across is None:
        return None
    table = replace(table, left_out=(*table.left_out, *across.left_out), _columns={})
    days = days_down(table, across.periods, across.labels)
    if days is not None:
        return days
    measures = _measures_column(table, across)
    if measures is not None and len(across.labels) == 1:
        return _flip(table, across, measures)
    dated = _join_years(table, across)
    if dated is not None:
        return dated
    melted = _melt(table, across, measures)
    named = by_measure(melted, table.columns[measures]) if measures is not None else None
    return named or melted


def _periods_across(table: Table) -> _Across | None:
    found = {at: read_period(head) for at, head in enumerate(table.heads)}
    periods = {at: one for at, one in found.items() if one is not None}
    numbers = [
        at for at in periods if table.column(table.columns[at]).share("number", "answer") > 0
    ]
    if not numbers:
        return None
    if not are_periods_across([table.heads[at] for at in _of_one_grain(periods)]):
        return None
    kept = _of_one_grain(periods)
    left = [at for at in range(len(table.columns)) if at not in kept]
    totals = [at for at in left if at in periods or is_total(table.columns[at])]
    beside = [at for at in left if at not in totals and _are_numbers(table, at)]
    labels = tuple(at for at in left if at not in totals and at not in beside)
    told = tuple(f"“{table.columns[at]}” is a total and was left out." for at in totals)
    told += tuple(f"“{table.columns[at]}” belongs to no date and was left out." for at in beside)
    return _Across({at: table.heads[at] for at in kept}, labels, told)


def _are_numbers(table: Table, at: int) -> bool:
    """Tell whether a column beside the dates holds numbers, and no days or years."""
    column = table.column(table.columns[at])
    is_side = are_days_across(column.cells[:31]) or column.period_share > 0.5
    return column.share("number") > 0.5 and not is_side


def _of_one_grain(periods: dict[int, WrittenPeriod]) -> list[int]:
    """Leave out quarters and years that stand among months: they are totals of them."""
    grain = usual_grain(list(periods.values()))
    return [at for at, period in periods.items() if period.grain == grain]


def _join_years(table: Table, across: _Across) -> Table | None:
    """Join months across with the years down the side, or years across with the months down."""
    if len(across.labels) != 1:
        return None
    at = across.labels[0]
    side = table.column(table.columns[at])
    pairs = [
        (read_period(head), period)
        for head in across.periods.values()
        for period in side.periods.values()
    ]
    if side.period_share <= 0.5 or not all(
        head is not None and {head.year is None, period.year is None} == {True, False}
        for head, period in pairs
    ):
        return None
    rows = [
        TableRow(
            row.number,
            (_joined(head, row.cells[at]), row.cells[place]),
            ((table.places[at], 0), (table.places[place], 0)),
        )
        for place, head in across.periods.items()
        for row in table.rows
        if read_period(row.cells[at]) is not None
    ]
    return made(table, [_WHEN, _NUMBER], rows, [], wards="")


def _joined(head: Cell, side: Cell) -> str:
    """Write the month before its year."""
    texts = [say_cell(head).strip(), say_cell(side).strip()]
    period = read_period(texts[0])
    return " ".join(texts if period is not None and period.year is None else reversed(texts))


def _melt(table: Table, across: _Across, measures: int | None) -> Table:
    kept = [table.places[at] for at in across.labels]
    before = tuple((place, 0) for place in kept)
    spots = {
        at: (*before, (table.places[at], table.heading), (table.places[at], 0))
        for at in across.periods
    }
    rows = [
        TableRow(
            row.number, (*(row.cells[at] for at in across.labels), when, row.cells[at]), spots[at]
        )
        for at, when in across.periods.items()
        for row in table.rows
    ]
    names = [*(table.columns[at] for at in across.labels), _WHEN, _NUMBER]
    return made(table, names, rows, kept, wards=ward_column(table, across.labels, measures))


def _measures_column(table: Table, across: _Across) -> int | None:
    """Find the column down the side that names measures and not places."""
    for at in reversed(across.labels):
        name = table.columns[at]
        labels = table.column(name).labels
        if not 0 < len(labels) <= _MOST_MEASURES or sounds(name, "place") or are_places(labels):
            continue
        speaking = sum(
            sounds(label, "exposure", "target", "limit", "part", "whole", "rate")
            for label in labels
        )
        if sounds(name, "measures") or speaking * 3 >= len(labels) or len(across.labels) > 1:
            return at
    return None


def _flip(table: Table, across: _Across, measures: int) -> Table:
    """Let each row become a column: a few measures, each a row, with the dates across."""
    named = [row for row in table.rows if kind_of(row.cells[measures])]
    rows = tuple(
        TableRow(
            table.heading,
            (when, *(row.cells[at] for row in named)),
            tuple((table.places[at], line) for line in (table.heading, *(r.number for r in named))),
        )
        for at, when in across.periods.items()
    )
    titles = [_WHEN, *(say_cell(row.cells[measures]) for row in named)]
    places = (-1,) * len(titles)
    columns = name_columns(titles, places)
    return replace(table, columns=columns, rows=rows, places=places, _columns={})
