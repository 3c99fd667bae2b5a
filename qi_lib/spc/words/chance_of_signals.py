"""How often a chart shows a signal while nothing is going on, in words.

The table is printed by `benchmarks/chance_of_signals.py`: the share of 10,000 series of normal,
independent values in which at least one point is coloured. Measures that are few to count, nearly
constant or skewed show no more (`benchmarks/false_claims.py`).
"""

from __future__ import annotations

import numpy as np

from qi_lib.spc.rules.rule_sets import RULE_SETS
from qi_lib.spc.signals.judged_series import JudgedSeries

__all__ = ["chance_in_words", "chance_of_signal"]

_LENGTHS = (8, 10, 12, 15, 18, 21, 24, 30, 36, 48, 60, 80, 100)
# By rule set, and by whether there are limits: in per mille of quiet series of these lengths.
_SHARES = {
    ("mdc", True): (20, 30, 46, 70, 97, 129, 154, 209, 259, 348, 422, 541, 634),
    ("mdc", False): (0, 1, 3, 6, 24, 30, 58, 95, 142, 214, 288, 396, 494),
    ("nhsr", True): (33, 50, 72, 100, 128, 161, 185, 241, 291, 382, 454, 572, 663),
    ("nhsr", False): (0, 1, 3, 6, 24, 30, 58, 95, 142, 214, 288, 396, 494),
    ("anhoej", True): (15, 28, 38, 47, 60, 76, 87, 106, 129, 147, 180, 231, 259),
    ("anhoej", False): (0, 9, 13, 25, 13, 23, 30, 26, 42, 39, 46, 61, 50),
    ("best_box", True): (15, 28, 43, 47, 60, 85, 84, 115, 118, 155, 180, 218, 259),
    ("best_box", False): (0, 9, 13, 4, 13, 23, 16, 45, 32, 52, 46, 48, 50),
    ("cut_box", True): (15, 34, 43, 58, 67, 85, 85, 116, 122, 156, 180, 220, 260),
    ("cut_box", False): (0, 9, 13, 4, 18, 23, 18, 46, 37, 53, 46, 52, 52),
    ("ihi", True): (59, 102, 165, 227, 288, 356, 404, 508, 586, 707, 811, 888, 941),
    ("ihi", False): (59, 97, 136, 179, 253, 324, 370, 471, 561, 692, 800, 889, 941),
    ("western_electric", True): (26, 37, 52, 72, 98, 124, 145, 202, 249, 328, 400, 508, 605),
    ("western_electric", False): (0, 0, 0, 0, 5, 6, 15, 31, 54, 91, 133, 192, 261),
    ("nelson", True): (31, 46, 66, 94, 124, 161, 189, 251, 310, 416, 490, 619, 714),
    ("nelson", False): (7, 12, 18, 29, 41, 57, 69, 95, 124, 189, 232, 331, 406),
}
# A normal value lies beyond three sigma once in so many.
_BEYOND_LIMITS = 1 / 370


def chance_of_signal(series: JudgedSeries) -> float | None:
    """Give the chance that a chart like this shows a signal with nothing going on.

    It is that of the rule set and of the points in the latest phase; of names, only those
    outside the limits are signals. None for rules of one's own, whose chance nobody has counted.
    """
    if series.worked.axis.kind == "category":
        return 1 - (1 - _BEYOND_LIMITS) ** series.points_in_phase
    rules, has_limits = series.settings.rules, series.worked.compared.lines.limits is not None
    if RULE_SETS.get(rules.name) != rules or not series.worked.in_order:
        return None
    shares = _SHARES[rules.name, has_limits]
    return float(np.interp(series.points_in_phase, _LENGTHS, shares)) / 1000


def chance_in_words(chance: float | None) -> str:
    """Say that in a sentence, as somebody on a ward would."""
    if chance is None:
        return "Charts with nothing going on show such signals too."
    rest = "charts like this show such a signal with nothing going on."
    if chance > 0.7:
        return f"Most {rest}"
    if chance > 0.4:
        return f"About half of all {rest}"
    if chance < 0.01:
        return f"Fewer than 1 in 100 {rest}"
    return f"About 1 in {round(1 / chance)} {rest}"
