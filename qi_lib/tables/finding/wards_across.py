"""Turn tables with a column for each ward, so that the ward stands in a column of its own."""

import re
from dataclasses import dataclass, replace

from qi_lib.tables.amounts import Amount, read_amount
from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.headings import Heads
from qi_lib.tables.finding.labels import are_places, is_average, is_limit, is_target, is_total
from qi_lib.tables.finding.table import Table, TableRow, name_columns
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.periods import read_period

__all__ = ["turn_wards"]

_FEWEST = 2
_MOSTLY = 0.5
_NEARLY = 1e-6
_PREFIX = re.compile(
    r"(?P<ward>(?:ward|unit|bay|site|team|clinic|house|floor|area|zone) [a-z]?\d{0,3}[a-z]?)"
    r"[\s:,/–-]+(?P<measure>[a-z].*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Wards:
    """For each ward, the place of each of its measures; and the places of all other columns."""

    measures: tuple[str, ...]
    places: dict[str, dict[str, int]]
    others: tuple[int, ...]
    left_out: tuple[str, ...] = ()


def turn_wards(table: Table, heads: Heads) -> Table | None:
    """Turn a table with wards across; `None` when it is none."""
    wards = _by_levels(table, heads) or _by_prefix(table) or _alone(table)
    if wards is None:
        return None
    before = tuple((table.places[at], 0) for at in wards.others)
    spots = {
        ward: (
            *before,
            (-1, 0),
            *((table.places[found[one]], 0) if one in found else (-1, 0) for one in wards.measures),
        )
        for ward, found in wards.places.items()
    }
    rows = [
        TableRow(
            row.number,
            (
                *(row.cells[at] for at in wards.others),
                ward,
                *(row.cells[found[one]] if one in found else None for one in wards.measures),
            ),
            spots[ward],
        )
        for row in table.rows
        for ward, found in wards.places.items()
    ]
    kept = [table.places[at] for at in wards.others]
    places = (*kept, *[-1] * (1 + len(wards.measures)))
    are_dates = all(read_period(name) for name in wards.places)
    called = "Ward" if are_places(wards.places) else "Date" if are_dates else "Column"
    titles = [*(table.columns[at] for at in wards.others), called, *wards.measures]
    columns = name_columns(titles, places)
    told = (*table.left_out, *wards.left_out)
    name = "" if are_dates else columns[len(kept)]
    return replace(
        table,
        columns=columns, rows=tuple(rows), places=places, left_out=told, wards=name, _columns={},
    )  # fmt: skip


def _by_levels(table: Table, heads: Heads) -> _Wards | None:
    """Find wards over measures (or measures over wards) in two levels of headings."""
    pairs = {
        at: (_say(levels[0]), _say(levels[-1]))
        for at, levels in enumerate(heads)
        if len(levels) > 1
    }
    lower: dict[str, dict[str, int]] = {}
    for at, (first, last) in pairs.items():
        lower.setdefault(first, {})[last] = at
    shared = {name for named in lower.values() for name in named}
    repeated = [one for one in shared if sum(one in named for named in lower.values()) > 1]
    if len(lower) < _FEWEST or len(repeated) * 2 < len(shared):
        return None
    uppers = [name for name in lower]
    if are_places(sorted(shared)) and not are_places(uppers):
        turned: dict[str, dict[str, int]] = {}
        for first, named in lower.items():
            for last, at in named.items():
                turned.setdefault(last, {})[first] = at
        lower = turned
    return _wards(table, lower)


def _by_prefix(table: Table) -> _Wards | None:
    """Find wards in headings such as “Ward 7 falls” and “Ward 9 falls”."""
    found: dict[str, dict[str, int]] = {}
    for at, name in enumerate(table.columns):
        parts = _PREFIX.fullmatch(name)
        if parts:
            found.setdefault(parts["ward"], {})[parts["measure"]] = at
    measures = {name for named in found.values() for name in named}
    if len(found) < _FEWEST or any(set(named) != measures for named in found.values()):
        return None
    return _wards(table, found)


def _alone(table: Table) -> _Wards | None:
    """Find wards, or columns that a total adds up, with one number each."""
    numbers = [
        at
        for at, name in enumerate(table.columns)
        if table.column(name).share("number") > _MOSTLY and not sounds(name, "when", "key")
    ]
    named = [at for at in numbers if not is_total(table.columns[at])]
    lines = [at for at in named if _is_line(table.columns[at])]
    named = [at for at in named if at not in lines]
    if len(named) < _FEWEST:
        return None
    names = [table.columns[at] for at in named]
    speaking = any(sounds(name, "exposure", "part", "whole", "rate", "time") for name in names)
    if not are_places(names) and (speaking or not _is_added_up(table, named, numbers)):
        return None
    number = table.title or table.sheet or "Number"
    number = "Number" if are_places([number]) or number in names else number
    return _wards(table, {name: {number: at} for name, at in zip(names, named, strict=True)})


def _is_line(name: str) -> bool:
    return is_target(name) or is_limit(name) or is_average(name)


def _is_added_up(table: Table, named: list[int], numbers: list[int]) -> bool:
    """Tell whether a column called total is the sum of the others in every row: they are alike."""
    totals = [at for at in numbers if at not in named and is_total(table.columns[at])]
    if len(totals) != 1 or len(named) < 3:
        return False
    for row in table.rows:
        read = [read_amount(row.cells[at]) for at in (*named, totals[0])]
        values = [one.value if isinstance(one, Amount) else 0.0 for one in read]
        if abs(sum(values[:-1]) - values[-1]) > _NEARLY:
            return False
    return True


def _wards(table: Table, found: dict[str, dict[str, int]]) -> _Wards:
    taken = {at for named in found.values() for at in named.values()}
    left = [at for at in range(len(table.columns)) if at not in taken]
    totals = [at for at in left if is_total(table.columns[at].split(":")[0])]
    places = {name: named for name, named in found.items() if not is_total(name)}
    told = [table.columns[at] for at in totals] + [name for name in found if is_total(name)]
    measures = list(dict.fromkeys(name for named in places.values() for name in named))
    return _Wards(
        tuple(measures),
        places,
        tuple(at for at in left if at not in totals),
        tuple(f"“{name}” is a total and was left out." for name in told),
    )


def _say(cell: Cell) -> str:
    return " ".join(say_cell(cell).split())
