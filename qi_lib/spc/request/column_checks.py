"""What a chart type asks of its columns, and of the rows that share a date."""

from __future__ import annotations

from typing import NoReturn

import numpy as np

from qi_lib.spc.argument_checks import check_length, check_name
from qi_lib.spc.arrays.array_types import Bools, Floats
from qi_lib.spc.errors import ArgumentError, DataError
from qi_lib.spc.limits.chart_types import ChartType
from qi_lib.spc.reading.columns import rows_in_words
from qi_lib.spc.reading.points import SUBGROUPS
from qi_lib.spc.reading.rows import Rows

__all__ = ["check_aggregate", "check_columns", "check_subgroups"]

# Of more values than this the range forgets too much (Montgomery, Introduction to Statistical
# Quality Control, 6.3: "for larger samples", 10 or more, use the standard deviation).
_LARGEST_FOR_RANGE = 10
_AGGREGATES = ("mean", "median", "sum", "each", "refuse")


def check_aggregate(kind: ChartType, aggregate: str, *, has_n: bool) -> None:
    """Refuse a way of making points of rows that the chart type has no use for."""
    check_name("aggregate", aggregate, _AGGREGATES)
    if kind.aggregate in SUBGROUPS:
        right = f"{kind.one_first} makes a point of all that is measured at one time. Leave it out."
        raise ArgumentError("aggregate", aggregate, right)
    if has_n and aggregate in ("mean", "median"):
        right = 'Numerators and denominators are added up. Give "sum", "each" or "refuse".'
        raise ArgumentError("aggregate", aggregate, right)


def check_columns(kind: ChartType, rows: Rows, given_n: object) -> None:
    """Refuse values and denominators that the chart type cannot show."""
    y, n = rows.y, rows.n
    if kind.values != "any":
        with np.errstate(invalid="ignore"):
            wrong = y < 0 if kind.values == "not negative" else y <= 0
        if wrong.any():
            _refuse_values(kind, y, wrong)
    if kind.counts:
        _refuse_parts_of_events(kind, y)
    if n is None:
        if kind.n == "needed":
            right = f"{kind.one_first} needs the denominator of each point."
            raise ArgumentError("n", None, right)
        return
    if kind.n == "none":
        right = f"{kind.one_first} takes no denominator. Leave it out."
        raise ArgumentError("n", given_n, right)
    check_length("n", len(n), len(y), "y")
    with np.errstate(invalid="ignore"):
        if (n < 0).any():
            where = rows_in_words(np.flatnonzero(n < 0))
            raise DataError(f"The denominator is negative in {where}. Correct it.")
        wrong = (y < 0) | ((y > n) & (n > 0))
        if kind.is_share and wrong.any():
            where = rows_in_words(np.flatnonzero(wrong))
            less = "is negative or larger than the denominator"
            raise DataError(f"The numerator {less} in {where}. Correct one of them.")


def check_subgroups(sizes: Floats) -> None:
    """Refuse limits from ranges where subgroups are so large that a range says little of them."""
    most = np.nanmax(sizes, initial=0)
    if most > _LARGEST_FOR_RANGE:
        right = (
            f"A subgroup has {most:g} values, and ranges serve up to "
            f'{_LARGEST_FOR_RANGE}. Use chart="xbar", whose limits come from S.'
        )
        raise ArgumentError("chart", "xbar_r", right)


def _refuse_parts_of_events(kind: ChartType, y: Floats) -> None:
    """Ask what is meant where something is counted and a number is not whole."""
    apart = np.abs(y - np.round(y))
    # What adding up leaves behind the comma is no part of an event.
    wrong = np.flatnonzero(apart > 1e-9 * np.maximum(np.abs(y), 1))
    if not len(wrong):
        return
    other = ('an I chart: chart="i"') if kind.n == "none" else ('an I′ chart: chart="ip"')
    raise DataError(
        f"{kind.one_first} counts events, and {rows_in_words(wrong)} "
        f"{'is' if len(wrong) == 1 else 'are'} not whole (such as {y[wrong[0]]:g}). Are these "
        f"averages, rates or amounts? Then use {other}. Else correct them."
    )


def _refuse_values(kind: ChartType, y: Floats, wrong: Bools) -> NoReturn:
    where = rows_in_words(np.flatnonzero(wrong))
    right = f"Correct {where}."
    if kind.name == "t" and (y[wrong] == 0).all():
        right = (
            f"In {where} it is zero: two events on one date. Count the time in hours, give half "
            'a day (0.5), or use a g chart: chart="g".'
        )
    raise DataError(f"Values must be {kind.values} in {kind.one}. {right}")
