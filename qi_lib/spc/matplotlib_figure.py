"""The chart as a matplotlib figure, for those who have matplotlib."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from qi_lib.spc.errors import SpcError
from qi_lib.spc.ink import COLOURS
from qi_lib.spc.scales import domain

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["matplotlib_figure"]

_MARKERS = {"common": ("o", 5.0), "improvement": ("s", 7.0), "concern": ("D", 7.0)}
_MARKERS["neutral"] = ("^", 8.0)


def matplotlib_figure(chart: Chart) -> Any:  # Any: matplotlib has no types here
    """Draw band, lines and points in the same colours and shapes as our own drawings."""
    try:
        figures = import_module("matplotlib.figure")
    except ImportError:
        right = "Install it with `pip install matplotlib`, or use to_svg()."
        raise SpcError(f"matplotlib is not installed. {right}") from None
    figure = figures.Figure(figsize=(9, 4), layout="constrained")
    axes = figure.subplots()
    shown = chart.settings.shown
    for part in chart.parts:
        x, lower, upper = chart.x[part], chart.lower[part] * shown, chart.upper[part] * shown
        step = "mid" if np.isfinite(upper).any() and np.ptp(upper[np.isfinite(upper)]) > 0 else None
        axes.fill_between(x, lower, upper, color=COLOURS["band"], alpha=0.085, lw=0, step=step)
        axes.plot(x, chart.centre[part] * shown, color=COLOURS["ink"], lw=1.5)
    axes.plot(chart.x, chart.target * shown, color=COLOURS["target"], lw=1.2, ls="--")
    axes.plot(chart.x, chart.value * shown, color=COLOURS["common"], lw=1.5)
    names = np.array(chart.shown_kinds)
    for name, (marker, size) in _MARKERS.items():
        here = np.flatnonzero((names == name) & chart.observed)
        axes.plot(
            chart.x[here],
            chart.value[here] * shown,
            ls="none",
            marker=marker,
            ms=size,
            color=COLOURS[name],
            mec="white",
        )
    axes.set_ylim(*domain(chart))
    axes.set_title(chart.settings.title or chart.finding(), loc="left", color=COLOURS["ink"])
    axes.set_ylabel("%" if chart.settings.is_percent else chart.settings.unit or "")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=COLOURS["grid"])
    return figure
