"""The chart of a measure as a screen shows it: drawn by the hub, asked for when it may differ."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qi_lib.model import ChartDrawing, Observation

if TYPE_CHECKING:
    from qi_lib.client import MeasureHandle

__all__ = ["Picture"]


class Picture:
    """Ask for a chart again only when what it shows has changed."""

    def __init__(self) -> None:
        self.drawing: ChartDrawing | None = None
        self.trouble = ""
        self._shows: object = None

    def show(self, measure: "MeasureHandle", observations: Sequence[Observation]) -> None:
        """Show these observations; `drawing` is None while there is nothing to draw."""
        shows = (
            measure.record.model_dump_json(),
            tuple(one.model_dump_json() for one in observations),
        )
        if shows == self._shows:
            return
        self.drawing, self.trouble = None, ""
        if observations:
            drawing = measure.drawing()
            self.drawing = drawing if drawing.svg else None
            self.trouble = "" if drawing.svg else drawing.explanation
        self._shows = shows
