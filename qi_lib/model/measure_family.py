"""The measures of a project as one family, with those that were put away."""

import datetime as dt

from qi_lib.model.document import Document
from qi_lib.model.measure import Measure, MeasureKind, Target

__all__ = ["Family"]


class Family(Document):
    """What a team measures. It is read from the project: each measure is a record of its own."""

    measures: list[Measure] = []
    archived: list[Measure] = []

    def of(self, kind: MeasureKind) -> list[Measure]:
        """List the measures of one kind."""
        return [one for one in self.measures if one.kind is kind]

    def archive(self, measure_id: str) -> None:
        """Put a measure away."""
        self._move(measure_id, self.measures, self.archived)

    def bring_back(self, measure_id: str) -> None:
        """Take a measure up again that was put away."""
        self._move(measure_id, self.archived, self.measures)

    def put(self, measure: Measure) -> None:
        """Make a measure what is given."""
        self.measures[:] = [measure if one.id == measure.id else one for one in self.measures]

    def aim_at(self, measure_id: str, target: Target) -> None:
        """Give a measure a target, in the place of another from the same day."""
        for one in self._called(measure_id):
            others = [other for other in one.targets if other.start != target.start]
            one.targets = sorted([*others, target], key=_from_when)

    def drop_target(self, measure_id: str, target: Target) -> None:
        """Take a target of a measure out."""
        for one in self._called(measure_id):
            one.targets = [other for other in one.targets if other != target]

    def _called(self, measure_id: str) -> list[Measure]:
        return [one for one in self.measures if one.id == measure_id]

    def _move(self, measure_id: str, source: list[Measure], target: list[Measure]) -> None:
        target += [one for one in source if one.id == measure_id]
        source[:] = [one for one in source if one.id != measure_id]


def _from_when(target: Target) -> dt.date:
    return target.start or dt.date.min
