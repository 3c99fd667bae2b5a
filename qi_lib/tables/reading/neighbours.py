"""Judge a row's date by those above and below it, and say which date was likely meant."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from qi_lib.model import Frequency
from qi_lib.tables.frequencies import period_after
from qi_lib.tables.period_patterns import Grain

__all__ = ["are_in_order", "expected_day", "is_out_of_line"]

_FAR_DAYS = 300
_NEAR_DAYS = 120
_MOSTLY = 0.9
_FEWEST = 4
_MONTH = range(28, 32)

Days = Sequence[dt.date | None]


def is_out_of_line(days: Days, at: int) -> bool:
    """Tell whether a date lies far from its neighbours, which lie near each other.

    Only where the rows are in order of date: a list that is not says nothing by its order.
    """
    day = days[at]
    before, after = _before(days, at), _after(days, at)
    if day is None:
        return False
    if before is None or after is None:
        near = before or after
        return (
            near is not None and abs((day - near).days) > _FAR_DAYS and _has_small_steps(days, at)
        )
    low, high = min(before, after), max(before, after)
    if low <= day <= high or (high - low).days > _NEAR_DAYS:
        return False
    return min(abs((day - low).days), abs((day - high).days)) > _FAR_DAYS


def are_in_order(days: Days) -> bool:
    """Tell whether the rows go one way through time."""
    known = [day for day in days if day is not None]
    steps = [(later - first).days for first, later in pairwise(known) if later != first]
    if len(steps) < _FEWEST:
        return len(steps) > 0 and (
            all(step > 0 for step in steps) or all(step < 0 for step in steps)
        )
    rising = sum(step > 0 for step in steps)
    return max(rising, len(steps) - rising) >= _MOSTLY * len(steps) - 1


def _has_small_steps(days: Days, at: int) -> bool:
    known = [day for index, day in enumerate(days) if day is not None and index != at]
    steps = [abs((later - first).days) for first, later in pairwise(known)]
    return len(steps) >= _FEWEST - 1 and max(steps) <= _NEAR_DAYS


def expected_day(days: Days, at: int, grain: Grain) -> dt.date | None:
    """Give the one date that fits between a row's neighbours; `None` where several do."""
    before, after = _before(days, at), _after(days, at)
    if grain not in ("day", "week", "month", "quarter"):
        return None
    frequency = Frequency(grain)
    if before is not None and after is not None:
        step = 1 if after > before else -1
        likely = _after_by_rows(days, at, before, step, frequency)
        return likely if min(before, after) < likely < max(before, after) else None
    near = before or after
    known = [day for day in days if day is not None]
    if near is None or grain == "day" or len(known) < _FEWEST:
        return None
    rises = known[-1] > known[0]
    return period_after(near, frequency, steps=1 if rises == (near is before) else -1)


def _after_by_rows(
    days: Days, at: int, before: dt.date, step: int, frequency: Frequency
) -> dt.date:
    """Go on from the date above by the step that the rows above it show."""
    if frequency is Frequency.DAY:
        above = [day for day in days[:at] if day is not None]
        usual = (above[-1] - above[-2]).days if len(above) > 1 else step
        if abs(usual) in _MONTH and above[-1].day == above[-2].day:
            return period_after(before, Frequency.MONTH, steps=step)
        return before + dt.timedelta(days=usual or step)
    return period_after(before, frequency, steps=step)


def _before(days: Days, at: int) -> dt.date | None:
    return next((days[i] for i in range(at - 1, -1, -1) if days[i] is not None), None)


def _after(days: Days, at: int) -> dt.date | None:
    return next((days[i] for i in range(at + 1, len(days)) if days[i] is not None), None)
