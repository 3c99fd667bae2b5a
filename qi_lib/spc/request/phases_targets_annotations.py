"""What people write on a chart: phases, annotations and targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

import numpy as np

from qi_lib.spc.argument_checks import check_name, check_number, check_text

__all__ = ["Annotation", "Phase", "Target", "When"]

When: TypeAlias = date | datetime | np.datetime64 | str | float | int
"""A place along the time axis: a value of `x`, or a position.

Dates may be text, such as "2025-03-01" or, day first, "1/3/2025". Where `x` is dates or names, a
whole number counts points from 1; where `x` is numbers, it is one of them.
"""


@dataclass(frozen=True, slots=True)
class Phase:
    """Start a new phase of the chart, with a centre line and limits of its own.

    Args:
        start: first point of the phase: a value of `x`, or, when `x` is dates or names,
            a whole number that counts points from 1. A date between two points starts
            the phase at the later one.
        reason: what changed, in a few words, as it is to be read on the chart.

    Raises:
        ArgumentError: the reason is no text.
    """

    start: When
    reason: str = ""

    def __post_init__(self) -> None:
        """Check what can be checked without the data."""
        check_text("reason", self.reason, "Say in a few words what changed, or leave it out.")


@dataclass(frozen=True, slots=True)
class Annotation:
    """Write a few words at a point; the limits are not touched.

    Args:
        x: the point: a value of `x`, or, when `x` is dates or names, a whole number that
            counts points from 1. A date between two points goes to the nearer one.
        text: the words.
        kind: "note", or "pdsa" for a PDSA cycle, which is drawn with a flag.

    Raises:
        ArgumentError: the text is no text, or there is no such kind.
    """

    x: When
    text: str
    kind: Literal["note", "pdsa"] = "note"

    def __post_init__(self) -> None:
        """Check what can be checked without the data."""
        check_text("text", self.text, "Give the words to be written on the chart.")
        check_name("kind", self.kind, ("note", "pdsa"))


@dataclass(frozen=True, slots=True)
class Target:
    """Set the level to reach, in the units shown on the chart (95 for 95%).

    Args:
        value: the level.
        start: first point it holds for: a value of `x`, or, when `x` is dates or names, a
            whole number that counts points from 1. None means from the beginning.

    Raises:
        ArgumentError: the value is no number.
    """

    value: float
    start: When | None = None

    def __post_init__(self) -> None:
        """Check what can be checked without the data."""
        check_number("target", self.value)
