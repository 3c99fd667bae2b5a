"""Which points are named below the plot: as many as there is room for."""

from __future__ import annotations

from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.drawing.scales import date_labels, label_places
from qi_lib.spc.records import record
from qi_lib.spc.svg.text_width import text_width, wrap

__all__ = ["AxisLabel", "axis_labels"]


@record
class AxisLabel:
    """Is the label of point `i`, which starts at `left`."""

    i: int
    left: float
    words: str


def axis_labels(layout: Layout) -> list[AxisLabel]:
    """Name points below the plot without overlap; what a name has to show comes first."""
    series, size = layout.series, layout.size
    count, room = len(series), size.width * 0.25
    words = [wrap(label, size.small, room, lines=1)[0] for label in date_labels(series)]
    order, most = label_places(series), size.most_labels
    if series.worked.axis.kind == "category":
        most = count
        order.sort(key=lambda i: layout.series.shown_kinds[i] == "common")
    taken: list[tuple[float, float]] = []
    out = []
    for i in order:
        width, x = text_width(words[i], size.small), float(layout.xs[i])
        fits_in_frame = bool(layout.frame) and x - width / 2 > layout.left
        left = x - width / 2
        if count > 1 and i == 0 and not fits_in_frame:
            left = layout.left
        if count > 1 and i == count - 1:
            left = min(left, size.width - width)
        start, end = left - size.small * 0.6, left + width + size.small * 0.6
        if len(taken) >= most or any(start < other[1] and other[0] < end for other in taken):
            continue
        taken.append((start, end))
        out.append(AxisLabel(i, left, words[i]))
    return out
