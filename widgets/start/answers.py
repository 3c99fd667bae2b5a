"""What is written in *Start a project*: each answer saved where it belongs, and undone there."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_lib.aim.sentence import read_aim
from qi_lib.model import Aim, Project
from qi_lib.model.driver_diagram import DriverDiagram
from widgets.frame.tool import Answer
from widgets.record.change_ideas import keep_idea, kept_ideas
from widgets.record.field_saving import Fields
from widgets.record.kept_answers import KeptAnswers
from widgets.record.undo import Step, field_step
from widgets.start.first_measure import FirstMeasure
from widgets.start.path import Path

if TYPE_CHECKING:
    from qi_lib.client import Project as ProjectHandle

__all__ = ["StartAnswers"]

_NOT_WORDS = ("slug", "visibility", "stage", "progress", "is_demonstration")
_AIM_PARTS = ("what", "how_much", "by_when", "for_whom", "where")


class StartAnswers:
    """The answers of a project that has been begun; `kept` has those that no record has."""

    def __init__(self, project: "ProjectHandle", path: Path, *, today: dt.date) -> None:
        self._project = project
        self._today = today
        self._path = path
        self.kept = KeptAnswers(project, "start")
        self.kept.reload()
        self.measure = FirstMeasure(project, self.kept, path)
        self._fields = Fields(lambda: project.refresh(), project)
        self._read_ideas()

    @property
    def record(self) -> Project:
        """The project as it was last read or saved."""
        return self._project.record

    def save(self, answer: Answer) -> str:
        """Save one answer."""
        if answer.name == "sentence":
            return self._path.save(self.kept, answer, self._follow_sentence)
        if answer.name.startswith("measure."):
            return self.measure.save(replace(answer, name=answer.name.removeprefix("measure.")))
        if answer.name == "aim.by_when":
            return self._path.save(self._fields, answer)
        answer = replace(answer, value=answer.value.strip())
        follow = self._follow_place if answer.name == "place" else None
        return self._path.save(self._fields, answer, follow)

    def keep_idea(self, idea: str) -> None:
        """Put an idea that others tried into the driver diagram."""
        self.ideas, step = keep_idea(self._project, idea)
        if step:  # it was not there yet
            self._path.remember(step)

    def look_again(self) -> None:
        """Read what undoing may have changed: another measure may be there, other ideas."""
        self.measure.forget()
        self._read_ideas()

    def go_back_to(self, content: dict[str, object]) -> None:
        """Bring the words of a version back; who may read the project, and its stage, stay."""
        self._fields.go_back_to(content, without=_NOT_WORDS)
        self.kept.put("sentence", self.record.aim.sentence)

    def _read_ideas(self) -> None:
        diagram = self._project.document("drivers")
        self.ideas = kept_ideas(DriverDiagram.model_validate(diagram.content))

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
            field_step(fields, name, was, fields.read(name))
            for name, was in before.items()
            if was != fields.read(name)
        ]


def _say(aim: Aim, part: str) -> str:
    value = getattr(aim, part)
    return value.isoformat() if isinstance(value, dt.date) else str(value or "")


def _follows(aim: Aim, before: Aim, now: Aim, part: str) -> bool:
    """Tell whether a part is to follow the sentence: it changed there, and was not set by hand."""
    changed = getattr(before, part) != getattr(now, part)
    return changed and (bool(getattr(now, part)) or getattr(aim, part) == getattr(before, part))
