"""The chart as a bqplot figure: the same lines, shapes and words as our drawing, with tooltips."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import bqplot
import numpy as np

from qi_lib.spc.drawing.axis_labels import axis_labels
from qi_lib.spc.drawing.bqplot_labels import heading_marks, label_marks
from qi_lib.spc.drawing.heading import heading_lines
from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.drawing.lines_in_chart_units import data_line, places, steps
from qi_lib.spc.drawing.sizes import SIZES
from qi_lib.spc.errors import ArgumentError
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.svg.elements import COLOURS
from qi_lib.spc.svg.ticks import nice_ticks, tick_words
from qi_lib.spc.words.point_words import point_words

__all__ = ["figure"]

# By kind, and by side where only that tells what a point shows. Areas in square pixels match
# the drawing on a page. An improvement has a hole.
_MARKERS = {
    ("common", 0): ("circle", 64),
    ("improvement", 0): ("circle", 134),
    ("concern", 0): ("diamond", 124),
    ("neutral", 1): ("triangle-up", 110),
    ("neutral", -1): ("triangle-down", 110),
    ("neutral", 0): ("square", 110),
}
_HOLE = 12
_LINE = 22  # the height of a line of the heading


_OnPlace = Callable[[Any], None]  # Any: a date, a number or a name


def figure(
    series: JudgedSeries,
    *,
    on_annotate: _OnPlace | None = None,
    on_phase: _OnPlace | None = None,
) -> bqplot.Figure:
    """Draw lines, band and points; each point's tooltip says why it is coloured.

    A tap on a point calls `on_annotate` with its place on the axis; a stretch dragged along
    the axis calls `on_phase` with the first point in it. One gets in the way of the other:
    with both, taps come first, and `figure.interaction = figure.phase_brush` lets people drag.
    """
    _check_called(on_annotate=on_annotate, on_phase=on_phase)
    layout = Layout(series, SIZES["page"], None)
    is_date = series.worked.axis.kind == "date"
    xs: Any = places(series)  # Any: dates or numbers
    scales = {
        "x": bqplot.DateScale() if is_date else bqplot.LinearScale(),
        "y": bqplot.LinearScale(min=layout.low, max=layout.high),
    }
    labels = label_marks(layout, xs, scales)
    marks = [*_lines(series, xs, scales), *labels, *_points(series, xs, scales)]
    heading = heading_lines(series, None, 17, 640)
    top = 12 + _LINE * len(heading) + round(layout.top)
    marks += heading_marks(heading, layout, xs, scales, line=_LINE)
    drawn = bqplot.Figure(
        marks=marks,
        axes=_axes(series, layout, scales),
        # Told to programs, and not shown: it would be one line, cut off by the figure's edge.
        title=" ".join(heading),
        title_style={"display": "none"},
        fig_margin={
            "top": top,
            "bottom": 40 + round(max((line.down for line in layout.below), default=0)),
            "left": 60,
            "right": 24 + round(layout.size.width - layout.right),
        },
        background_style={"fill": "none"},
    )
    if on_annotate is not None:
        _let_annotate(series, marks, on_annotate)
    if on_phase is not None:
        drawn.phase_brush = _brush(series, xs, scales, on_phase)
        if on_annotate is None:
            drawn.interaction = drawn.phase_brush
    return drawn


def _check_called(**given: object) -> None:
    for name, called in given.items():
        if called is not None and not callable(called):
            raise ArgumentError(name, called, "Give a function that takes one place.")


def _axes(series: Series, layout: Layout, scales: dict[str, Any]) -> list[Any]:
    # Any: bqplot's axes have no types.
    x_axis = bqplot.Axis(scale=scales["x"], grid_lines="none", color=COLOURS["soft"])
    if series.worked.axis.kind == "category":
        labels = axis_labels(layout)
        x_axis.tick_values = np.array([label.i for label in labels])
        x_axis.tick_labels = {str(label.i): label.words for label in labels}
    ticks = nice_ticks(layout.low, layout.high, 4)
    words = tick_words(ticks, is_percent=series.settings.is_percent)
    y_axis = bqplot.Axis(
        scale=scales["y"],
        side="left",
        tick_values=np.array(ticks),
        tick_labels=dict(zip((f"{tick:.12g}" for tick in ticks), words, strict=True)),
        label="" if series.settings.is_percent else (series.settings.unit or ""),
        grid_color=COLOURS["grid"],
        color=COLOURS["soft"],
    )
    return [x_axis, y_axis]


def _let_annotate(series: Series, marks: list[Any], on_annotate: _OnPlace) -> None:
    """Call back with the place of a point that is tapped."""
    for mark in marks:
        if not isinstance(mark, bqplot.Scatter):
            continue

        def tapped(mark: Any, event: dict[str, Any]) -> None:
            on_annotate(series.x[mark.positions[event["data"]["index"]]])

        mark.on_element_click(tapped)


def _brush(series: Series, xs: Any, scales: dict[str, Any], on_phase: _OnPlace) -> Any:
    """Make a selector that calls back with the first point of the stretch, once let go."""
    brush = bqplot.interacts.BrushIntervalSelector(scale=scales["x"], color=COLOURS["band"])

    def let_go(change: dict[str, Any]) -> None:
        if change["new"] or brush.selected is None or not len(brush.selected):
            return
        first = np.asarray(brush.selected)[0]
        reached = np.flatnonzero(np.asarray(xs) >= np.asarray(first).astype(xs.dtype))
        if len(reached):
            on_phase(series.x[reached[0]])

    brush.observe(let_go, names="brushing")
    return brush


def _lines(series: Series, xs: Any, scales: dict[str, Any]) -> list[Any]:
    """Draw bands and centre lines, stepped, then the target, then the line that joins points."""
    shown = series.settings.shown
    marks: list[Any] = []
    for part in series.parts:
        x, lower = steps(xs, part, series.lower[part] * shown)
        _, upper = steps(xs, part, series.upper[part] * shown)
        if np.isfinite(upper).any():
            band = bqplot.Lines(
                x=x,
                y=np.array([lower, upper]),
                scales=scales,
                fill="between",
                fill_colors=[COLOURS["band"]],
                fill_opacities=[0.085],
                opacities=[0, 0],
            )
            marks.append(band)
        x, centre = steps(xs, part, series.centre[part] * shown)
        marks.append(
            bqplot.Lines(x=x, y=centre, scales=scales, colors=[COLOURS["ink"]], stroke_width=1.5)
        )
    target = series.target * shown
    if np.isfinite(target).any():
        marks.append(
            bqplot.Lines(
                x=xs,
                y=target,
                scales=scales,
                colors=[COLOURS["target"]],
                line_style="dashed",
                stroke_width=1.5,
                interpolation="step-after",
            )
        )
    x, value = data_line(series, xs)
    if len(x):
        marks.append(
            bqplot.Lines(x=x, y=value, scales=scales, colors=[COLOURS["common"]], stroke_width=1.8)
        )
    return marks


def _points(series: JudgedSeries, xs: Any, scales: dict[str, Any]) -> list[Any]:
    """Draw the points kind by kind; those left out of the lines are hollow."""
    words = np.array(point_words(series))
    names, shown = np.array(series.shown_kinds), series.settings.shown
    marks: list[Any] = []

    def draw(here: Any, marker: str, area: int, fill: str, stroke: str) -> None:
        scatter = bqplot.Scatter(
            x=xs[here],
            y=series.value[here] * shown,
            names=words[here],
            display_names=False,
            scales=scales,
            colors=[COLOURS[fill]],
            marker=marker,
            default_size=area,
            stroke=COLOURS[stroke],
            tooltip=bqplot.Tooltip(fields=["name"], show_labels=False),
        )
        scatter.positions = here  # of its points in the chart, for taps
        marks.append(scatter)

    sides = np.where(names == "neutral", series.shown_sides, 0)
    for (name, side), (marker, area) in _MARKERS.items():
        here = np.flatnonzero((names == name) & (sides == side) & series.observed)
        full, hollow = here[series.use[here]], here[~series.use[here]]
        if len(full):
            draw(full, marker, area, name, "paper")
            if name == "improvement":
                draw(full, marker, _HOLE, "paper", "paper")
        if len(hollow):
            draw(hollow, marker, area, "paper", name)
    return marks
