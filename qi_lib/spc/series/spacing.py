"""How far apart the points of a series are."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["interval_of"]

_DAYS = (
    ("hour", 0.0, 0.5),
    ("day", 0.9, 1.1),
    ("week", 6.5, 7.5),
    ("fortnight", 13.5, 14.5),
    ("month", 27.5, 31.5),
    ("quarter", 89.0, 93.0),
    ("year", 364.0, 367.0),
)


def interval_of(x: npt.NDArray[Any]) -> str | None:
    """Name the usual distance between dates; None if most are not alike.

    Days are told from working days only by their most common step, so that weekends left
    out do not make a daily series uneven.
    """
    if len(x) < 2:
        return None
    days = np.diff(x.astype("datetime64[us]")).astype(np.float64) / 86_400e6
    days = days[days > 0]
    if not len(days):
        return None
    middle = float(np.sort(days)[len(days) // 2])
    for name, low, high in _DAYS:
        if low <= middle <= high:
            alike = ((days >= low) & (days <= high)).mean()
            return name if alike >= 0.5 else None
    return None
