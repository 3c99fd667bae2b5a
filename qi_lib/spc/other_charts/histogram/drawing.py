"""The drawing of a histogram."""

from __future__ import annotations

from qi_lib.spc.numbers_in_words import decimals_for, number
from qi_lib.spc.other_charts.histogram.values import HistogramValues
from qi_lib.spc.svg.elements import SvgDrawing
from qi_lib.spc.svg.ticks import nice_ticks, tick_words

__all__ = ["draw"]


def draw(histogram: HistogramValues, title: str, *, themeable: bool, uid: str) -> str:
    """Draw the bars, the numbers below them, and a line at the median."""
    width, height, left, right, foot = 720.0, 320.0, 12.0, 708.0, 276.0
    svg = SvgDrawing(themeable=themeable)
    low, high = float(histogram.table["low"].iloc[0]), float(histogram.table["high"].iloc[-1])
    top = float(histogram.table["count_"].max())

    def x(value: float) -> float:
        return left + (value - low) / (high - low) * (right - left)

    columns = (histogram.table[name].tolist() for name in ("low", "high", "count_"))
    for first, last, count in zip(*columns, strict=True):
        y = foot - (foot - 40) * count / top
        a, b = x(first) + 1, x(last) - 1
        svg.polygon([(a, foot), (a, y), (b, y), (b, foot)], "common", opacity=0.75)
    svg.line(left, foot, right, foot, "soft", 1.5)
    ticks = nice_ticks(low, high, 6)
    for tick, words in zip(ticks, tick_words(ticks, is_percent=False), strict=True):
        place = min(max(x(tick), left + 12), right - 12)
        svg.text(place, foot + 26, words, 16, "soft", anchor="middle")
    middle = x(histogram.median)
    svg.line(middle, 30, middle, foot, "ink", 2, dash="6 5")
    words = f"median {number(histogram.median, decimals_for([histogram.median]))}"
    anchor = "start" if middle < width * 0.7 else "end"
    step = 8 if anchor == "start" else -8
    svg.text(middle + step, 26, words, 17, bold=True, anchor=anchor, halo=True)
    said = f"{histogram.count} values, mean {histogram.mean:.3g}, median {histogram.median:.3g}."
    return svg.document(width, height, uid, title=title, description=said)
