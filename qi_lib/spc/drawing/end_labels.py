"""The labels at the right-hand end: what the level is now, and the target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qi_lib.spc.drawing.sizes import Size
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.svg.text_width import text_width
from qi_lib.spc.words.phrases import decimals, per_in_words, show, target_in_words

__all__ = [
    "EndLabel",
    "end_labels",
    "label_width",
    "level_ink",
    "shared_decimals",
    "spread_apart",
    "unit_words",
]


@dataclass(eq=False)
class EndLabel:
    """Is a label at the right-hand end of a line."""

    y: float
    text: str
    size: float
    ink: str
    bold: bool
    below: str = ""
    height: float = 0.0


def end_labels(series: JudgedSeries, size: Size) -> list[EndLabel]:
    """Word the labels; their `y` is a value of the frame until they are spread apart."""
    labels: list[EndLabel] = []
    centre = series.level(series.parts[-1])
    if np.isfinite(centre):
        words = show(series, centre, shared_decimals(series))
        short = words.replace(" billion", " bn").replace(" million", " m")
        text = short if size.is_thumbnail else f"{_lead(series)} {words}"
        below = "" if size.is_thumbnail else unit_words(series)
        labels.append(EndLabel(centre, text, size.font, level_ink(series), True, below))
    target = float(series.target[-1])
    if np.isfinite(target) and not size.is_thumbnail:
        words = f"target {target_in_words(series, target)}"
        labels.append(EndLabel(target, words, size.small, "target", False))
    return labels


def _lead(series: Series) -> str:
    if len(series.parts) > 1:
        return "now"
    return "given" if series.settings.centre is not None else series.settings.kind.centre_words


def level_ink(series: JudgedSeries) -> str:
    """Name the colour of the latest level: that of the change, if phases show one."""
    change = series.change
    return change.kind if change is not None and change.is_between_phases else "ink"


def shared_decimals(series: Series) -> int:
    """Give the decimals that tell the levels of the phases apart."""
    return decimals(series, *(series.level(part) for part in series.parts))


def unit_words(series: Series) -> str:
    """Give the words that go with a level: its period, or its unit."""
    settings = series.settings
    if settings.per:
        return per_in_words(settings.per)
    return settings.unit if settings.unit and not settings.is_percent else ""


def label_width(label: EndLabel, small: float) -> float:
    """Give the room that a label takes."""
    wide = text_width(label.text, label.size, bold=label.bold)
    return max(wide, text_width(label.below, small))


def spread_apart(
    labels: list[EndLabel], y_of: Callable[[float], float], *, floor: float, small: float
) -> list[EndLabel]:
    """Turn values into places above `floor`, and move the labels so that none covers another."""
    for label in labels:
        label.y = y_of(label.y) + label.size * 0.35
        label.height = label.size * 1.15 + (small * 1.15 if label.below else 0)
    labels.sort(key=lambda item: item.y)
    for upper, lower in pairwise(labels):
        lower.y = max(lower.y, upper.y + upper.height + (lower.size - upper.size))
    for label in reversed(labels):
        label.y = min(label.y, floor - (small * 1.15 if label.below else 0))
        floor = label.y - label.size * 1.1
    return labels
