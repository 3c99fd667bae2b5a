"""Keep the limits of a chart as they were up to a date, with a reason."""

import datetime as dt
from collections.abc import Sequence

from qi_lib.model import Baseline, Measure, Observation
from widgets.chart.numbers.typed_numbers import WrongEntry
from widgets.chart.settings.decisions import Matter

__all__ = ["LIMITS"]

_FEWEST = 2


def _read(typed: dict[str, str], _: Measure, points: Sequence[Observation]) -> Baseline:
    try:
        until = dt.date.fromisoformat(typed.get("limits.until", ""))
    except ValueError:
        raise WrongEntry("limits.until", "Pick the last date that counts.") from None
    if sum(one.when <= until for one in points) < _FEWEST:
        raise WrongEntry("limits.until", "Two points or more are needed up to that date.")
    reason = typed.get("limits.reason", "").strip()
    if not reason:
        raise WrongEntry("limits.reason", "Type the reason, such as “Before the rounds began”.")
    return Baseline(until=until, reason=reason)


LIMITS = Matter(
    name="baseline",
    place="baseline",
    boxes=("limits.until", "limits.reason"),
    read=_read,
    kept="The limits are kept.",
    released="The limits are those of all points again.",
)
"""From which points the limits come."""
