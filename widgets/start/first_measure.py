"""The last question of *Start a project*: the measure of the aim, with its target."""

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_lib.errors import Refused
from qi_lib.model import Measure
from widgets.chart.saved_measure import SavedMeasure
from widgets.frame.tool import Answer
from widgets.record.kept_answers import KeptAnswers
from widgets.record.undo import SwapStep, making_step
from widgets.start.measure_answers import MeasureAnswers
from widgets.start.measure_guess import MeasureGuess, guess_measure
from widgets.start.path import Path

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle, Project

__all__ = ["FirstMeasure"]

_ASKED = ("shape", "frequency", "direction", "target")


class FirstMeasure:
    """What is said of a measure; until it is made, `kept` has what a person said themselves."""

    def __init__(self, project: "Project", kept: KeptAnswers, path: Path) -> None:
        self._project = project
        self._kept = kept
        self._path = path
        self._fields: MeasureAnswers | None = None

    @property
    def record(self) -> Measure | None:
        """The measure as it was last read or saved, if there is one."""
        measures = self._project.measures
        return measures[0].record if len(measures) else None

    @property
    def guess(self) -> MeasureGuess:
        """What the aim says of the measure."""
        return guess_measure(self._project.record.problem, self._project.record.aim)

    def read(self, name: str) -> str:
        """Give an answer as the screen shows it: saved, else said, else guessed."""
        if len(self._project.measures):
            return self._saved().read(name)
        return self._kept.read(name) or self.guess.read(name)

    def forget(self) -> None:
        """Look again which measure it is: something was taken back or done again."""
        self._fields = None

    def save(self, answer: Answer) -> str:
        """Save one answer; the name makes the measure."""
        if not len(self._project.measures):
            if answer.name == "name":
                return self._make(answer.value.strip())
            kept = self._kept
            return self._path.save(kept, replace(answer, base=kept.read(answer.name)))
        if answer.name == "name" and not answer.value.strip():
            raise Refused("A measure needs a name. The one before is kept until you give it one.")
        return self._path.save(self._saved(), replace(answer, value=answer.value.strip()))

    def accept(self) -> bool:
        """Make the measure that the screen shows; tell whether there is one now."""
        if not len(self._project.measures):
            self._make(self.guess.name)
        return bool(len(self._project.measures))

    def _saved(self) -> MeasureAnswers:
        if self._fields is None:
            saved = SavedMeasure(self._project, self._project.measures[0])
            self._fields = MeasureAnswers(saved, self.guess)
        return self._fields

    def _make(self, name: str) -> str:
        if not name:
            return ""
        said = {field: self.read(field) for field in _ASKED}
        made = self._project.add_measure(**self.guess.fields(name, said))
        self._fields = MeasureAnswers(SavedMeasure(self._project, made), self.guess)
        # An answer on its way from the browser does not know these yet: they are the person's own.
        self._fields.claim(("direction", "frequency"))
        self._path.remember(self._making(made))
        return name

    def _making(self, handle: "MeasureHandle") -> SwapStep:
        project, made = self._project, handle.record
        return making_step(
            made,
            there=lambda: [one.record for one in project.refresh().measures],
            add=lambda: project.add_measure(**made.model_dump()),
            remove=lambda: project.remove_measure(made.id),
        )
