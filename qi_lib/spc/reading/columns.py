"""Columns or arrays as a person gives them, read as plain arrays: one element a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from qi_lib.spc.argument_checks import check_length
from qi_lib.spc.arrays.array_types import Floats, Ints, numbered
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.errors import ArgumentError, DataError, _one_of

__all__ = ["Column", "called", "name_of", "read_labels", "read_numbers", "rows_in_words", "take"]

# Any: a column may hold whatever a person has in a spreadsheet; it is checked here.
Column: TypeAlias = str | Sequence[Any] | npt.NDArray[Any] | pd.Series


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
        raise DataError(f"Row {row + 1} of {called(column, argument)} is infinite. Correct it.")
    return numbers


def _numbers_from_objects(series: pd.Series, argument: str) -> Floats:
    held = series.dtype.kind if series.dtype.kind in "mMc" else pd.api.types.infer_dtype(series)
    if held in ("M", "datetime", "datetime64", "date"):
        raise DataError(f"{called(series.name, argument)} holds dates. Give numbers.")
    if held in ("m", "timedelta", "timedelta64"):
        right = "Divide them by pd.Timedelta(days=1) to have days as numbers."
        raise DataError(f"{called(series.name, argument)} holds lengths of time. {right}")
    if held in ("c", "complex"):
        raise DataError(f"{called(series.name, argument)} holds complex numbers. Give plain ones.")
    if pd.api.types.is_numeric_dtype(series.dtype):  # nullable and pyarrow columns
        return series.to_numpy(dtype=np.float64, na_value=np.nan)
    numbers = pd.to_numeric(series, errors="coerce")
    wrong = np.flatnonzero((numbers.isna() & series.notna()).to_numpy(dtype=bool))
    if len(wrong):
        row = int(wrong[0])
        raise DataError(
            f"Row {row + 1} of {called(series.name, argument)} is "
            f"{series.iloc[row]!r}, which is not a number. Correct it, or leave it empty."
        )
    return numbers.to_numpy(dtype=np.float64, na_value=np.nan)


def read_labels(data: pd.DataFrame | None, column: Column, argument: str) -> tuple[Ints, list[str]]:
    """Read a column of names, such as a facet or the names of phases.

    Returns the number of each row's name, and the names: in the order of an ordered categorical,
    else in alphabetical order.
    """
    series = take(data, column, argument)
    runs = _runs(series)
    codes, found = pd.factorize(series.iloc[runs.starts])
    if len(codes) and codes.min() < 0:
        row = int(runs.starts[np.argmin(codes)]) + 1
        raise DataError(f"Row {row} of {called(column, argument)} is empty. Fill it in.")
    each = np.array([str(name) for name in found.tolist()])
    sorted_names, order = np.unique(each, return_inverse=True)
    names, order = _as_ordered(series, sorted_names.tolist(), order)
    return np.repeat(order.astype(np.int64)[codes], runs.lengths), names


def _as_ordered(
    series: pd.Series, names: list[str], order: npt.NDArray[np.intp]
) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Put names in the order in which a person put them, if they are an ordered categorical."""
    dtype = series.dtype
    if not isinstance(dtype, pd.CategoricalDtype) or not dtype.ordered:
        return names, order
    by_person = [name for name in map(str, dtype.categories) if name in names]
    return by_person, np.array([by_person.index(name) for name in names])[order]


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


def name_of(column: Column) -> str | None:
    """Give the name of a column, or of a series of values, as people write it; None without one."""
    name = column if isinstance(column, str) else getattr(column, "name", None)
    return None if name is None else str(name).replace("_", " ")


def called(column: object, argument: str) -> str:
    """Say in a message which column is meant."""
    return f'"{column}"' if isinstance(column, str) else argument
