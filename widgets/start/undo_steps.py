"""What is done in *Start a project*, to be taken back and done again where it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_lib.model import Measure
from widgets.record.undo import Step

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["MeasureStep", "StartStep"]


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
