"""The labels at the right-hand end: what the level is now, and the target."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.arrays import Ints
from qi_lib.spc.finding import per_in_words
from qi_lib.spc.lettering import text_width
from qi_lib.spc.sizes import Size

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart
    from qi_lib.spc.layout import Layout

__all__ = ["EndLabel", "end_labels", "label_width", "shared_decimals", "spread_apart", "unit_words"]


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
    centre = float(chart.centre[-1])
    if np.isfinite(centre):
        lead = "now" if len(phases) > 1 else chart.settings.kind.centre_words
        words = chart.show(centre, shared_decimals(chart, phases))
        change = chart.change
        ink = change.kind if change is not None and change.is_between_phases else "ink"
        text = words if size.is_thumbnail else f"{lead} {words}"
        below = "" if size.is_thumbnail else unit_words(chart)
        labels.append(EndLabel(centre, text, size.font, ink, True, below))
    target = float(chart.target[-1])
    if np.isfinite(target) and not size.is_thumbnail:
        words = f"target {chart.show(target)}"
        labels.append(EndLabel(target, words, size.small, "target", False))
    return labels


def shared_decimals(chart: Chart, phases: list[Ints]) -> int:
    """Give the decimals that tell the levels of the phases apart."""
    return chart.decimals(*(float(chart.centre[part[0]]) for part in phases))


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
    floor = layout.bottom + small * 0.4
    for label in reversed(labels):
        label.y = min(label.y, floor - (small * 1.15 if label.below else 0))
        floor = label.y - label.size * 1.1
    return labels
