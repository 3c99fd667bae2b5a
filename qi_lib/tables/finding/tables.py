"""Find the tables of a sheet, each turned so that a row has one date."""

from collections.abc import Iterator
from dataclasses import replace

from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.blocks import Block, find_blocks
from qi_lib.tables.finding.day_grids import turn_calendar, turn_weekdays
from qi_lib.tables.finding.joined_dates import fill_down, join_dates, name_numbers
from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.labels import is_total
from qi_lib.tables.finding.london_midnights import name_days
from qi_lib.tables.finding.measures_down import measures_to_columns
from qi_lib.tables.finding.table import Table, TableRow, name_columns
from qi_lib.tables.finding.turning import turn_periods
from qi_lib.tables.finding.wards_across import turn_wards
from qi_lib.tables.finding.yes_and_no import add_yes_and_no
from qi_lib.tables.opening.book import Sheet
from qi_lib.tables.periods import read_period

__all__ = ["find_tables"]


def find_tables(sheet: Sheet, name: str, *, heading: int = 0) -> list[Table]:
    """Find the tables of a sheet.

    Args:
        sheet: the sheet.
        name: the file, as a sentence writes it.
        heading: the number of the row of headings, where a person has said it.

    Returns:
        Each table, in order; several where one can be read in several ways, such as the days of a
        calendar and its totals. One without columns where the sheet says nothing at all.
    """
    found = [
        table
        for block in find_blocks(sheet, heading=heading)
        for table in _readings(_table(block, sheet, name), _used(block))
    ]
    return found or [Table(name, (), (), (), sheet=sheet.name)]


def _table(block: Block, sheet: Sheet, name: str) -> Table:
    used = [at for at, _ in _used(block)]
    places = tuple(block.places[at] for at in used)
    return Table(
        name=name,
        columns=name_columns([_title(block.heads[at]) for at in used], places),
        rows=tuple(TableRow(row.number, tuple(row.cells[at] for at in used)) for row in block.rows),
        places=places,
        heads=tuple(_head(block.heads[at]) for at in used),
        sheet=sheet.name,
        title=block.title,
        heading=block.heading,
        above=tuple(row.cells for row in block.above),
    )


def _used(block: Block) -> list[tuple[int, tuple[Cell, ...]]]:
    """Give the place and the headings of each column that holds anything."""
    return [
        (at, levels)
        for at, levels in enumerate(block.heads)
        if levels or any(kind_of(row.cells[at]) for row in block.rows)
    ]


def _head(levels: tuple[Cell, ...]) -> Cell:
    return levels[0] if len(levels) == 1 else _title(levels)


def _title(levels: tuple[Cell, ...]) -> str:
    """Say what stands over a column: “Ward 7: Falls”, but “Apr 2024” of a year over its months."""
    texts = [" ".join(say_cell(cell).split()) for cell in levels]
    if len(texts) > 1 and read_period(texts[-1]) and read_period(f"{texts[-1]} {texts[0]}"):
        return f"{texts[-1]} {texts[0]}"
    return (
        texts[0]
        + "".join(f" {text}" if text.startswith("(") else f": {text}" for text in texts[1:])
        if texts
        else ""
    )


def _readings(table: Table, used: list[tuple[int, tuple[Cell, ...]]]) -> Iterator[Table]:
    days = turn_calendar(table)
    if days is not None:
        yield replace(days, title="each day")
        totals = [name for name in table.columns if is_total(name)]
        kept = [at for at, name in enumerate(table.columns) if at == 0 or name in totals]
        if totals:
            yield replace(_only(table, kept), title="the totals")
        return
    table = name_days(fill_down(table))
    turned = turn_periods(table) or turn_weekdays(table)
    if turned is None:
        turned = turn_wards(table, tuple(levels for _, levels in used))
    yield add_yes_and_no(measures_to_columns(join_dates(name_numbers(turned or table))))


def _only(table: Table, kept: list[int]) -> Table:
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(TableRow(row.number, tuple(row.cells[at] for at in kept)) for row in table.rows),
        places=tuple(table.places[at] for at in kept),
        _columns={},
    )
