"""The drawings: well formed, described, harmless, legible, and free of overlaps."""

import re
import sys
import warnings
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Annotation, ArgumentError, Chart, Phase, SpcError, spc
from qi_lib.spc.svg.text_width import text_width
from qi_lib.spc.svg.ticks import nice_ticks, tick_words

with warnings.catch_warnings():
    # bqscales, which bqplot draws on, warns of its own traits while it is loaded.
    warnings.simplefilter("ignore", DeprecationWarning)
    import bqplot  # noqa: F401

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")
FALLS = [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5]


def _chart(**changes: object) -> Chart:
    given: dict[str, object] = {
        "chart": "i",
        "direction": "down",
        "phases": [Phase("2025-04-01", "Bedside huddles begin")],
        "measure": "Falls",
        "per": "month",
        **changes,
    }
    return spc(x=MONTHS, y=FALLS, **given)  # type: ignore[arg-type]


def _words(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("size", ["thumbnail", "page", "tv"])
def test_drawing_is_one_image_with_a_title_and_a_description(size: str) -> None:
    root = ElementTree.fromstring(_chart().to_svg(size))

    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == _chart().finding()
    assert desc.text == _chart().explain()


def test_date_of_a_single_point_stands_below_it() -> None:
    drawing = ElementTree.fromstring(spc(x=["2025-11-03"], y=[5], chart="run").to_svg())
    (dot,) = drawing.iter(f"{SVG}circle")
    (date,) = (node for node in drawing.iter(f"{SVG}text") if "Nov 25" in (node.text or ""))

    left = float(date.get("x", 0))
    assert left < float(dot.get("cx", 0)) < left + text_width(date.text or "", 16)


def test_two_drawings_on_one_page_share_no_id() -> None:
    ids = [re.findall(r' id="([^"]+)"', _chart().to_svg()) for _ in range(2)]

    assert not set(ids[0]) & set(ids[1])
    assert _chart().to_svg(uid="a") == _chart().to_svg(uid="a")


def test_text_of_people_is_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>"
    chart = _chart(
        title=evil,
        measure=evil,
        unit=evil,
        per=evil,
        phases=[Phase("2025-04-01", evil)],
        annotations=[Annotation("2024-06-01", evil)],
    )

    for text in (chart.to_svg(heading=True, uid='"><script>'), chart.to_table_html()):
        assert "<script" not in text
        assert "&lt;script" in text
    ElementTree.fromstring(chart.to_svg(heading=True))


def test_levels_and_reason_are_written_where_they_belong() -> None:
    words = _words(_chart(target=5).to_svg("page"))

    assert {"was 8.8 a month", "now 5.1", "a month", "target 5"} <= set(words)
    assert {"Bedside huddles begin", "expected range", "Jan 24", "Jul 25"} <= set(words)


def test_text_on_a_tv_is_large_enough_for_three_metres() -> None:
    root = ElementTree.fromstring(_chart(target=5).to_svg("tv", heading=True))

    assert root.get("viewBox", "").split()[2] == "1340"
    assert min(float(node.get("font-size", "0")) for node in root.iter(f"{SVG}text")) >= 26


def test_text_on_a_page_is_at_least_sixteen() -> None:
    root = ElementTree.fromstring(_chart(target=5).to_svg("page"))

    assert min(float(node.get("font-size", "0")) for node in root.iter(f"{SVG}text")) >= 16


@pytest.mark.parametrize("size", ["page", "tv"])
@pytest.mark.parametrize("seed", range(6))
def test_no_two_labels_overlap(size: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = rng.integers(80, 400, 30)
    months = pd.date_range("2023-03-01", periods=30, freq="MS")
    notes = [
        Annotation(months[i], text)
        for i, text in zip(
            sorted(rng.choice(30, 3, replace=False)),
            ("Norovirus on two wards", "New rota for the night staff", "Winter plan ends"),
            strict=True,
        )
    ]
    chart = spc(
        x=months,
        y=rng.binomial(n, np.r_[np.full(18, 0.7), np.full(12, 0.85)]),
        n=n,
        chart="p",
        direction="up",
        target=90,
        phases=[Phase(months[18], "Two triage nurses at every change of shift")],
        annotations=notes,
    )

    boxes = _boxes(chart.to_svg(size, heading=True))

    for i, (words, a) in enumerate(boxes):
        for other, b in boxes[:i]:
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, f"{words!r} and {other!r}"


@pytest.mark.parametrize("size", ["page", "tv"])
@pytest.mark.parametrize("at", range(1, 24))
def test_long_reason_stays_between_the_edges_of_the_plot(size: str, at: int) -> None:
    reason = "Pharmacist joins the morning round and the discharge letter is written the day before"
    note = Annotation(MONTHS[at], "⚑ The winter plan of the whole hospital starts on this ward")
    chart = _chart(phases=[Phase(MONTHS[at], reason)], annotations=[note])

    svg = chart.to_svg(size)

    edge = max(float(x) for x in re.findall(r'x2="([\d.]+)"[^>]*stroke="[^"]*grid', svg))
    foot = max(float(y) for y in re.findall(r'y2="([\d.]+)"[^>]*stroke="[^"]*grid', svg))
    for words, (left, top, right, _) in _boxes(svg):
        edge = 1340 if top > foot else edge  # below the plot, all of the page is free
        if any(word in words for word in ("Pharmacist", "winter", "discharge", "hospital")):
            assert left >= 0
            assert right <= edge, words


@pytest.mark.parametrize("size", ["page", "tv"])
@pytest.mark.parametrize("at", range(2, 24))
def test_no_line_of_a_label_runs_through_another(size: str, at: int) -> None:
    chart = _chart(
        phases=[Phase(MONTHS[at], "Two triage nurses at every change of shift")],
        annotations=[
            Annotation(MONTHS[at - 1], "The lift is out of order for the whole of the month"),
            Annotation(MONTHS[min(at + 2, 23)], "Winter plan starts", kind="pdsa"),
        ],
    )

    svg = chart.to_svg(size)

    lines = [
        (float(x), float(top), float(foot))
        for x, top, foot in re.findall(
            r'<line x1="([\d.]+)" y1="([\d.]+)" x2="\1" y2="([\d.]+)"', svg
        )
    ]
    assert len(lines) == 3
    for words, (left, top, right, bottom) in _boxes(svg):
        for x, start, foot in lines:
            assert not (left < x < right and start < bottom and top < foot), words


def _boxes(svg: str) -> list[tuple[str, tuple[float, float, float, float]]]:
    out = []
    for node in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        size, words = float(node.get("font-size", "0")), node.text or ""
        # The estimate used for layout is generous; real letters are at least a tenth narrower.
        width = 0.9 * text_width(words, size, bold=node.get("font-weight") == "700")
        x, y = float(node.get("x", "0")), float(node.get("y", "0"))
        left = {"end": x - width, "middle": x - width / 2}.get(node.get("text-anchor", ""), x)
        out.append((words, (left, y - size * 0.72, left + width, y + size * 0.18)))
    return out


def test_kinds_differ_in_shape_and_not_only_in_colour() -> None:
    spike = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 30]

    drawn = {
        direction: spc(y=spike, chart="i", direction=direction).to_svg(themeable=False)
        for direction in ("up", "down", "neutral")
    }

    shapes = {
        name: [
            (node.tag, len((node.get("points") or "").split()))
            for node in ElementTree.fromstring(svg).iter()
            if node.get("fill") in ("#0069b4", "#c2570c", "#5b3a8c") and node.get("stroke")
        ][-1]
        for name, svg in drawn.items()
    }
    assert shapes["up"] == (f"{SVG}circle", 0)
    assert shapes["down"] == (f"{SVG}polygon", 4)
    assert shapes["neutral"] == (f"{SVG}polygon", 3)


_TRIANGLE = re.compile(
    r'<polygon points="[\d.]+,([\d.]+) [\d.]+,([\d.]+) [\d.]+,[\d.]+" fill="#5b3a8c"'
)


def _triangles(svg: str) -> list[str]:
    """Say of each triangle in a drawing which way it points."""
    return ["up" if float(tip) < float(foot) else "down" for tip, foot in _TRIANGLE.findall(svg)]


def test_triangle_points_to_the_side_where_its_point_lies() -> None:
    values = [5.0, 6, 5, 6, 5, 6, 5, 6, 5, 6, -20, 6, 5, 6, 5, 6, 30]

    chart = spc(y=values, chart="i")

    assert _triangles(chart.to_svg(themeable=False)) == ["down", "up"]
    markers = [(mark.marker, mark.positions.tolist()) for mark in _scatters(chart.to_bqplot())]
    assert markers[1:] == [("triangle-up", [16]), ("triangle-down", [10])]


def test_new_level_below_the_old_one_has_triangles_that_point_down() -> None:
    chart = _chart(direction="neutral")

    assert set(_triangles(chart.to_svg(themeable=False))) == {"down"}


def test_few_crossings_have_marks_that_point_neither_up_nor_down() -> None:
    values = [level + 0.1 * i for level in (4, 9, 4, 9) for i in range(6)]

    svg = spc(y=values, chart="run", rules="anhoej").to_svg(themeable=False)

    corners = re.findall(r'<polygon points="([^"]+)" fill="#5b3a8c"', svg)
    assert [len(points.split()) for points in corners] == [4] * 24


def test_colours_come_from_custom_properties_with_ours_as_fallback() -> None:
    assert 'fill="var(--spc-improvement,#0069b4)"' in _chart().to_svg()
    assert "var(" not in _chart().to_svg(themeable=False)


def test_gap_breaks_the_line_for_a_missing_value_and_for_a_missing_period() -> None:
    values: list[float] = [float(v) for v in FALLS]
    values[5] = np.nan
    data = pd.DataFrame({"x": MONTHS, "y": values}).drop(index=[15])

    root = ElementTree.fromstring(spc(data, x="x", y="y", chart="i").to_svg())

    lines = [len((p.get("points") or "").split()) for p in root.iter(f"{SVG}polyline")]
    assert lines == [5, 9, 8]


@pytest.mark.parametrize("values", [[4.0], [4.0, 4.0], [np.nan, np.nan], [0.0] * 15])
@pytest.mark.parametrize("size", ["thumbnail", "page", "tv"])
def test_odd_series_are_drawn_all_the_same(values: list[float], size: str) -> None:
    svg = spc(y=values, chart="i", measure="Falls").to_svg(size)

    assert "nan" not in svg.replace("finance", "")
    ElementTree.fromstring(svg)


def test_long_series_stays_small() -> None:
    rng = np.random.default_rng(1)

    svg = spc(y=rng.normal(size=20_000), chart="i").to_svg("page")

    assert len(svg) < 200_000


def test_unknown_size_is_refused() -> None:
    with pytest.raises(
        ArgumentError, match="It must be one of: thumbnail, phone, page, tv, portrait"
    ):
        _chart().to_svg("huge")


def test_table_has_a_caption_headers_and_a_row_for_each_point() -> None:
    root = ElementTree.fromstring(_chart(target=5).to_table_html())

    assert root.findtext("caption") == _chart().finding()
    heads = [th.text for th in root.iter("th") if th.get("scope") == "col"]
    limits = ["Expected from", "Expected to"]
    assert heads == ["When", "Falls", "Average", *limits, "Target", "What it shows"]
    rows = [th.text for th in root.iter("th") if th.get("scope") == "row"]
    assert (len(rows), rows[0]) == (24, "January 2024")


def test_notebook_shows_drawing_table_and_words() -> None:
    bundle = _chart()._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html", "image/svg+xml"}
    assert "<details>" in bundle["text/html"]
    assert _chart().finding() in repr(_chart())


def _marks(figure: Any, kind: str) -> list[Any]:  # Any: bqplot has no types
    return [mark for mark in figure.marks if type(mark).__name__ == kind]


def _scatters(figure: Any) -> list[Any]:
    """Give the points of a bqplot figure, without the holes in those that show improvement."""
    return [mark for mark in _marks(figure, "Scatter") if mark.colors != ["#ffffff"]]


def test_bqplot_figure_has_the_same_points_with_the_rule_in_the_tooltip() -> None:
    spike = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 30]

    figure = spc(y=spike, chart="i", direction="down").to_bqplot()

    scatters = _scatters(figure)
    assert sum(len(mark.x) for mark in scatters) == 13
    concern = next(mark for mark in scatters if mark.marker == "diamond")
    assert concern.colors == ["#c2570c"]
    assert "a point outside the expected range" in str(concern.names[0])


def test_kinds_differ_in_shape_in_the_bqplot_figure_too() -> None:
    values = [5.0, 6, 5, 6, 5, 6, 5, 6, 5, 6, 30, 6, 5, 6, -20, 6]

    figure = spc(y=values, chart="i", direction="down").to_bqplot()

    shapes = {mark.colors[0]: (mark.marker, mark.default_size) for mark in _scatters(figure)}
    assert set(shapes) == {"#6c7780", "#0069b4", "#c2570c"}
    assert len(set(shapes.values())) == 3
    holes = [mark for mark in _marks(figure, "Scatter") if mark.colors == ["#ffffff"]]
    assert [mark.x.tolist() for mark in holes] == [[15]]


def test_earlier_level_is_written_clear_of_the_first_points_in_the_bqplot_figure() -> None:
    values = [12.0, 15, 13, 8, 40, 9, 11, 6, 10, 9, 12, 10, 14, 17, 7, *[5.0, 4] * 7]
    phases = [Phase(16, "Huddles"), Phase(20, "Nothing measured")]
    values[19:] = [np.nan] * 10

    chart = spc(x=MONTHS.append(MONTHS + pd.DateOffset(years=2))[:29], y=values, phases=phases)
    labels = _marks(chart.to_bqplot(), "Label")

    first = next(mark for mark in labels if mark.text[0].startswith("was 12.9"))
    assert not min(values[:7]) < first.y[0] < 18
    assert first.y[0] != pytest.approx(40, abs=5)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (7.2, 8.2, ["7.25", "7.5", "7.75", "8"]),
        (0, 0.1, ["0", "0.025", "0.05", "0.075", "0.1"]),
        (0, 10, ["0", "2.5", "5", "7.5", "10"]),
        (0, 10_000, ["0", "2,500", "5,000", "7,500", "10,000"]),
    ],
)
def test_axis_says_its_levels_without_rounding(low: float, high: float, said: list[str]) -> None:
    assert tick_words(nice_ticks(low, high, 4), is_percent=False) == said


def test_tap_on_a_point_and_drag_along_the_axis_call_back_with_their_place() -> None:
    annotated: list[object] = []
    phases: list[object] = []

    figure = _chart(phases=None).to_bqplot(on_annotate=annotated.append, on_phase=phases.append)

    scatter = next(mark for mark in figure.marks if type(mark).__name__ == "Scatter")
    # What the browser sends when a point is tapped.
    scatter._handle_custom_msgs(scatter, {"event": "element_click", "data": {"index": 2}})
    brush = figure.phase_brush
    brush.brushing = True
    brush.selected = np.array(["2025-03-15", "2025-06-01"], dtype="datetime64[us]")
    brush.brushing = False
    assert annotated == [MONTHS[scatter.positions[2]]]
    assert phases == [MONTHS[15]]
    assert figure.interaction is None


def test_icons_are_drawn_beside_the_heading_when_asked_for() -> None:
    chart = _chart(phases=None, target=20)

    drawn = ElementTree.fromstring(chart.to_svg(heading=True, icons=True))

    assert len(list(drawn.iter(f"{SVG}svg"))) == 1 + 2
    assert len(list(ElementTree.fromstring(chart.to_svg()).iter(f"{SVG}svg"))) == 1


def test_without_matplotlib_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)

    with pytest.raises(SpcError) as raised:
        _chart().to_matplotlib()

    assert str(raised.value) == (
        "matplotlib is not installed. Install it with `pip install matplotlib`, or use to_svg()."
    )


def test_matplotlib_figure_says_the_finding() -> None:
    pytest.importorskip("matplotlib")

    figure = _chart(target=5).to_matplotlib()

    assert figure.axes[0].get_title(loc="left") == _chart().finding()


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    svg = _chart(measure="Falls\x00\x0b\ud800", title="A\x00B").to_svg(heading=True)

    assert "AB" in _words(svg)


def test_very_long_name_stays_on_the_page() -> None:
    chart = spc(x=["Ward " + "x" * 200, "Ash"], y=[1, 2], n=[9, 9], chart="p")

    root = ElementTree.fromstring(chart.to_svg("page"))

    assert all(float(node.get("x", "0")) >= 0 for node in root.iter(f"{SVG}text"))


def test_spots_are_where_the_drawing_has_its_marks_and_say_the_rule() -> None:
    spike = [5.0, 6, 5, 7, 6, 5, 6, 5, 7, 6, 40, 6]
    chart = spc(y=spike, chart="i", direction="down")

    spots = chart.spots("page")

    marks = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', chart.to_svg("page"))
    assert len(spots) == 12
    assert spots[0].across * 720 == pytest.approx(float(marks[0][0]), abs=0.1)
    assert "worse than usual" in spots[10].words
    assert "worse" not in spots[0].words


def test_crowded_chart_has_spots_only_where_there_is_something_to_say() -> None:
    rng = np.random.default_rng(1)
    crowded = [*rng.normal(10, 1, 200).round(2), 30.0]

    spots = spc(y=crowded, chart="i").spots("page")

    assert 0 < len(spots) < 50
    assert all("unusual: " in spot.words for spot in spots)
