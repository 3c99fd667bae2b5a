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
    figure.fig_margin = {"top": 20, "bottom": 44, "left": 56, "right": 128}
    for axis in figure.axes:
        axis.tick_style = {"font-size": "16px"}
    if chart.worked.axis.kind == "date":
        figure.axes[0].tick_values = chart.x[:: max(1, -(-len(chart) // _MOST_DATES))]
        figure.axes[0].tick_format = "%b %Y" if chart.interval in _LONG else "%-d %b"
    figure.marks = [*figure.marks, *_labels(chart, figure)]
    return figure


def _labels(chart: "Chart", figure: Any) -> list[Any]:  # Any: bqplot has no types
    """Write at their ends what the lines are: no legend to look up."""
    import bqplot  # noqa: PLC0415  (heavy: the figure has brought it in)
    import numpy as np  # noqa: PLC0415

    middle = "median" if chart.settings.kind.name == "run" else "average"
    lines = [(middle, float(chart.centre[-1])), ("target", float(chart.target[-1]))]
    there = [(name, value) for name, value in lines if np.isfinite(value)]
    low, high = figure.axes[1].scale.min, figure.axes[1].scale.max
    shown = chart.settings.shown
    places = _apart([value * shown for _, value in there], gap=(high - low) / 14)
    is_named = chart.worked.axis.kind == "category"
    at = len(chart) - 1 if is_named else chart.x[-1]
    return [
        bqplot.Label(
            x=np.array([at]),
            y=np.array([place]),
            text=[f"{name} {chart.show(value)}"],
            scales={"x": figure.axes[0].scale, "y": figure.axes[1].scale},
            apply_clip=False,
            x_offset=12,
            y_offset=0,
            align="start",
            default_size=17,
            font_weight="normal",
            colors=["#17262f"],
        )
        for (name, value), place in zip(there, places, strict=True)
    ]


def _apart(values: list[float], *, gap: float) -> list[float]:
    if len(values) < 2 or abs(values[0] - values[1]) >= gap:
        return values
    middle, side = sum(values) / 2, 1 if values[0] >= values[1] else -1
    return [middle + side * gap / 2, middle - side * gap / 2]


def _close(figure: Any) -> None:  # Any: a bqplot figure; its classes have no types
    for part in (*figure.marks, *figure.axes, figure):
        part.close()
