"""What the charts of a project's outcome measures show: the way to the target, and how it held."""

import datetime as dt
from dataclasses import dataclass

from qi_lib.charting.measure_chart import chart_of
from qi_lib.model import Direction, Measure, MeasureKind, ProjectBundle
from qi_lib.spc import SpcError

__all__ = ["Outcome", "find_outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the chart of one outcome measure shows."""

    has_target: bool = False
    is_better: bool = False
    share_of_goal: float = 0.0
    months_held: int = 0


def find_outcome(bundle: ProjectBundle, *, until: dt.date | None = None) -> Outcome:
    """Find the outcome measure of a project that is furthest, and say how far it is.

    What held is counted to `until`, or to the last number: what nobody counted has not been seen
    to hold.
    """
    outcomes = [one for one in bundle.measures if one.kind is MeasureKind.OUTCOME]
    found = [_shown(one, bundle, until) for one in outcomes]
    return max(found, key=lambda one: (one.is_better, one.share_of_goal), default=Outcome())


def _shown(measure: Measure, bundle: ProjectBundle, until: dt.date | None) -> Outcome:
    target = measure.targets[-1].value if measure.targets else None
    observations = bundle.observations.get(measure.id, [])
    try:
        chart = chart_of(measure, observations)
    except SpcError:
        chart = None
    if chart is None or measure.direction is Direction.NEUTRAL:
        return Outcome(has_target=target is not None)
    change = chart.change
    is_better = change is not None and change.kind == "improvement"
    if change is None or not is_better:
        return Outcome(has_target=target is not None)
    since: dt.date = chart.x[change.since].astype("datetime64[D]").item()
    last = until or max(one.when for one in observations)
    months = (last.year - since.year) * 12 + last.month - since.month
    share = 0.0
    if target is not None:
        scale = chart.settings.shown
        before, now = change.before * scale, change.after * scale
        share = (now - before) / (target - before) if target != before else 1.0
    return Outcome(target is not None, is_better, share, months)
