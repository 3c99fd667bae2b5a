"""What is written below the plot: times at even steps, or the names of the points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.drawing.time_steps import time_steps
from qi_lib.spc.records import record
from qi_lib.spc.svg.text_width import text_width, wrap

__all__ = ["AxisLabel", "axis_labels", "marks_between"]


@record
class AxisLabel:
    """Stands below the axis from `left`, with a tick mark at `x`; `i` is the point of a name."""

    x: float
    left: float
    words: str
    i: int = 0


def axis_labels(layout: Layout) -> list[AxisLabel]:
    """Name points, or write times at the finest even steps that have room."""
    if layout.series.worked.axis.kind == "category":
        return _names(layout)
    lonely: list[AxisLabel] = []
    for steps in time_steps(layout.series, *layout.span, by_months=layout.by_months):
        xs = layout.across(steps.places)
        inside = np.flatnonzero((layout.left <= xs) & (xs <= layout.right))
        if len(inside) > layout.size.most_labels:
            continue
        labels = [_label(layout, float(xs[k]), steps.say(float(steps.places[k]))) for k in inside]
        if len(labels) > 1 and not _overlap(labels, layout.size.small):
            return labels
        lonely = lonely or labels[:1]
    return lonely


def marks_between(layout: Layout, labels: Sequence[AxisLabel]) -> list[float]:
    """Give places for small marks that let one count on from a label, such as a mark a month."""
    if layout.series.worked.axis.kind == "category" or len(labels) < 2:
        return []
    labelled = np.array([label.x for label in labels])
    for steps in time_steps(layout.series, *layout.span, by_months=layout.by_months):
        xs = layout.across(steps.places)
        xs = xs[(layout.left <= xs) & (xs <= layout.right)]
        if len(xs) <= len(labels) or np.diff(xs).min() < layout.size.small * 0.5:
            continue
        if np.abs(xs[:, None] - labelled).min(axis=0).max() < 0.5:
            return [float(x) for x in xs]
    return []


def _label(layout: Layout, x: float, words: str, i: int = 0) -> AxisLabel:
    """Put words below a place, or beside it where the page ends."""
    width = text_width(words, layout.size.small)
    left = min(max(x - width / 2, layout.page_left), layout.size.width - width)
    return AxisLabel(x, left, words, i)


def _overlap(labels: Sequence[AxisLabel], small: float) -> bool:
    ends = [label.left + text_width(label.words, small) + small * 0.8 for label in labels]
    return any(end > label.left for end, label in zip(ends, labels[1:], strict=False))


def _names(layout: Layout) -> list[AxisLabel]:
    """Name points without overlap; what a name has to show comes first, then the ends."""
    series, size = layout.series, layout.size
    last, room = len(series) - 1, size.width * 0.25
    order = sorted(range(last + 1), key=lambda i: (series.shown_kinds[i] == "common", 0 < i < last))
    taken: list[AxisLabel] = []
    for i in order:
        words = wrap(str(series.x[i]), size.small, room, lines=1)[0]
        label = _label(layout, float(layout.xs[i]), words, i)
        if all(not _overlap(sorted((label, one), key=_start), size.small) for one in taken):
            taken.append(label)
    return taken


def _start(label: AxisLabel) -> float:
    return label.left
