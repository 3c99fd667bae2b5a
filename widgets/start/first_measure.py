"""The last question of *Start a project*: the first measure, made with its name."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_lib.errors import NotFound, Refused
from qi_lib.model import Direction, Frequency, Measure
from widgets.frame.tool import Answer
from widgets.record.field_saving import Fields
from widgets.record.kept_answers import KeptAnswers
from widgets.record.suggested_titles_and_measures import suggest_measures
from widgets.start.path import Path

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle, Project

__all__ = ["FirstMeasure"]


class FirstMeasure:
    """What is said of a measure; until it has a name, `kept` has the rest."""

    def __init__(self, project: "Project", kept: KeptAnswers, path: Path) -> None:
        self._project = project
        self._kept = kept
        self._path = path
        self._fields: Fields | None = None

    @property
    def record(self) -> Measure | None:
        """The measure as it was last read or saved, if there is one."""
        measures = self._project.measures
        return measures[0].record if len(measures) else None

    def forget(self) -> None:
        """Look again which measure it is: something was taken back or done again."""
        self._fields = None

    def save(self, answer: Answer) -> str:
        """Save one answer; the name makes the measure."""
        measures = self._project.measures
        if not len(measures):
            if answer.name == "name":
                return self._make(answer.value.strip())
            kept = self._kept
            return self._path.save(kept, replace(answer, base=kept.read(answer.name)))
        if not answer.value.strip():
            raise Refused("A measure needs a name. The one before is kept until you give it one.")
        self._fields = self._fields or Fields(self._read, measures[0])
        return self._path.save(self._fields, replace(answer, value=answer.value.strip()))

    def _read(self) -> "MeasureHandle":
        measures = self._project.refresh().measures
        if not len(measures):
            raise NotFound("Somebody has put this measure away meanwhile.")
        return measures[0]

    def _make(self, name: str) -> str:
        if not name:
            return ""
        ideas = suggest_measures(self._project.record.problem, self._project.record.aim)
        idea = next((one for one in ideas if one.name == name), None)
        direction = self._kept.read("direction") or (idea.direction if idea else "")
        made = self._project.add_measure(
            name=name,
            unit=idea.unit if idea else "",
            direction=direction or Direction.NEUTRAL,
            frequency=self._kept.read("frequency") or Frequency.MONTH,
        )
        # An answer on its way from the browser does not know these yet: they are the person's own.
        fields = Fields(self._read, made)
        fields.put({field: fields.read(field) for field in ("direction", "frequency")})
        self._fields = fields
        self._path.remember(_MeasureStep(self._project, made.record))
        return name


@dataclass(frozen=True, slots=True)
class _MeasureStep:
    """A measure that was made; it goes only while it is as it was made."""

    project: "Project"
    record: Measure

    def back(self) -> bool:
        if self._found() != self.record:
            return False
        self.project.remove_measure(self.record.id)
        return True

    def again(self) -> bool:
        if self._found() is not None:
            return False
        self.project.add_measure(**self.record.model_dump())
        return True

    def _found(self) -> Measure | None:
        there = self.project.refresh().measures
        return next((one.record for one in there if one.id == self.record.id), None)
