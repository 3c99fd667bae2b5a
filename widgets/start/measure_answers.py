"""The answers about the first measure once it is made, each saved in the measure."""

from collections.abc import Iterable

from widgets.chart.saved_measure import SavedMeasure
from widgets.frame.tool import Answer, Clashes
from widgets.start.measure_guess import MeasureGuess, shape_of

__all__ = ["MeasureAnswers"]


class MeasureAnswers:
    """Fields of a measure, and its shape, from which several of them follow."""

    def __init__(self, saved: SavedMeasure, guess: MeasureGuess) -> None:
        self._saved = saved
        self._guess = guess

    def read(self, name: str) -> str:
        """Give one answer as text."""
        if name == "shape":
            return shape_of(self._saved.handle.record)
        return self._saved.read(name)

    def save(self, answer: Answer) -> str:
        """Save one answer; raises `Clashes`."""
        if answer.name != "shape":
            return self._saved.save(answer)
        now = self.read("shape")
        if now not in (answer.base, answer.value):
            raise Clashes(now)
        self._saved.put(self._guess.of_shape(answer.value, self._saved.read("name")))
        return self.read("shape")

    def claim(self, names: Iterable[str]) -> None:
        """Take what these fields are for the person's own."""
        self._saved.put({name: self._saved.read(name) for name in names})

    def reload(self) -> None:
        """Read what others saved."""
        self._saved.reload()
