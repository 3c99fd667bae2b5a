"""Find the tables in a sheet: below each other, beside each other, under titles and settings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.headings import (
    Heads,
    are_days_across,
    are_periods_across,
    find_headings,
    is_words,
    read_heads,
)
from qi_lib.tables.finding.kinds import kind_of
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.opening.book import Range, Row, Sheet
from qi_lib.tables.periods import read_period

__all__ = ["Block", "find_blocks"]

_LOOK_AT = 60
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """A table as it stands in its sheet.

    `heads` are the levels of heading of each column, `places` where each column stands,
    `heading` the number of the row right above the data (0 where there is none), and `above`
    what stands over the table: titles and settings.
    """

    heads: Heads
    rows: tuple[Row, ...]
    places: tuple[int, ...]
    heading: int
    above: tuple[Row, ...] = ()
    title: str = ""


def find_blocks(sheet: Sheet, *, heading: int = 0) -> list[Block]:
    """Find the tables of a sheet, from the top and from the left.

    Args:
        sheet: the sheet.
        heading: the number of the row of headings, where a person has said it.
    """
    rows = list(sheet.rows)
    if not rows:
        return []
    width = max(len(row.cells) for row in rows)
    at = [index for index, row in enumerate(rows) if row.number == heading]
    headings = at if at else find_headings(rows)
    blocks = list(_cut(rows, headings, width, sheet))
    if not at:
        blocks = _without_settings(blocks)
    return [part for block in blocks for piece in _sections(block) for part in _side_by_side(piece)]


def _fill_down(rows: list[Row], merged: Sequence[Range]) -> list[Row]:
    """Write what a merged cell says into all the rows of a table that it covers."""
    tall = [one for one in merged if one[2] > one[0] and one[1] == one[3]]
    if not tall:
        return rows
    cells = {row.number: list(row.cells) for row in rows}
    for top, left, bottom, _ in tall:
        first = cells.get(top, [])
        value = first[left] if left < len(first) else None
        for number in range(top + 1, bottom + 1):
            if number in cells and left < len(cells[number]):
                cells[number][left] = value
    return [replace(row, cells=tuple(cells[row.number])) for row in rows]


def _cut(rows: list[Row], headings: list[int], width: int, sheet: Sheet) -> Iterator[Block]:
    """Cut the rows of a sheet at its headings."""
    if not headings:
        start = next((index for index, row in enumerate(rows) if not is_words(row)), 0)
        yield _block(((),) * width, rows[start:], 0, rows[:start])
        return
    repeated = {later for first, later in pairwise(headings) if _is_repeat(rows, first, later)}
    kept = [index for index in headings if index not in repeated]
    spans = [read_heads(rows, index, width, sheet.merged) for index in kept]
    begins = [first - _rows_above(rows, first) for first, _ in spans]
    for index, (heading, (first, heads)) in enumerate(zip(kept, spans, strict=True)):
        end = begins[index + 1] if index + 1 < len(kept) else len(rows)
        body = _fill_down(
            [rows[at] for at in range(heading + 1, end) if at not in repeated], sheet.merged
        )
        above = rows[begins[index] : first] if index else rows[:first]
        yield _block(heads, body, rows[heading].number, above)


def _is_repeat(rows: list[Row], first: int, later: int) -> bool:
    """Tell whether a row of headings is printed again at the top of the next page."""
    return rows[first].cells == rows[later].cells and not _rows_above(rows, later)


def _rows_above(rows: list[Row], first: int) -> int:
    """Count the rows of title and settings right above the headings at `first`."""
    count = 0
    while first - count > 0:
        row = rows[first - count - 1]
        filled = sum(1 for cell in row.cells if say_cell(cell).strip())
        if not is_words(row) or filled > 2:
            break
        if count and rows[first - count].number != row.number + 1:
            break
        count += 1
    return count


def _block(heads: Heads, body: list[Row], heading: int, above: list[Row]) -> Block:
    rows = tuple(_wide(row, len(heads)) for row in body)
    return Block(heads, rows, tuple(range(len(heads))), heading, tuple(above), _title(above))


def _wide(row: Row, width: int) -> Row:
    missing = width - len(row.cells)
    return replace(row, cells=row.cells + (None,) * missing) if missing else row


def _title(above: Sequence[Row]) -> str:
    """Give the words that stand alone in the row right above a table."""
    if not above or not is_words(above[-1]):
        return ""
    texts = [say_cell(cell).strip() for cell in above[-1].cells if say_cell(cell).strip()]
    return texts[0].rstrip(":")[:80] if len(set(texts)) == 1 else ""


def _without_settings(blocks: list[Block]) -> list[Block]:
    """Hand rows that looked like a table, but have no periods, to the table below them."""
    kept: list[Block] = []
    waiting: tuple[Row, ...] = ()
    for index, block in enumerate(blocks):
        is_last = index == len(blocks) - 1
        if (
            not is_last
            and not _has_periods(block)
            and len(block.rows) < len(blocks[index + 1].rows)
        ):
            head = Row(block.heading, tuple(_join(levels) for levels in block.heads))
            waiting = (*waiting, *block.above, head, *block.rows)
            continue
        kept.append(replace(block, above=(*waiting, *block.above)))
        waiting = ()
    return kept


def _join(levels: tuple[Cell, ...]) -> str:
    return " ".join(say_cell(cell).strip() for cell in levels)


def _has_periods(block: Block) -> bool:
    last = [levels[-1] if levels else None for levels in block.heads]
    if are_periods_across(last) or are_days_across(last):
        return True
    return any(_holds_periods(block, column) for column in range(len(block.heads)))


def _holds_periods(block: Block, column: int) -> bool:
    cells = [row.cells[column] for row in block.rows[:_LOOK_AT]]
    full = [cell for cell in cells if kind_of(cell)]
    periods = [period for period in map(read_period, full) if period]
    if len(periods) <= _MOSTLY * len(full) or not periods:
        return False
    is_named = sounds(_join(block.heads[column]), "when")
    return is_named or not all(period.is_plain_number for period in periods)


# One below the other, without headings of their own ----------------------------------------------


def _sections(block: Block) -> list[Block]:
    """Cut a table at the names between its rows, where the same dates come again below each."""
    names = [
        index
        for index, row in enumerate(block.rows[:-1])
        if is_words(row) and _is_alone(row) and not is_words(block.rows[index + 1])
    ]
    if not names:
        return [block]
    begins = [*([0] if names[0] else []), *(index + 1 for index in names)]
    ends = [*names, len(block.rows)] if names[0] else [*names[1:], len(block.rows)]
    parts = [block.rows[begin:end] for begin, end in zip(begins, ends, strict=True)]
    firsts = [{row.cells[_first_figure(row)] for row in part} for part in parts if part]
    if len(firsts) < 2 or not all(firsts[0] & later for later in firsts[1:]):
        return [block]
    titles = [_section_name(block.rows[index]) for index in names]
    titles = [block.title, *titles] if names[0] else titles
    return [
        replace(block, rows=part, title=title) for part, title in zip(parts, titles, strict=True)
    ]


def _is_alone(row: Row) -> bool:
    return len({say_cell(cell).strip() for cell in row.cells} - {""}) == 1


def _section_name(row: Row) -> str:
    return next(text for cell in row.cells if (text := say_cell(cell).strip()))[:80]


def _first_figure(row: Row) -> int:
    return next((at for at, cell in enumerate(row.cells) if kind_of(cell) == "period"), 0)


# Side by side ------------------------------------------------------------------------------------


def _side_by_side(block: Block) -> list[Block]:
    """Cut a table at its empty columns and repeated dates, where each part has dates of its own."""
    groups: list[list[int]] = []
    dated: list[bool] = []
    was_empty = True
    seen: set[str] = set()
    for column in range(len(block.heads)):
        if not block.heads[column] and not any(kind_of(row.cells[column]) for row in block.rows):
            was_empty = True
            continue
        name = _join(block.heads[column])
        has_dates = _holds_periods(block, column)
        if was_empty or (has_dates and name and name in seen):
            groups.append([])
            dated.append(False)
            seen = set()
        groups[-1].append(column)
        dated[-1] = dated[-1] or has_dates
        seen.add(name)
        was_empty = False
    joined: list[list[int]] = []
    for group, has_dates in zip(groups, dated, strict=True):
        if joined and (not has_dates or not _is_dated(block, joined[-1])):
            joined[-1] += group
        else:
            joined.append(list(group))
    return [_part(block, group, is_alone=len(joined) == 1) for group in joined]


def _is_dated(block: Block, columns: list[int]) -> bool:
    return any(_holds_periods(block, column) for column in columns)


def _part(block: Block, columns: list[int], *, is_alone: bool) -> Block:
    if columns == list(range(len(block.heads))):
        return block
    title = block.title if is_alone else _title_over(block, columns) or block.title
    rows = (Row(row.number, tuple(row.cells[at] for at in columns)) for row in block.rows)
    full = tuple(row for row in rows if any(say_cell(cell).strip() for cell in row.cells))
    heads = tuple(block.heads[at] for at in columns)
    return replace(
        block, heads=heads, rows=full, places=tuple(block.places[at] for at in columns), title=title
    )


def _title_over(block: Block, columns: list[int]) -> str:
    if not block.above:
        return ""
    cells = block.above[-1].cells
    over = [say_cell(cells[at]).strip() for at in columns if at < len(cells)]
    return next((text for text in over if text), "")[:80]
