"""What is done in *Start a project*, to be taken back and done again where it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_lib.model import Measure
from widgets.frame.tool import Answer
from widgets.record.document import OpenDocument
from widgets.record.kept_answers import Kept
from widgets.record.undo import Step

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["IdeaStep", "KeptAnswers", "MeasureStep", "StartStep"]


@dataclass(frozen=True, slots=True)
class StartStep:
    """What one answer changed; `show` leads to the question that it answered."""

    show: Callable[[], None]
    steps: tuple[Step, ...]

    def back(self) -> bool:
        """Take all of it back."""
        self.show()
        return all([one.back() for one in reversed(self.steps)])

    def again(self) -> bool:
        """Do all of it again."""
        self.show()
        return all([one.again() for one in self.steps])


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """Answers that are kept beside the project, as fields."""

    kept: Kept
    project: "Project"

    def reload(self) -> None:
        """Read what others saved."""
        self.kept.load(self.project)

    def read(self, name: str) -> str:
        """Give an answer; empty when there is none."""
        return self.kept.read(name)

    def save(self, answer: Answer) -> str:
        """Keep an answer; raises `Clashes`."""
        return self.kept.save(self.project, answer)

    def put(self, name: str, value: str) -> None:
        """Keep what the tool itself notes."""
        self.kept.put(self.project, name, value)


@dataclass(frozen=True, slots=True)
class MeasureStep:
    """A measure that was made; it goes only while it is as it was made."""

    project: "Project"
    record: Measure

    def back(self) -> bool:
        """Put the measure away."""
        if self._found() != self.record:
            return False
        self.project.remove_measure(self.record.id)
        return True

    def again(self) -> bool:
        """Bring the same measure back."""
        if self._found() is not None:
            return False
        self.project.add_measure(**self.record.model_dump())
        return True

    def _found(self) -> Measure | None:
        there = self.project.refresh().measures
        return next((one.record for one in there if one.id == self.record.id), None)


@dataclass(frozen=True, slots=True)
class IdeaStep:
    """An idea that was put into the driver diagram; what others did there since stays."""

    diagram: OpenDocument

    def back(self) -> bool:
        """Take it out."""
        return self.diagram.undo()

    def again(self) -> bool:
        """Put it there again."""
        return self.diagram.redo()
