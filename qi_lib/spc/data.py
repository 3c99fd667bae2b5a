"""Columns or arrays made into plain, sorted arrays: one element a plotted point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from qi_lib.spc.arrays import Floats, Ints, numbered
from qi_lib.spc.errors import ArgumentError, DataError, _one_of
from qi_lib.spc.records import record
from qi_lib.spc.segments import Segments

__all__ = [
    "Axis",
    "Column",
    "gather_dates",
    "read_axis",
    "read_labels",
    "read_numbers",
    "rows_in_words",
]

# Any: a column may hold whatever a person has in a spreadsheet; it is checked here.
Column: TypeAlias = str | Sequence[Any] | npt.NDArray[Any] | pd.Series
_ISO_DATE = re.compile(r"\d{4}-\d{2}(-\d{2}([T ].*)?)?$")


@record
class Axis:
    """The time axis as given: sortable `keys`, and what they stand for."""

    kind: Literal["date", "number", "category"]
    keys: npt.NDArray[Any]  # datetime64[us], numbers, or the codes of categories
    names: tuple[str, ...] = ()  # of categories, by code
    is_counted: bool = False  # 1, 2, 3, …, for want of anything else

    @classmethod
    def counted(cls, size: int) -> Axis:
        """Number the rows from 1."""
        return cls("number", numbered(size + 1)[1:], is_counted=True)

    def locate(self, place: object, argument: str) -> Any:
        """Turn a place that a person names into a key that compares with `keys`."""
        try:
            if self.kind == "date":
                key = pd.Timestamp(place)  # type: ignore[arg-type]
                if pd.isna(key):
                    raise ValueError(place)
                return np.datetime64(key.tz_localize(None), "us")
            if self.kind == "number":
                return float(place)  # type: ignore[arg-type]
            return self.names.index(str(place))
        except (TypeError, ValueError):
            right = {
                "date": "Give a date such as 2025-03-01, because x holds dates.",
                "number": "Give a number, because x holds numbers.",
                "category": _one_of(self.names, place),
            }[self.kind]
            raise ArgumentError(argument, place, right) from None


def _take(data: pd.DataFrame | None, column: Column, argument: str) -> pd.Series:
    """Find a column by its name, or take the array itself."""
    if isinstance(column, str):
        if data is None:
            raise ArgumentError(argument, column, "Give the data frame as the first argument too.")
        if column not in data.columns:
            names = [str(name) for name in data.columns]
            raise ArgumentError(argument, column, f"No such column. {_one_of(names, column)}")
        found = data[column]
        if isinstance(found, pd.DataFrame):
            raise ArgumentError(argument, column, "Two columns have this name. Rename one.")
        return found
    if np.ndim(column) != 1:
        raise ArgumentError(argument, column, "It must be a column's name or a list of values.")
    series = column if isinstance(column, pd.Series) else pd.Series(column)
    if data is not None and len(series) != len(data):
        right = f"It has {len(series)} values, but the data frame has {len(data)} rows."
        raise ArgumentError(argument, f"a list of {len(series)}", right)
    return series


def read_numbers(data: pd.DataFrame | None, column: Column, argument: str) -> Floats:
    """Read a column of numbers; what is missing becomes NaN."""
    if data is None and isinstance(column, np.ndarray) and column.dtype == np.float64:
        numbers = column.copy() if column.ndim == 1 else _take(data, column, argument).to_numpy()
    else:
        series = _take(data, column, argument)
        if isinstance(series.dtype, np.dtype) and series.dtype.kind in "fiub":
            numbers = series.to_numpy(dtype=np.float64, copy=True)
        else:
            numbers = _numbers_from_objects(series, argument)
    infinite = np.isinf(numbers)
    if np.count_nonzero(infinite):
        row = int(np.flatnonzero(infinite)[0])
        raise DataError(f"Row {row + 1} of {_called(column, argument)} is infinite. Correct it.")
    return numbers


def _numbers_from_objects(series: pd.Series, argument: str) -> Floats:
    numbers = pd.to_numeric(series, errors="coerce")
    wrong = np.flatnonzero((numbers.isna() & series.notna()).to_numpy(dtype=bool))
    if len(wrong):
        row = int(wrong[0])
        raise DataError(
            f"Row {row + 1} of {_called(series.name or argument, argument)} is "
            f"{series.iloc[row]!r}, which is not a number. Correct it, or leave it empty."
        )
    return numbers.to_numpy(dtype=np.float64, na_value=np.nan)


def read_axis(data: pd.DataFrame | None, column: Column) -> Axis:
    """Read the time axis: dates (ISO text too), numbers, or names in the order given."""
    series = _take(data, column, "x")
    missing = np.flatnonzero(series.isna().to_numpy(dtype=bool))
    if len(missing):
        called = _called(column, "x")
        row = int(missing[0]) + 1
        raise DataError(f"Row {row} of {called} has no date. Add one or delete the row.")
    dtype = series.dtype
    if isinstance(dtype, pd.PeriodDtype):
        series = series.dt.to_timestamp()
    if isinstance(series.dtype, pd.DatetimeTZDtype):
        series = series.dt.tz_localize(None)
    if pd.api.types.is_datetime64_dtype(series.dtype):
        return Axis("date", series.to_numpy().astype("datetime64[us]"))
    if isinstance(dtype, pd.CategoricalDtype):
        names = tuple(str(name) for name in dtype.categories)
        return Axis("category", series.cat.codes.to_numpy(dtype=np.int64), names)
    if pd.api.types.is_numeric_dtype(dtype):
        numbers = series.to_numpy(copy=True)
        return Axis("number", numbers if numbers.dtype.kind in "fiu" else numbers.astype(float))
    return _axis_from_objects(series)


def _axis_from_objects(series: pd.Series) -> Axis:
    is_text = series.map(lambda item: isinstance(item, str))
    if not is_text.any() or (is_text.all() and series.map(_ISO_DATE.match).notna().all()):
        try:
            stamps = pd.to_datetime(series, utc=False)
        except (TypeError, ValueError):
            stamps = None
        if stamps is not None and pd.api.types.is_datetime64_any_dtype(stamps.dtype):
            return read_axis(None, stamps)
    codes, names = pd.factorize(series.map(str))
    return Axis("category", codes.astype(np.int64), tuple(str(name) for name in names))


def gather_dates(axis: Axis, period: str) -> Axis:
    """Move each date to the start of its day, week (Monday), month, quarter or year."""
    units = {"day": "D", "week": "W", "month": "M", "quarter": "M", "year": "Y"}
    if period not in units:
        raise ArgumentError("period", period, _one_of(units, period))
    if axis.kind != "date":
        raise ArgumentError("period", period, "x does not hold dates. Leave it out.")
    if period == "week":
        days = axis.keys.astype("datetime64[D]")
        # Day 0 of 1970 was a Thursday, three days after a Monday.
        starts = days - (days.astype(np.int64) + 3) % 7
    elif period == "quarter":
        months = axis.keys.astype("datetime64[M]")
        starts = months - months.astype(np.int64) % 3
    else:
        starts = axis.keys.astype(f"datetime64[{units[period]}]")
    return Axis("date", starts.astype("datetime64[us]"))


def read_labels(data: pd.DataFrame | None, column: Column, argument: str) -> tuple[Ints, list[str]]:
    """Read a column of names, such as a facet or the names of phases.

    Returns the number of each row's name, and the names in alphabetical order.
    """
    series = _take(data, column, argument)
    runs = _runs(series)
    codes, found = pd.factorize(series.iloc[runs.starts])
    if len(codes) and codes.min() < 0:
        row = int(runs.starts[np.argmin(codes)]) + 1
        raise DataError(f"Row {row} of {_called(column, argument)} is empty. Fill it in.")
    names, order = np.unique(np.array([str(name) for name in found.tolist()]), return_inverse=True)
    return np.repeat(order.astype(np.int64)[codes], runs.lengths), names.tolist()


def _runs(series: pd.Series) -> Segments:
    """Find where a name follows on another: only there it needs to be looked up."""
    try:
        return Segments.of(series.to_numpy())
    except TypeError:  # pd.NA is neither equal to anything nor unequal
        return Segments(numbered(len(series)), len(series))


def rows_in_words(rows: Ints, say: Sequence[str] | None = None) -> str:
    """Name rows, which are counted from 0 here and from 1 in words: "row 4 (March 2025)"."""
    named = [f"row {row + 1}" + (f" ({say[i]})" if say else "") for i, row in enumerate(rows[:5])]
    if len(rows) > 5:
        named.append(f"{len(rows) - 5} more")
    return named[0] if len(named) == 1 else ", ".join(named[:-1]) + " and " + named[-1]


def _called(column: object, argument: str) -> str:
    return f'"{column}"' if isinstance(column, str) else argument
