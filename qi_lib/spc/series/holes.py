"""Holes: stretches of time without a value, across which no two points are neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from qi_lib.spc.arrays.array_types import Bools, Ints
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.reading.axis import Axis
from qi_lib.spc.reading.points import Points
from qi_lib.spc.request.settings import Settings
from qi_lib.spc.series.spacing import interval_of

__all__ = ["HOLE", "absent_before", "find_holes"]

# So many periods in a row without a value are a hole; one or two are a late return.
HOLE = 3
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"week": 7, "fortnight": 14}


def find_holes(
    axis: Axis, points: Points, facets: Segments, observed: Bools, settings: Settings
) -> Ints | None:
    """Find the points, of every series, that come after a hole; None where there are none."""
    # Between events there is no period that could be absent.
    if axis.kind != "date" or settings.kind.name in ("g", "t"):
        return None
    steps = np.diff(points.x[observed].astype(np.int64))
    steps = steps[steps > 0]
    # Where no step is four times another, no period is absent thrice.
    if not len(steps) or steps.max() < 3.5 * steps.min():
        return None
    found = []
    for start, length in zip(facets.starts.tolist(), facets.lengths.tolist(), strict=True):
        cut = slice(start, start + length)
        absent = absent_before(points.x[cut], observed[cut])
        found.append((absent >= HOLE).nonzero()[0] + start)
    holes: Ints = np.concatenate(found)
    return holes if len(holes) else None


def absent_before(x: npt.NDArray[Any], observed: Bools) -> Ints:
    """Count for each point with a value the periods without one since the last that has one."""
    absent, interval = np.zeros(len(x), np.int64), interval_of(x)
    there = observed.nonzero()[0]
    if interval is None or interval == "hour" or len(there) < 2:
        return absent
    absent[there[1:]] = np.maximum(_periods(x[there], x, interval) - 1, 0)
    return absent


def _periods(dates: npt.NDArray[Any], all_dates: npt.NDArray[Any], interval: str) -> Ints:
    """Count the periods from each date to the next."""
    if interval in _MONTHS:
        months = np.diff(dates.astype("M8[M]").astype(np.int64))
        return np.rint(months / _MONTHS[interval]).astype(np.int64)
    days = dates.astype("M8[D]")
    if interval == "day" and np.is_busday(all_dates.astype("M8[D]")).all():
        return np.asarray(np.busday_count(days[:-1], days[1:]), np.int64)
    return np.rint(np.diff(days.astype(np.int64)) / _DAYS.get(interval, 1)).astype(np.int64)
