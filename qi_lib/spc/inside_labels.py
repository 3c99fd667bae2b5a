"""The labels inside the plot: what the level was, and what the band means."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.arrays import Ints
from qi_lib.spc.end_labels import shared_decimals, unit_words
from qi_lib.spc.placing import Box, Page

if TYPE_CHECKING:
    from qi_lib.spc.layout import Layout

__all__ = ["band_places", "level_places", "taken_page", "was_labels"]


def was_labels(layout: Layout) -> list[tuple[str, Ints]]:
    """Give the words for each earlier level, with the points it belongs to."""
    out = []
    for part in layout.phases[:-1]:
        centre = float(layout.chart.centre[part[0]])
        if np.isfinite(centre):
            words = f"was {layout.chart.show(centre, shared_decimals(layout.chart, layout.phases))}"
            unit = unit_words(layout.chart)
            out.append((f"{words} {unit}" if unit else words, part))
    return out


def taken_page(layout: Layout) -> Page:
    """Note what is drawn inside the plot already."""
    dot = layout.size.dot * 1.5
    page = Page(
        Box(layout.left, layout.top - layout.size.font * 0.2, layout.size.width, layout.bottom)
    )
    for x, y in zip(layout.xs, layout.ys, strict=True):
        if np.isfinite(y):
            page.boxes.append(Box(float(x) - dot, y - dot, float(x) + dot, y + dot))
    for stretch in layout.stretches():
        pairs = pairwise(stretch)
        page.lines += [(a[0], a[1], b[0], b[1]) for a, b in pairs]
    for part in layout.phases:
        y = layout.y(float(layout.chart.centre[part[0]]) * layout.chart.settings.shown)
        if np.isfinite(y):
            page.lines.append((float(layout.xs[part[0]]), y, float(layout.xs[part[-1]]), y))
    for flag in layout.flags:
        foot = layout.bottom if flag.to_y is None else flag.to_y
        page.lines.append((flag.x, layout.top, flag.x, foot))
    target = layout.y(float(layout.chart.target[-1]) * layout.chart.settings.shown)
    if np.isfinite(target):
        page.lines.append((layout.left, target, layout.right, target))
    return page


def level_places(layout: Layout, part: Ints, width: float, font: float) -> list[Box]:
    """Give the places where a phase's level may be written, best first."""
    start, end = float(layout.xs[part[0]]) + font * 0.3, float(layout.xs[part[-1]])
    centre = layout.y(float(layout.chart.centre[part[0]]) * layout.chart.settings.shown)
    tops = [centre - font * 1.5, centre + font * 0.25]
    upper, lower = _band_ends(layout, part)
    if np.isfinite(upper):
        tops = [upper + font * 0.3, *tops, lower - font * 1.6, upper - font * 1.5]
        tops += [lower + font * 0.3]
    tops += [centre - font * k for k in (2.5, 3.5, 4.5)]
    tops += [centre + font * k for k in (1.25, 2.25, 3.25)]
    return _boxes(start, end, tops, width, font)


def band_places(layout: Layout, part: Ints, width: float, small: float) -> list[Box]:
    """Give the places where the band may be named: beside its edges."""
    start, end = float(layout.xs[part[0]]), float(layout.xs[part[-1]])
    upper, lower = _band_ends(layout, part)
    tops = [
        upper - small * 1.35,
        lower + small * 0.15,
        upper + small * 0.2,
        lower - small * 1.4,
    ]
    return _boxes(start, end, tops, width, small)


def _band_ends(layout: Layout, part: Ints) -> tuple[float, float]:
    upper, lower = layout.values_of("upper", part), layout.values_of("lower", part)
    there = np.flatnonzero(np.isfinite(upper))
    if not len(there):
        return float("nan"), float("nan")
    return layout.y(float(upper[there].max())), layout.y(float(lower[there].min()))


def _boxes(start: float, end: float, tops: list[float], width: float, font: float) -> list[Box]:
    lefts = [start, *np.linspace(start, max(start, end - width), 6)[1:]]
    if start + width > end:
        lefts = [start]
    return [
        Box(float(left), top, float(left) + width, top + font * 1.2)
        for top in tops
        for left in lefts
    ]
