"""Where the points of a drawing are, and what each of them says when it is asked."""

from __future__ import annotations

from dataclasses import dataclass

from qi_lib.spc.argument_checks import check_name
from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.drawing.sizes import SIZES
from qi_lib.spc.drawing.svg_chart import marked
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.words.point_words import point_words

__all__ = ["Spot", "spots"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a drawing: its place as a share of width and height, and what it says."""

    across: float
    down: float
    words: str


def spots(series: JudgedSeries, size: str) -> tuple[Spot, ...]:
    """Find the points that carry a mark in a drawing; see `Chart.spots`."""
    check_name("size", size, SIZES)
    layout, words = Layout(series, SIZES[size], None), point_words(series)
    width, height = layout.size.width, layout.height
    return tuple(
        Spot(round(float(layout.xs[i]) / width, 4), round(layout.ys[i] / height, 4), words[i])
        for i in marked(series)
    )
