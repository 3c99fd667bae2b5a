"""The histogram: how values are spread, when their order does not matter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from qi_lib.spc.data import Column, read_numbers
from qi_lib.spc.errors import ArgumentError, DataError
from qi_lib.spc.ink import Ink
from qi_lib.spc.scales import nice_ticks, tick_words
from qi_lib.spc.words import decimals_for, number

__all__ = ["Histogram", "histogram"]


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Hold the bars (`table`: low, high, count_) and what describes the values."""

    table: pd.DataFrame
    count: int
    mean: float
    median: float
    sd: float
    unit: str

    def finding(self) -> str:
        """Say where the middle lies, and whether the spread leans to one side."""
        decimals = decimals_for([self.mean, self.median])
        unit = f" {self.unit}" if self.unit else ""
        if self.sd == 0:
            are = "The only value is" if self.count == 1 else f"All {self.count:,} values are"
            return f"{are} {number(self.median, decimals)}{unit}"
        words = f"Half are below {number(self.median, decimals)}{unit}"
        lean = (self.mean - self.median) / self.sd if self.sd > 0 else 0.0
        # Beyond a fifth of a standard deviation the tail shows to the eye.
        if abs(lean) < 0.2:
            return words
        return f"{words}, with a long tail of {'high' if lean > 0 else 'low'} values"

    def to_svg(self, *, themeable: bool = True, uid: str = "histogram") -> str:
        """Draw the bars, the median and the numbers on the axis."""
        width, height, left, right, foot = 720.0, 320.0, 12.0, 708.0, 276.0
        ink = Ink(themeable=themeable)
        low, high = float(self.table["low"].iloc[0]), float(self.table["high"].iloc[-1])
        top = float(self.table["count_"].max())

        def x(value: float) -> float:
            return left + (value - low) / (high - low) * (right - left)

        columns = (self.table[name].tolist() for name in ("low", "high", "count_"))
        for first, last, count in zip(*columns, strict=True):
            y = foot - (foot - 40) * count / top
            a, b = x(first) + 1, x(last) - 1
            ink.polygon([(a, foot), (a, y), (b, y), (b, foot)], "common", opacity=0.75)
        ink.line(left, foot, right, foot, "soft", 1.5)
        ticks = nice_ticks(low, high, 6)
        for tick, words in zip(ticks, tick_words(ticks, is_percent=False), strict=True):
            place = min(max(x(tick), left + 12), right - 12)
            ink.text(place, foot + 26, words, 16, "soft", anchor="middle")
        middle = x(self.median)
        ink.line(middle, 30, middle, foot, "ink", 2, dash="6 5")
        words = f"median {number(self.median, decimals_for([self.median]))}"
        anchor = "start" if middle < width * 0.7 else "end"
        step = 8 if anchor == "start" else -8
        ink.text(middle + step, 26, words, 17, bold=True, anchor=anchor, halo=True)
        said = f"{self.count} values, mean {self.mean:.3g}, median {self.median:.3g}."
        return ink.document(width, height, uid, title=self.finding(), description=said)

    def _repr_html_(self) -> str:
        return self.to_svg()


def histogram(
    data: pd.DataFrame | None = None, *, y: Column, bars: int | None = None, unit: str = ""
) -> Histogram:
    """Count values in bars of equal width.

    Args:
        data: a data frame, or none with an array for `y`.
        y: the values; missing ones are left out.
        bars: how many bars; chosen from the spread of the values, if left out
            (Freedman and Diaconis, at most 40).
        unit: unit of the values, for words.

    Returns:
        A `Histogram`; its `table` has the columns low, high and count_.

    Raises:
        ArgumentError: the number of bars is not a whole number above 0.
        DataError: there are no values.
    """
    values = read_numbers(data, y, "y")
    values = values[~np.isnan(values)]
    if not len(values):
        raise DataError("There are no values to count. Give at least one.")
    if bars is not None and (isinstance(bars, bool) or not isinstance(bars, int) or bars < 1):
        raise ArgumentError("bars", bars, "Give a whole number above 0.")
    counts, edges = np.histogram(values, bins=bars or _bars_for(values))
    table = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "count_": counts})
    spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
    mean, median = float(values.mean()), float(np.median(values))
    return Histogram(table, len(values), mean, median, spread, unit)


def _bars_for(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> int:
    low, high = np.quantile(values, [0.25, 0.75])
    width = 2 * (high - low) / len(values) ** (1 / 3)
    if width <= 0:
        return min(10, len(np.unique(values)))
    return int(min(40, max(5, np.ceil((values.max() - values.min()) / width))))
