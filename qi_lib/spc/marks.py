"""What people write on a chart: phases, annotations and targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

import numpy as np

__all__ = ["Annotation", "Phase", "Target", "When"]

When: TypeAlias = date | datetime | np.datetime64 | str | float | int
"""A place along the time axis: a date (or ISO text), a number, a category or a position."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Start a new phase of the chart, with a centre line and limits of its own.

    Args:
        start: first point of the phase: a value of `x`, or, when `x` is dates or names,
            a whole number that counts points from 1. A date between two points starts
            the phase at the later one.
        reason: what changed, in a few words, as it is to be read on the chart.
    """

    start: When
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """Write a few words at a point; the limits are not touched.

    Args:
        x: the point: a value of `x`.
        text: the words.
        kind: "note", or "pdsa" for a PDSA cycle, which is drawn with a flag.
    """

    x: When
    text: str
    kind: Literal["note", "pdsa"] = "note"


@dataclass(frozen=True, slots=True)
class Target:
    """Set the level to reach, in the units shown on the chart (95 for 95%).

    Args:
        value: the level.
        start: first value of `x` it holds for; None means from the beginning.
    """

    value: float
    start: When | None = None
