"""Best box and cut box: runs limits tuned to the number of points."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats
from qi_lib.spc.rules.runs_analysis import RunsAnalysis

__all__ = ["judge_by_box"]

# For 10 to 100 useful points: fewest crossings and longest run of the best box; for the cut
# box also the longest run allowed at the fewest crossings, and the fewest crossings at the
# longest run (Anhøj and Wentzel-Larsen 2020).
_FEWEST, _LONGEST, _CUT_LONGEST, _CUT_FEWEST = (
    np.array([int(number) for number in column.split()])
    for column in (
        "2 3 3 3 3 4 5 5 5 5 6 7 6 6 6 6 9 9 9 10 11 11 11 11 11 12 13 14 13 15 15 15 14 14 "
        "17 17 17 17 19 19 19 19 19 21 21 21 21 23 23 23 23 23 25 25 26 26 27 27 27 28 29 29 "
        "29 30 30 31 31 31 32 33 33 33 34 33 35 35 35 35 37 37 38 37 39 39 39 39 39 41 41 42 "
        "41",
        "6 7 6 6 6 7 8 7 7 7 7 8 7 7 7 7 9 8 8 8 10 9 8 8 8 8 9 10 8 11 9 9 8 8 10 9 9 9 12 "
        "10 9 9 9 11 10 9 9 12 10 10 9 9 11 10 11 10 12 10 10 11 14 11 10 11 10 12 11 10 11 "
        "13 11 10 11 10 11 11 10 10 12 11 12 10 13 11 11 10 10 12 11 12 10",
        "5 6 6 6 6 6 7 7 6 5 7 8 6 6 6 7 7 7 7 8 9 8 8 7 7 8 8 10 8 11 9 8 8 8 10 9 8 7 11 9 "
        "9 8 7 9 8 9 8 11 9 8 9 8 9 9 10 9 10 10 8 8 13 9 9 10 10 9 8 9 8 11 9 10 10 7 11 8 9 "
        "8 10 9 12 9 12 10 8 10 8 9 9 10 9",
        "3 4 3 3 3 6 6 5 6 6 6 7 7 7 7 6 10 10 11 10 12 14 11 12 13 12 15 14 13 15 15 17 14 "
        "14 17 17 19 20 20 21 19 21 21 23 23 21 23 25 24 26 23 24 27 27 27 27 29 27 29 29 30 "
        "31 30 31 30 32 34 33 33 37 35 33 36 36 35 38 36 38 38 39 38 39 41 40 42 39 41 42 44 "
        "43 42",
    )
)
_FIRST, _LAST = 10, 100


def judge_by_box(runs: RunsAnalysis, *, is_cut: bool) -> tuple[Bools, Bools, Floats, Floats]:
    """Judge runs analyses by the best box or the cut box.

    Outside 10 to 100 useful points the standard limits hold. Returns which segments have a
    run that is too long, which cross too seldom, and both limits.
    """
    n = runs.useful
    inside = (n >= _FIRST) & (n <= _LAST)
    row = np.clip(n, _FIRST, _LAST) - _FIRST
    most = np.where(inside, _LONGEST[row], runs.longest_allowed)
    fewest = np.where(inside, _FEWEST[row], runs.fewest_crossings)
    with np.errstate(invalid="ignore"):
        is_long, is_few = runs.longest > most, runs.crossings < fewest
        if is_cut:
            corner = (runs.crossings == fewest) & (runs.longest > _CUT_LONGEST[row])
            is_few |= inside & corner
            corner = (runs.longest == most) & (runs.crossings < _CUT_FEWEST[row])
            is_long |= inside & corner
    return is_long, is_few, most, fewest
