"""The rows that were given, a data frame's or arrays', read and of equal length."""

from __future__ import annotations

import pandas as pd

from qi_lib.spc.argument_checks import check_length
from qi_lib.spc.arrays.array_types import Floats, Ints
from qi_lib.spc.errors import DataError
from qi_lib.spc.reading.axis import Axis, read_axis
from qi_lib.spc.reading.calendar_periods import start_of_period
from qi_lib.spc.reading.columns import Column, read_labels, read_numbers
from qi_lib.spc.records import record

__all__ = ["Rows", "read_rows"]


@record
class Rows:
    """Hold what was given, one element a row. Names are held as numbers into lists of names."""

    axis: Axis
    y: Floats
    n: Floats | None
    facet: Ints | None
    facet_names: list[str] | None
    label: Ints | None  # of the phase, where a column names the phases
    label_names: list[str] | None


def read_rows(
    data: pd.DataFrame | None,
    *,
    x: Column | None,
    y: Column,
    n: Column | None,
    facet: Column | None,
    label: Column | None,
    period: str | None,
    year_starts: int | None,
) -> Rows:
    """Read all columns; dates are moved to the start of their `period`, if there is one."""
    ys = read_numbers(data, y, "y")
    if not len(ys):
        raise DataError("There are no rows. Add at least one.")
    axis = _axis(data, x, len(ys), period, year_starts)
    ns = None if n is None else read_numbers(data, n, "n")
    labels, label_names = _labels(data, label, "phases", len(ys))
    facets, facet_names = _labels(data, facet, "facet", len(ys))
    return Rows(axis, ys, ns, facets, facet_names, labels, label_names)


def _axis(
    data: pd.DataFrame | None,
    x: Column | None,
    size: int,
    period: str | None,
    year_starts: int | None,
) -> Axis:
    if x is None:
        axis = Axis.counted(size)
    else:
        axis = read_axis(data, x, keeps_hours=period is None, year_starts=year_starts)
        check_length("x", len(axis.keys), size, "y")
    if period is None:
        return axis
    keys = start_of_period(axis.kind, axis.keys, period)
    return Axis("date", keys, zone=axis.zone, notes=axis.notes)


def _labels(
    data: pd.DataFrame | None, column: Column | None, argument: str, size: int
) -> tuple[Ints | None, list[str] | None]:
    """Number the names in a column, in alphabetical order."""
    if column is None:
        return None, None
    codes, names = read_labels(data, column, argument)
    check_length(argument, len(codes), size, "y")
    return codes, names
