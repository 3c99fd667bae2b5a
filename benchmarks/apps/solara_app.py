"""The same content in Solara, with bqplot."""

import bqplot
import solara

COUNTS = [12, 14, 11, 15, 13, 12, 16, 14, 13, 11, 15, 14] * 3


@solara.component
def Chart(values: list[int], name: str) -> None:
    """Draw the points."""
    scales = solara.use_memo(lambda: {"x": bqplot.LinearScale(), "y": bqplot.LinearScale()}, [])
    axes = [
        bqplot.Axis.element(scale=scales["x"]),
        bqplot.Axis.element(scale=scales["y"], orientation="vertical"),
    ]
    line = bqplot.Lines.element(x=list(range(36)), y=values, scales=scales, marker="circle")
    bqplot.Figure.element(marks=[line], axes=axes, title=name)


@solara.component
def Page() -> None:
    """Show the page."""
    by, set_by = solara.use_state(0)
    name, set_name = solara.use_state("Falls")
    values = [*COUNTS[:24], *(count + by for count in COUNTS[24:])]
    solara.SliderInt("Move the last 12 points", value=by, min=0, max=30, on_value=set_by)
    solara.InputText("Name of the chart", value=name, on_value=set_name)
    Chart(values, name)
    solara.Text(f"Mean of the last 12 points: {sum(values[24:]) / 12:.1f}")
