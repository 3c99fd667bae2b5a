"""What a histogram is made of: values counted in bars of equal width."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.errors import DataError

__all__ = ["HistogramValues", "count_in_bars"]


@dataclass(frozen=True, eq=False)
class HistogramValues:
    """Hold the bars and what describes the values, for words and drawing; see `Histogram`."""

    table: pd.DataFrame
    count: int
    mean: float
    median: float
    sd: float
    unit: str
    notes: tuple[str, ...] = ()


def count_in_bars(given: Floats, bars: int | None, unit: str) -> HistogramValues:
    """Count the values that are there in bars of equal width."""
    values = given[~np.isnan(given)]
    if not len(values):
        raise DataError("There are no values to count. Give at least one.")
    counts, edges = np.histogram(values, bins=bars or _bars_for(values))
    table = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "count_": counts})
    spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    mean, median = float(values.mean()), float(np.median(values))
    lost = len(given) - len(values)
    are = "One missing value is" if lost == 1 else f"{lost:,} missing values are"
    notes = (f"{are} left out.",) if lost else ()
    return HistogramValues(table, len(values), mean, median, spread, unit, notes)


def _bars_for(values: Floats) -> int:
    """Choose how many bars show the spread (Freedman and Diaconis, at most 40)."""
    low, high = np.quantile(values, [0.25, 0.75])
    width = 2 * (high - low) / len(values) ** (1 / 3)
    if width <= 0:
        return min(10, len(np.unique(values)))
    return int(min(40, max(5, np.ceil((values.max() - values.min()) / width))))
