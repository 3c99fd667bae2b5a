"""What a team decided about a chart: points left out, limits kept, numbers gathered."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from qi_lib.charting.fitting_charts import CHARTS_OF_SPREAD
from qi_lib.charting.longer_periods import gather_by_period, longer_periods
from qi_lib.model import Baseline, Measure, Observation
from qi_lib.tables.frequencies import period_of, say_period

__all__ = ["DecidedMeasure", "apply_decisions", "charted_day", "say_decision"]


@dataclass(frozen=True, slots=True)
class DecidedMeasure:
    """A measure and its points as the chart engine takes them, with the reasons in words.

    `marks` are written at their dates, `remarks` are whole sentences.
    """

    measure: Measure
    observations: list[Observation]
    exclude: list[dt.date]
    baseline: dt.date | None
    marks: list[tuple[dt.date, str]]
    remarks: list[str]


def charted_day(measure: Measure, day: dt.date) -> dt.date:
    """Give the date at which the chart of a measure draws what happened on a day."""
    if measure.shown_by is None or measure.shown_by not in longer_periods(measure):
        return day
    return period_of(day, measure.shown_by)


def apply_decisions(measure: Measure, observations: Sequence[Observation]) -> DecidedMeasure:
    """Gather the numbers, and find the points that are left out or that keep the limits.

    What was decided about a point that is no longer there has no effect. Where points are
    gathered, the one is left out that holds the date.
    """
    points, remarks = list(observations), list[str]()
    frequency = measure.frequency
    if measure.shown_by and measure.shown_by in longer_periods(measure):
        gathered = gather_by_period(measure, points, measure.shown_by)
        points, remarks = gathered.observations, gathered.remarks
        frequency = measure.shown_by
    there = sorted(one.when for one in points)
    drawn = {charted_day(measure, one.when): one.reason for one in measure.exclusions}
    left_out = {when: reason for when, reason in drawn.items() if when in there}
    if len(left_out) == len(there):  # something must be left to say what is usual
        left_out = {}
    kept = _kept(measure.baseline, [when for when in there if when not in left_out])
    marks = [(when, f"Left out: {reason}") for when, reason in left_out.items()]
    for when, reason in left_out.items():
        which = say_period(when, frequency)
        remarks.append(say_decision(f"{which} is left out of the limits", reason))
    if kept:
        marks.append((kept.until, f"Limits kept: {kept.reason}"))
        upto = say_period(kept.until, frequency)
        later = sorted(one.start for one in measure.phases if one.start > kept.until)
        until = f" until {say_period(later[0], frequency)}" if later else ""
        is_given = measure.standard is not None and measure.chart not in CHARTS_OF_SPREAD
        whose = (
            f"What is not given comes{until} from the points"
            if is_given
            else f"The limits{until} are those"
        )
        remarks.append(say_decision(f"{whose} up to {upto}", kept.reason))
    measure = measure.model_copy(update={"frequency": frequency})
    return DecidedMeasure(
        measure, points, list(left_out), kept.until if kept else None, marks, remarks
    )


def _kept(baseline: Baseline | None, there: Sequence[dt.date]) -> Baseline | None:
    """Let a baseline end at its last point; it needs two to tell what is usual."""
    before = [when for when in there if baseline and when <= baseline.until]
    if baseline is None or len(before) < 2:
        return None
    return baseline.model_copy(update={"until": before[-1]})


def say_decision(what: str, reason: str) -> str:
    """Say what was decided, and the reason that the team gave, as a sentence."""
    return f"{what}: {reason.rstrip('. ')}."
