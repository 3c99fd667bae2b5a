"""Numbers of short periods shown by longer ones: days by week, weeks by month."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from qi_lib.charting.fitting_charts import is_count
from qi_lib.model import ChartType, Frequency, Measure, Observation
from qi_lib.tables.frequencies import period_after, period_of

__all__ = ["GatheredNumbers", "gather_by_period", "longer_periods"]

_ORDER = tuple(Frequency)
# What lies between two events belongs to no period.
_BETWEEN = (ChartType.G, ChartType.T)
_MOST_VALUES = 1000  # of one observation

_Points = list[Observation]


@dataclass(frozen=True, slots=True)
class GatheredNumbers:
    """One point for each period, and what was done to get there, in sentences."""

    observations: _Points
    remarks: list[str]


def longer_periods(measure: Measure) -> tuple[Frequency, ...]:
    """List the periods that the numbers of a measure can be shown by."""
    if measure.chart in _BETWEEN:
        return ()
    return _ORDER[_ORDER.index(measure.frequency) + 1 :]


def gather_by_period(
    measure: Measure, observations: Sequence[Observation], period: Frequency
) -> GatheredNumbers:
    """Make one point of the numbers of each period.

    Parts and wholes are added up, and so are counts; other values are kept side by side, with
    their average. Of totals, the first and the last are left out while their period is not full.
    """
    points = sorted(observations, key=lambda one: one.when)
    periods = {
        start: list(ones)
        for start, ones in groupby(points, lambda one: period_of(one.when, period))
    }
    values = [one.value for one in points if one.value is not None]
    if points and not values:
        remark = f"Each point takes the parts and the wholes of one {period} together."
        return GatheredNumbers(_each(periods, _add_parts), [remark])
    if any(one.values for one in points) or not is_count(measure, values):
        remark = f"Each point is the average of the numbers of one {period}."
        return GatheredNumbers(_each(periods, _average), [remark])
    remarks = [f"Each point adds up the numbers of one {period}."]
    full, said = _only_full(periods, measure.frequency, period)
    return GatheredNumbers(_each(full, _add_up), remarks + said)


def _each(
    periods: dict[dt.date, _Points], make: Callable[[dt.date, _Points], Observation]
) -> _Points:
    return [make(start, ones) for start, ones in periods.items()]


def _add_parts(start: dt.date, ones: _Points) -> Observation:
    there = [one for one in ones if one.numerator is not None and one.denominator is not None]
    return Observation(
        when=start,
        numerator=sum(one.numerator or 0 for one in there),
        denominator=sum(one.denominator or 0 for one in there),
    )


def _add_up(start: dt.date, ones: _Points) -> Observation:
    values = [one.value for one in ones if one.value is not None]
    return Observation(when=start, value=sum(values) if values else None)


def _average(start: dt.date, ones: _Points) -> Observation:
    values = [value for one in ones for value in (one.values or (one.value,)) if value is not None]
    if len(values) < 2 or len(values) > _MOST_VALUES:
        return Observation(when=start, value=fmean(values) if values else None)
    return Observation(when=start, values=tuple(values))


def _only_full(
    periods: dict[dt.date, _Points], frequency: Frequency, period: Frequency
) -> tuple[dict[dt.date, _Points], list[str]]:
    """Leave out a first and a last period that the numbers fill only in part."""
    if not periods:
        return periods, []
    first, last = min(periods), max(periods)
    begins_late = periods[first][0].when >= period_after(first, frequency)
    after = period_after(periods[last][-1].when, frequency)
    ends_early = period_of(after, period) == last
    left_out = {*([first] if begins_late else []), *([last] if ends_early else [])}
    full = {start: ones for start, ones in periods.items() if start not in left_out}
    if not full:  # one period, still under way: better than no chart
        return periods, [f"The only {period} is not full yet."]
    said = [f"A {period} that is not full is not drawn."] if left_out else []
    if len({len(ones) for ones in full.values()}) > 1 and period is Frequency.WEEK:
        said.append("Some weeks have fewer numbers than others, and so a lower total.")
    return full, said
