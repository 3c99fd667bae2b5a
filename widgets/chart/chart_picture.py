"""The chart of a measure as a screen shows it: drawn by the hub, asked for when it may differ."""

from collections.abc import Callable, Sequence

from qi_lib.model import ChartDrawing, Measure, Observation
from widgets.frame.displays import Chart, Icon, Spot
from widgets.frame.screen import Button

__all__ = ["Picture", "chart_part"]


class Picture:
    """Ask for a chart again only when what it shows has changed."""

    def __init__(self) -> None:
        self.drawing: ChartDrawing | None = None
        self.trouble = ""
        self._shows: tuple[Measure, list[Observation]] | None = None

    def show(
        self, measure: Measure, observations: list[Observation], draw: Callable[[], ChartDrawing]
    ) -> None:
        """Show these observations; `drawing` is None while there is nothing to draw."""
        shows = (measure, observations)
        if shows == self._shows:
            return
        self.drawing, self.trouble = None, ""
        if observations:
            drawing = draw()
            self.drawing = drawing if drawing.svg else None
            self.trouble = "" if drawing.svg else drawing.explanation
        self._shows = shows


def chart_part(measure: Measure, drawn: ChartDrawing, buttons: Sequence[Button] = ()) -> Chart:
    """Put a chart as the hub drew it on a screen, with buttons to use at a point."""
    return Chart(
        name="chart",
        label=f"Chart of {measure.name}. {drawn.explanation}",
        svg=drawn.svg,
        spots=tuple(
            Spot(
                across=one.across,
                down=one.down,
                words=one.words,
                key=one.when.isoformat() if one.when else "",
            )
            for one in drawn.spots
        ),
        buttons=tuple(buttons),
        icons=tuple(Icon(svg=one.svg, words=one.words) for one in drawn.icons),
    )
