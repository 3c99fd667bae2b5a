"""The last question of *Start a project*: the first measure, made with its name."""

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_lib.errors import NotFound, Refused
from qi_lib.model import Direction, Frequency, Measure
from widgets.frame.tool import Answer
from widgets.record.field_saving import Fields
from widgets.record.kept_answers import KeptAnswers
from widgets.record.suggested_titles_and_measures import suggest_measures
from widgets.record.undo import SwapStep, making_step
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
        self._path.remember(self._making(made.record))
        return name

    def _making(self, made: Measure) -> SwapStep:
        project = self._project
        return making_step(
            made,
            there=lambda: [one.record for one in project.refresh().measures],
            add=lambda: project.add_measure(**made.model_dump()),
            remove=lambda: project.remove_measure(made.id),
        )
