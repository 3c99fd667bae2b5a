"""Where the points of a drawing are, and what each of them says when it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_lib.spc.drawing.data_table import why_words
from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.drawing.sizes import SIZES
from qi_lib.spc.drawing.svg_chart import marked
from qi_lib.spc.errors import ArgumentError, _one_of
from qi_lib.spc.words.phrases import place

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["Spot", "point_words", "spots"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a drawing: its place as a share of width and height, and what it says."""

    across: float
    down: float
    words: str


def point_words(chart: Chart) -> list[str]:
    """Say of each point when it was, what it was, and in words the rule that coloured it."""
    return [
        f"{place(chart, i)}: {chart.show(float(chart.value[i]))}" + (f" – {said}" if said else "")
        for i, said in enumerate(why_words(chart))
    ]


def spots(chart: Chart, size: str) -> tuple[Spot, ...]:
    """Find the points that carry a mark in a drawing; see `Chart.spots`."""
    if size not in SIZES:
        raise ArgumentError("size", size, _one_of(SIZES, size))
    layout, words = Layout(chart, SIZES[size], None), point_words(chart)
    width, height = layout.size.width, layout.height
    return tuple(
        Spot(round(float(layout.xs[i]) / width, 4), round(layout.ys[i] / height, 4), words[i])
        for i in marked(chart)
    )
