"""The chart as a bqplot figure: the same colours and shapes, with tooltips."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import bqplot
import numpy as np

from qi_lib.spc.arrays import Ints
from qi_lib.spc.end_labels import shared_decimals, unit_words
from qi_lib.spc.wording import place
from qi_lib.spc.ink import COLOURS
from qi_lib.spc.scales import domain, joined, nice_ticks, tick_words
from qi_lib.spc.table import SHOWS, signal_words

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["figure"]

_MARKERS = {
    "common": ("circle", 36),
    "improvement": ("square", 100),
    "concern": ("diamond", 130),
    "neutral": ("triangle-up", 110),
}


_OnPlace = Callable[[Any], None]  # Any: a date, a number or a name


def figure(
    chart: Chart, *, on_annotate: _OnPlace | None = None, on_phase: _OnPlace | None = None
) -> bqplot.Figure:
    """Draw lines, band and points; each point's tooltip says why it is coloured.

    A tap on a point calls `on_annotate` with its place on the axis; a stretch dragged along
    the axis calls `on_phase` with the first point in it. One gets in the way of the other:
    with both, taps come first, and `figure.interaction = figure.phase_brush` lets people drag.
    """
    low, high = domain(chart)
    is_date = chart.worked.axis.kind == "date"
    is_named = chart.worked.axis.kind == "category"
    xs: Any = np.arange(len(chart)) if is_named else chart.x  # Any: dates or numbers
    scales = {
        "x": bqplot.DateScale() if is_date else bqplot.LinearScale(),
        "y": bqplot.LinearScale(min=low, max=high),
    }
    marks = [*_lines(chart, xs, scales), *_points(chart, xs, scales), *_labels(chart, xs, scales)]
    unit = "" if chart.settings.is_percent else (chart.settings.unit or "")
    x_axis = bqplot.Axis(scale=scales["x"], grid_lines="none", color=COLOURS["soft"])
    if is_named:
        x_axis.tick_values = np.arange(len(chart))
        x_axis.tick_labels = {str(i): str(name) for i, name in enumerate(chart.x)}
    ticks = nice_ticks(low, high, 4)
    words = tick_words(ticks, is_percent=chart.settings.is_percent)
    y_axis = bqplot.Axis(
        scale=scales["y"],
        side="left",
        tick_values=np.array(ticks),
        tick_labels=dict(zip((f"{tick:.12g}" for tick in ticks), words, strict=True)),
        label=unit,
        grid_color=COLOURS["grid"],
        color=COLOURS["soft"],
    )
    drawn = bqplot.Figure(
        marks=marks,
        axes=[x_axis, y_axis],
        title=chart.settings.title or "",
        title_style={"font-size": "17px", "font-weight": "700", "fill": COLOURS["ink"]},
        fig_margin={"top": 40, "bottom": 40, "left": 60, "right": 110},
        background_style={"fill": "none"},
    )
    if on_annotate is not None:
        _let_annotate(chart, marks, on_annotate)
    if on_phase is not None:
        drawn.phase_brush = _brush(chart, xs, scales, on_phase)
        if on_annotate is None:
            drawn.interaction = drawn.phase_brush
    return drawn


def _let_annotate(chart: Chart, marks: list[Any], on_annotate: _OnPlace) -> None:
    """Call back with the place of a point that is tapped."""
    for mark in marks:
        if not isinstance(mark, bqplot.Scatter):
            continue

        def tapped(mark: Any, event: dict[str, Any]) -> None:
            on_annotate(chart.x[mark.positions[event["data"]["index"]]])

        mark.on_element_click(tapped)


def _brush(chart: Chart, xs: Any, scales: dict[str, Any], on_phase: _OnPlace) -> Any:
    """Make a selector that calls back with the first point of the stretch, once let go."""
    brush = bqplot.interacts.BrushIntervalSelector(scale=scales["x"], color=COLOURS["band"])

    def let_go(change: dict[str, Any]) -> None:
        if change["new"] or brush.selected is None or not len(brush.selected):
            return
        first = np.asarray(brush.selected)[0]
        reached = np.flatnonzero(np.asarray(xs) >= np.asarray(first).astype(xs.dtype))
        if len(reached):
            on_phase(chart.x[reached[0]])

    brush.observe(let_go, names="brushing")
    return brush


def _lines(chart: Chart, xs: Any, scales: dict[str, Any]) -> list[Any]:
    # Any: bqplot's marks have no types.
    shown = chart.settings.shown
    marks: list[Any] = []
    for part in chart.parts:
        limits = np.array([chart.lower[part], chart.upper[part]]) * shown
        if np.isfinite(limits).any():
            band = bqplot.Lines(
                x=xs[part],
                y=limits,
                scales=scales,
                fill="between",
                fill_colors=[COLOURS["band"]],
                fill_opacities=[0.085],
                opacities=[0, 0],
                interpolation="step-after" if np.ptp(limits[1]) > 0 else "linear",
            )
            marks.append(band)
        centre = chart.centre[part] * shown
        marks.append(bqplot.Lines(x=xs[part], y=centre, scales=scales, colors=[COLOURS["ink"]]))
    target = chart.target * shown
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
    stretches = joined(chart)
    if chart.worked.axis.kind != "category" and stretches:
        # A value that is not there breaks the line.
        order = np.concatenate([np.append(part, part[-1]) for part in stretches])
        value = (chart.value * shown)[order]
        value[np.cumsum([len(part) + 1 for part in stretches]) - 1] = np.nan
        marks.append(bqplot.Lines(x=xs[order], y=value, scales=scales, colors=[COLOURS["common"]]))
    return marks


def _labels(chart: Chart, xs: Any, scales: dict[str, Any]) -> list[Any]:
    """Write the levels and the reasons of phases where they belong."""
    phases = chart.parts
    shown, high = chart.settings.shown, domain(chart)[1]
    decimals, unit = shared_decimals(chart, phases), unit_words(chart)
    marks: list[Any] = []
    for before, part in pairwise(phases):
        level = chart.show(float(chart.centre[before[0]]), decimals)
        if np.isfinite(chart.centre[before[0]]):
            y, down = _clear_of(chart, before)
            words = f"was {level} {unit}".strip()
            marks.append(_label(xs[before[0]], y, words, scales, "ink", y_offset=down, bold=True))
        at = xs[before[-1]] + (xs[part[0]] - xs[before[-1]]) / 2
        ends = np.array(domain(chart))
        reason = chart.reason(int(chart.phase[part[0]]))
        marks.append(
            bqplot.Lines(
                x=np.array([at, at]),
                y=ends,
                scales=scales,
                colors=[COLOURS["soft"]],
                line_style="dashed",
                stroke_width=1,
            )
        )
        marks.append(_label(at, high, reason, scales, "ink", y_offset=-6))
    centre, target = float(chart.centre[-1]), float(chart.target[-1])
    if np.isfinite(centre):
        lead = "now" if len(phases) > 1 else chart.settings.kind.centre_words
        change = chart.change
        ink = change.kind if change is not None and change.is_between_phases else "ink"
        words = f"{lead} {chart.show(centre, decimals)}"
        marks.append(_label(xs[-1], centre * shown, words, scales, ink, x_offset=12, bold=True))
    if np.isfinite(target):
        words = f"target {chart.show(target)}"
        # Clear of the level, if they are close.
        low, high = domain(chart)
        is_close = abs(target - centre) * shown < 0.07 * (high - low)
        below = 18 if is_close and target <= centre else -18 if is_close else 0
        marks.append(
            _label(xs[-1], target * shown, words, scales, "target", x_offset=12, y_offset=below)
        )
    return marks


def _clear_of(chart: Chart, part: Ints) -> tuple[float, int]:
    """Find a place for words at the start of a phase: beyond its limits and first points.

    Returns a shown value, and how many pixels below it the words stand.
    """
    shown, (low, high) = chart.settings.shown, domain(chart)
    under_words = part[: max(2, len(chart) // 4)]
    taken = [chart.value[under_words], chart.upper[part], chart.lower[part], chart.centre[part]]
    levels = np.concatenate(taken) * shown
    target, centre = float(chart.target[part[0]]) * shown, float(chart.centre[part[0]]) * shown
    height = 0.08 * (high - low)
    places = [(float(np.nanmax(levels)), -8, 1), (float(np.nanmin(levels)), 12, -1)]
    places.sort(key=lambda place: abs(place[0] - centre))
    for level, offset, side in places:
        is_on_target = 0 <= (target - level) * side <= height
        if low <= level + side * height / 2 <= high and not is_on_target:
            return level, offset
    return places[0][:2]


def _label(
    x: Any,
    y: float,
    words: str,
    scales: dict[str, Any],
    ink: str,
    *,
    x_offset: int = 4,
    y_offset: int = 0,
    bold: bool = False,
) -> Any:
    return bqplot.Label(
        x=np.array([x]),
        y=np.array([y]),
        text=np.array([words]),
        scales=scales,
        colors=[COLOURS[ink]],
        default_size=15,
        font_weight="bold" if bold else "normal",
        align="start",
        x_offset=x_offset,
        y_offset=y_offset + 5,
        apply_clip=False,
    )


def _points(chart: Chart, xs: Any, scales: dict[str, Any]) -> list[Any]:
    said = signal_words(chart)
    names = np.array(chart.shown_kinds)
    marks: list[Any] = []
    for name, (marker, area) in _MARKERS.items():
        here = np.flatnonzero((names == name) & chart.observed)
        if not len(here):
            continue
        words = []
        for i in here:
            value = chart.show(float(chart.value[i]))
            why = f" – {SHOWS[name]}: {said[i]}" if said[i] else ""
            words.append(f"{place(chart, int(i))}: {value}{why}")
        scatter = bqplot.Scatter(
            x=xs[here],
            y=chart.value[here] * chart.settings.shown,
            names=np.array(words),
            display_names=False,
            scales=scales,
            colors=[COLOURS[name]],
            marker=marker,
            default_size=area,
            stroke=COLOURS["paper"],
            tooltip=bqplot.Tooltip(fields=["name"], show_labels=False),
        )
        scatter.positions = here  # of its points in the chart, for taps
        marks.append(scatter)
    return marks
