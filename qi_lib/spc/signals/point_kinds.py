"""What each point shows: what the rules found, and whether that is better or worse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from qi_lib.spc.arrays.array_types import Ints, Signs
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.records import record
from qi_lib.spc.request.settings import Direction
from qi_lib.spc.rules.beyond_limits import Outside
from qi_lib.spc.rules.compared_points import Hits
from qi_lib.spc.series.calculation import Worked
from qi_lib.spc.weighing.weigh import weigh

__all__ = ["KINDS", "Judged", "JudgedPoints", "Kind", "judge", "kind_of"]

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
class JudgedPoints:
    """Hold what the rules found in some points and what that shows, one element a point."""

    hits: Sequence[Hits]  # by rule
    claims: Sequence[Hits]  # by rule: of the hits, those that the points bear out
    kind: Signs  # an index into `KINDS`
    seen: Signs  # the direction that the kind was judged on: 1 high, -1 low


class Judged:
    """Hold what the rules found in every series; what that shows is worked out when asked for."""

    def __init__(self, worked: Worked, hits: Sequence[Hits]) -> None:
        self._worked, self.hits = worked, hits

    @cached_property
    def points(self) -> JudgedPoints:
        """Judge all points."""
        return self._judged(weigh(self._worked, self.hits))

    def part(self, start: int, stop: int) -> JudgedPoints:
        """Take the points of one series."""
        whole, cut = self.points, slice(start, stop)

        def cut_out(found: Sequence[Hits]) -> list[Hits]:
            return [Hits(h.member[cut], h.direction[cut], h.completes[cut]) for h in found]

        hits = cut_out(whole.hits)
        claims = hits if whole.claims is whole.hits else cut_out(whole.claims)
        return JudgedPoints(hits, claims, whole.kind[cut], whole.seen[cut])

    def at(self, place: int) -> tuple[int, int]:
        """Give one point's kind and the direction that it was judged on."""
        # Most points are part of no pattern: then there is nothing to weigh.
        if not any(found.member[place] for found in self.hits):
            return 0, 0
        return int(self.points.kind[place]), int(self.points.seen[place])

    def at_many(self, places: Ints) -> tuple[Signs, Signs]:
        """Give the kinds of some points and their directions, weighing no other phases."""
        marked = np.zeros(len(places), np.bool_)
        for found in self.hits:
            marked |= found.member[places]
        kind, seen = np.zeros(len(places), np.int8), np.zeros(len(places), np.int8)
        if marked.any():
            segments = self._worked.segments
            among = np.zeros(len(segments.starts), np.bool_)
            among[segments.id_at(places[marked])] = True
            judged = self._judged(weigh(self._worked, self.hits, among))
            kind[marked], seen[marked] = judged.kind[places[marked]], judged.seen[places[marked]]
        return kind, seen

    def _judged(self, claims: Sequence[Hits]) -> JudgedPoints:
        worked = self._worked
        nothing, rules = worked.compared.nothing(), worked.settings.rules
        kind, seen = _kinds(
            [found for found in claims if found is not nothing],
            worked.segments,
            worked.settings.direction,
            improvement_wins=rules.improvement_wins,
        )
        return JudgedPoints(self.hits, claims, kind, seen)


def judge(worked: Worked) -> Judged:
    """Look for the patterns of all rules, over every series."""
    rules, compared, in_order = worked.settings.rules, worked.compared, worked.in_order
    nothing = compared.nothing()
    hits = [
        rule.find(compared) if in_order or isinstance(rule, Outside) else nothing
        for rule in rules.rules
    ]
    return Judged(worked, hits)


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
