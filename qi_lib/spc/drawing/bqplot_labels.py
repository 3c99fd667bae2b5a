"""The words on a bqplot figure, at the places that our own drawing finds for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import bqplot
import numpy as np

from qi_lib.spc.drawing.inside_labels import inside_labels
from qi_lib.spc.drawing.layout import Layout
from qi_lib.spc.drawing.lines_in_chart_units import Places, where
from qi_lib.spc.svg.elements import COLOURS

__all__ = ["heading_marks", "label_marks"]


def label_marks(layout: Layout, xs: Places, scales: dict[str, Any]) -> list[Any]:
    """Write what changed and when above the plot, levels beside and inside it."""
    # Any: bqplot's marks have no types.
    marks = [*_flags(layout, xs, scales)]
    for label in inside_labels(layout):
        x, y = where(layout, xs, label.x, label.y)
        marks.append(_label(x, y, label.words, scales, label.ink, bold=label.bold))
    for end in layout.end_labels:
        _, y = where(layout, xs, layout.right, end.y)
        marks.append(_label(xs[-1], y, end.text, scales, end.ink, x_offset=12, bold=end.bold))
        if end.below:
            marks.append(_label(xs[-1], y, end.below, scales, "soft", x_offset=12, y_offset=18))
    for line in layout.below:
        down, bold = line.down + 2 * layout.size.small, line.is_number
        label = _label(xs[0], layout.low, line.words, scales, "ink", y_offset=down, bold=bold)
        label.x_offset = round(line.left - layout.left)
        marks.append(label)
    return marks


def heading_marks(
    lines: Sequence[str], layout: Layout, xs: Places, scales: dict[str, Any], *, line: float
) -> list[Any]:
    """Write the heading above all else: bqplot's own title has no second line."""
    marks = []
    for row, words in enumerate(lines):
        up = layout.top + (len(lines) - row - 0.7) * line
        label = _label(xs[0], layout.high, words, scales, "ink", y_offset=-up, bold=True)
        label.default_size, label.x_offset = 17, -40
        marks.append(label)
    return marks


def _flags(layout: Layout, xs: Places, scales: dict[str, Any]) -> list[Any]:
    marks = []
    for flag in layout.flags:
        x, foot = where(layout, xs, flag.x, layout.bottom if flag.to_y is None else flag.to_y)
        line = bqplot.Lines(
            x=np.array([x, x]),
            y=np.array([foot, layout.high]),
            scales=scales,
            colors=[COLOURS["soft"]],
            line_style="dashed" if flag.is_phase else "dotted",
            stroke_width=1,
        )
        marks.append(line)
        for row, words in enumerate(flag.lines):
            up = layout.flag_y(flag.row) + row * layout.size.font * 1.2 - layout.top
            side, bold = flag.beside(5), flag.at is not None
            label = _label(
                x, layout.high, words, scales, "ink", x_offset=side, y_offset=up, bold=bold
            )
            label.align = flag.anchor
            marks.append(label)
    return marks


def _label(
    x: Any,
    y: float,
    words: str,
    scales: dict[str, Any],
    ink: str,
    *,
    x_offset: float = 0,
    y_offset: float = 0,
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
        x_offset=round(x_offset),
        y_offset=round(y_offset),
        apply_clip=False,
    )
