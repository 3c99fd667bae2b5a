"""Rules about points in a row: on one side of the centre line, or all rising or falling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from qi_lib.spc.argument_checks import check_name, check_text, check_whole
from qi_lib.spc.arrays.array_types import Ints
from qi_lib.spc.numbers_in_words import count_in_words
from qi_lib.spc.rules.compared_points import ComparedPoints, Hits
from qi_lib.spc.rules.runs_and_windows import Found, long_runs, may_hold_run, put_back

__all__ = ["Shift", "Trend", "runs_off_line"]


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
        if self.on_line == "skipped":
            return runs_off_line(compared, self.length)
        found = long_runs(compared.kept_side, compared.kept_segments, self.length)
        return compared.scatter(found)


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


def runs_off_line(compared: ComparedPoints, length: int | Ints) -> Hits:
    """Find the runs on one side that are long enough; points on the line are passed over.

    `length` may differ by point in use.
    """
    side = compared.kept_side
    useful, segments = compared.kept_segments.only(side != 0)
    needed = length if isinstance(length, int) else length[useful]
    found = long_runs(side[useful], segments, needed)
    return compared.scatter(found and put_back(found, useful, len(side)))


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
