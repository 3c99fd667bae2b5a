"""The rules that tell a signal from chance, one class a rule, every parameter open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol, runtime_checkable

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Ints, Signs
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.checks import check_flag, check_name, check_number, check_text, check_whole
from qi_lib.spc.numbers_in_words import count_in_words
from qi_lib.spc.rules.compared_points import ComparedPoints, Hits
from qi_lib.spc.rules.runs_and_windows import (
    Found,
    before_ends,
    count_in_window,
    in_window,
    long_runs,
    may_hold_run,
    put_back,
)

__all__ = ["Outside", "Rule", "Shift", "Trend", "Zone"]


@runtime_checkable
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

    def find(self, compared: ComparedPoints) -> Hits:
        """Find every point that is part of the pattern."""
        ...


@dataclass(frozen=True, slots=True)
class Outside:
    """A single point beyond a limit, strictly.

    Args:
        sigmas: where the limit lies, in sigmas from the centre line.
        name: name in the `signals` column.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    sigmas: float = 3
    name: str = "outside"

    def __post_init__(self) -> None:
        """Check the arguments."""
        check_number("sigmas", self.sigmas, above=0)
        check_text("name", self.name)

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return "a point outside the expected range"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the points beyond the limits; excluded points are tested too."""
        side = compared.beyond_sigmas(self.sigmas)
        if side is None:
            return compared.nothing()
        if not np.count_nonzero(side):
            return compared.nothing()
        member = side.astype(np.bool_)
        return Hits(member, side, member)


@dataclass(frozen=True, slots=True)
class Shift:
    """So many points in a row on one side of the centre line.

    A point on the line breaks the run, or is passed over with `on_line="skipped"`.

    Args:
        length: how many points in a row.
        on_line: "breaks" or "skipped".
        name: name in the `signals` column.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    length: int = 7
    on_line: Literal["breaks", "skipped"] = "breaks"
    name: str = "shift"

    def __post_init__(self) -> None:
        """Check the arguments."""
        check_whole("length", self.length, least=2, of="points")
        check_name("on_line", self.on_line, ("breaks", "skipped"))
        check_text("name", self.name)

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return f"{count_in_words(self.length)} or more in a row on one side of the centre line"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the points of every run that is long enough."""
        side, segments = compared.kept_side, compared.kept_segments
        if self.on_line == "breaks":
            return compared.scatter(long_runs(side, segments, self.length))
        useful, useful_segments = segments.only(side != 0)
        found = long_runs(side[useful], useful_segments, self.length)
        return compared.scatter(found and put_back(found, useful, len(side)))


@dataclass(frozen=True, slots=True)
class Trend:
    """So many points in a row that all rise or all fall.

    A repeated value breaks the trend, or is passed over with `ties="skipped"`. Where two
    trends share a turning point, it takes the direction of the later one.

    Args:
        length: how many points in a row.
        ties: "break" or "skipped".
        name: name in the `signals` column.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    length: int = 7
    ties: Literal["break", "skipped"] = "break"
    name: str = "trend"

    def __post_init__(self) -> None:
        """Check the arguments."""
        check_whole("length", self.length, least=2, of="points")
        check_name("ties", self.ties, ("break", "skipped"))
        check_text("name", self.name)

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return f"{count_in_words(self.length)} or more in a row all rising or all falling"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the points of every trend that is long enough."""
        needed, segments = self.length - 1, compared.kept_segments
        if self.ties == "break":
            rises, falls = compared.kept_steps()
            if not (may_hold_run(rises, needed) or may_hold_run(falls, needed)):
                return compared.nothing()
            return compared.scatter(_with_first(long_runs(compared.kept_moves(), segments, needed)))
        moves = compared.kept_moves()
        useful = moves != 0
        useful[segments.starts] = True
        kept, useful_segments = segments.only(useful)
        found = _with_first(long_runs(moves[kept], useful_segments, needed))
        return compared.scatter(found and put_back(found, kept, len(moves)))


@dataclass(frozen=True, slots=True)
class Zone:
    """So many points of a window beyond so many sigmas, all on one side.

    With `same_side` the others must lie on that side of the centre line too. With
    `beyond_limit_counts=False` only points up to three sigma count, and a point outside the
    limits does not (NHSRplotthedots 0.2.2).

    Args:
        count: how many of the window lie beyond the line.
        window: how many points in a row are looked at.
        sigmas: where the line lies, in sigmas from the centre line.
        same_side: the rest of the window lies on that side too.
        beyond_limit_counts: points outside the limits count.
        name: name in the `signals` column.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    count: int = 2
    window: int = 3
    sigmas: float = 2
    same_side: bool = False
    beyond_limit_counts: bool = True
    name: str = "two_of_three"

    def __post_init__(self) -> None:
        """Check the arguments."""
        check_whole("window", self.window, least=2, of="points")
        check_whole("count", self.count, least=1, most=self.window, of="points")
        check_number("sigmas", self.sigmas, above=0)
        check_flag("same_side", self.same_side)
        check_flag("beyond_limit_counts", self.beyond_limit_counts)
        check_text("name", self.name)

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        few, many = count_in_words(self.count), count_in_words(self.window)
        where = "close to" if self.sigmas >= 2 else "toward"
        return f"{few} of {many} in a row {where} the same edge of the expected range"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the points beyond the line, in windows that hold enough of them."""
        near = compared.beyond_sigmas(self.sigmas)
        if near is None:
            return compared.nothing()
        if not self.beyond_limit_counts:
            far = compared.beyond_sigmas(3)
            near = np.where(far == 0, near, np.int8(0)) if far is not None else near
        near = compared.of_kept(near)
        if not self._may_be(near):
            return compared.nothing()
        find = self._on_one_side if self.same_side else self._near_one_edge
        inside, ends = find(near, compared.kept_side, compared.kept_segments)
        direction = near * inside
        return compared.scatter((direction.astype(np.bool_), direction, ends))

    def _may_be(self, near: Signs) -> bool:
        """Tell, quickly, whether enough points near an edge lie close together.

        Neither segments nor edges are told apart here.
        """
        at = near.nonzero()[0].tolist()
        for first, last in zip(at, at[self.count - 1 :], strict=False):
            if last - first < self.window:
                return True
        return False

    def _on_one_side(self, near: Signs, side: Signs, segments: Segments) -> tuple[Bools, Bools]:
        """Find full windows on one side of the centre line that hold enough of those near."""
        weight, enough = _weights(self.window, self.count)
        ends = np.abs(in_window(side * weight + near, self.window, segments)) >= enough
        return before_ends(ends, self.window, segments), ends

    def _near_one_edge(self, near: Signs, side: Signs, segments: Segments) -> tuple[Bools, Bools]:
        """Find windows that end near an edge and hold enough of those near the same."""
        inside, ends = np.zeros(len(near), np.bool_), np.zeros(len(near), np.bool_)
        for is_near in (near > 0, near < 0):
            full = is_near & (count_in_window(is_near, self.window, segments) >= self.count)
            inside |= before_ends(full, self.window, segments) & is_near
            ends |= full
        return inside, ends


@lru_cache
def _weights(window: int, count: int) -> tuple[Signs | Ints, Signs | Ints]:
    """Give the weight of a side, and the sum of a window that is on one side and near enough.

    A side weighs as much as all that can be near in a window, so one sum tells both.
    """
    enough = window**2 + count
    if enough + window < 128:
        return np.array(window, np.int8), np.array(enough, np.int8)
    return np.array(window), np.array(enough)


def _with_first(found: Found | None) -> Found | None:
    """Add to each run of moves the point from which the first move was made."""
    if found is None:
        return None
    member, direction, completes = found
    before = np.zeros(len(member), np.bool_)
    before[:-1] = member[1:] & (~member[:-1] | (direction[1:] != direction[:-1]))
    came = np.zeros(len(member), np.int8)
    came[:-1] = direction[1:]
    return member | before, np.where(before, came, direction), completes
