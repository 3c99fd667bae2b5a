"""The histogram: how values are spread, when their order does not matter."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qi_lib.spc.argument_checks import check_frame, check_text, check_whole
from qi_lib.spc.other_charts.histogram import words
from qi_lib.spc.other_charts.histogram.drawing import draw
from qi_lib.spc.other_charts.histogram.values import HistogramValues, count_in_bars
from qi_lib.spc.other_charts.result import Result
from qi_lib.spc.reading.columns import Column, read_numbers

__all__ = ["Histogram", "histogram"]

# More bars than the drawing has pixels tell nothing more.
_MOST_BARS = 1_000


class Histogram(HistogramValues, Result):
    """Hold the bars (`table`: low, high, count_) and what describes the values."""

    def finding(self) -> str:
        """Say where the middle lies, and whether the spread leans to one side."""
        return words.finding(self)

    def explain(self) -> str:
        """Say where the middle lies, how far values reach, and where most of them are."""
        return words.explain(self)

    def _draw(self, *, themeable: bool, uid: str) -> str:
        return draw(self, self.finding(), themeable=themeable, uid=uid)

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        return words.table(self)


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
    return Histogram(**vars(count_in_bars(read_numbers(data, y, "y"), bars, unit)))
