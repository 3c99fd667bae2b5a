"""The same content in Panel, with Bokeh."""

import panel as pn
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

COUNTS = [12, 14, 11, 15, 13, 12, 16, 14, 13, 11, 15, 14] * 3


def shifted(by: int) -> list[int]:
    """Give the points, the last twelve moved."""
    return [*COUNTS[:24], *(count + by for count in COUNTS[24:])]


def mean(by: int) -> str:
    """Say what the chart shows."""
    return f"Mean of the last 12 points: {sum(shifted(by)[24:]) / 12:.1f}"


pn.extension()
source = ColumnDataSource({"month": list(range(36)), "falls": shifted(0)})
plot = figure(width=700, height=400, title="Falls")
plot.line("month", "falls", source=source)
plot.scatter("month", "falls", source=source)
shift = pn.widgets.IntSlider(name="Move the last 12 points", start=0, end=30, value=0)
name = pn.widgets.TextInput(name="Name of the chart", value="Falls")
said = pn.pane.Str(mean(0))


def draw(_event: object) -> None:
    """Draw what was asked for."""
    source.data = {"month": list(range(36)), "falls": shifted(shift.value)}
    plot.title.text = name.value
    said.object = mean(shift.value)


shift.param.watch(draw, "value")
name.param.watch(draw, "value")
pn.Column(shift, name, pn.pane.Bokeh(plot), said).servable()
