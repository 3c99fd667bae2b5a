"""The labels at the right-hand end: what the level is now, and the target."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.arrays.array_types import Ints
from qi_lib.spc.drawing.sizes import Size
from qi_lib.spc.svg.text_width import text_width
from qi_lib.spc.words.phrases import per_in_words, target_in_words

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart
    from qi_lib.spc.drawing.layout import Layout

__all__ = [
    "EndLabel",
    "end_labels",
    "label_width",
    "level_ink",
    "shared_decimals",
    "spread_apart",
    "unit_words",
]


@dataclass(slots=True)
class EndLabel:
    """Is a label at the right-hand end of a line."""

    y: float
    text: str
    size: float
    ink: str
    bold: bool
    below: str = ""
    height: float = 0.0


def end_labels(chart: Chart, size: Size, phases: list[Ints]) -> list[EndLabel]:
    """Word the labels; their `y` is a value of the frame until they are spread apart."""
    labels: list[EndLabel] = []
    centre = chart.level(phases[-1])
    if np.isfinite(centre):
        words = chart.show(centre, shared_decimals(chart, phases))
        short = words.replace(" billion", " bn").replace(" million", " m")
        text = short if size.is_thumbnail else f"{_lead(chart, phases)} {words}"
        below = "" if size.is_thumbnail else unit_words(chart)
        labels.append(EndLabel(centre, text, size.font, level_ink(chart), True, below))
    target = float(chart.target[-1])
    if np.isfinite(target) and not size.is_thumbnail:
        words = f"target {target_in_words(chart, target)}"
        labels.append(EndLabel(target, words, size.small, "target", False))
    return labels


def _lead(chart: Chart, phases: list[Ints]) -> str:
    if len(phases) > 1:
        return "now"
    return "given" if chart.settings.centre is not None else chart.settings.kind.centre_words


def level_ink(chart: Chart) -> str:
    """Name the colour of the latest level: that of the change, if phases show one."""
    change = chart.change
    return change.kind if change is not None and change.is_between_phases else "ink"


def shared_decimals(chart: Chart, phases: list[Ints]) -> int:
    """Give the decimals that tell the levels of the phases apart."""
    return chart.decimals(*(chart.level(part) for part in phases))


def unit_words(chart: Chart) -> str:
    """Give the words that go with a level: its period, or its unit."""
    settings = chart.settings
    if settings.per:
        return per_in_words(settings.per)
    return settings.unit if settings.unit and not settings.is_percent else ""


def label_width(label: EndLabel, small: float) -> float:
    """Give the room that a label takes."""
    wide = text_width(label.text, label.size, bold=label.bold)
    return max(wide, text_width(label.below, small))


def spread_apart(labels: list[EndLabel], layout: Layout) -> list[EndLabel]:
    """Turn values into places, and move the labels so that none covers another."""
    small = layout.size.small
    for label in labels:
        label.y = layout.y(label.y * layout.chart.settings.shown) + label.size * 0.35
        label.height = label.size * 1.15 + (small * 1.15 if label.below else 0)
    labels.sort(key=lambda item: item.y)
    for upper, lower in pairwise(labels):
        lower.y = max(lower.y, upper.y + upper.height + (lower.size - upper.size))
    # On a small drawing nothing is written below the plot, but there is little room either.
    floor = min(layout.bottom + small * 0.4, layout.height - small * 0.2)
    for label in reversed(labels):
        label.y = min(label.y, floor - (small * 1.15 if label.below else 0))
        floor = label.y - label.size * 1.1
    return labels
