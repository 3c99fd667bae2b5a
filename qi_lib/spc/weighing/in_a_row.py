"""Points in a row: which runs say something, and which are as the points of this chart fall.

Seven in a row say something because each point lies above the line as often as below it. Where
three in four lie above, be it that most months are at 100%, be it that times trail off, runs of
seven come by themselves. So where the other points of a phase lie as the run does, it must be as
unlikely, given how all points split, as the rule's own run is where they split in halves.
"""

from __future__ import annotations

import math

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Ints
from qi_lib.spc.rules.beyond_limits import Zone
from qi_lib.spc.rules.compared_points import Hits
from qi_lib.spc.rules.nelson_patterns import Hugging, Mixture
from qi_lib.spc.rules.points_in_a_row import Shift
from qi_lib.spc.rules.runs_analysis import longest_allowed
from qi_lib.spc.rules.runs_of_a_phase import FewCrossings, LongRun, RunsCount
from qi_lib.spc.series.calculation import Worked
from qi_lib.spc.series.usual_value import usual_value
from qi_lib.spc.weighing.chances import at_least_of, few_runs, in_a_row, normal_tail, two_outcomes
from qi_lib.spc.weighing.counts import counts_behind
from qi_lib.spc.weighing.phases import CLEARLY, phases_with, stretches, uneven_phases

__all__ = [
    "borne_out_hugging",
    "borne_out_mixture",
    "borne_out_runs",
    "borne_out_split",
    "borne_out_zone",
]

_SOMEWHAT = CLEARLY / 2
# Fewer others near an edge than these are no habit of the phase.
_FEWEST_OTHERS = 3
# The share of normal points within one sigma, and the chance from which that is clearly more.
_WITHIN_ONE_SIGMA, _MANY_WITHIN = 1 - 2 * normal_tail(1), 0.78
# So many points of one value make values few.
_TIED = 1 / 3
# The chance at which rules about runs as a whole signal where points split in halves.
_LEVELS = {"few_crossings": 0.05, "too_few_runs": 0.025}


def borne_out_runs(
    rule: Shift | LongRun, found: Hits, worked: Worked, among: Bools | None = None
) -> Bools:
    """Tell which points are part of a run on one side that says something."""
    compared, kept = worked.compared, found.member.copy()
    skips_line = isinstance(rule, LongRun) or rule.on_line == "skipped"
    given = worked.settings.centre is not None
    uneven = among if given else uneven_phases(worked, among)
    for _, points in phases_with(found.member, worked, uneven):
        off_line = compared.side[points] != 0 if skips_line else np.ones(len(points), np.bool_)
        at = off_line.nonzero()[0]  # of the points, those that the rule looks at
        sides = compared.side[points[at]]
        alike = {way: int(np.count_nonzero(sides == way)) for way in (1, -1)}
        longest = longest_allowed(len(at)) + 1 if isinstance(rule, LongRun) else rule.length
        for first, last in stretches(found.direction[points[at]], 1):
            run, way = points[at[first : last + 1]], int(sides[first])
            if given:
                chance = math.prod(_beyond_given_line(worked, run, way))
            elif _is_usual(len(run), len(run), alike[way], len(at), 0.5):
                # Points on the line, which a run passes over, may lie in it as anywhere else.
                window = int(at[last] - at[first]) + 1
                chance = at_least_of(len(run), window, alike[way], len(points))
            else:
                continue
            # A cut box asks for one point less.
            kept[run] = chance <= 0.5 ** min(longest, len(run))
    return kept


def borne_out_split(
    rule: FewCrossings | RunsCount, found: Hits, worked: Worked, among: Bools | None = None
) -> Bools:
    """Tell which phases cross their line too seldom even for points that split so unevenly."""
    kept = found.member.copy()
    if rule.name not in _LEVELS:
        return kept
    for _, points in phases_with(found.member, worked, uneven_phases(worked, among)):
        sides = worked.compared.side[points]
        above, below = int(np.count_nonzero(sides > 0)), int(np.count_nonzero(sides < 0))
        if worked.settings.centre is not None:
            each = _beyond_given_line(worked, points, 1 if above > below else -1)
            if not _is_more(sum(each), len(each), 0.5, _SOMEWHAT):
                continue
        if min(above, below):
            sides = sides[sides != 0]
        else:  # nothing to cross to: then the points on the line are the other side
            above, below = above + below, len(sides) - above - below
        runs = int(np.count_nonzero(np.diff(sides))) + 1
        if few_runs(runs, above, below) > _LEVELS[rule.name]:
            kept[points] = False
    return kept


def borne_out_zone(rule: Zone, found: Hits, worked: Worked, among: Bools | None = None) -> Bools:
    """Tell which points near an edge are not as many points of the phase are."""
    compared, kept = worked.compared, found.member.copy()
    near, share = compared.beyond_sigmas(rule.sigmas), normal_tail(rule.sigmas)
    if near is None:
        return kept
    allowed = two_outcomes(rule.count, rule.window, share)
    for at, places in phases_with(found.member, worked, among):
        beyond = near[places]
        has_usual = usual_value(compared.value[places]) is not None
        if not has_usual and np.count_nonzero(beyond) - len(at) < _FEWEST_OTHERS:
            continue
        alike = {way: int(np.count_nonzero(beyond == way)) for way in (1, -1)}
        for first, last in stretches(found.direction[places], rule.window - 1):
            way = int(found.direction[places[first]])
            inside = int(np.count_nonzero(beyond[first : last + 1] == way))
            window = min(max(last - first + 1, rule.window), len(places))
            others = alike[way] - inside
            if has_usual or (
                others >= _FEWEST_OTHERS
                and _is_usual(window, inside, alike[way], len(places), share)
            ):
                chance = at_least_of(inside, window, alike[way], len(places))
                kept[places[first : last + 1]] &= chance <= allowed
    return kept


def borne_out_hugging(
    rule: Hugging, found: Hits, worked: Worked, among: Bools | None = None
) -> Bools:
    """Tell which points near the centre line vary less than such points do."""
    compared, kept = worked.compared, found.member.copy()
    beyond = compared.beyond_sigmas(rule.sigmas)
    if beyond is None:
        return kept
    counts, allowed = counts_behind(worked), _WITHIN_ONE_SIGMA**rule.length
    is_measured = worked.settings.kind.name == "ip"  # its limits come from moving ranges
    for _, places in phases_with(found.member, worked, among):
        alike = int(np.count_nonzero(beyond[places] == 0))
        for first, last in stretches(found.member[places].astype(np.int8), 1):
            run = places[first : last + 1]
            if counts is not None and not is_measured:
                chance = math.prod(counts.within(i, rule.sigmas) for i in run.tolist())
            else:
                chance = in_a_row(len(run), alike, len(places))
            is_usual = chance ** (1 / len(run)) > _MANY_WITHIN
            kept[run] &= not is_usual or chance <= allowed
    return kept


def borne_out_mixture(
    rule: Mixture, found: Hits, worked: Worked, among: Bools | None = None
) -> Bools:
    """Tell which points on both sides avoid the centre, where a few values leave it empty."""
    compared, kept = worked.compared, found.member.copy()
    beyond = compared.beyond_sigmas(rule.sigmas)
    if beyond is None:
        return kept
    share = 2 * normal_tail(rule.sigmas)
    for _, places in phases_with(found.member, worked, among):
        alike = int(np.count_nonzero(beyond[places]))
        tied = int(np.unique_counts(compared.value[places]).counts.max())
        if tied < len(places) * _TIED or not _is_more(alike, len(places), share, CLEARLY):
            continue
        for first, last in stretches(found.member[places].astype(np.int8), 1):
            chance = in_a_row(last - first + 1, alike, len(places))
            kept[places[first : last + 1]] &= chance <= share**rule.length
    return kept


def _is_usual(window: int, inside: int, alike: int, among: int, share: float) -> bool:
    """Tell whether points outside the window, if there are enough, are as those inside."""
    others, of_others = alike - inside, among - window
    if not _is_more(alike, among, share, CLEARLY):
        return False
    return window > of_others or _is_more(others, of_others, share, _SOMEWHAT)


def _is_more(alike: float, among: int, share: float, errors: float) -> bool:
    return alike > among * share + errors * math.sqrt(among * share * (1 - share))


def _beyond_given_line(worked: Worked, places: Ints, way: int) -> list[float]:
    """Give each point's chance to lie on one side of a line that was given beforehand.

    One half, where only the points themselves could tell otherwise.
    """
    counts = counts_behind(worked)
    if counts is None:
        return [0.5] * len(places)
    return [counts.beyond_centre(i, way) if counts.are_few(i) else 0.5 for i in places.tolist()]
