"""Rules about runs as a whole: Anhøj's two, and too few or too many runs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np

from qi_lib.spc.argument_checks import check_name, check_text
from qi_lib.spc.arrays.array_types import Bools, Floats
from qi_lib.spc.rules.best_box import judge_by_box
from qi_lib.spc.rules.compared_points import ComparedPoints, Hits
from qi_lib.spc.rules.points_in_a_row import runs_off_line

__all__ = [
    "FEWEST_COUNTED",
    "FewCrossings",
    "LongRun",
    "Method",
    "RunsCount",
    "runs_limits",
    "ways_to_run",
]

# Of fewer useful points the number of runs says nothing (Perla, Provost and Murray 2011).
FEWEST_COUNTED = 10

Method = Literal["anhoej", "best_box", "cut_box"]


def _judge_runs(compared: ComparedPoints, method: Method) -> tuple[Bools, Bools, Floats, Floats]:
    """Tell which segments have a run that is too long, and which cross too seldom."""
    runs = compared.runs
    if method == "anhoej":
        return runs.is_long, runs.is_few, runs.longest_allowed, runs.fewest_crossings
    return judge_by_box(runs, is_cut=method == "cut_box")


@dataclass(frozen=True, slots=True)
class LongRun:
    """A run longer than chance explains, given how many points there are (Anhøj).

    Args:
        method: "anhoej", "best_box" or "cut_box".
        name: name in the `signals` column.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    method: Method = "anhoej"
    name: str = "long_run"

    def __post_init__(self) -> None:
        """Check the arguments."""
        check_name("method", self.method, get_args(Method))
        check_text("name", self.name)

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return "an unusually long run on one side of the centre line"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the points of every run that is too long; points on the line are passed over."""
        is_long, _, most, _ = _judge_runs(compared, self.method)
        if not is_long.any():
            return compared.nothing()
        # Where the cut box finds a run too long that is just at the limit, that run is meant.
        at_limit = is_long & ~(compared.runs.longest > most)
        needed = most + np.where(at_limit, 0, 1)
        needed[~is_long] = len(compared.kept_side) + 1
        each = needed[compared.segments.ids[compared.kept]]
        return runs_off_line(compared, each.astype(np.int64))


@dataclass(frozen=True, slots=True)
class FewCrossings:
    """A line that crosses the centre less often than chance explains (Anhøj).

    All points of the phase are part of it, and it points neither up nor down.

    Args:
        method: "anhoej", "best_box" or "cut_box".
        name: name in the `signals` column.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    method: Method = "anhoej"
    name: str = "few_crossings"

    def __post_init__(self) -> None:
        """Check the arguments."""
        check_name("method", self.method, get_args(Method))
        check_text("name", self.name)

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return "a line that crosses the centre unusually seldom"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the phases with too few crossings."""
        return _whole_phases(compared, _judge_runs(compared, self.method)[1])


@dataclass(frozen=True, slots=True)
class RunsCount:
    """Too few or too many runs about the centre line (Perla, Provost and Murray 2011).

    Limits are exact, 2.5% in each tail, for useful points split in halves; the printed
    tables differ by one at some numbers of points.

    Args:
        which: "few" or "many".

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """

    which: Literal["few", "many"] = "few"

    def __post_init__(self) -> None:
        """Check the argument."""
        check_name("which", self.which, ("few", "many"))

    @property
    def name(self) -> str:
        """Name the rule."""
        return f"too_{self.which}_runs"

    @property
    def words(self) -> str:
        """Say what the rule looks for."""
        return f"unusually {self.which} runs about the centre line"

    def find(self, compared: ComparedPoints) -> Hits:
        """Find the phases with too few or too many runs, from ten useful points."""
        runs = compared.runs
        flagged = np.zeros(len(runs.useful), np.bool_)
        for i in np.flatnonzero(runs.useful >= FEWEST_COUNTED):
            low, high = runs_limits(int(runs.useful[i]))
            count = runs.crossings[i] + 1
            flagged[i] = count < low if self.which == "few" else count > high
        return _whole_phases(compared, flagged)


@lru_cache(maxsize=1024)
def runs_limits(useful: int) -> tuple[int, int]:
    """Give the fewest and most runs that chance explains (Wald and Wolfowitz 1940)."""
    a, b = useful // 2, useful - useful // 2
    chance = [ways_to_run(runs, a, b) for runs in range(2, useful + 1)]
    below = np.cumsum(chance)
    above = np.cumsum(chance[::-1])
    low = 2 + int(np.searchsorted(below, 0.025, side="right"))
    high = useful - int(np.searchsorted(above, 0.025, side="right"))
    return low, high


def ways_to_run(runs: int, a: int, b: int) -> float:
    """Give the chance that `a` points of one kind and `b` of another make so many runs."""
    return math.exp(_log_ways(runs, a, b) - _log_choose(a + b, a))


def _log_ways(runs: int, a: int, b: int) -> float:
    """Count (as a logarithm) the ways to make so many runs of `a` and `b` of two kinds."""
    half = runs // 2
    if runs % 2 == 0:
        return math.log(2) + _log_choose(a - 1, half - 1) + _log_choose(b - 1, half - 1)
    one = _log_choose(a - 1, half) + _log_choose(b - 1, half - 1)
    other = _log_choose(a - 1, half - 1) + _log_choose(b - 1, half)
    return float(np.logaddexp(one, other))


def _log_choose(n: int, k: int) -> float:
    if k < 0 or k > n:
        return -math.inf
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _whole_phases(compared: ComparedPoints, flagged: Bools) -> Hits:
    """Make all points in use of the flagged segments part of a pattern without direction."""
    if not flagged.any():
        return compared.nothing()
    nothing = compared.nothing()
    member = flagged[compared.segments.ids] & compared.use
    return Hits(member, nothing.direction, nothing.completes)
