"""The patterns that the rules have found, each told from its first point to its last."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Ints
from qi_lib.spc.records import record
from qi_lib.spc.rules.compared_points import Hits
from qi_lib.spc.rules.rule import Rule
from qi_lib.spc.series.series import Series

__all__ = ["Pattern", "find_patterns"]


@record
class Pattern:
    """Say which rule found something, from which point to which, and how many are part of it."""

    rule: str
    first: int
    last: int
    count: int
    side: int


def find_patterns(series: Series, all_hits: Mapping[str, Hits]) -> list[Pattern]:
    """Find the patterns of the current phase, the latest first."""
    now = series.phase == series.phase[-1]
    found: list[Pattern] = []
    for rule in series.settings.rules.rules:
        hits = all_hits[rule.name]
        if hits.member.any():
            found += _patterns(rule, hits, now & _looked_at(series, rule), series.holes)
    return sorted(found, key=lambda pattern: -pattern.last)


def _patterns(rule: Rule, hits: Hits, looked_at: Bools, holes: Ints) -> list[Pattern]:
    """Join the points of a rule's patterns that follow one another, with no hole between."""
    there = np.flatnonzero(looked_at)
    order = np.flatnonzero(hits.member[there])
    members = there[order]
    # Two of three may have another point between them.
    reach = max(int(getattr(rule, "window", 2)) - 1, 1)
    turns = np.diff(hits.direction[members]) != 0
    turns |= np.diff(holes.searchsorted(members, side="right")) != 0
    cuts = np.flatnonzero((np.diff(order) > reach) | turns) + 1
    found = []
    for points in np.split(members, cuts) if len(members) else ():
        first, last = int(points[0]), int(points[-1])
        found.append(Pattern(rule.name, first, last, len(points), int(hits.direction[last])))
    return found


def _looked_at(series: Series, rule: Rule) -> Bools:
    """Mark the points that a rule looks at: none that it passes over may part a pattern."""
    if rule.name == "outside":
        return series.observed
    use = series.use
    skips_line = rule.name == "long_run" or getattr(rule, "on_line", "") == "skipped"
    if skips_line:
        side = series.side
        off_line: Bools = use & (side != 0)
        return off_line
    if getattr(rule, "ties", "") == "skipped":
        there = np.flatnonzero(use)
        moves = np.ones(len(there), np.bool_)
        moves[1:] = np.diff(series.value[there]) != 0
        use = use.copy()
        use[there[~moves]] = False
    return use
