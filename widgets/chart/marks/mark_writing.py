"""A team writes on its chart: what happened, a new phase, why a point does not count."""

import datetime as dt

from widgets.chart.activity import CHART, Act, Draw, Tap
from widgets.chart.chart_view import ChartView
from widgets.chart.marks.mark_screens import draw_mark
from widgets.chart.marks.saved_marks import ANNOTATIONS, PHASES, Marking, SavedMarks
from widgets.chart.saved_measure import OVERTAKEN
from widgets.chart.settings.decision_links import DECISION_SCREENS
from widgets.chart.typed_boxes import explained_at
from widgets.frame.screen import Screen
from widgets.frame.tap_outcome import Outcome

__all__ = ["MarkWriting"]

_WRITE = "mark"
_BOXES = ("mark.text", "mark.when")


class MarkWriting:
    """The screen on which one mark is written, changed or taken off the chart."""

    def __init__(self, marks: SavedMarks) -> None:
        self._marks = marks
        self._marking: Marking | None = None

    @property
    def screens(self) -> dict[str, Draw]:
        """Ask for the words."""
        return {_WRITE: self._draw}

    @property
    def acts(self) -> dict[str, Act]:
        """Begin at a point or a row of the list; keep what was typed, or take it off."""
        return {
            f"write {ANNOTATIONS}": lambda tap: self._begin(Marking(ANNOTATIONS, tap.day)),
            f"write {PHASES}": lambda tap: self._begin(Marking(PHASES, tap.day)),
            "leave-out": self._leave_out,
            "mark": self._open,
            "keep": self._keep,
            "unmark": self._remove,
        }

    def name_words(self, screen: str) -> str:
        """Tell the words of one mark from those of others, and of the chart."""
        return self._marking.key if self._marking and screen == _WRITE else ""

    def _draw(self, view: ChartView) -> Screen:
        assert self._marking is not None, "a mark was begun"
        return draw_mark(view, self._marking)

    def _begin(self, marking: Marking) -> Outcome:
        self._marking = marking
        return Outcome(show=_WRITE)

    def _leave_out(self, tap: Tap) -> Outcome:
        return self._begin(self._marks.at_point(dt.date.fromisoformat(tap.value)))

    def _open(self, tap: Tap) -> Outcome:
        """Open a row of the list of what is written, among which are decisions."""
        if tap.value in DECISION_SCREENS:
            return Outcome(show=tap.value)
        marking = self._marks.find(tap.value)
        return self._begin(marking) if marking else Outcome(told=OVERTAKEN)

    def _keep(self, tap: Tap) -> Outcome:
        if self._marking is None:
            return Outcome()  # a second tap, after the first was done
        with explained_at("mark.text"):
            told = self._marks.keep(self._marking, tap.typed)
        return self._close(told)

    def _remove(self, _: Tap) -> Outcome:
        if self._marking is None:
            return Outcome()
        return self._close(self._marks.remove(self._marking))

    def _close(self, told: str) -> Outcome:
        self._marking = None
        return Outcome(show=CHART, told=told, used=_BOXES)
