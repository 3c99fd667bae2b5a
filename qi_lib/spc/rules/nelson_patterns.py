"""Nelson's rules about the pattern of points: alternating, hugging, avoiding the centre."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qi_lib.spc.argument_checks import check_number, check_text, check_whole
from qi_lib.spc.arrays.array_types import Bools
from qi_lib.spc.numbers_in_words import count_in_words
from qi_lib.spc.rules.compared_points import ComparedPoints, Hits
from qi_lib.spc.rules.runs_and_windows import before_ends, count_in_window

__all__ = ["Alternating", "Hugging", "Mixture"]


@dataclass(frozen=True, slots=True)
class Alternating:
    """So many points in a row that go up and down in turn.

    Args:
        length: how many points in a row.
        name: name in the `signals` column.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    length: int = 14
    name: str = "alternating"

    def __post_init__(self) -> None:
        """Check the arguments."""
        check_whole("length", self.length, least=3, of="points")
        check_text("name", self.name)

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return f"{count_in_words(self.length)} in a row going up and down in turn"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the points between which every move turns the last one round."""
        moves = compared.kept_moves()
        turns = np.zeros(len(moves), np.bool_)
        turns[1:] = moves[1:] * moves[:-1] < 0
        ends = count_in_window(turns, self.length - 2, compared.kept_segments) == self.length - 2
        return _undirected(compared, ends, self.length)


@dataclass(frozen=True, slots=True)
class Hugging:
    """So many points in a row within so many sigmas of the centre, the edges included.

    Args:
        length: how many points in a row.
        sigmas: how far from the centre line, in sigmas.
        name: name in the `signals` column.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    length: int = 15
    sigmas: float = 1
    name: str = "hugging"

    def __post_init__(self) -> None:
        """Check the arguments."""
        _check(self.length, self.sigmas, self.name)

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return f"{count_in_words(self.length)} in a row unusually close to the centre line"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the stretches that stay inside; none where all limits are equal."""
        beyond, limits = compared.beyond_sigmas(self.sigmas), compared.limits(self.sigmas)
        if beyond is None or limits is None:
            return compared.nothing()
        lower, upper = limits
        with np.errstate(invalid="ignore"):
            inside = (beyond == 0) & (upper - lower > compared.closeness)
        inside = inside[compared.kept]
        ends = count_in_window(inside, self.length, compared.kept_segments) == self.length
        return _undirected(compared, ends, self.length)


@dataclass(frozen=True, slots=True)
class Mixture:
    """So many points in a row beyond so many sigmas, some above and some below.

    Args:
        length: how many points in a row.
        sigmas: how far from the centre line, in sigmas.
        name: name in the `signals` column.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    length: int = 8
    sigmas: float = 1
    name: str = "mixture"

    def __post_init__(self) -> None:
        """Check the arguments."""
        _check(self.length, self.sigmas, self.name)

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return f"{count_in_words(self.length)} in a row on both sides but none near the centre line"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the stretches that stay away from the centre line on both sides."""
        beyond = compared.beyond_sigmas(self.sigmas)
        if beyond is None:
            return compared.nothing()
        beyond, segments = beyond[compared.kept], compared.kept_segments
        above = count_in_window(beyond > 0, self.length, segments)
        below = count_in_window(beyond < 0, self.length, segments)
        ends = (above + below == self.length) & (above > 0) & (below > 0)
        return _undirected(compared, ends, self.length)


def _check(length: int, sigmas: float, name: str) -> None:
    check_whole("length", length, least=2, of="points")
    check_number("sigmas", sigmas, above=0)
    check_text("name", name)


def _undirected(compared: ComparedPoints, ends: Bools, length: int) -> Hits:
    """Make the windows that end at the true elements part of a pattern without direction."""
    member = before_ends(ends, length, compared.kept_segments)
    return compared.scatter((member, np.zeros(len(member), np.int8), ends))
