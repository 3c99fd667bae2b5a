"""The two verdicts on a series: how it varies now, and what to expect of the target."""

from __future__ import annotations

import math

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, numbered
from qi_lib.spc.request.settings import Direction
from qi_lib.spc.series.calculation import Worked
from qi_lib.spc.signals.point_kinds import KINDS, Judged

__all__ = ["all_assurances", "all_variations", "assurance_icon", "finite_last", "variation_icon"]


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


def all_variations(worked: Worked, judged: Judged, last: Ints, ends: Ints) -> list[str | None]:
    """Name the variation icon of every series: `last` its last observed point."""
    if worked.axis.kind == "category":  # of names, none is the latest
        return [None] * len(last)
    names = [[variation_icon(kind, side) for side in (-1, 0, 1)] for kind in range(len(KINDS))]
    kinds, sides, enough = judged.kind[last], judged.seen[last], _enough(worked, ends)
    there = enough & worked.compared.observed[last]
    triples = zip(there.tolist(), kinds.tolist(), sides.tolist(), strict=True)
    return [names[kind][side + 1] if ok else None for ok, kind, side in triples]


def all_assurances(worked: Worked, last: Ints, ends: Ints) -> list[str | None]:
    """Name the assurance icon of every series, from the limits in force at its end."""
    size = len(ends)
    if worked.settings.direction == "neutral" or not np.isfinite(worked.target).any():
        return [None] * size
    limits = np.where(np.isfinite(worked.upper), numbered(len(worked.upper)), -1)
    starts = np.concatenate(([0], ends[:-1] + 1))
    at = np.maximum(np.maximum.reduceat(limits, starts), starts)
    lower, upper, target = worked.lower[at], worked.upper[at], worked.target[ends]
    found = np.full(size, "hit_or_miss", dtype=object)
    is_up = worked.settings.direction == "up"
    found[target > upper] = "fail" if is_up else "pass"
    found[target < lower] = "pass" if is_up else "fail"
    found[_are_close(lower, upper) & _are_close(lower, target)] = "pass"
    found[~(np.isfinite(lower + upper + target) & _enough(worked, ends))] = None
    named: list[str | None] = found.tolist()
    return named


def _are_close(a: Floats, b: Floats) -> Bools:
    """Tell which numbers are equal but for rounding, as `math.isclose` does."""
    return np.isclose(a, b, rtol=1e-9, atol=0)


def _enough(worked: Worked, ends: Ints) -> Bools:
    """Tell which series have points enough in their last phase for icons."""
    counts = worked.segments.count(worked.compared.use)
    return counts[worked.segments.id_at(ends)] >= worked.settings.rules.icons_from


def finite_last(values: Floats) -> float:
    """Give the last number that is there; NaN if there is none."""
    last = float(values[-1])
    if math.isfinite(last):
        return last
    there = np.flatnonzero(np.isfinite(values))
    return float(values[there[-1]]) if len(there) else math.nan
