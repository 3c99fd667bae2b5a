"""Points beyond a limit: which of them say something, and which are as such values fall.

Limits at three sigma are made for values that spread evenly about their mean. Three things make
points cross them with nothing going on, and each is allowed for here:

- few are counted, so that the next possible count already lies outside (one fall where 0.05 are
  expected): the point must be rarer than 1 in 100 by the distribution itself;
- values cannot be below zero, or above 100%, and trail off on the other side, as times do: there
  the limit is that of the values' root (Nelson 1994, as in a t chart);
- most points have one and the same value, so that moving ranges tell nothing of the spread: only
  the point that lies farthest from the rest counts.
"""

from __future__ import annotations

import math

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints
from qi_lib.spc.limits.centre_and_limits import D2
from qi_lib.spc.rules.beyond_limits import Outside
from qi_lib.spc.rules.compared_points import Hits
from qi_lib.spc.series.calculation import Worked
from qi_lib.spc.series.usual_value import usual_value
from qi_lib.spc.weighing.chances import count_chance, geometric_chance
from qi_lib.spc.weighing.counts import Counts, counts_behind
from qi_lib.spc.weighing.phases import phases_with

__all__ = ["borne_out_outside"]

# A count outside the limits must be this rare. Where ten or more are expected they all are;
# where five are, 12 lies outside, by a chance of 1 in 180.
_RARE = 0.01
# Where the other points lean that way by half a standard error of their skewness, the limit is
# drawn on the root's scale, at three sigmas of these others. Simulated with 16, 24 and 60 points:
# of exponential times 1 in 150 lies outside rather than 1 in 35; of points that are really out, by
# six standard deviations of normal ones and one or two of them, 1 in 50 is lost. Values that vary
# by less than a fifth of their level feel no bound.
_ROOT, _LEANING, _FEELS_BOUND = 1 / 3.6, 0.5, 0.2
_MEASURED = ("i", "ip", "xbar", "xbar_r")  # of these, values may trail off on one side
# So few points, of all, are odd even beside one usual value.
_ODD = 1 / 200


def borne_out_outside(
    rule: Outside, found: Hits, worked: Worked, among: Bools | None = None
) -> Bools:
    """Tell which of the points beyond the limits are out of the ordinary."""
    name, kept = worked.settings.kind.name, found.member.copy()
    if rule.sigmas < 3:
        return kept
    counts = counts_behind(worked)
    is_measured = (counts is None or name == "ip") and worked.axis.kind != "category"
    for at, places in phases_with(found.member, worked, among):
        if counts is not None:
            kept[at] = [_is_rare_count(counts, i, int(found.direction[i])) for i in at.tolist()]
        if name == "g":
            kept[at] = [_is_rare_gap(rule, found, worked, i) for i in at.tolist()]
        elif is_measured:
            kept[at] &= _are_rare_values(rule, found, worked, at, places)
    return kept


def _is_rare_count(counts: Counts, i: int, side: int) -> bool:
    return not counts.are_few(i) or counts.as_far(i, side) <= _RARE


def _is_rare_gap(rule: Outside, found: Hits, worked: Worked, i: int) -> bool:
    """Judge cases between events by their distribution, whose mean the upper limit tells."""
    limits = worked.compared.limits(rule.sigmas)
    if found.direction[i] < 0 or limits is None:
        return True
    upper, k = float(limits[1][i]), rule.sigmas**2
    # The limit is mean + k ** 0.5 * sqrt(mean * (mean + 1)), solved for the mean.
    half = k / 2 + upper
    mean = (math.sqrt(half**2 + (k - 1) * upper**2) - half) / (k - 1)
    return geometric_chance(float(worked.compared.value[i]), mean) <= _RARE


def _are_rare_values(rule: Outside, found: Hits, worked: Worked, at: Ints, places: Ints) -> Bools:
    """Judge the points beyond the limits of one phase by the values of this phase."""
    values, sides = worked.compared.value[places], found.direction[at]
    rare = np.empty(len(at), np.bool_)
    for side in set(sides.tolist()):
        here = sides == side
        out = at[here]
        rare[here] = _are_odd(values, worked.compared.value[out], side)
        if worked.settings.kind.name in _MEASURED:
            others = values[found.direction[places] != side]
            rare[here] &= _are_far(rule, worked, others, out, side)
    return rare


def _are_odd(values: Floats, found: Floats, side: int) -> Bools:
    """Where one value is the usual one, tell which point has no other that lies as far out.

    Where that value is zero and all are whole numbers, they are taken for counts.
    """
    odd = np.ones(len(found), np.bool_)
    if len(found) <= max(len(values) * _ODD, 1) and (side < 0 or float(found[0]) % 1):
        return odd
    usual = usual_value(values)
    if usual is None:
        return odd
    if usual == 0 and side > 0 and (values == np.rint(values)).all():
        mean = float(values.mean())
        return np.array([count_chance(value, math.inf, mean) <= _RARE for value in found.tolist()])
    nearer = np.sort(values * side).searchsorted(found * side)
    return len(values) - nearer < 2


def _are_far(rule: Outside, worked: Worked, others: Floats, out: Ints, side: int) -> Bools:
    """Hold points on the side on which values trail off against a limit as skewed as they."""
    compared, far = worked.compared, np.ones(len(out), np.bool_)
    limits, bound = compared.limits(rule.sigmas), _bound(worked, others, side)
    if bound is None or limits is None:
        return far
    centre = compared.lines.centre[out]
    reach = (limits[0 if side < 0 else 1][out] - centre) * side
    if (reach < rule.sigmas * _FEELS_BOUND * (centre - bound) * side).all():
        return far
    limit = _skewed_limit((others - bound) * side, rule.sigmas)
    return (compared.value[out] - bound) * side > limit


def _skewed_limit(values: Floats, sigmas: float) -> float:
    """Give the limit on the root's scale for values above zero; none where they do not lean."""
    if len(values) < 2:
        return 0.0
    level = float(values.mean())
    away = values - level
    variance = float((away * away).mean())
    lean = float((away * away * away).mean()) / variance**1.5 if variance else 0.0
    if lean <= _LEANING * math.sqrt(6 / len(values)):
        return 0.0
    # Both measure the spread; a step in level inflates the one, ups and downs the other.
    ranges = float(np.abs(np.diff(values)).mean()) / D2
    spread = min(math.sqrt(variance * len(values) / (len(values) - 1)), ranges)
    return float(level * (1 + sigmas * spread / level * _ROOT) ** (1 / _ROOT))


def _bound(worked: Worked, values: Floats, side: int) -> float | None:
    """Give what values cannot pass on the other side; None where there is no such thing."""
    settings = worked.settings
    given = settings.lowest if side > 0 else settings.highest
    scale = settings.shown * settings.multiply
    if not len(values):
        return None
    if given is not None:
        return given / scale
    if side < 0 and settings.is_percent and values.max() <= 100 / scale:
        return 100 / scale
    least = float((values * side).min())
    if least >= 0:
        return 0.0
    # A quarter of all points at the very edge: that is a bound, even if nobody has said so.
    edge = least * side
    return edge if np.count_nonzero(values == edge) > len(values) / 4 else None
