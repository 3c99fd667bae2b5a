"""Say in sentences what was left out of a reading, and why, and what was read otherwise."""

from collections.abc import Iterator, Sequence

from qi_lib.tables.cells import say_cell
from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.table import Table
from qi_lib.tables.kept_back import tell_kept_back
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.dated_rows import DatedRows
from qi_lib.tables.reading.gathering import MOST_VALUES, Gathered, Point
from qi_lib.tables.reading.values import Values
from qi_lib.wording.dates import say_day

__all__ = ["say_left_out", "say_notes"]

_MOST = 5


def say_left_out(
    table: Table, choices: Choices, dated: DatedRows, values: Values, gathered: Gathered
) -> Iterator[str]:
    """Say which rows do not count, and why."""
    yield from table.left_out
    yield from _rows(
        table, dated.totals, "is a total and was left out", "are totals and were left out"
    )
    for ward in sorted(dated.total_wards):
        yield f"“{ward}” in “{choices.group}” is a total of the others and was left out."
    yield from _undated(table, choices, dated)
    for cell in (*dated.unreadable, *values.unreadable):
        row = table.rows[cell.row]
        where = table.say_place(row, cell.column)
        if cell.column == choices.when:
            if not _has_number(table, choices, cell.row):
                continue
            yield (
                f"{where} has “{cell.text[:40]}” where a date should be. "
                "Write it as 3/4/2025 for 3 April 2025."
            )
        else:
            yield f"{where} has “{cell.text[:40]}” in “{cell.column}” where a number should be."
    yield from _blanks(table, values.blanks)
    yield from tell_kept_back(gathered.observations)
    yield from _misfits(table, choices, gathered)
    for day in gathered.dropped:
        kept = "upper" if choices.same_date == "first" else "lower"
        rows = sorted(point.row for point in (*gathered.points[day],))
        numbers = " and ".join(str(table.rows[row].number) for row in rows[-2:])
        yield (f"Rows {numbers} of {table.name} both have {say_day(day)}. The {kept} one counts.")


def _rows(table: Table, rows: Sequence[int], one: str, several: str) -> Iterator[str]:
    if not rows:
        return
    numbers = sorted({table.rows[row].number for row in rows})
    if len(numbers) == 1:
        yield f"Row {numbers[0]} of {table.name} {one}."
    else:
        shown = ", ".join(str(number) for number in numbers[:_MOST])
        more = ", …" if len(numbers) > _MOST else ""
        yield f"Rows {shown}{more} of {table.name} {several}."


def _undated(table: Table, choices: Choices, dated: DatedRows) -> Iterator[str]:
    rows = [row for row in dated.undated if _has_number(table, choices, row)]
    for row in rows[:_MOST]:
        number = table.rows[row].number
        yield f"Row {number} of {table.name} has no date. Add one or delete the row."
    if len(rows) > _MOST:
        yield f"{len(rows) - _MOST} more rows of {table.name} have no date."


def _has_number(table: Table, choices: Choices, row: int) -> bool:
    if not choices.number:
        return True
    return kind_of(table.rows[row].cells[table.at(choices.number)]) in (
        "number",
        "answer",
        "period",
    )


def _blanks(table: Table, rows: Sequence[int]) -> Iterator[str]:
    if len(rows) == 1:
        yield f"Row {table.rows[rows[0]].number} of {table.name} has no number and is left out."
    elif rows:
        first = min(table.rows[row].number for row in rows)
        yield (
            f"{len(rows)} rows of {table.name}, from row {first} on, have no number and are left "
            "out."
        )


def _misfits(table: Table, choices: Choices, gathered: Gathered) -> Iterator[str]:
    for point in gathered.negative:
        yield f"{_where(table, point)} has a number below zero, which no share can have."
    for point in gathered.too_large:
        part, whole = say_cell(point.value), say_cell(point.whole)
        said = f"{part} out of {whole}"
        yield f"{_where(table, point)} has {said}: the part is larger than the whole."
    for point in gathered.without_whole:
        yield f"{_where(table, point)} does not say out of how many, and was left out."
    for point in gathered.zero_wholes:
        name = choices.out_of or choices.number
        yield (
            f"{_where(table, point)} has 0 in “{name}”: there is nothing to divide by, so it is "
            "kept but not drawn."
        )


def _where(table: Table, point: Point) -> str:
    return f"Row {table.rows[point.row].number} of {table.name}"


def say_notes(
    table: Table, choices: Choices, dated: DatedRows, values: Values, gathered: Gathered
) -> Iterator[str]:
    """Say what was read otherwise than it is written."""
    if dated.are_ranges:
        yield "Each stretch of time counts for the date it begins on."
    if dated.are_financial or (dated.grain == "quarter" and choices.quarters == "financial"):
        yield "The quarters are those of financial years: the first begins in April."
    for row, text, value in values.aside[:_MOST]:
        place = table.place_of(table.rows[row], choices.number or "")
        yield f"“{text}” in {place} was read as {say_cell(value)}."
    if len(values.aside) > _MOST:
        yield f"{len(values.aside) - _MOST} more cells have words beside their number."
    if values.shares:
        first = table.rows[values.shares[0]]
        shown = say_cell(first.cells[table.at(choices.number or "")])
        yield (
            f"{len(values.shares)} numbers are written as shares of 1, such as {shown}: they were "
            "read as percentages."
        )
    if values.neither:
        said = ", ".join(f"“{text}” {count}" for text, count in values.neither.most_common(4))
        yield f"Neither yes nor no, so counted in neither: {said}."
    if gathered.averaged:
        yield (
            f"{len(gathered.averaged)} dates have more than {MOST_VALUES:,} rows: the average of "
            "them is charted."
        )
