"""What the signals mean for people: the kind of each point, and the two icons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, Signs, numbered
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.rules.compared_points import Hits

if TYPE_CHECKING:
    from qi_lib.spc.series.calculation import Worked

__all__ = [
    "ASSURANCE_WORDS",
    "KINDS",
    "VARIATION_WORDS",
    "Direction",
    "Kind",
    "all_assurances",
    "all_variations",
    "assurance_icon",
    "finite_last",
    "judge",
    "variation_icon",
    "versus",
]

Direction: TypeAlias = Literal["up", "down", "neutral"]
"""Which way is better."""
Kind: TypeAlias = Literal["common", "improvement", "concern", "neutral"]
"""What a point shows: chance alone, better, worse, or a change without better or worse."""

KINDS: tuple[Kind, ...] = ("common", "improvement", "concern", "neutral")
# The kind shown by a direction of 0, 1 and (from the end) -1; and the better one of these.
_SHOWS: dict[str, Signs] = {
    "up": np.array([0, 1, 2], np.int8),
    "down": np.array([0, 2, 1], np.int8),
    "neutral": np.array([0, 3, 3], np.int8),
}
_BETTER = {"up": np.array(1, np.int8), "down": np.array(-1, np.int8), "neutral": None}

VARIATION_WORDS = {
    "common_cause": "Steady at present: only the variation expected from chance",
    "improvement_high": "Getting better: unusually high, and high is good",
    "improvement_low": "Getting better: unusually low, and low is good",
    "concern_high": "Cause for concern: unusually high, and low is good",
    "concern_low": "Cause for concern: unusually low, and high is good",
    "neutral_high": "Something has changed: unusually high",
    "neutral_low": "Something has changed: unusually low",
    "neutral": "Something has changed: more than chance is at work",
}
ASSURANCE_WORDS = {
    "pass": "Expected to meet the target every time",
    "fail": "Expected to miss the target every time, unless something changes",
    "hit_or_miss": "Expected to meet the target sometimes and miss it sometimes",
}


def judge(
    hits: Sequence[Hits],
    segments: Segments,
    direction: Direction,
    *,
    improvement_wins: bool,
) -> tuple[Signs, Signs]:
    """Give each point its kind (an index into `KINDS`) and the direction it was judged on.

    A rule that points neither up nor down (few crossings) colours a phase only where no
    other rule has found anything in it.
    """
    seen: Signs | None = None
    undirected, better = list[Ints](), _BETTER[direction] if improvement_wins else None
    for found in hits:
        if not np.count_nonzero(found.direction):
            undirected.append(found.member.nonzero()[0])
        elif seen is None:
            seen = found.direction.copy()
        else:
            free = np.logical_not(seen)
            if better is not None:
                free |= found.direction == better
            np.putmask(seen, free, found.direction)
    if seen is None:
        seen = np.zeros(segments.size, np.int8)
    kind = _SHOWS[direction].take(seen)
    for at in undirected:
        silent = segments.count(kind > 0) == 0
        kind[at[silent[segments.ids[at]]]] = 3
    return kind, seen


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


def all_variations(worked: Worked, last: Ints, ends: Ints) -> list[str | None]:
    """Name the variation icon of every series: `last` its last observed point."""
    if worked.axis.kind == "category":  # of names, none is the latest
        return [None] * len(last)
    names = [[variation_icon(kind, side) for side in (-1, 0, 1)] for kind in range(len(KINDS))]
    kinds, sides, enough = worked.kind[last], worked.seen[last], _enough(worked, ends)
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


def versus(side: Signs, direction: Direction) -> Signs:
    """Give the kind (an index into `KINDS`) that lying on a side shows."""
    return _SHOWS[direction][side]


def finite_last(values: Floats) -> float:
    """Give the last number that is there; NaN if there is none."""
    last = float(values[-1])
    if math.isfinite(last):
        return last
    there = np.flatnonzero(np.isfinite(values))
    return float(values[there[-1]]) if len(there) else math.nan
