"""Rules about points far from the centre line: beyond a limit, or several near one edge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from qi_lib.spc.argument_checks import check_flag, check_number, check_text, check_whole
from qi_lib.spc.arrays.array_types import Bools, Ints, Signs
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.numbers_in_words import count_in_words
from qi_lib.spc.rules.compared_points import ComparedPoints, Hits
from qi_lib.spc.rules.runs_and_windows import before_ends, count_in_window, in_window

__all__ = ["Outside", "Zone"]


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
