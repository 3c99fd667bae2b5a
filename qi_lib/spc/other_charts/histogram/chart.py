"""The histogram: how values are spread, when their order does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qi_lib.spc.checks import check_frame, check_text, check_whole
from qi_lib.spc.errors import DataError
from qi_lib.spc.numbers_in_words import decimals_for, number
from qi_lib.spc.other_charts.result import Result
from qi_lib.spc.reading.columns import Column, read_numbers
from qi_lib.spc.svg.elements import SvgDrawing
from qi_lib.spc.svg.ticks import nice_ticks, tick_words

__all__ = ["Histogram", "histogram"]

# More bars than the drawing has pixels tell nothing more.
_MOST_BARS = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Histogram(Result):
    """Hold the bars (`table`: low, high, count_) and what describes the values."""

    table: pd.DataFrame
    count: int
    mean: float
    median: float
    sd: float
    unit: str
    notes: tuple[str, ...] = ()

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

    def explain(self) -> str:
        """Say where the middle lies, how far values reach, and where most of them are."""
        low, high = self.table["low"].iloc[0], self.table["high"].iloc[-1]
        counts = self.table["count_"]
        fullest = self.table.iloc[int(counts.argmax())]
        decimals = decimals_for([self.mean, self.median])
        edges = max(decimals, decimals_for([float(fullest["high"] - fullest["low"])]))
        unit = f" {self.unit}" if self.unit else ""
        values = "There is one value" if self.count == 1 else f"There are {self.count:,} values"
        reach = f"the bars reach from {number(low, edges)} to {number(high, edges)}{unit}"
        between = f"{number(fullest['low'], edges)} and {number(fullest['high'], edges)}{unit}"
        return (
            f"{self.finding()}. {values}, with a mean of {number(self.mean, decimals)}; {reach}. "
            f"The fullest bar holds {int(fullest['count_']):,} of them, between {between}."
        )

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        edges = [*self.table["low"].tolist(), float(self.table["high"].iloc[-1])]
        decimals = decimals_for([edges[1] - edges[0]])
        shown = [number(edge, decimals) for edge in edges]
        rows = [
            (f"{low} to {high}", f"{count:,}", f"{count / self.count:.0%}")
            for low, high, count in zip(shown, shown[1:], self.table["count_"], strict=False)
        ]
        return (f"Values{f' ({self.unit})' if self.unit else ''}", "Count", "Share"), rows

    def _draw(self, *, themeable: bool, uid: str) -> str:
        width, height, left, right, foot = 720.0, 320.0, 12.0, 708.0, 276.0
        svg = SvgDrawing(themeable=themeable)
        low, high = float(self.table["low"].iloc[0]), float(self.table["high"].iloc[-1])
        top = float(self.table["count_"].max())

        def x(value: float) -> float:
            return left + (value - low) / (high - low) * (right - left)

        columns = (self.table[name].tolist() for name in ("low", "high", "count_"))
        for first, last, count in zip(*columns, strict=True):
            y = foot - (foot - 40) * count / top
            a, b = x(first) + 1, x(last) - 1
            svg.polygon([(a, foot), (a, y), (b, y), (b, foot)], "common", opacity=0.75)
        svg.line(left, foot, right, foot, "soft", 1.5)
        ticks = nice_ticks(low, high, 6)
        for tick, words in zip(ticks, tick_words(ticks, is_percent=False), strict=True):
            place = min(max(x(tick), left + 12), right - 12)
            svg.text(place, foot + 26, words, 16, "soft", anchor="middle")
        middle = x(self.median)
        svg.line(middle, 30, middle, foot, "ink", 2, dash="6 5")
        words = f"median {number(self.median, decimals_for([self.median]))}"
        anchor = "start" if middle < width * 0.7 else "end"
        step = 8 if anchor == "start" else -8
        svg.text(middle + step, 26, words, 17, bold=True, anchor=anchor, halo=True)
        said = f"{self.count} values, mean {self.mean:.3g}, median {self.median:.3g}."
        return svg.document(width, height, uid, title=self.finding(), description=said)


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
        ArgumentError: an argument is wrong; the message says what would be right.
        DataError: there are no values.
    """
    check_frame(data)
    check_text("unit", unit)
    if bars is not None:
        bars = check_whole("bars", bars, least=1, most=_MOST_BARS, of="bars")
    given = read_numbers(data, y, "y")
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
    return Histogram(table, len(values), mean, median, spread, unit, notes)


def _bars_for(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> int:
    low, high = np.quantile(values, [0.25, 0.75])
    width = 2 * (high - low) / len(values) ** (1 / 3)
    if width <= 0:
        return min(10, len(np.unique(values)))
    return int(min(40, max(5, np.ceil((values.max() - values.min()) / width))))
