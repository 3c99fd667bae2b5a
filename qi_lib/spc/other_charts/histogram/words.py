"""What a histogram says: where the middle lies, and whether the spread leans to one side."""

from __future__ import annotations

from collections.abc import Sequence

from qi_lib.spc.numbers_in_words import decimals_for, number
from qi_lib.spc.other_charts.histogram.values import HistogramValues

__all__ = ["explain", "finding", "table"]


def finding(histogram: HistogramValues) -> str:
    """Say where the middle lies, and whether the spread leans to one side."""
    decimals = decimals_for([histogram.mean, histogram.median])
    unit = f" {histogram.unit}" if histogram.unit else ""
    if histogram.sd == 0:
        are = "The only value is" if histogram.count == 1 else f"All {histogram.count:,} values are"
        return f"{are} {number(histogram.median, decimals)}{unit}"
    words = f"Half are below {number(histogram.median, decimals)}{unit}"
    lean = (histogram.mean - histogram.median) / histogram.sd if histogram.sd > 0 else 0.0
    # Beyond a fifth of a standard deviation the tail shows to the eye.
    if abs(lean) < 0.2:
        return words
    return f"{words}, with a long tail of {'high' if lean > 0 else 'low'} values"


def explain(histogram: HistogramValues) -> str:
    """Say where the middle lies, how far values reach, and where most of them are."""
    low, high = histogram.table["low"].iloc[0], histogram.table["high"].iloc[-1]
    counts = histogram.table["count_"]
    fullest = histogram.table.iloc[int(counts.argmax())]
    decimals = decimals_for([histogram.mean, histogram.median])
    edges = max(decimals, decimals_for([float(fullest["high"] - fullest["low"])]))
    unit = f" {histogram.unit}" if histogram.unit else ""
    count = histogram.count
    values = "There is one value" if count == 1 else f"There are {count:,} values"
    reach = f"the bars reach from {number(low, edges)} to {number(high, edges)}{unit}"
    between = f"{number(fullest['low'], edges)} and {number(fullest['high'], edges)}{unit}"
    return (
        f"{finding(histogram)}. "
        f"{values}, with a mean of {number(histogram.mean, decimals)}; {reach}. "
        f"The fullest bar holds {int(fullest['count_']):,} of them, between {between}."
    )


def table(histogram: HistogramValues) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Give the heads of the table, and the cells of each row, the row's name first."""
    edges = [*histogram.table["low"].tolist(), float(histogram.table["high"].iloc[-1])]
    decimals = decimals_for([edges[1] - edges[0]])
    shown = [number(edge, decimals) for edge in edges]
    rows = [
        (f"{low} to {high}", f"{count:,}", f"{count / histogram.count:.0%}")
        for low, high, count in zip(shown, shown[1:], histogram.table["count_"], strict=False)
    ]
    return (f"Values{f' ({histogram.unit})' if histogram.unit else ''}", "Count", "Share"), rows
