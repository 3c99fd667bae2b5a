"""London midnights that were stored in UTC: in summer 23:00 of the day before."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qi_lib.spc.reading.date_columns import Dates

__all__ = ["LONDON", "days_of_midnights"]

LONDON = "Europe/London"
_HOUR = 3_600_000_000  # in microseconds
_DAY = 24 * _HOUR


def days_of_midnights(times: Dates, *, is_said: bool) -> tuple[Dates | None, str]:
    """Give the days of which these are the midnights, and say so; None where they are not.

    A programme that stores 1 April, British time, in UTC writes 31 March, 23:00: a month too
    early, and the month in which summer time ends is left without a number. Where nobody said
    that times are in UTC, winter must show it, or that all are first days of months.
    """
    of_day = times.view(np.int64) % _DAY
    if not np.count_nonzero(of_day):  # days, as most are
        return None, ""
    is_late = of_day == 23 * _HOUR
    if not is_late.any() or (of_day[~is_late] != 0).any():
        return None, ""
    local = pd.DatetimeIndex(times).tz_localize("UTC").tz_convert(LONDON).tz_localize(None)
    days: Dates = local.to_numpy().astype("datetime64[us]")
    if (days.astype(np.int64) % _DAY).any():
        return None, ""
    if not is_said and is_late.all() and not (local.day == 1).all():
        return None, ""
    at = int(np.argmax(is_late))
    stored, meant = pd.Timestamp(times[at]), local[at]
    return days, (
        "Times are read as London midnights stored in UTC: "
        f"{stored.day} {stored:%B %Y, %H:%M} is {meant.day} {meant:%B}."
    )
