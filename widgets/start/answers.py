"""What is written in *Start a project*: each answer saved where it belongs, and undone there."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from qi_lib.aim.sentence import read_aim
from qi_lib.errors import NotFound, Refused
from qi_lib.model import Aim, Direction, Frequency, Measure, Project
from qi_lib.model.driver_diagram import DriverDiagram
from widgets.frame.tool import Answer
from widgets.record.field_saving import Fields
from widgets.record.kept_answers import KeptAnswers
from widgets.record.suggested_titles_and_measures import suggest_measures
from widgets.record.tried_before import keep_idea, kept_ideas
from widgets.record.undo import Answers, FieldStep, History, Step
from widgets.start.undo_steps import MeasureStep, StartStep

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle
    from qi_lib.client import Project as ProjectHandle

__all__ = ["StartAnswers"]

_NOT_WORDS = ("slug", "visibility", "stage", "progress", "is_demonstration")
_AIM_PARTS = ("what", "how_much", "by_when", "for_whom", "where")
_Follow = Callable[[str, str], list[Step]]


class StartAnswers:
    """The answers of a project that has been begun, and what the person did to them.

    `here` names the question on the screen; undoing shows the one that it changes (`show`).
    """

    def __init__(
        self,
        project: "ProjectHandle",
        *,
        today: dt.date,
        here: Callable[[], str],
        show: Callable[[str], None],
    ) -> None:
        self._project = project
        self._today = today
        self._here = here
        self._show = show
        self.history = History()
        self.path = KeptAnswers(project, "start")
        self.path.reload()
        self._fields = Fields(lambda: project.refresh(), project)
        self._measure_fields: Fields | None = None
        self._read_ideas()

    @property
    def record(self) -> Project:
        """The project as it was last read or saved."""
        return self._project.record

    @property
    def measure(self) -> Measure | None:
        """The first measure, if there is one."""
        measures = self._project.measures
        return measures[0].record if len(measures) else None

    def save(self, answer: Answer) -> str:
        """Save one answer."""
        if answer.name == "sentence":
            return self._save(self.path, answer, self._follow_sentence)
        if answer.name.startswith("measure."):
            return self._save_measure(answer)
        if answer.name == "aim.by_when":
            return self._save(self._fields, answer)
        answer = replace(answer, value=answer.value.strip())
        follow = self._follow_place if answer.name == "place" else None
        return self._save(self._fields, answer, follow)

    def put(self, name: str, value: str) -> None:
        """Save a field of the project that the tool works out; it is not undone."""
        self._fields.put({name: value})

    def turn(self, turn: Callable[[], str]) -> str:
        """Undo or redo, and say so."""
        told = turn()
        self._measure_fields = None  # another measure may be there, or none
        self._read_ideas()
        return told

    def keep(self, idea: str) -> None:
        """Put an idea that others tried into the driver diagram."""
        self.ideas, step = keep_idea(self._project, idea)
        if step:  # it was not there yet
            self._remember(step)

    def go_back_to(self, content: dict[str, object]) -> None:
        """Bring the words of a version back; who may read the project, and its stage, stay."""
        self._fields.go_back_to(content, without=_NOT_WORDS)
        self.path.put("sentence", self.record.aim.sentence)

    def _read_ideas(self) -> None:
        diagram = self._project.document("drivers")
        self.ideas = kept_ideas(DriverDiagram.model_validate(diagram.content))

    def _save(self, fields: Answers, answer: Answer, follow: _Follow | None = None) -> str:
        """Save an answer, and what follows from it, so that both are taken back together."""
        before = fields.read(answer.name)
        saved = fields.save(answer)
        steps: list[Step] = list(follow(before, saved)) if follow else []
        if saved != before:
            steps.insert(0, FieldStep(fields, answer.name, before, saved))
        self._remember(*steps)
        return saved

    def _remember(self, *steps: Step) -> None:
        if steps:
            self.history.remember(StartStep(partial(self._show, self._here()), steps))

    # What follows from an answer ----------------------------------------------------------------

    def _follow_place(self, before: str, place: str) -> list[Step]:
        where = self.record.aim.where
        return self._put({"aim.where": place} if where in ("", before) else {})

    def _follow_sentence(self, before: str, sentence: str) -> list[Step]:
        was, now = (read_aim(one, today=self._today) for one in (before, sentence))
        return self._put(
            {
                f"aim.{part}": _say(now, part)
                for part in _AIM_PARTS
                if _follows(self.record.aim, was, now, part)
            }
        )

    def _put(self, values: dict[str, str]) -> list[Step]:
        fields = self._fields
        before = {name: fields.read(name) for name in values}
        fields.put(values)
        return [
            FieldStep(fields, name, was, fields.read(name))
            for name, was in before.items()
            if was != fields.read(name)
        ]

    # The measure --------------------------------------------------------------------------------

    def _save_measure(self, answer: Answer) -> str:
        answer = replace(answer, name=answer.name.removeprefix("measure."))
        measures = self._project.measures
        if not len(measures):
            if answer.name == "name":
                return self._add_measure(answer.value.strip())
            return self._save(self.path, replace(answer, base=self.path.read(answer.name)))
        if not answer.value.strip():
            raise Refused("A measure needs a name. The one before is kept until you give it one.")
        fields = self._measure_fields or Fields(self._read_measure, measures[0])
        self._measure_fields = fields
        return self._save(fields, replace(answer, value=answer.value.strip()))

    def _read_measure(self) -> "MeasureHandle":
        measures = self._project.refresh().measures
        if not len(measures):
            raise NotFound("Somebody has put this measure away meanwhile.")
        return measures[0]

    def _add_measure(self, name: str) -> str:
        if not name:
            return ""
        ideas = suggest_measures(self.record.problem, self.record.aim)
        idea = next((one for one in ideas if one.name == name), None)
        direction = self.path.read("direction") or (idea.direction if idea else "")
        made = self._project.add_measure(
            name=name,
            unit=idea.unit if idea else "",
            direction=direction or Direction.NEUTRAL,
            frequency=self.path.read("frequency") or Frequency.MONTH,
        )
        # An answer on its way from the browser does not know these yet: they are the person's own.
        self._measure_fields = Fields(self._read_measure, made)
        own = {field: self._measure_fields.read(field) for field in ("direction", "frequency")}
        self._measure_fields.put(own)
        self._remember(MeasureStep(self._project, made.record))
        return name


def _say(aim: Aim, part: str) -> str:
    value = getattr(aim, part)
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")


def _follows(aim: Aim, before: Aim, now: Aim, part: str) -> bool:
    """Tell whether a part is to follow the sentence: it changed there, and was not set by hand."""
    changed = getattr(before, part) != getattr(now, part)
    return changed and (bool(getattr(now, part)) or getattr(aim, part) == getattr(before, part))
