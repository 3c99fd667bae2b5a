"""What the rules found, weighed: which of it the points bear out as more than their nature.

The rules are as published, and stay so in the column `signals`. What the chart claims by colour,
icon and words rests on what is left here.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

import numpy as np

from qi_lib.spc.arrays.array_types import Bools
from qi_lib.spc.rules.beyond_limits import Outside, Zone
from qi_lib.spc.rules.compared_points import Hits
from qi_lib.spc.rules.nelson_patterns import Hugging, Mixture
from qi_lib.spc.rules.points_in_a_row import Shift
from qi_lib.spc.rules.rule import Rule
from qi_lib.spc.rules.runs_of_a_phase import FewCrossings, LongRun, RunsCount
from qi_lib.spc.series.calculation import Worked
from qi_lib.spc.weighing.in_a_row import (
    borne_out_hugging,
    borne_out_mixture,
    borne_out_runs,
    borne_out_split,
    borne_out_zone,
)
from qi_lib.spc.weighing.outside import borne_out_outside

__all__ = ["weigh"]


def weigh(worked: Worked, hits: Sequence[Hits], among: Bools | None = None) -> Sequence[Hits]:
    """Keep of each rule's hits those that say something, over every series.

    With `among`, which marks some phases, those of the others are all kept.
    """
    nothing = worked.compared.nothing()
    claims = [
        found if found is nothing else _kept(found, _borne_out(rule, found, worked, among))
        for rule, found in zip(worked.settings.rules.rules, hits, strict=True)
    ]
    return hits if all(map(is_, claims, hits)) else claims


def _borne_out(rule: Rule, found: Hits, worked: Worked, among: Bools | None) -> Bools:
    if isinstance(rule, Outside):
        return borne_out_outside(rule, found, worked, among)
    if isinstance(rule, Shift | LongRun):
        return borne_out_runs(rule, found, worked, among)
    if isinstance(rule, FewCrossings | RunsCount):
        return borne_out_split(rule, found, worked, among)
    if isinstance(rule, Zone):
        return borne_out_zone(rule, found, worked, among)
    if isinstance(rule, Mixture):
        return borne_out_mixture(rule, found, worked, among)
    if isinstance(rule, Hugging):
        return borne_out_hugging(rule, found, worked, among)
    return found.member


def _kept(found: Hits, member: Bools) -> Hits:
    if np.count_nonzero(member) == np.count_nonzero(found.member):
        return found
    return Hits(member, found.direction * member, found.completes & member)
