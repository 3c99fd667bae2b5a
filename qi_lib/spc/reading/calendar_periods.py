"""Dates gathered into days, weeks, months, quarters or years."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from qi_lib.spc.argument_checks import check_name
from qi_lib.spc.errors import ArgumentError
from qi_lib.spc.reading.date_columns import Dates

__all__ = ["all_periods", "start_of_period"]

# The unit of each period, and how many make one.
_UNITS = {
    "day": ("D", 1),
    "week": ("D", 7),
    "month": ("M", 1),
    "quarter": ("M", 3),
    "year": ("Y", 1),
}
# Day 0 of 1970 was a Thursday, three days after a Monday.
_SHIFTS = {"week": 3}


def start_of_period(kind: str, keys: npt.NDArray[Any], period: str) -> Dates:
    """Move each date to the start of its day, week (Monday), month, quarter or year."""
    unit, step = _UNITS[check_name("period", period, _UNITS)]
    if kind != "date":
        raise ArgumentError("period", period, "x does not hold dates. Leave it out.")
    starts = keys.astype(f"datetime64[{unit}]")
    starts = starts - (starts.astype(np.int64) + _SHIFTS.get(period, 0)) % step
    return starts.astype("datetime64[us]")


def all_periods(first: np.datetime64, last: np.datetime64, period: str) -> Dates:
    """Give the start of every period from one start to another, both included."""
    unit, step = _UNITS[period]
    ends = (first.astype(f"datetime64[{unit}]"), last.astype(f"datetime64[{unit}]") + 1)
    return np.arange(*ends, step).astype("datetime64[us]")
