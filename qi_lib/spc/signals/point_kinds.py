"""What each point shows: what the rules found, and whether that is better or worse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np

from qi_lib.spc.arrays.array_types import Ints, Signs
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.records import record
from qi_lib.spc.request.settings import Direction
from qi_lib.spc.rules.beyond_limits import Outside
from qi_lib.spc.rules.compared_points import Hits
from qi_lib.spc.series.calculation import Worked

__all__ = ["KINDS", "Judged", "Kind", "judge", "kind_of"]

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


@record
class Judged:
    """Hold what the rules found and what that shows, one element a point."""

    hits: Sequence[Hits]  # by rule
    kind: Signs  # an index into `KINDS`
    seen: Signs  # the direction that the kind was judged on: 1 high, -1 low

    def part(self, start: int, stop: int) -> Judged:
        """Take the points of one series."""
        cut = slice(start, stop)
        hits = [Hits(h.member[cut], h.direction[cut], h.completes[cut]) for h in self.hits]
        return Judged(hits, self.kind[cut], self.seen[cut])


def judge(worked: Worked) -> Judged:
    """Look for the patterns of all rules, and give each point its kind, over every series."""
    rules, compared, in_order = worked.settings.rules, worked.compared, worked.in_order
    nothing = compared.nothing()
    hits = [
        rule.find(compared) if in_order or isinstance(rule, Outside) else nothing
        for rule in rules.rules
    ]
    kind, seen = _kinds(
        [found for found in hits if found is not nothing],
        worked.segments,
        worked.settings.direction,
        improvement_wins=rules.improvement_wins,
    )
    return Judged(hits, kind, seen)


def _kinds(
    hits: Sequence[Hits], segments: Segments, direction: Direction, *, improvement_wins: bool
) -> tuple[Signs, Signs]:
    """Give each point its kind (an index into `KINDS`) and the direction it was judged on.

    A rule that points neither up nor down (few crossings) colours a phase only where no
    other rule has found anything in it.
    """
    seen: Signs | None = None
    undirected: list[Ints] = []
    better = _BETTER[direction] if improvement_wins else None
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
    kind = _SHOWS[direction].take(seen, mode="wrap")
    for at in undirected:
        silent = segments.count(kind > 0) == 0
        kind[at[silent[segments.ids[at]]]] = 3
    return kind, seen


def kind_of(side: int, direction: Direction) -> Kind:
    """Give the kind that lying on a side shows: 1 high, -1 low."""
    return KINDS[int(_SHOWS[direction][side])]
