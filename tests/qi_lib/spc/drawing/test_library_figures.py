"""The figures of bqplot and matplotlib: they show what our own drawing shows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from qi_lib.spc import Annotation, Chart, Phase, Target, spc
from tests.qi_lib.spc.drawing.test_svg_chart import FALLS, MONTHS, _marks, _scatters


def _chart(**changes: Any) -> Chart:
    given: dict[str, Any] = {
        "chart": "i",
        "direction": "down",
        "phases": [Phase("2025-04-01", "Huddles begin")],
        "annotations": [Annotation("2024-07-01", "PDSA 1: one bay", "pdsa")],
        "target": [Target(9), Target(5, "2025-01-01")],
        "measure": "Falls",
        **changes,
    }
    return spc(x=MONTHS, y=FALLS, **given)


def _texts(figure: Any) -> set[str]:
    return {mark.text[0] for mark in _marks(figure, "Label")}


def test_bqplot_figure_has_title_annotations_reasons_and_levels() -> None:
    chart = _chart()

    figure = chart.to_bqplot()

    assert figure.title == chart.finding()
    said = {"⚑ PDSA 1: one bay", "Huddles begin", "was 8.8", "now 5.1", "target 5", "target 9"}
    assert said <= _texts(figure)
    assert "expected range" in _texts(figure)
    dotted = [mark for mark in _marks(figure, "Lines") if mark.line_style == "dotted"]
    assert [mark.x[0] for mark in dotted] == [MONTHS[6]]
    assert dotted[0].y[0] == pytest.approx(11, abs=1)


def test_bqplot_np_centre_steps_between_points() -> None:
    chart = spc(y=[4, 8] * 6, n=[40, 80] * 6, chart="np")

    lines = _marks(chart.to_bqplot(), "Lines")

    centre = next(mark for mark in lines if mark.colors == ["#17262f"])
    assert centre.x[:5].tolist() == [1, 1.5, 1.5, 2.5, 2.5]
    assert centre.y[:4].tolist() == pytest.approx([4, 4, 8, 8])


def test_bqplot_point_left_out_is_hollow_and_says_so() -> None:
    figure = _chart(phases=None, exclude=["2024-03-01"]).to_bqplot()

    hollow = [
        m for m in _marks(figure, "Scatter") if m.colors == ["#ffffff"] and m.positions[0] == 2
    ]
    assert hollow[0].stroke == "#6c7780"
    assert hollow[0].names[0] == "March 2024: 7 – left out of lines and runs"


def test_bqplot_tooltip_of_a_new_phase_names_its_reason() -> None:
    blue = next(mark for mark in _scatters(_chart().to_bqplot()) if mark.colors == ["#0069b4"])

    assert blue.names[0] == (
        "April 2025: 6 – better than chance explains: part of a new level since April 2025"
    )


def test_tap_on_the_hole_of_a_point_is_a_tap_on_the_point() -> None:
    tapped: list[object] = []

    figure = _chart().to_bqplot(on_annotate=tapped.append)

    hole = next(mark for mark in _marks(figure, "Scatter") if mark.colors == ["#ffffff"])
    hole._handle_custom_msgs(hole, {"event": "element_click", "data": {"index": 0}})
    assert tapped == [MONTHS[15]]


def test_matplotlib_figure_keeps_gaps_steps_and_words() -> None:
    pytest.importorskip("matplotlib")
    values = [float(v) for v in FALLS]
    values[5] = np.nan
    chart = spc(
        x=MONTHS,
        y=values,
        chart="i",
        direction="down",
        phases=[Phase("2025-04-01", "Huddles begin")],
        annotations=[Annotation("2024-07-01", "PDSA 1")],
        target=[Target(9), Target(5, "2025-01-01")],
    )

    axes = chart.to_matplotlib().axes[0]

    line = next(drawn for drawn in axes.lines if np.isnan(drawn.get_ydata()).any())
    assert np.isnan(line.get_ydata()[5])
    said = {text.get_text() for text in axes.texts}
    assert {"Huddles begin", "PDSA 1", "now 5.1", "target 5"} <= said
    assert any(drawn.get_drawstyle() == "steps-post" for drawn in axes.lines)


def test_matplotlib_figure_does_not_join_names() -> None:
    pytest.importorskip("matplotlib")
    chart = spc(x=["Ash", "Beech", "Cedar"], y=[3, 4, 5], n=[40] * 3, chart="p")

    grey = [line for line in chart.to_matplotlib().axes[0].lines if line.get_color() == "#6c7780"]

    assert all(line.get_linestyle() == "None" or not len(line.get_xdata()) for line in grey)
