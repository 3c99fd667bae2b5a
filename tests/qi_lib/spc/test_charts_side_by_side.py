"""Charts side by side: equal axes, each point at the height and the date that it has."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from qi_lib.spc import Annotation, ArgumentError, Chart, Phase, small_multiples, spc

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")


def _chart(values: list[float], *, start: int = 0, **options: object) -> Chart:
    months = MONTHS[start : start + len(values)]
    return spc(x=months, y=values, chart="i", direction="down", **options)  # type: ignore[call-overload, no-any-return]


def _panels(svg: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(svg).findall(f"{SVG}svg")


def _points(panel: ElementTree.Element) -> list[tuple[float, float]]:
    marks = [one for one in panel.iter(f"{SVG}circle") if float(one.get("r", 0)) > 3]
    return [(float(one.get("cx", 0)), float(one.get("cy", 0))) for one in marks]


def _words(panel: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in panel.iter(f"{SVG}text")]


def test_same_value_stands_equally_high_in_each() -> None:
    low, high = _chart([2, 4, 3, 5, 4]), _chart([5, 40, 20, 30, 25])

    first, second = _panels(small_multiples({"Willow": low, "Ash": high}))

    assert _points(first)[3][1] == _points(second)[0][1], "both are 5"
    ticks = [word for word in _words(first) if re.fullmatch(r"−?\d+", word)]
    assert ticks == [word for word in _words(second) if re.fullmatch(r"−?\d+", word)]


def test_same_month_stands_equally_far_along_in_each() -> None:
    long, late = _chart([2.0, 4] * 10), _chart([3.0, 5] * 4, start=12)

    first, second = _panels(small_multiples({"Willow": long, "Ash": late}))

    assert _points(first)[12][0] == _points(second)[0][0], "both are January 2025"
    assert "Jan 25" in _words(second)


def test_days_and_months_share_one_stretch_of_time() -> None:
    days = pd.date_range("2024-01-01", periods=60, freq="D")
    daily = spc(x=days, y=[2.0, 4, 3] * 20, chart="i")

    first, second = _panels(small_multiples({"Daily": daily, "Monthly": _chart([3.0, 5, 4])}))

    assert _points(first)[31][0] == pytest.approx(_points(second)[1][0]), "1 February"


def test_each_stands_under_its_whole_name_and_plots_are_equally_high() -> None:
    name = "Falls with harm on Ash Ward and on the ward beside it"
    panels = _panels(small_multiples({"Willow": _chart([2.0, 4]), name: _chart([2.0, 4])}))

    assert " ".join(_words(panels[1])).count("the ward beside it") == 1
    assert [_points(one)[0][1] for one in panels[:1]] == [_points(panels[1])[0][1]]


def test_phases_step_and_notes_are_left_out() -> None:
    chart = _chart(
        [9.0, 8, 9, 8, 9, 4, 5, 4, 5, 4],
        phases=[Phase("2024-06-01", "Rounds begin")],
        annotations=[Annotation("2024-03-01", "Flu")],
    )

    words = " ".join(_words(_panels(small_multiples({"Willow": chart}))[0]))

    assert "now" in words
    assert "Rounds" not in words
    assert "Flu" not in words


def test_columns_are_as_many_as_wanted_and_no_more_than_charts() -> None:
    charts = {str(at): _chart([2.0, 4, 3]) for at in range(5)}

    places = [one.get("x") for one in _panels(small_multiples(charts, columns=3))]
    alone = ElementTree.fromstring(small_multiples({"One": charts["1"]}, columns=3))

    assert places == ["0", "444", "888", "0", "444"]
    assert alone.get("viewBox") == "0 0 420 250"


def test_all_findings_are_said_in_its_description() -> None:
    svg = small_multiples({"Willow": _chart([2.0, 4]), "Ash": _chart([3.0, 4])}, uid="a")

    described = ElementTree.fromstring(svg).findtext(f"{SVG}desc") or ""

    assert "Willow" in described
    assert "Ash" in described
    assert svg == small_multiples({"Willow": _chart([2.0, 4]), "Ash": _chart([3.0, 4])}, uid="a")


def test_facets_are_drawn_so_too() -> None:
    rows = pd.DataFrame({"x": [*MONTHS, *MONTHS], "y": range(48), "ward": ["a"] * 24 + ["b"] * 24})

    svg = spc(rows, x="x", y="y", facet="ward", chart="i").to_svg(subject="Falls by ward", uid="f")

    assert len(_panels(svg)) == 2
    assert "<title" in svg
    assert "Falls by ward" in svg


def test_axes_of_two_kinds_or_of_names_are_refused() -> None:
    numbers = spc(x=[1, 2, 3], y=[1, 2, 3], chart="i")
    names = spc(x=["a", "b", "c"], y=[1, 2, 3], chart="i")

    for charts in ({"a": numbers, "b": _chart([1.0, 2])}, {"a": names}):
        with pytest.raises(ArgumentError, match="Names have no common order"):
            small_multiples(charts)
    with pytest.raises(ArgumentError, match="at least one chart"):
        small_multiples({})
