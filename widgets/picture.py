"""The chart of a measure as a screen shows it: a live figure, and what it says."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from qi_lib.charts import chart_of
from qi_lib.model import Measure, Observation
from widgets.chart_screens import Drawn
from widgets.screen import Mark

if TYPE_CHECKING:
    from qi_lib.spc import Chart

__all__ = ["Picture"]

_TONES: dict[str | None, Literal["", "better", "worse"]] = {
    "improvement": "better",
    "concern": "worse",
}


_MOST_DATES = 6  # that fit below a chart on an iPad in letters of 16 px
_LONG = ("month", "quarter", "year")


class Picture:
    """Draw a chart again only when what it shows has changed."""

    def __init__(self) -> None:
        self.figures: list[object] = []
        self.drawn: Drawn | None = None
        self.trouble = ""
        self._shows: object = None

    def show(self, measure: Measure, observations: Sequence[Observation]) -> None:
        """Draw these observations; `drawn` is None while there is nothing to draw."""
        shows = (measure.model_dump_json(), tuple(one.model_dump_json() for one in observations))
        if shows == self._shows:
            return
        self._shows = shows
        for figure in self.figures:
            _close(figure)
        self.figures, self.drawn, self.trouble = [], None, ""
        from qi_lib.spc import SpcError  # noqa: PLC0415  (heavy: only once there are numbers)

        try:
            chart = chart_of(measure, list(observations)) if observations else None
        except SpcError as error:
            self.trouble = str(error)
            return
        if chart is not None:
            self.drawn = _say(chart)
            self.figures = [_draw(chart)]


def _say(chart: "Chart") -> Drawn:
    parts = chart.finding_parts()
    finding = "".join(part.text for part in parts)
    explained = chart.explain().removeprefix(finding).lstrip(". ")
    marks = tuple(Mark(text=part.text, tone=_TONES.get(part.emphasis, "")) for part in parts)
    return Drawn(marks=marks, explained=explained, notes=chart.notes)


def _draw(chart: "Chart") -> object:
    figure = chart.to_bqplot()
    figure.title = ""  # the heading of the screen says more
    figure.layout.width, figure.layout.height = "100%", "400px"
    figure.fig_margin = {**figure.fig_margin, "top": 24, "bottom": 44, "right": 124}
    for axis in figure.axes:
        axis.tick_style = {"font-size": "16px"}
    if chart.worked.axis.kind == "date":
        figure.axes[0].tick_values = chart.x[:: max(1, -(-len(chart) // _MOST_DATES))]
        figure.axes[0].tick_format = "%b %Y" if chart.interval in _LONG else "%-d %b"
    return figure


def _close(figure: Any) -> None:  # Any: a bqplot figure; its classes have no types
    for part in (*figure.marks, *figure.axes, figure):
        part.close()
