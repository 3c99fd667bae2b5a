"""The points of one phase at a time, where a rule has found something."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Ints, Signs
from qi_lib.spc.series.calculation import Worked

__all__ = ["CLEARLY", "phases_with", "stretches", "uneven_phases"]

# How many standard errors more than expected is clearly more. A mean splits even points more
# evenly than coins do, so that 1.2 is seldom passed by chance (1 in 45).
CLEARLY = 1.2


def uneven_phases(worked: Worked, among: Bools | None) -> Bools:
    """Tell for each phase (of these) whether clearly more points lie on one side of the line."""
    side, segments = worked.compared.side, worked.compared.segments
    if segments.single:
        return np.array([abs(int(side.sum())) > CLEARLY * np.count_nonzero(side) ** 0.5])
    more = np.abs(np.add.reduceat(side, segments.starts, dtype=np.int64))
    uneven: Bools = more > CLEARLY * np.sqrt(segments.count(side != 0))
    return uneven if among is None else uneven & among


def phases_with(
    member: Bools, worked: Worked, among: Bools | None = None
) -> Iterator[tuple[Ints, Ints]]:
    """Give of each phase that has members (and is among these) the members and points in use."""
    use, segments = worked.compared.use, worked.compared.segments
    at = member.nonzero()[0]
    if segments.single:
        if len(at) and (among is None or among[0]):
            yield at, use.nonzero()[0]
        return
    numbers = segments.id_at(at)
    if among is not None:
        at, numbers = at[among[numbers]], numbers[among[numbers]]
    if not len(at):
        return
    cuts = (np.diff(numbers) != 0).nonzero()[0] + 1
    for found in np.split(at, cuts):
        number = int(segments.id_at(int(found[0])))
        start, stop = int(segments.starts[number]), segments.size
        if number + 1 < len(segments.starts):
            stop = int(segments.starts[number + 1])
        yield found, use[start:stop].nonzero()[0] + start


def stretches(direction: Signs, reach: int) -> Iterator[tuple[int, int]]:
    """Give first and last of the members of one direction that lie within reach of each other."""
    at = direction.nonzero()[0]
    if not len(at):
        return
    parted = (np.diff(at) > reach) | (np.diff(direction[at]) != 0)
    bounds = [0, *(parted.nonzero()[0] + 1).tolist(), len(at)]
    for first, stop in pairwise(bounds):
        yield int(at[first]), int(at[stop - 1])
