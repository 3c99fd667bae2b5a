"""What is to be counted, however it is given: rows, events, or counts by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from qi_lib.spc.argument_checks import check_length
from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.errors import ArgumentError, DataError
from qi_lib.spc.reading.columns import Column, read_numbers, rows_in_words, take

__all__ = ["read_events"]


def read_events(
    data: object, category: Column | None, count: Column | None
) -> tuple[pd.Series, Floats]:
    """Read the category of each row, and how many events it stands for."""
    if data is None or isinstance(data, pd.DataFrame):
        if category is None:
            right = "Give a column's name, or one category for each event."
            raise ArgumentError("category", category, right)
        names = take(data, category, "category").reset_index(drop=True)
        if count is None:
            return names, np.ones(len(names))
        counts = read_numbers(data, count, "count")
        check_length("count", len(counts), len(names), "category")
    else:
        for name, given in (("category", category), ("count", count)):
            if given is not None:
                raise ArgumentError(name, given, "Give a data frame first, or leave it out.")
        is_counted = isinstance(data, pd.Series) and _counts_by_name(data)
        if not (isinstance(data, Mapping) or is_counted):
            return _events(data), np.ones(len(_events(data)))
        by_name = pd.Series(data)
        names = pd.Series(by_name.index, dtype=object)
        counts = read_numbers(None, by_name.reset_index(drop=True), "data")
    counts = np.where(np.isnan(counts), 0.0, counts)
    if (counts < 0).any():
        where = rows_in_words(np.flatnonzero(counts < 0))
        raise DataError(f"The count is negative in {where}. Correct it.")
    return names, counts


def _counts_by_name(data: pd.Series) -> bool:
    """Tell whether these are numbers by name, as `value_counts()` gives them."""
    is_named = data.name == "count" or not pd.api.types.is_integer_dtype(data.index.dtype)
    return pd.api.types.is_numeric_dtype(data.dtype) and is_named


def _events(data: object) -> pd.Series:
    if isinstance(data, (str, bytes)) or not isinstance(data, Iterable):
        right = "Give one category for each event, a mapping to counts, or a data frame."
        raise ArgumentError("data", data, right)
    return pd.Series(list(data), dtype=object)
