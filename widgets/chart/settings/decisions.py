"""What a team decides about its chart with a reason: one record each, taken back and put again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from pydantic import BaseModel

from qi_lib.model import Measure, Observation
from widgets.chart.activity import CHART, Act, Draw, Tap, shows
from widgets.chart.chart_view import ChartView
from widgets.chart.saved_measure import OVERTAKEN, SavedMeasure
from widgets.chart.typed_boxes import explained_at
from widgets.frame.screen import Screen
from widgets.frame.tap_outcome import Outcome
from widgets.record.undo import History

__all__ = ["Decision", "Matter"]

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Generic[R]):
    """Something to decide: the field of the measure that keeps it, and how it is asked and said.

    `screen` asks for it, `boxes` are what is typed there. Buttons speak of it as `act`. `read`
    raises `WrongEntry`.
    """

    name: str
    act: str
    screen: str
    boxes: tuple[str, ...]
    draw: Callable[[ChartView], Screen]
    read: Callable[[dict[str, str], Measure, Sequence[Observation]], R]
    kept: str
    released: str

    @property
    def reason_box(self) -> str:
        """Name the box for the reason."""
        return next(box for box in self.boxes if box.endswith(".reason"))


class Decision(Generic[R]):
    """One matter, decided and released."""

    def __init__(self, matter: Matter[R], saved: SavedMeasure, history: History) -> None:
        self._matter = matter
        self._saved = saved
        self._history = history

    @property
    def screens(self) -> dict[str, Draw]:
        """Ask for the decision and its reason."""
        return {self._matter.screen: self._matter.draw}

    @property
    def acts(self) -> dict[str, Act]:
        """Ask, keep what was decided, or release it."""
        matter = self._matter
        return {
            matter.screen: shows(matter.screen),
            f"keep-{matter.act}": lambda tap: self.keep(tap.typed),
            f"release-{matter.act}": self._release,
        }

    def keep(self, typed: dict[str, str]) -> Outcome:
        """Keep what was typed; raises `WrongEntry`."""
        matter, handle = self._matter, self._saved.handle
        with explained_at(matter.reason_box):
            decided = matter.read(typed, handle.record, handle.observations_seen)
            return self._put(decided, matter.kept)

    def _release(self, _: Tap) -> Outcome:
        return self._put(None, self._matter.released)

    def _put(self, after: R | None, told: str) -> Outcome:
        name = self._matter.name
        before: R | None = getattr(self._saved.handle.record, name)
        is_done = self._history.swap(partial(self._saved.replace_decision, name), before, after)
        return Outcome(show=CHART, told=told if is_done else OVERTAKEN, used=self._matter.boxes)
