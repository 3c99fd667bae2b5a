"""Add up the counts of yes and of no where a table has both: what each of them is out of."""

from dataclasses import replace

from qi_lib.tables.amounts import Amount, is_not_counted, read_amount
from qi_lib.tables.cells import Cell
from qi_lib.tables.finding.kinds import answer_of
from qi_lib.tables.finding.labels import is_total
from qi_lib.tables.finding.table import Table, TableRow, name_columns
from qi_lib.tables.finding.vocabulary import sounds

__all__ = ["add_yes_and_no"]

_MOSTLY = 0.5


def add_yes_and_no(table: Table) -> Table:
    """Give the table with a column for yes and no together, where none says so already."""
    numbers = [name for name in table.columns if table.column(name).share("number") > _MOSTLY]
    yes = [name for name in numbers if answer_of(name) is True]
    no = [name for name in numbers if answer_of(name) is False]
    others = [name for name in numbers if name not in (*yes, *no) and not is_not_counted(name)]
    if (
        len(yes) != 1
        or len(no) != 1
        or any(is_total(one) or sounds(one, "whole") for one in others)
    ):
        return table
    at = (table.at(yes[0]), table.at(no[0]))
    places = (*table.places, -1)
    return replace(
        table,
        columns=name_columns([*table.columns, f"{yes[0]} and {no[0]} in total"], places),
        rows=tuple(_with_sum(row, at) for row in table.rows),
        places=places,
        _columns={},
    )


def _with_sum(row: TableRow, at: tuple[int, int]) -> TableRow:
    read = [read_amount(row.cells[place]) for place in at]
    values = [one.value for one in read if isinstance(one, Amount)]
    total: Cell = sum(values) if len(values) == len(at) else None
    spots = (*row.spots, (-1, 0)) if row.spots else ()
    return TableRow(row.number, (*row.cells, total), spots)
