"""Put the tables of several sheets together: a sheet for each ward, or for each month."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.table import Table, TableRow

__all__ = ["put_together"]

_SHEET = "Sheet"


def put_together(tables: Sequence[Table]) -> Table | None:
    """Give the rows of all sheets that have the same columns; `None` where there are not two.

    Where the same dates come in several sheets, each is a ward of its own.
    """
    columns = tables[0].columns if tables else ()
    alike = [table for table in tables if table.columns == columns]
    if len({table.sheet for table in alike}) < 2:
        return None
    dates = [set(_dates(table)) for table in alike]
    are_wards = len(set().union(*dates)) < sum(map(len, dates))
    rows = tuple(
        _marked(row, table.sheet, is_named=are_wards) for table in alike for row in table.rows
    )
    first = alike[0]
    return replace(
        first,
        columns=(*first.columns, _SHEET) if are_wards else first.columns,
        places=(*first.places, -1) if are_wards else first.places,
        rows=rows,
        wards=_SHEET if are_wards else first.wards,
        title="",
        _columns={},
    )


def _dates(table: Table) -> Iterable[object]:
    for name in table.columns:
        column = table.column(name)
        if column.share("period") > 0.5:
            return [cell for cell in column.counted if kind_of(cell) == "period"]
    return []


def _marked(row: TableRow, sheet: str, *, is_named: bool) -> TableRow:
    cells = (*row.cells, sheet) if is_named else row.cells
    spots = (*row.spots, (-1, 0)) if row.spots and is_named else row.spots
    return TableRow(row.number, cells, spots, sheet)
