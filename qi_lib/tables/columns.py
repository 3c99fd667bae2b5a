"""Which column of a table is what: the date, the number, and what it is out of."""

import re
from dataclasses import dataclass

from qi_lib.errors import Refused
from qi_lib.tables.cells import Cell, is_blank, read_cell_day, read_number, say_cell
from qi_lib.tables.files import Table

__all__ = ["ColumnMapping", "propose_mapping"]

_LOOK_AT = 200
_MOSTLY = 0.5
# So many rows a date, on average, are measurements of it and no stray duplicates.
_SEVERAL = 1.8
_A_NAME_THAT_FITS = 0.1
_WHENS = ("date", "month", "week", "period", "when", "day", "quarter", "year")
_TOTALS = (
    "total", "attendances", "denominator", "out of", "eligible", "seen", "all ", "patients",
    "audited", "opportunities", "sample", "cases", "referrals", "number in",
)  # fmt: skip
_PARTS = (
    "breach", "numerator", "number of", "compliant", "yes", "met", "within", "late", "missed",
    "dna", "failed", "count", "done", "correct",
)  # fmt: skip
_BAD_PARTS = ("breach", "late", "missed", "failed", "not ", "dna", "non-")
_RATES = ("%", "percent", "per cent", "rate", "average", "mean", "median", "share")
# “Hospital number”, but not “number of falls”; “ref”, but not “referrals”.
_IS_A_KEY = re.compile(r"\b(id|code|nhs|ref|reference)\b|\bnumber$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column holds what.

    With `out_of`, `number` is a part of it; with `is_rest`, what is charted is the rest,
    `out_of` minus `number` (seen in time = attendances minus breaches). With `adds_up`, the rows
    of one date are added; with `keeps_all` they are several values of it; `only` keeps the rows
    that have that word in the column `group`.
    """

    when: str
    number: str
    out_of: str = ""
    is_rest: bool = False
    adds_up: bool = False
    keeps_all: bool = False
    group: str = ""
    only: str = ""


def propose_mapping(table: Table) -> ColumnMapping:
    """Guess which column is the date, the number and what it is out of.

    Raises `Refused` when no column holds dates, or none holds numbers.
    """
    sample = Table(table.name, table.columns, table.rows[:_LOOK_AT])
    when = _find_when(sample)
    numbers = [
        name
        for name in table.columns
        if name != when and _share(sample.column(name), table.has_decimal_comma) > _MOSTLY
    ]
    numbers = [name for name in numbers if not _IS_A_KEY.search(name.strip())] or numbers
    if not numbers:
        raise Refused(f"We found no column of numbers in {table.name}. Is the right sheet in it?")
    number, out_of = _find_ratio(sample, numbers)
    days = [day for day in map(read_cell_day, sample.column(when)) if day]
    group = _find_group(sample, {when, *numbers}) if len(set(days)) < len(days) else ""
    are_several = len(days) > _SEVERAL * len(set(days))
    return ColumnMapping(
        when=when,
        number=number,
        out_of=out_of,
        is_rest=bool(out_of) and _sounds(number, _BAD_PARTS),
        adds_up=bool(group),
        keeps_all=are_several and not group and not out_of,
        group=group,
    )


def _find_when(table: Table) -> str:
    shares = {}
    for name in table.columns:
        cells = [cell for cell in table.column(name) if not is_blank(cell)]
        read = [read_cell_day(cell) for cell in cells]
        share = sum(1 for day in read if day) / len(cells) if cells else 0.0
        are_plain_numbers = all(read_number(cell) is not None for cell in cells)
        if are_plain_numbers and not _sounds(name, _WHENS):
            share = 0.0  # attendances of 25,000 are no Excel dates
        shares[name] = share
        if share and _sounds(name, _WHENS):
            shares[name] += _A_NAME_THAT_FITS
    best = max(shares, key=lambda name: shares[name])
    if shares[best] <= _MOSTLY:
        raise Refused(
            f"We found no column of dates in {table.name}. "
            "Each row needs a date, such as 03/04/2025 or April 2025."
        )
    return best


def _find_ratio(table: Table, numbers: list[str]) -> tuple[str, str]:
    rates = [name for name in numbers if _sounds(name, _RATES)]
    parts = [name for name in numbers if _sounds(name, _PARTS) and name not in rates]
    totals = [name for name in numbers if _sounds(name, _TOTALS) and name not in (*rates, *parts)]
    if not parts and len(numbers) == 2 and totals and not rates:
        # “walked” beside “patients”: a part of them, if it is never more than they are.
        parts = [name for name in numbers if _is_within(table, name, totals[0])]
    if parts and totals:
        return parts[0], totals[0]
    return (rates or parts or numbers)[0], ""


def _is_within(table: Table, part: str, whole: str) -> bool:
    if part == whole:
        return False
    pairs = zip(table.column(part), table.column(whole), strict=True)
    read = [(read_number(one), read_number(all_)) for one, all_ in pairs]
    return all(one <= all_ for one, all_ in read if one is not None and all_ is not None)


def _find_group(table: Table, taken: set[str]) -> str:
    for name in table.columns:
        words = {say_cell(cell) for cell in table.column(name)}
        if name not in taken and 1 < len(words) <= 20:
            return name
    return ""


def _share(cells: list[Cell], has_decimal_comma: bool) -> float:
    full = [cell for cell in cells if not is_blank(cell)]
    read = [read_number(cell, has_decimal_comma=has_decimal_comma) for cell in full]
    return sum(1 for number in read if number is not None) / len(full) if full else 0.0


def _sounds(name: str, words: tuple[str, ...]) -> bool:
    return any(word in f"{name.lower()} " for word in words)
