"""The path of *Start a project*: its questions, where the person is, what was done at each."""

from collections.abc import Callable
from dataclasses import dataclass, field

from widgets.frame.tool import Answer
from widgets.record.undo import Answers, History, Step, field_step

__all__ = ["DONE", "STEPS", "Path"]

STEPS = ("problem", "where", "serves", "aim", "title", "measure")
"""The questions in their order."""
DONE = "done"
"""The screen behind the last of them."""

_Follow = Callable[[str, str], list[Step]]


@dataclass(slots=True)
class Path:
    """The question on the screen; taking back what was done leads to where it was done."""

    step: str = STEPS[0]
    history: History = field(default_factory=History)

    def go(self, by: int) -> None:
        """Go forward or back."""
        steps = (*STEPS, DONE)
        self.step = steps[max(0, steps.index(self.step) + by)]

    def save(self, fields: Answers, answer: Answer, follow: _Follow | None = None) -> str:
        """Save an answer, and what follows from it, so that both are taken back together."""
        before = fields.read(answer.name)
        saved = fields.save(answer)
        steps: list[Step] = list(follow(before, saved)) if follow else []
        if saved != before:
            steps.insert(0, field_step(fields, answer.name, before, saved))
        self.remember(*steps)
        return saved

    def remember(self, *steps: Step) -> None:
        """Note what was done at this question."""
        if steps:
            self.history.remember(_StepHere(self, self.step, steps))


@dataclass(frozen=True, slots=True)
class _StepHere:
    path: Path
    step: str
    steps: tuple[Step, ...]

    def back(self) -> bool:
        self.path.step = self.step
        return all([one.back() for one in reversed(self.steps)])

    def again(self) -> bool:
        self.path.step = self.step
        return all([one.again() for one in self.steps])
