"""The lasting change that a chart shows: from what, to what, since when, how surely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qi_lib.spc.arrays.array_types import Bools
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.level_of_points import comparable_values, points_for_shift
from qi_lib.spc.signals.point_kinds import Kind, kind_of
from qi_lib.spc.signals.rank_test import rank_distance
from qi_lib.spc.signals.step_in_phase import Step

__all__ = ["Change", "find_change", "longest_run"]

# Where people say that a level changed, one place is tried; a run alone is too easily had.
# Simulated on noise of 24 to 60 points with a phase at any place but the first and last eight:
# of 300 series, a run beyond the old centre line is there in 52, this evidence in 2 to 4.
_PLANNED, _WITHOUT_RUN = 2.5, 3.2


@dataclass(frozen=True, slots=True)
class Change:
    """Describe a lasting change of level.

    `before` and `after` are levels in the frame's units; `since` is the first point of the
    change; `side` is 1 for up and -1 for down; `points` counts those since; `has_held` says
    that every one of them lies on the far side of the old level. `is_throughout` says that
    `before` was given beforehand, and all points lie on one side of it.
    """

    before: float
    after: float
    since: int
    side: int
    points: int
    kind: Kind
    has_held: bool
    is_between_phases: bool = False
    is_throughout: bool = False


def find_change(series: Series, step: Step | None) -> Change | None:
    """Find the latest lasting change, if the evidence for one is there.

    Between phases, the new points must show a run on one side of the *old* centre line that
    is as long as the rule set's shift (what the chart would have shown had its lines not been
    stepped) and differ by 2.5 standard errors of the rank sum, or differ by 3.2. Inside the
    latest phase, `step` is what `find_step` found: it is the news where it goes the other way.
    """
    between = _between_phases(series)
    if between is not None and (step is None or step.side == between.side):
        return between
    return None if step is None else _change(series, step, is_between_phases=False)


def longest_run(far: Bools) -> int:
    """Count the longest stretch of true elements."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], far.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0


def _between_phases(series: Series) -> Change | None:
    """The story starts at the baseline; but a later step that went the other way is news."""
    phases = np.unique(series.phase)
    if len(phases) < 2:
        return None
    whole = _between(series, int(phases[0]), int(phases[-1]))
    last = _between(series, int(phases[-2]), int(phases[-1]))
    return whole if last is None or (whole is not None and whole.side == last.side) else last


def _between(series: Series, old: int, new: int) -> Change | None:
    before, after = (series.level(np.flatnonzero(series.phase == phase)) for phase in (old, new))
    if not (np.isfinite(before) and np.isfinite(after)) or before == after:
        return None
    side = 1 if after > before else -1
    far = np.sign(series.value - before) == side
    since = _start_of_change(series, old, new, side, before)
    values, later = comparable_values(series), np.arange(len(series)) >= since
    was, now = series.use & (series.phase == old), series.use & later
    has_run = longest_run(far[series.use & (series.phase >= new)]) >= points_for_shift(series)
    apart = rank_distance(values[was], values[now]) * side
    if now.sum() < points_for_shift(series) or apart < (_PLANNED if has_run else _WITHOUT_RUN):
        return None
    return _change(series, Step(before, after, since, side), is_between_phases=True)


def _start_of_change(series: Series, old: int, new: int, side: int, before: float) -> int:
    """Give the first point of the earliest phase whose level, like all later, is changed."""
    since = int(np.flatnonzero(series.phase == new)[0])
    for number in range(new - 1, old, -1):
        part = np.flatnonzero(series.phase == number)
        if not len(part) or np.sign(series.level(part) - before) != side:
            break
        since = int(part[0])
    return since


def _change(series: Series, step: Step, *, is_between_phases: bool) -> Change:
    here = series.use[step.since :]
    held = here & (np.sign(series.value[step.since :] - step.before) == step.side)
    kind = kind_of(step.side, series.settings.direction)
    return Change(
        step.before,
        step.after,
        step.since,
        step.side,
        int(here.sum()),
        kind,
        has_held=bool(held.sum() == here.sum()),
        is_between_phases=is_between_phases,
        is_throughout=step.is_throughout,
    )
