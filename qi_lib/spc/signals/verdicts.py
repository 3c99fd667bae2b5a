"""The two verdicts on a series: how it varies now, and what to expect of the target."""

from __future__ import annotations

import math

import numpy as np

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.request.settings import Direction
from qi_lib.spc.signals.point_kinds import KINDS

__all__ = ["assurance_icon", "finite_last", "variation_icon"]


def variation_icon(kind: int, direction: int) -> str:
    """Name the variation icon of a point."""
    if kind == 0:
        return "common_cause"
    side = {1: "_high", -1: "_low", 0: ""}[direction]
    return KINDS[kind] + side


def assurance_icon(lower: float, upper: float, target: float, direction: Direction) -> str | None:
    """Name the assurance icon, from the limits in force at the last point.

    None without limits, target or direction. A target on a limit is hit or miss, unless
    limits have closed on the target itself (100% every month): then it is met.
    """
    if direction == "neutral" or not math.isfinite(lower + upper + target):
        return None
    if math.isclose(lower, upper, rel_tol=1e-9) and math.isclose(lower, target, rel_tol=1e-9):
        return "pass"
    above, below = target > upper, target < lower
    if not above and not below:
        return "hit_or_miss"
    return "fail" if above == (direction == "up") else "pass"


def finite_last(values: Floats) -> float:
    """Give the last number that is there; NaN if there is none."""
    last = float(values[-1])
    if math.isfinite(last):
        return last
    there = np.flatnonzero(np.isfinite(values))
    return float(values[there[-1]]) if len(there) else math.nan
