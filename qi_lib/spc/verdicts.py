"""What the signals mean for people: the kind of each point, and the two icons."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from qi_lib.spc.arrays import Bools, Floats, Ints, Signs
from qi_lib.spc.scene import Hits
from qi_lib.spc.segments import Segments

if TYPE_CHECKING:
    from qi_lib.spc.engine import Worked

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
# The kind shown by a direction of 0, 1 and (from the end) -1.
_SHOWS = {"up": np.array([3, 1, 2]), "down": np.array([3, 2, 1]), "neutral": np.array([3, 3, 3])}

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
    hits: tuple[Hits, ...],
    segments: Segments,
    direction: Direction,
    *,
    improvement_wins: bool,
) -> tuple[Ints, Signs]:
    """Give each point its kind (an index into `KINDS`) and the direction it was judged on.

    A rule that points neither up nor down (few crossings) colours a phase only where no
    other rule has found anything in it.
    """
    size = segments.size
    kind = np.zeros(size, np.int64)
    seen = np.zeros(size, np.int8)
    undirected, is_first = list[Ints](), True
    for found in hits:
        at = found.member.nonzero()[0]
        if not len(at):
            continue
        side = found.direction[at]
        if not np.count_nonzero(side):
            undirected.append(at)
            continue
        shows = _SHOWS[direction][side]
        if not is_first:
            taken = kind[at]
            free = taken == 0
            if improvement_wins:
                free |= (shows == 1) & (taken != 1)
            at, shows, side = at[free], shows[free], side[free]
        kind[at], seen[at] = shows, side
        is_first = False
    for at in undirected:
        silent = segments.count(kind > 0) == 0
        at = at[silent[segments.ids[at]]]
        kind[at] = 3
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
    names = [[variation_icon(kind, side) for side in (-1, 0, 1)] for kind in range(len(KINDS))]
    kinds, sides, enough = worked.kind[last], worked.seen[last], _enough(worked, ends)
    there = enough & worked.scene.observed[last]
    triples = zip(there.tolist(), kinds.tolist(), sides.tolist(), strict=True)
    return [names[kind][side + 1] if ok else None for ok, kind, side in triples]


def all_assurances(worked: Worked, last: Ints, ends: Ints) -> list[str | None]:
    """Name the assurance icon of every series, from the limits in force at its end."""
    size = len(ends)
    if worked.settings.direction == "neutral" or not np.isfinite(worked.target).any():
        return [None] * size
    limits = np.where(np.isfinite(worked.upper), np.arange(len(worked.upper)), -1)
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
    counts = worked.segments.count(worked.scene.use)
    return counts[worked.segments.ids[ends]] >= worked.settings.rules.icons_from


def versus(side: Signs, direction: Direction) -> Ints:
    """Give the kind (an index into `KINDS`) that lying on a side shows."""
    return np.where(side == 0, 0, _SHOWS[direction][side])


def finite_last(values: Floats) -> float:
    """Give the last number that is there; NaN if there is none."""
    if math.isfinite(values[-1]):
        return float(values[-1])
    there = np.flatnonzero(np.isfinite(values))
    return float(values[there[-1]]) if len(there) else math.nan
