"""Rows of data gathered into the points of a chart: grouped by time, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, constant, filled, numbered
from qi_lib.spc.arrays.segments import Segments, divide
from qi_lib.spc.errors import DataError
from qi_lib.spc.reading.axis import Axis, Note
from qi_lib.spc.reading.columns import rows_in_words
from qi_lib.spc.reading.rows import Rows
from qi_lib.spc.records import record

__all__ = ["SUBGROUPS", "Aggregate", "Points", "gather"]

Aggregate = Literal["mean", "median", "sum", "sd", "range", "subgroup", "ranged", "each", "refuse"]
"""How rows that share a date become one point; "each" keeps every row as a point.

"sd", "range", "subgroup" (its mean, and how far values deviate) and "ranged" (its mean, and the
range) make a point of each subgroup of measurements.
"""

SUBGROUPS: tuple[Aggregate, ...] = ("sd", "range", "subgroup", "ranged")


@record
class Points:
    """One element a plotted point, ordered by facet and then by time."""

    x: npt.NDArray[Any]  # the axis' keys
    facet: Ints
    value: Floats  # what is plotted, before any `multiply`
    count: Floats  # the numerator, where there is a denominator; else the value
    size: Floats  # the denominator or the subgroup's size; NaN where it has no meaning
    within: Floats  # how far the values of a subgroup lie apart: their deviation, or their range
    label: Ints  # phase by name, where a column names the phases
    notes: tuple[Note, ...]


def gather(given: Rows, aggregate: Aggregate) -> Points:
    """Group the rows of each facet that share a date, in time order."""
    axis, y, n, facet, label = given.axis, given.y, given.n, given.facet, given.label
    x = axis.keys
    rows = starts = numbered(len(x))  # rows as given, to name them
    is_in_order = (axis.is_counted and facet is None) or _rises(x, facet)
    facet = constant(len(x), 0) if facet is None else facet
    label = constant(len(x), 0) if label is None else label
    if not is_in_order:
        rows = np.lexsort((x, facet))
        x, y, facet, label = x[rows], y[rows], facet[rows], label[rows]
        n = n if n is None else n[rows]
        starts = Segments.of(x, Segments.of(facet)).starts
    if n is not None:
        y, n = _both_or_neither(y, n)
    shared = len(starts) < len(x)
    if shared and aggregate == "refuse":
        i = int(np.count_nonzero(starts == numbered(len(starts))))
        pair = f"Rows {rows[i - 1] + 1} and {rows[i] + 1}"
        raise DataError(f"{pair} share one date ({axis.say(x[i])}). Keep one of them.")
    if aggregate == "each" or not (shared or (n is None and aggregate in SUBGROUPS)):
        nothing = constant(len(y), np.nan)
        size = nothing if n is None else n
        value = y if n is None else divide(y, n)
        notes = () if n is None else _zero_denominators(axis, x, n, facet, rows)
        return Points(x, facet, value, y, size, nothing, label, notes)
    return _grouped(axis, x, y, n, facet, label, Segments(starts, len(x)), aggregate, rows)


def _grouped(
    axis: Axis,
    x: npt.NDArray[Any],
    y: Floats,
    n: Floats | None,
    facet: Ints,
    label: Ints,
    groups: Segments,
    aggregate: Aggregate,
    rows: Ints,
) -> Points:
    there = ~np.isnan(y)
    have = groups.count(there)
    x, facet, label = x[groups.starts], facet[groups.starts], label[groups.starts]
    sums = np.where(have > 0, groups.sum(y, there), np.nan)
    within = filled(len(x))
    if n is not None:
        total = np.where(have > 0, groups.sum(n, there), np.nan)
        zeros = _zero_denominators(axis, x, total, facet, rows[groups.starts])
        notes = (*_shared(groups, facet, "added up"), *zeros)
        return Points(x, facet, divide(sums, total), sums, total, within, label, notes)
    mean = divide(sums, have)
    is_subgroup = aggregate in SUBGROUPS
    if is_subgroup:
        within = _within(y, there, groups, aggregate, mean=mean)
    value = _reduced(y, there, groups, aggregate, mean=mean, sums=sums, within=within)
    size = have.astype(np.float64) if is_subgroup else filled(len(x))
    done = {"mean": "averaged", "median": "reduced to their median", "sum": "added up"}
    said = () if is_subgroup else _shared(groups, facet, done[aggregate])
    return Points(x, facet, value, value, size, within, label, said)


def _shared(groups: Segments, facet: Ints, done: str) -> tuple[Note, ...]:
    """Say of each facet how many of its rows are not points of their own."""
    extra = groups.lengths - 1
    parts = _by_facet(facet, extra.nonzero()[0])
    return tuple((code, _shared_in_words(int(extra[at].sum()), done)) for code, at in parts)


def _by_facet(facet: Ints, at: Ints) -> Iterator[tuple[int, Ints]]:
    """Give some of the points facet by facet."""
    if len(at):
        for part in np.split(at, np.diff(facet[at]).nonzero()[0] + 1):
            yield int(facet[part[0]]), part


def _shared_in_words(extra: int, done: str) -> str:
    if extra == 1:
        return f"One row shares its date with another row and was {done}."
    return f"{extra:,} rows share their date with another row and were {done}."


def _reduced(
    y: Floats, there: Bools, groups: Segments, aggregate: Aggregate, **known: Floats
) -> Floats:
    """Make one value of each group of rows."""
    if aggregate == "median":
        return groups.median(y, there)
    of = {"sum": "sums", "sd": "within", "range": "within"}
    return known[of.get(aggregate, "mean")]


def _within(
    y: Floats, there: Bools, groups: Segments, aggregate: Aggregate, *, mean: Floats
) -> Floats:
    """Tell how far the values of each subgroup lie apart; NaN where there is but one."""
    have = groups.count(there)
    if aggregate in ("range", "ranged"):
        high = groups.largest(y, there, empty=-np.inf)
        low = -groups.largest(-y, there, empty=-np.inf)
        return np.where(have > 1, high - low, np.nan)
    squares = groups.sum((y - groups.spread(mean)) ** 2, there)
    return np.sqrt(divide(squares, np.where(have > 1, have - 1, 0)))


def _rises(x: npt.NDArray[Any], facet: Ints | None) -> bool:
    """Tell whether each row is later than the one before: nothing to sort, nothing to group."""
    later = x[1:] > x[:-1]
    if facet is not None:
        later = (facet[1:] > facet[:-1]) | ((facet[1:] == facet[:-1]) & later)
    return int(np.count_nonzero(later)) == len(later)


def _both_or_neither(y: Floats, n: Floats) -> tuple[Floats, Floats]:
    """A row that lacks its numerator or its denominator counts for neither."""
    lost = np.isnan(y) | np.isnan(n)
    if not lost.any():
        return y, n
    return np.where(lost, np.nan, y), np.where(lost, np.nan, n)


def _zero_denominators(
    axis: Axis, x: npt.NDArray[Any], n: Floats, facet: Ints, rows: Ints
) -> tuple[Note, ...]:
    notes = []
    for code, zero in _by_facet(facet, np.flatnonzero(n == 0)):
        where = rows_in_words(rows[zero], [axis.say(key) for key in x[zero]])
        said = f"The denominator is zero in {where}: nothing to plot there, so a gap is left."
        notes.append((code, said))
    return tuple(notes)
