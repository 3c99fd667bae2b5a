"""Columns or arrays made into plain, sorted arrays: one element a plotted point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats, Ints, numbered
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.checks import check_length, check_number, check_whole
from qi_lib.spc.errors import ArgumentError, DataError, _one_of
from qi_lib.spc.reading.dates_in_text import from_zone, read_date, read_dates
from qi_lib.spc.records import record

__all__ = [
    "Axis",
    "Column",
    "Note",
    "read_axis",
    "read_labels",
    "read_numbers",
    "rows_in_words",
    "take",
]

Note: TypeAlias = tuple[int | None, str]
"""What a careful reader should know, of one facet by its number, or of all (None)."""

# Any: a column may hold whatever a person has in a spreadsheet; it is checked here.
Column: TypeAlias = str | Sequence[Any] | npt.NDArray[Any] | pd.Series


@record
class Axis:
    """The time axis as given: sortable `keys`, and what they stand for."""

    kind: Literal["date", "number", "category"]
    keys: npt.NDArray[Any]  # datetime64[us], numbers, or the codes of categories
    names: tuple[str, ...] = ()  # of categories, by code
    is_counted: bool = False  # 1, 2, 3, …, for want of anything else
    zone: str | None = None  # that dates are in, if anybody said
    notes: tuple[Note, ...] = ()  # what a reader should know of how dates were read

    @classmethod
    def counted(cls, size: int) -> Axis:
        """Number the rows from 1."""
        return cls("number", numbered(size + 1)[1:], is_counted=True)

    def locate(self, place: object, argument: str) -> Any:
        """Turn a place that a person names into a key that compares with `keys`."""
        if self.kind == "category":
            if str(place) in self.names:
                return self.names.index(str(place))
            raise ArgumentError(argument, place, _one_of(self.names, place))
        if self.kind == "number":
            return check_number(argument, place)
        moment = _moment(place)
        if moment is None:
            right = "Give a date such as 2025-03-31 or 31/3/2025, because x holds dates."
            raise ArgumentError(argument, place, right)
        if moment.tzinfo is not None:
            moment = moment.tz_convert(self.zone) if self.zone else moment
            moment = moment.tz_localize(None)
        return np.datetime64(moment, "us")

    def position(self, place: object, argument: str) -> int | None:
        """Read a whole number as a position, counted from 1, where x is no number itself."""
        is_whole = isinstance(place, (int, np.integer)) and not isinstance(place, bool)
        if self.kind == "number" or not is_whole:
            return None
        return check_whole(argument, place, least=1, of="points")


def _moment(place: object) -> pd.Timestamp | None:
    """Read a date that a person gives; None where it is none."""
    if isinstance(place, str):
        place = read_date(place)
    if isinstance(place, pd.Period):
        place = place.to_timestamp()
    if not isinstance(place, (date, np.datetime64)):
        return None
    moment = pd.Timestamp(place)
    return moment if isinstance(moment, pd.Timestamp) else None  # not a time is no date


def take(data: pd.DataFrame | None, column: Column, argument: str) -> pd.Series:
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
    if not _is_flat(column):
        raise ArgumentError(argument, column, "It must be a column's name or a list of values.")
    series = column if isinstance(column, pd.Series) else pd.Series(column)
    if data is not None:
        check_length(argument, len(series), len(data), "the data frame")
    return series


def _is_flat(column: object) -> bool:
    try:
        return np.ndim(column) == 1  # type: ignore[arg-type]
    except ValueError:  # lists of unequal length
        return False


def read_numbers(data: pd.DataFrame | None, column: Column, argument: str) -> Floats:
    """Read a column of numbers; what is missing becomes NaN."""
    if data is None and isinstance(column, np.ndarray) and column.dtype == np.float64:
        numbers = column.copy() if column.ndim == 1 else take(data, column, argument).to_numpy()
    else:
        series = take(data, column, argument)
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
    held = series.dtype.kind if series.dtype.kind in "mMc" else pd.api.types.infer_dtype(series)
    if held in ("M", "datetime", "datetime64", "date"):
        raise DataError(f"{_called(series.name, argument)} holds dates. Give numbers.")
    if held in ("m", "timedelta", "timedelta64"):
        right = "Divide them by pd.Timedelta(days=1) to have days as numbers."
        raise DataError(f"{_called(series.name, argument)} holds lengths of time. {right}")
    if held in ("c", "complex"):
        raise DataError(f"{_called(series.name, argument)} holds complex numbers. Give plain ones.")
    if pd.api.types.is_numeric_dtype(series.dtype):  # nullable and pyarrow columns
        return series.to_numpy(dtype=np.float64, na_value=np.nan)
    numbers = pd.to_numeric(series, errors="coerce")
    wrong = np.flatnonzero((numbers.isna() & series.notna()).to_numpy(dtype=bool))
    if len(wrong):
        row = int(wrong[0])
        raise DataError(
            f"Row {row + 1} of {_called(series.name, argument)} is "
            f"{series.iloc[row]!r}, which is not a number. Correct it, or leave it empty."
        )
    return numbers.to_numpy(dtype=np.float64, na_value=np.nan)


def read_axis(data: pd.DataFrame | None, column: Column, *, keeps_hours: bool = True) -> Axis:
    """Read the time axis: dates (text too), numbers, or names in the order given.

    Where hours matter, none is lost when the clocks go back.
    """
    series = take(data, column, "x")
    called = _called(column, "x")
    missing = np.flatnonzero(series.isna().to_numpy(dtype=bool))
    if len(missing):
        row = int(missing[0]) + 1
        raise DataError(f"Row {row} of {called} has no date. Add one or delete the row.")
    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        names = tuple(str(name) for name in dtype.categories)
        return Axis("category", series.cat.codes.to_numpy(dtype=np.int64), names)
    if isinstance(dtype, pd.PeriodDtype):
        series = series.dt.to_timestamp()
    if series.dtype.kind == "M":
        return _axis_of_dates(pd.DatetimeIndex(series), keeps_hours)
    if dtype.kind in "fiub":
        return _axis_of_numbers(series.to_numpy(copy=True), called)
    return _axis_from_objects(series, called, keeps_hours)


def _axis_of_dates(dates: pd.DatetimeIndex, keeps_hours: bool) -> Axis:
    if dates.tz is None:
        return Axis("date", dates.to_numpy().astype("datetime64[us]"))
    if not keeps_hours:
        local = dates.tz_localize(None).to_numpy().astype("datetime64[us]")
        return Axis("date", local, zone=str(dates.tz))
    keys, zone, notes = from_zone(dates.tz_convert("UTC"), dates.tz)
    return Axis("date", keys, zone=zone, notes=_of_all(notes))


def _of_all(notes: list[str]) -> tuple[Note, ...]:
    return tuple((None, said) for said in notes)


def _axis_of_numbers(numbers: npt.NDArray[Any], called: str) -> Axis:
    numbers = numbers if numbers.dtype.kind in "fiu" else numbers.astype(np.float64)
    if numbers.dtype.kind == "f" and np.isinf(numbers).any():
        row = int(np.flatnonzero(np.isinf(numbers))[0]) + 1
        raise DataError(f"Row {row} of {called} is infinite. Correct it.")
    return Axis("number", numbers)


def _axis_from_objects(series: pd.Series, called: str, keeps_hours: bool) -> Axis:
    held = pd.api.types.infer_dtype(series)
    if held in ("integer", "floating", "mixed-integer-float", "decimal"):
        return _axis_of_numbers(series.to_numpy(dtype=np.float64), called)
    if held in ("complex", "timedelta", "timedelta64") or series.dtype.kind in "cm":
        raise ArgumentError("x", series, "Give dates, numbers or names.")
    if held in ("datetime", "datetime64", "date"):
        try:
            return _axis_of_dates(pd.DatetimeIndex(series), keeps_hours)
        except (TypeError, ValueError):
            pass  # offsets differ: read below, each with its own
    texts = series.map(str).tolist()
    found = read_dates(texts, called)
    if found is not None:
        dates, zone, notes = found
        return Axis("date", dates, zone=zone, notes=_of_all(notes))
    codes, names = pd.factorize(np.asarray(texts, dtype=object))
    return Axis("category", codes.astype(np.int64), tuple(str(name) for name in names))


def read_labels(data: pd.DataFrame | None, column: Column, argument: str) -> tuple[Ints, list[str]]:
    """Read a column of names, such as a facet or the names of phases.

    Returns the number of each row's name, and the names in alphabetical order.
    """
    series = take(data, column, argument)
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
