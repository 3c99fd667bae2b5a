"""What a team decides about its chart with a reason: one record each, taken back and put again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from qi_lib.model import Measure, Observation
from widgets.chart.saved_measure import OVERTAKEN, MeasureFields
from widgets.record.undo import History

__all__ = ["Decisions", "Matter"]

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Generic[R]):
    """Something to decide: the field of the measure that keeps it, and how it is read and said.

    `place` is the screen that asks for it, `boxes` what is typed there. `read` raises `WrongEntry`.
    """

    name: str
    place: str
    boxes: tuple[str, ...]
    read: Callable[[dict[str, str], Measure, Sequence[Observation]], R]
    kept: str
    released: str

    @property
    def reason_box(self) -> str:
        """Name the box for the reason."""
        return next(box for box in self.boxes if box.endswith(".reason"))


@dataclass(frozen=True, slots=True)
class _Step:
    fields: MeasureFields
    name: str
    before: BaseModel | None
    after: BaseModel | None

    def back(self) -> bool:
        return self.fields.replace_one(self.name, self.after, self.before)

    def again(self) -> bool:
        return self.fields.replace_one(self.name, self.before, self.after)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions about one measure."""

    fields: MeasureFields
    history: History

    def keep(self, matter: Matter[R], typed: dict[str, str], points: Sequence[Observation]) -> str:
        """Keep what was typed, and say so; raises `WrongEntry`."""
        decided = matter.read(typed, self.fields.handle.record, points)
        return self._put(matter.name, decided, matter.kept)

    def release(self, matter: Matter[R]) -> str:
        """Take a decision back, and say so."""
        return self._put(matter.name, None, matter.released)

    def _put(self, name: str, after: BaseModel | None, told: str) -> str:
        before = getattr(self.fields.handle.record, name)
        if before == after:
            return told
        if not self.fields.replace_one(name, before, after):
            return OVERTAKEN
        self.history.remember(_Step(self.fields, name, before, after))
        return told
