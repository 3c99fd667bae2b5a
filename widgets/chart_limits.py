"""Keep the limits of a chart as they were up to a date, with a reason; and work them out again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from qi_lib.model import Baseline, Observation
from widgets.chart_fields import MeasureFields
from widgets.entry import WrongEntry
from widgets.undo import History

__all__ = ["LIMITS_FIELDS", "Limits"]

LIMITS_FIELDS = ("limits.until", "limits.reason")
_FEWEST = 2
_LEFT = "Somebody has just changed that. This is how it is now."


@dataclass(frozen=True, slots=True)
class _BaselineStep:
    fields: MeasureFields
    before: Baseline | None
    after: Baseline | None

    def back(self) -> bool:
        return self.fields.replace_one("baseline", self.after, self.before)

    def again(self) -> bool:
        return self.fields.replace_one("baseline", self.before, self.after)


@dataclass(frozen=True, slots=True)
class Limits:
    """The points that the limits of one measure are worked out from."""

    fields: MeasureFields
    history: History

    def keep(self, typed: dict[str, str], points: Sequence[Observation]) -> str:
        """Keep the limits of the points up to a date, and say so; raises `WrongEntry`."""
        try:
            until = dt.date.fromisoformat(typed.get("limits.until", ""))
        except ValueError:
            raise WrongEntry("limits.until", "Pick the last date that counts.") from None
        if sum(one.when <= until for one in points) < _FEWEST:
            raise WrongEntry("limits.until", "Two points or more are needed up to that date.")
        reason = typed.get("limits.reason", "").strip()
        if not reason:
            raise WrongEntry("limits.reason", "Type the reason, such as “Before the rounds began”.")
        return self._put(Baseline(until=until, reason=reason), "The limits are kept.")

    def release(self) -> str:
        """Work the limits out from all points of a phase again, and say so."""
        return self._put(None, "The limits are those of all points again.")

    def _put(self, after: Baseline | None, told: str) -> str:
        before = self.fields.handle.record.baseline
        if before == after:
            return told
        if not self.fields.replace_one("baseline", before, after):
            return _LEFT
        self.history.remember(_BaselineStep(self.fields, before, after))
        return told
