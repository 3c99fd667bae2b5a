"""The chart as a matplotlib figure, for those who have matplotlib."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from qi_lib.spc.drawing.heading import heading_lines
from qi_lib.spc.drawing.inside_labels import inside_labels
from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.drawing.lines_in_chart_units import Places, data_line, places, steps, where
from qi_lib.spc.drawing.sizes import SIZES
from qi_lib.spc.errors import SpcError
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.svg.elements import COLOURS
from qi_lib.spc.svg.ticks import nice_ticks, tick_words

__all__ = ["matplotlib_figure"]

_MARKERS = {  # by kind, and by side where only that tells what a point shows
    ("common", 0): ("o", 5.0),
    ("improvement", 0): ("o", 8.0),
    ("concern", 0): ("D", 7.0),
    ("neutral", 1): ("^", 8.0),
    ("neutral", -1): ("v", 8.0),
    ("neutral", 0): ("s", 7.0),
}
_PIXELS = 80  # of our drawing to an inch
_POINTS = 72 / _PIXELS  # of print to a pixel
_TITLE, _NAMES = 40, 90  # pixels above, and below where names stand at a slant


def matplotlib_figure(series: JudgedSeries) -> Any:  # Any: matplotlib has no types here
    """Draw band, lines, points and words as our own drawing has them."""
    try:
        figures = import_module("matplotlib.figure")
    except ImportError:
        right = "Install it with `pip install matplotlib`, or use to_svg()."
        raise SpcError(f"matplotlib is not installed. {right}") from None
    layout, at = Layout(series, SIZES["page"], None), places(series)
    figure, axes = _page(figures, layout)
    _lines(axes, series, at)
    _points(axes, series, at)
    _words(axes, layout, at)
    axes.set_ylim(layout.low, layout.high)
    ticks = nice_ticks(layout.low, layout.high, 4)
    axes.set_yticks(ticks, tick_words(ticks, is_percent=series.settings.is_percent))
    if series.worked.axis.kind == "category":
        axes.set_xticks(at, [str(name) for name in series.x], rotation=45, ha="right")
    axes.set_ylabel("" if series.settings.is_percent else series.settings.unit or "")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=COLOURS["grid"])
    axes.set_axisbelow(True)
    return figure


def _page(figures: Any, layout: Layout) -> tuple[Any, Any]:
    """Lay out the figure as our drawing is, with the title above it."""
    series, width = layout.series, layout.size.width
    below = _NAMES if series.worked.axis.kind == "category" else 0
    heading = heading_lines(series, None, 17, width * 0.85)
    height = layout.height + _TITLE * (len(heading) + 1) / 2 + below
    figure = figures.Figure(figsize=(width / _PIXELS, height / _PIXELS))
    left, foot = max(layout.left, 64), layout.height - layout.bottom + below
    wide, tall = layout.right - left, layout.bottom - layout.top
    axes = figure.add_axes((left / width, foot / height, wide / width, tall / height))
    ink, pad = COLOURS["ink"], layout.top * _POINTS
    axes.set_title("\n".join(heading), loc="left", color=ink, weight="bold", pad=pad)
    return figure, axes


def _lines(axes: Any, series: Series, at: Places) -> None:
    shown = series.settings.shown
    for part in series.parts:
        x, lower = steps(at, part, series.lower[part] * shown)
        _, upper = steps(at, part, series.upper[part] * shown)
        axes.fill_between(x, lower, upper, color=COLOURS["band"], alpha=0.085, lw=0)
        x, centre = steps(at, part, series.centre[part] * shown)
        axes.plot(x, centre, color=COLOURS["ink"], lw=1.5)
    target = series.target * shown
    style = {"color": COLOURS["target"], "lw": 1.2, "ls": "--", "drawstyle": "steps-post"}
    axes.plot(at, target, **style)
    axes.plot(*data_line(series, at), color=COLOURS["common"], lw=1.5)


def _points(axes: Any, series: JudgedSeries, at: Places) -> None:
    names, values = np.array(series.shown_kinds), series.value * series.settings.shown

    def draw(here: Any, marker: str, size: float, fill: str, edge: str) -> None:
        style = {"ms": size, "color": COLOURS[fill], "mec": COLOURS[edge], "zorder": 3}
        axes.plot(at[here], values[here], ls="none", marker=marker, **style)

    sides = np.where(names == "neutral", series.shown_sides, 0)
    for (name, side), (marker, size) in _MARKERS.items():
        here = (names == name) & (sides == side) & series.observed
        draw(here & series.use, marker, size, name, "paper")
        if name == "improvement":
            draw(here & series.use, marker, 1.5, "paper", "paper")
        draw(here & ~series.use, marker, size, "paper", name)


def _words(axes: Any, layout: Layout, at: Places) -> None:
    """Write title, reasons, annotations and levels where our own drawing has them."""
    size = layout.size.font * _POINTS * 0.7

    def write(x: Any, y: float, words: str, ink: str, dx: float, dy: float, **style: Any) -> None:
        place = {"xytext": (dx, dy), "textcoords": "offset points", "annotation_clip": False}
        axes.annotate(words, (x, y), color=COLOURS[ink], size=size, **place, **style)

    for flag in layout.flags:
        x, foot = where(layout, at, flag.x, layout.bottom if flag.to_y is None else flag.to_y)
        style = "--" if flag.is_phase else ":"
        axes.plot([x, x], [foot, layout.high], color=COLOURS["soft"], lw=1, ls=style)
        align = {"start": "left", "middle": "center", "end": "right"}[flag.anchor]
        for row, words in enumerate(flag.lines):
            down = layout.flag_y(flag.row) + row * layout.size.font * 1.2 - layout.top
            write(x, layout.high, words, "ink", flag.beside(4), -down * _POINTS, ha=align)
    for line in layout.below:
        down = -(line.down + layout.size.small * 2) * _POINTS
        write(at[0], layout.low, line.words, "ink", (line.left - layout.left) * _POINTS, down)
    for label in inside_labels(layout):
        x, y = where(layout, at, label.x, label.y)
        write(x, y, label.words, label.ink, 0, 0, weight="bold" if label.bold else "normal")
    for end in layout.end_labels:
        _, y = where(layout, at, layout.right, end.y)
        write(at[-1], y, end.text, end.ink, 12, 0, weight="bold" if end.bold else "normal")
        write(at[-1], y, end.below, "soft", 12, -layout.size.font * 0.8)
