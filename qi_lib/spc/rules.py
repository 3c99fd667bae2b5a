"""The rules that tell a signal from chance, one class a rule, every parameter open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from qi_lib.spc.arrays import Bools, Ints, Signs
from qi_lib.spc.runs import analyse_runs
from qi_lib.spc.scene import Hits, Scene
from qi_lib.spc.segments import Segments
from qi_lib.spc.words import count_in_words

__all__ = ["FewCrossings", "LongRun", "Outside", "Rule", "Shift", "Trend", "TwoOfThree"]


class Rule(Protocol):
    """Is what every rule can do: find its pattern, and say in words what it is."""

    @property
    def name(self) -> str:
        """Name the rule as it stands in the `signals` column."""
        ...

    @property
    def words(self) -> str:
        """Say what the rule looks for, to finish the sentence "This point is part of …"."""
        ...

    def find(self, scene: Scene) -> Hits:
        """Find every point that is part of the pattern."""
        ...


@dataclass(frozen=True, slots=True)
class Outside:
    """A single point beyond a limit, strictly."""

    sigmas: float = 3
    name: str = "outside"

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return "a point outside the expected range"

    def find(self, scene: Scene) -> Hits:
        """Find the points beyond the limits; excluded points are tested too."""
        side = scene.beyond_sigmas(self.sigmas)
        if side is None:
            return scene.nothing()
        member = side != 0
        return Hits(member, side, member)


@dataclass(frozen=True, slots=True)
class Shift:
    """So many points in a row on one side of the centre line.

    A point on the line breaks the run, or is passed over with `on_line="skipped"`.
    """

    length: int = 7
    on_line: Literal["breaks", "skipped"] = "breaks"
    name: str = "shift"

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return f"{count_in_words(self.length)} or more in a row on one side of the centre line"

    def find(self, scene: Scene) -> Hits:
        """Find the points of every run that is long enough."""
        side, segments = scene.kept_side, scene.kept_segments
        if self.on_line == "breaks":
            return scene.scatter(*_long_runs(side, segments, self.length))
        useful, useful_segments = segments.only(side != 0)
        found = _long_runs(side[useful], useful_segments, self.length)
        return scene.scatter(*_put_back(found, useful, len(side)))


@dataclass(frozen=True, slots=True)
class Trend:
    """So many points in a row that all rise or all fall.

    A repeated value breaks the trend, or is passed over with `ties="skipped"`. Where two
    trends share a turning point, it takes the direction of the later one.
    """

    length: int = 7
    ties: Literal["break", "skipped"] = "break"
    name: str = "trend"

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return f"{count_in_words(self.length)} or more in a row all rising or all falling"

    def find(self, scene: Scene) -> Hits:
        """Find the points of every trend that is long enough."""
        moves, segments = scene.kept_moves, scene.kept_segments
        if self.ties == "break":
            return scene.scatter(*_with_first(_long_runs(moves, segments, self.length - 1)))
        useful = moves != 0
        useful[segments.starts] = True
        kept, useful_segments = segments.only(useful)
        found = _with_first(_long_runs(moves[kept], useful_segments, self.length - 1))
        return scene.scatter(*_put_back(found, kept, len(moves)))


@dataclass(frozen=True, slots=True)
class TwoOfThree:
    """Two of three points in a row near or beyond the same limit.

    With `same_side` the third must lie on that side of the centre line too. With
    `beyond_limit_counts=False` only points between two and three sigma count, and a point
    outside the limits does not (NHSRplotthedots 0.2.2).
    """

    sigmas: float = 2
    same_side: bool = True
    beyond_limit_counts: bool = True
    name: str = "two_of_three"

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return "two of three in a row close to the same edge of the expected range"

    def find(self, scene: Scene) -> Hits:
        """Find the points near the limit, in windows of three that hold two of them."""
        near = scene.beyond_sigmas(self.sigmas)
        if near is None:
            return scene.nothing()
        if not self.beyond_limit_counts:
            far = scene.beyond_sigmas(3)
            near = np.where(far == 0, near, np.int8(0)) if far is not None else near
        near = near[scene.kept]
        member = np.zeros(len(near), np.bool_)
        completes = np.zeros(len(near), np.bool_)
        for side in (np.int8(1), np.int8(-1)):
            is_near = near == side
            third = scene.kept_side == side if self.same_side else None
            windows = _full_windows(is_near, third, scene.kept_segments)
            completes |= windows
            for back in range(3):
                part = np.zeros(len(near), np.bool_)
                part[: len(near) - back] = windows[back:]
                member |= part & is_near
        return scene.scatter(member, np.where(member, near, np.int8(0)), completes)


@dataclass(frozen=True, slots=True)
class LongRun:
    """A run longer than chance explains, given how many points there are (Anhøj)."""

    name: str = "long_run"

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return "an unusually long run on one side of the centre line"

    def find(self, scene: Scene) -> Hits:
        """Find the points of every run that is too long; points on the line are passed over."""
        runs = analyse_runs(scene.segments, scene.side, scene.use)
        if not runs.is_long.any():
            return scene.nothing()
        side, segments = scene.kept_side, scene.kept_segments
        useful, useful_segments = segments.only(side != 0)
        most = runs.longest_allowed[scene.segments.ids[scene.kept[useful]]] + 1
        found = _long_runs(side[useful], useful_segments, most.astype(np.int64))
        return scene.scatter(*_put_back(found, useful, len(side)))


@dataclass(frozen=True, slots=True)
class FewCrossings:
    """A line that crosses the centre less often than chance explains (Anhøj).

    All points of the phase are part of it, and it points neither up nor down.
    """

    name: str = "few_crossings"

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return "a line that crosses the centre unusually seldom"

    def find(self, scene: Scene) -> Hits:
        """Find the phases with too few crossings."""
        runs = analyse_runs(scene.segments, scene.side, scene.use)
        if not runs.is_few.any():
            return scene.nothing()
        member = runs.is_few[scene.segments.ids] & scene.use
        nothing = scene.nothing()
        return Hits(member, nothing.direction, nothing.completes)


Found = tuple[Bools, Signs, Bools]


def _long_runs(state: Signs, segments: Segments, length: int | Ints) -> Found:
    """Find runs of one non-zero state, `length` or longer; `length` may differ by element."""
    size = len(state)
    if not size:
        return np.zeros(0, np.bool_), state, np.zeros(0, np.bool_)
    turned = np.ones(size, np.bool_)
    np.not_equal(state[1:], state[:-1], out=turned[1:])
    turned[segments.starts] = True
    starts = np.flatnonzero(turned)
    lengths = np.diff(starts, append=size)
    if isinstance(length, int) and int(lengths.max()) < length:
        nothing = np.zeros(size, np.bool_)
        return nothing, np.zeros(size, np.int8), nothing
    position = np.arange(size) - np.repeat(starts, lengths)
    counts = state != 0
    member = (np.repeat(lengths, lengths) >= length) & counts
    completes = member & (position >= np.asarray(length) - 1)
    return member, np.where(member, state, np.int8(0)), completes


def _with_first(found: Found) -> Found:
    """Add to each run of moves the point from which the first move was made."""
    member, direction, completes = found
    before = np.zeros(len(member), np.bool_)
    before[:-1] = member[1:] & (~member[:-1] | (direction[1:] != direction[:-1]))
    came = np.zeros(len(member), np.int8)
    came[:-1] = direction[1:]
    return member | before, np.where(before, came, direction), completes


def _put_back(found: Found, kept: Ints, size: int) -> Found:
    out = (np.zeros(size, np.bool_), np.zeros(size, np.int8), np.zeros(size, np.bool_))
    for whole, part in zip(out, found, strict=True):
        whole[kept] = part
    return out


def _full_windows(is_near: Bools, third: Bools | None, segments: Segments) -> Bools:
    """Tell which points end a window of three with two of them near."""
    near = is_near.astype(np.int8)
    ends = np.zeros(len(near), np.bool_)
    ends[2:] = near[2:] + near[1:-1] + near[:-2] >= 2
    if third is not None:
        ends[2:] &= third[2:] & third[1:-1] & third[:-2]
    ends[segments.starts] = False
    second = segments.starts + 1
    ends[second[second < len(near)]] = False
    return ends
