"""Let the measures that a column names, one below the other, become columns of their own."""

from dataclasses import replace

from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.labels import are_places
from qi_lib.tables.finding.table import Table, TableRow, name_columns
from qi_lib.tables.finding.vocabulary import sounds

__all__ = ["by_measure", "made", "measures_to_columns", "ward_column"]

_MOST_MEASURES = 20
_MOSTLY = 0.5


def measures_to_columns(table: Table) -> Table:
    """Turn a table with a row for each month and measure, and one column of numbers."""
    numbers = [
        name
        for name in table.columns
        if table.column(name).share("number") > _MOSTLY and not sounds(name, "when", "key")
    ]
    named = [name for name in table.columns if _names_measures(table, name)]
    if len(numbers) != 1 or not named:
        return table
    last = [name for name in table.columns if name not in (named[0], numbers[0])]
    order = [table.at(name) for name in (*last, named[0], numbers[0])]
    moved = replace(
        table,
        columns=tuple(table.columns[at] for at in order),
        places=tuple(table.places[at] for at in order),
        rows=tuple(_moved(row, order) for row in table.rows),
        _columns={},
    )
    turned = by_measure(moved, named[0])
    return turned if turned and len(turned.rows) * 2 <= len(table.rows) + 1 else table


def _moved(row: TableRow, order: list[int]) -> TableRow:
    spots = tuple(row.spots[at] for at in order) if row.spots else ()
    return TableRow(row.number, tuple(row.cells[at] for at in order), spots)


def _names_measures(table: Table, name: str) -> bool:
    column = table.column(name)
    if not sounds(name, "measures") or column.share("word") <= _MOSTLY:
        return False
    labels = column.labels
    if are_places(labels):
        return False
    return 1 < len(labels) <= _MOST_MEASURES and len(labels) * 2 <= len(table.rows)


def by_measure(table: Table, name: str) -> Table | None:
    """Let each measure that a column names become a column of its own, of the numbers in the last.

    `None` where a measure has two numbers of one date and ward: none of them may be lost.
    """
    at = table.at(name)
    value = len(table.columns) - 1
    measures = table.column(name).labels
    rest = [
        place
        for place in range(value)
        if place != at and not _goes_with(table, table.columns[place], name)
    ]
    gathered: dict[tuple[Cell, ...], dict[str, TableRow]] = {}
    for row in table.rows:
        found = gathered.setdefault(tuple(row.cells[place] for place in rest), {})
        measure = " ".join(say_cell(row.cells[at]).split())
        if measure in found:
            return None
        found[measure] = row
    rows = [_one_row(table, found, rest, measures, key) for key, found in gathered.items()]
    names = [*(table.columns[place] for place in rest), *measures]
    kept = [table.places[place] for place in rest]
    return made(table, names, rows, kept, wards=table.wards)


def _goes_with(table: Table, other: str, name: str) -> bool:
    """Tell whether a column says something of the measure alone, such as its unit."""
    column = table.column(other)
    if sounds(other, "when") or other == table.wards or are_places(column.labels):
        return False
    pairs = set(zip(table.column(name).cells, column.cells, strict=True))
    return len(pairs) == len(table.column(name).counted)


def _one_row(
    table: Table,
    found: dict[str, TableRow],
    rest: list[int],
    measures: list[str],
    key: tuple[Cell, ...],
) -> TableRow:
    first = next(iter(found.values()))
    value = len(table.columns) - 1
    rows = [found.get(one) for one in measures]
    return TableRow(
        first.number,
        (*key, *(row.cells[value] if row else None for row in rows)),
        (
            *(_spot(table, first, at) for at in rest),
            *(_spot(table, row, value) if row else (-1, 0) for row in rows),
        ),
    )


def _spot(table: Table, row: TableRow, at: int) -> tuple[int, int]:
    column, line = row.spots[at] if row.spots else (table.places[at], 0)
    return column, line or row.number


def made(
    table: Table, names: list[str], rows: list[TableRow], kept: list[int], *, wards: str
) -> Table:
    """Give a table of other columns, of which the first still stand where they stood."""
    places = (*kept, *[-1] * (len(names) - len(kept)))
    columns = name_columns(names, places)
    return replace(
        table, columns=columns, rows=tuple(rows), places=places, wards=wards, _columns={}
    )


def ward_column(table: Table, labels: tuple[int, ...], measures: int | None) -> str:
    """Name the column down the side that holds wards: one called so, or else the first."""
    names = [table.columns[at] for at in labels if at != measures]
    return next((name for name in names if sounds(name, "place")), names[0] if names else "")
