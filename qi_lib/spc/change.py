"""The lasting change that a chart shows: from what, to what, since when, how surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.arrays import Bools, Ints
from qi_lib.spc.runs import longest_allowed
from qi_lib.spc.verdicts import KINDS, Kind, versus

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["Change", "find_change", "is_mostly_zero", "points_for_shift"]


@dataclass(frozen=True, slots=True)
class Change:
    """Describe a lasting change of level.

    `before` and `after` are levels in the frame's units; `since` is the first point of the
    change; `side` is 1 for up and -1 for down; `points` counts those since; `has_held` says
    that every one of them lies on the far side of the old level.
    """

    before: float
    after: float
    since: int
    side: int
    points: int
    kind: Kind
    has_held: bool
    is_between_phases: bool
    reason: str = ""


def find_change(chart: Chart) -> Change | None:
    """Find the latest lasting change, if the evidence for one is there.

    Between phases, the new points must show a run on one side of the *old* centre line that
    is as long as the rule set's shift: what the chart would have shown had its lines not been
    stepped. Within the only phase, the last point must be part of a shift.
    """
    phases = np.unique(chart.phase)
    if len(phases) > 1:
        # The story starts at the baseline; but a later step that went the other way is news.
        whole = _between(chart, int(phases[0]), int(phases[-1]))
        last = _between(chart, int(phases[-2]), int(phases[-1]))
        if last is not None and (whole is None or whole.side != last.side):
            return last
        if whole is not None:
            return whole
    return _within(chart)


def points_for_shift(chart: Chart) -> int:
    """Give how many points in a row the rule set takes as a shift."""
    for rule in chart.settings.rules.rules:
        if rule.name == "shift":
            return int(getattr(rule, "length"))  # noqa: B009
    return longest_allowed(max(int(chart.use.sum()), 1)) + 1


def _level(chart: Chart, where: Bools | Ints) -> float:
    """Work out the level of some points: their centre, by the chart's own formula."""
    points = chart.worked.points
    cut = slice(chart.start, chart.stop)
    if chart.settings.kind.n == "needed" and chart.settings.kind.plot is None:
        top, bottom = points.count[cut][where].sum(), points.size[cut][where].sum()
        return float(top / bottom * chart.settings.multiply) if bottom else float("nan")
    values = chart.value[where]
    middle = np.median if chart.settings.kind.centre_words == "median" else np.mean
    return float(middle(values)) if len(values) else float("nan")


def _between(chart: Chart, old: int, new: int) -> Change | None:
    centre = chart.centre
    before = float(centre[np.flatnonzero(chart.phase == old)[0]])
    first_new = int(np.flatnonzero(chart.phase == new)[0])
    after = float(centre[first_new])
    if not (np.isfinite(before) and np.isfinite(after)) or before == after:
        return None
    side = 1 if after > before else -1
    later = chart.use & (chart.phase > old)
    far = np.sign(chart.value - before) == side
    run = _longest_run(far[later & (chart.phase >= new)])
    if run < points_for_shift(chart):
        return None
    since = _start_of_change(chart, old, new, side, before)
    held = chart.use[since:] & far[since:]
    there = int(chart.use[since:].sum())
    return Change(
        before,
        after,
        since,
        side,
        there,
        KINDS[int(versus(np.array([side], np.int8), chart.settings.direction)[0])],
        bool(held.sum() == there),
        is_between_phases=True,
        reason=chart.reason(int(chart.phase[since])),
    )


def _start_of_change(chart: Chart, old: int, new: int, side: int, before: float) -> int:
    """Give the first point of the earliest phase whose level, like all later, is changed."""
    centre = chart.centre
    since = int(np.flatnonzero(chart.phase == new)[0])
    for number in range(new - 1, old, -1):
        first = np.flatnonzero(chart.phase == number)
        if not len(first) or np.sign(centre[first[0]] - before) != side:
            break
        since = int(first[0])
    return since


def _within(chart: Chart) -> Change | None:
    shift = chart.hits.get("shift") or chart.hits.get("long_run")
    there = np.flatnonzero(chart.use)
    if shift is None or not len(there) or not shift.member[there[-1]]:
        return None
    side = int(shift.direction[there[-1]])
    same = (shift.direction[there] == side) & (chart.phase[there] == chart.phase[-1])
    run = len(same) - int(np.flatnonzero(~same)[-1]) - 1 if not same.all() else len(same)
    since = int(there[-run])
    before = np.zeros(len(chart), np.bool_)
    before[:since] = (chart.use & (chart.phase == chart.phase[-1]))[:since]
    fixed = chart.settings.baseline is not None or chart.settings.centre is not None
    old = float(chart.centre[since]) if fixed else _level(chart, before)
    after = _level(chart, there[-run:])
    if is_mostly_zero(chart) and after == 0:
        return None
    if not np.isfinite(old) or np.sign(after - old) != side:
        return None
    kind = KINDS[int(versus(np.array([side], np.int8), chart.settings.direction)[0])]
    return Change(old, after, since, side, run, kind, has_held=True, is_between_phases=False)


def is_mostly_zero(chart: Chart) -> bool:
    """Tell whether zero is the usual value, so that a run of zeros says little."""
    values = chart.value[chart.use]
    return bool(len(values)) and float((values == 0).mean()) > 0.5


def _longest_run(far: Bools) -> int:
    """Count the longest stretch of true elements."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], far.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
