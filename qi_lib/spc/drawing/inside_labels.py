"""The labels inside the plot: what level and target were, and what the band means."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from qi_lib.spc.arrays.array_types import Ints
from qi_lib.spc.drawing.end_labels import shared_decimals, unit_words
from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.records import record
from qi_lib.spc.svg.free_places import Box, Page
from qi_lib.spc.svg.text_width import text_width
from qi_lib.spc.words.phrases import show, target_in_words

__all__ = ["InsideLabel", "inside_labels"]


@record
class InsideLabel:
    """Is a label that has found its place; `y` is its base line."""

    x: float
    y: float
    words: str
    size: float
    ink: str
    bold: bool = False


def inside_labels(layout: Layout) -> list[InsideLabel]:
    """Write what the level was, what the target was, and what the band is, where there is room."""
    font, small = layout.size.font, layout.size.small
    if layout.size.is_thumbnail:
        return []
    page, out = _taken_page(layout), []
    for choices, part in _was_labels(layout):
        for words in choices:
            width = text_width(words, font, bold=True)
            box = page.place(_level_places(layout, part, width, font))
            if box is not None:
                y = box.bottom - font * 0.22
                out.append(InsideLabel(box.left, y, words, font, "ink", bold=True))
                break
    for words, shown, part in _target_labels(layout):
        places = _target_places(layout, shown, part, text_width(words, small))
        box = page.place(places, over_lines=True)
        if box is not None:
            y = box.bottom - small * 0.22
            out.append(InsideLabel(box.left, y, words, small, "target"))
    for part in layout.bands():
        words = "expected range" + (" (trial)" if layout.is_trial(part) else "")
        box = page.place(_band_places(layout, part, text_width(words, small), small))
        if box is not None:
            out.append(InsideLabel(box.left, box.bottom - small * 0.22, words, small, "soft"))
            break
    return out


def _was_labels(layout: Layout) -> list[tuple[list[str], Ints]]:
    """Give the words for each earlier level, longest first, with the points it belongs to."""
    series, out = layout.series, []
    for part in layout.phases[:-1]:
        centre = series.level(part)
        if np.isfinite(centre):
            level = show(series, centre, shared_decimals(series))
            full = f"was {level} {unit_words(series)}".strip()
            out.append((list(dict.fromkeys((full, f"was {level}", level))), part))
    return out


def _target_labels(layout: Layout) -> list[tuple[str, float, Ints]]:
    """Give the words for each earlier target, its shown value, and the points it held for."""
    series, target = layout.series, layout.series.target
    there = np.flatnonzero(np.isfinite(target))
    parts = np.split(there, np.flatnonzero(np.diff(target[there])) + 1) if len(there) else []
    held = [(float(target[part[0]]), part) for part in parts[:-1]]
    return [
        (f"target {target_in_words(series, value)}", value * series.settings.shown, part)
        for value, part in held
    ]


def _taken_page(layout: Layout) -> Page:
    """Note what is drawn inside the plot already."""
    dot = layout.size.dot * 1.5
    page = Page(
        Box(layout.left, layout.top - layout.size.font * 0.2, layout.size.width, layout.bottom)
    )
    for x, y in zip(layout.xs, layout.ys, strict=True):
        if np.isfinite(y):
            page.boxes.append(Box(float(x) - dot, y - dot, float(x) + dot, y + dot))
    for stretch in layout.joined_points():
        pairs = pairwise(stretch)
        page.lines += [(a[0], a[1], b[0], b[1]) for a, b in pairs]
    for part in layout.phases:
        y = layout.y(layout.series.level(part) * layout.series.settings.shown)
        if np.isfinite(y):
            page.lines.append((float(layout.xs[part[0]]), y, float(layout.xs[part[-1]]), y))
    for flag in layout.flags:
        foot = layout.bottom if flag.to_y is None else flag.to_y
        page.lines.append((flag.x, layout.top, flag.x, foot))
    targets = layout.values_of("target", np.arange(len(layout.series)))
    for i in np.flatnonzero(np.isfinite(targets)):
        y, x = layout.y(float(targets[i])), float(layout.xs[i])
        right = float(layout.xs[i + 1]) if i + 1 < len(targets) else layout.right
        page.lines.append((x, y, right, y))
    return page


def _level_places(layout: Layout, part: Ints, width: float, font: float) -> list[Box]:
    """Give the places where a phase's level may be written, best first."""
    start, end = float(layout.xs[part[0]]) + font * 0.3, float(layout.xs[part[-1]])
    centre = layout.y(layout.series.level(part) * layout.series.settings.shown)
    tops = [centre - font * 1.5, centre + font * 0.25]
    upper, lower = _band_ends(layout, part)
    if np.isfinite(upper):
        tops = [upper + font * 0.3, *tops, lower - font * 1.6, upper - font * 1.5]
        tops += [lower + font * 0.3]
    tops += [centre - font * k for k in (2.5, 3.5, 4.5, 5.5, 6.5)]
    tops += [centre + font * k for k in (1.25, 2.25, 3.25, 4.25, 5.25)]
    return _boxes(start, end, tops, width, font)


def _target_places(layout: Layout, shown: float, part: Ints, width: float) -> list[Box]:
    """Give the places where an earlier target may be written: close to its line."""
    small, y = layout.size.small, layout.y(shown)
    start, end = float(layout.xs[part[0]]), float(layout.xs[part[-1]])
    return _boxes(start, end, [y + small * k for k in (-1.35, 0.15, -2.4, 1.2)], width, small)


def _band_places(layout: Layout, part: Ints, width: float, small: float) -> list[Box]:
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
