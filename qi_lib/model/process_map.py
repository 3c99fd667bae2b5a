"""A process map: what really happens, step by step, in lanes, with times and waste."""

from enum import StrEnum

from pydantic import Field

from qi_lib.model.base import ShortText
from qi_lib.model.document import Document, Item

__all__ = ["WASTES", "Lane", "ProcessMap", "Step", "StepKind"]

WASTES = (
    "Waiting",
    "Walking and moving",
    "Doing it twice",
    "More than is needed",
    "Looking for things",
    "Mistakes put right",
    "Skills not used",
)
"""What costs time and helps nobody: the seven that Lean names, in the words of a ward."""


class StepKind(StrEnum):
    """What a step is."""

    STEP = "step"
    DECISION = "decision"
    START = "start"
    END = "end"


class Lane(Item):
    """Who does the steps in it."""

    name: ShortText = ""


class Step(Item):
    """One step. It leads to the next in order; of a decision, `no_to` is where “no” leads.

    `minutes` is how long it takes, `wait_minutes` how long things lie before it.
    """

    text: ShortText = ""
    lane: str = ""
    kind: StepKind = StepKind.STEP
    minutes: float | None = Field(default=None, ge=0, le=1_000_000)
    wait_minutes: float | None = Field(default=None, ge=0, le=1_000_000)
    waste: list[ShortText] = []
    no_to: str = ""


class ProcessMap(Document):
    """Lanes and the steps in their order."""

    lanes: list[Lane] = [Lane(id="patient000", name="Patient"), Lane(id="staff00000", name="Staff")]
    steps: list[Step] = []

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no step yet."""
        return not self.steps

    @property
    def minutes(self) -> tuple[float, float]:
        """Add up the working time and the waiting time."""
        return (
            sum(one.minutes or 0 for one in self.steps),
            sum(one.wait_minutes or 0 for one in self.steps),
        )

    def move(self, step_id: str, by: int) -> None:
        """Move a step earlier (negative) or later in the order."""
        place = next((i for i, one in enumerate(self.steps) if one.id == step_id), None)
        if place is None:
            return
        steps = list(self.steps)
        step = steps.pop(place)
        steps.insert(max(0, min(len(steps), place + by)), step)
        self.steps = steps

    def remove(self, item_id: str) -> None:
        """Take out a step, or a lane whose steps move to the first that is left."""
        super().remove(item_id)
        first = self.lanes[0].id if self.lanes else ""
        for one in self.steps:
            one.lane = first if one.lane == item_id else one.lane
            one.no_to = "" if one.no_to == item_id else one.no_to
