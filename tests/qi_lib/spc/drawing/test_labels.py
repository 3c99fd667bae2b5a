"""Labels in nasty cases: all said, none cut off, no line through words."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Annotation, Phase, Target, icon_svg, pareto, small_multiples, spc
from qi_lib.spc.svg.text_width import text_width
from tests.qi_lib.spc.drawing.test_svg_chart import FALLS, MONTHS, SVG, _boxes, _words


@pytest.mark.parametrize("size", ["page", "tv"])
def test_fifteen_annotations_have_no_line_through_them(size: str) -> None:
    notes = [Annotation(MONTHS[i], f"Event number {i} with some words") for i in range(1, 16)]

    svg = spc(x=MONTHS, y=FALLS, chart="i", annotations=notes).to_svg(size)

    lines = re.findall(r'<line x1="([\d.]+)" y1="([\d.]+)" x2="\1" y2="([\d.]+)"', svg)
    assert len(lines) == 15
    for words, (left, top, right, bottom) in _boxes(svg):
        for x, start, foot in lines:
            crosses = left < float(x) < right and float(start) < bottom and top < float(foot)
            assert not crosses, words


def test_words_of_annotations_are_drawn_over_all_their_lines() -> None:
    notes = [Annotation(MONTHS[i], f"Event {i}") for i in (3, 9)]

    svg = spc(x=MONTHS, y=FALLS, chart="i", annotations=notes).to_svg()

    assert svg.rindex('stroke-dasharray="2 ') < svg.index("Event 3")


@pytest.mark.parametrize("size", ["thumbnail", "page", "tv"])
def test_level_of_nothing_but_zeros_is_not_cut_off(size: str) -> None:
    root = ElementTree.fromstring(spc(y=[0] * 20, chart="c").to_svg(size))

    height = float(root.get("viewBox", "").split()[3])
    ends = [node for node in root.iter(f"{SVG}text") if (node.text or "").endswith("0")]
    assert max(float(node.get("y", "0")) for node in ends) <= height


def test_long_heading_wraps_and_nothing_of_it_is_cut_off() -> None:
    chart = spc(
        x=MONTHS,
        y=FALLS,
        chart="i",
        direction="down",
        measure="Falls with harm on the older people medicine wards of the whole hospital group, "
        "counted by the night staff and checked by the matron",
    )

    for size in ("page", "tv"):
        words = _words(chart.to_svg(size, heading=True, icons=True))
        assert " ".join(words).startswith(chart.finding()), size
        assert not [text for text in words if text.endswith("…")]
    labels = [mark.text[0] for mark in chart.to_bqplot().marks if hasattr(mark, "text")]
    assert chart.finding() in " ".join(labels)
    title = ElementTree.fromstring(chart.to_svg(heading=True)).findtext(f"{SVG}title")
    assert title == chart.finding()


def test_word_longer_than_the_page_is_broken() -> None:
    title = "Falls " + "x" * 200

    words = _words(spc(x=MONTHS, y=FALLS, title=title).to_svg(heading=True))

    assert "".join(words).startswith(title.replace(" ", ""))


NOTES = (
    "Norovirus on two wards",
    "New rota for the night staff",
    "Winter plan ends, escalation beds closed",
    "Bank holiday",
    "Matron changes",
    "Electronic notes go live on the ward and in the clinic next door",
)


@pytest.mark.parametrize("size", ["page", "tv"])
@pytest.mark.parametrize("is_headed", [True, False])
@pytest.mark.parametrize(
    "at", [(5, 9, 11, 22, 35, 47), (20, 21, 22, 23, 24, 25), (0, 1, 2, 49, 50, 51)]
)
def test_six_notes_leave_the_plot_most_of_the_height(
    size: str, at: tuple[int, ...], *, is_headed: bool
) -> None:
    weeks = pd.date_range("2024-01-01", periods=52, freq="W-MON")
    minutes = np.random.default_rng(3).normal(20, 4, 52).round(1)
    notes = [Annotation(weeks[i], text) for i, text in zip(at, NOTES, strict=True)]

    svg = spc(x=weeks, y=minutes, chart="i", annotations=notes).to_svg(
        size, heading=is_headed, icons=is_headed
    )

    shapes = " ".join(re.findall(r'<polygon [^>]*points="([^"]+)"', svg))
    foot = float(re.findall(r'<path d="M[\d.]+,([\d.]+)v', svg)[0])
    top = min(float(pair.split(",")[1]) for pair in shapes.split())
    height = float(ElementTree.fromstring(svg).get("viewBox", "").split()[3])
    # The highest of band and points is 6% below the top of the plot.
    assert (foot - top) * 1.06 / height >= 0.6
    words = _words(svg)
    assert {"1", "2", "3", "4", "5", "6"} <= set(words)
    assert (
        " ".join(NOTES).split()
        == [word for text in words for word in text.split() if word in " ".join(NOTES).split()][
            -len(" ".join(NOTES).split()) :
        ]
    )


def test_numbers_of_flags_go_from_left_to_right_with_phases_among_them() -> None:
    notes = [Annotation(MONTHS[i], f"Event of month {i} with some words") for i in (14, 2, 20, 9)]

    svg = spc(
        x=MONTHS, y=FALLS, chart="i", annotations=notes, phases=[Phase(MONTHS[15], "Huddles")]
    ).to_svg("page", heading=True)

    below = _words(svg)[-10:]
    assert below[::2] == ["1", "2", "3", "4", "5"]
    assert [words.split()[-4:][0] for words in below[1::2]] == ["2", "9", "14", "Huddles", "20"]


def test_five_phases_all_say_their_level_and_each_target_its_own() -> None:
    rng = np.random.default_rng(7)
    levels = np.repeat([50, 42, 35, 38, 25], 12)
    phases = [Phase(f"202{i}-01-01", f"Change {i}") for i in range(1, 5)]
    chart = spc(
        x=pd.date_range("2020-01-01", periods=60, freq="MS"),
        y=rng.normal(levels, 3).round(1),
        chart="i",
        direction="down",
        phases=phases,
        target=[Target(45), Target(30, "2022-06-01")],
        unit="minutes",
    )

    words = _words(chart.to_svg())

    assert sum(text.startswith("was ") for text in words) == 4
    assert {"target 45", "target 30", "expected range (trial)"} <= set(words)


def test_name_that_is_flagged_is_named() -> None:
    names = ["Willow ward", "Ash", "Elm and Oak combined unit", "Beech", "Holly", "Rowan"]
    names += ["Hazel", "Birch", "Maple", "Cedar", "Pine", "Larch"]
    values = [3, 4, 5, 3, 2, 4, 3, 5, 4, 3, 22, 4]

    chart = spc(x=names, y=values, n=[40] * 12, chart="p", direction="down")

    assert "Pine" in _words(chart.to_svg())


def test_np_chart_labels_the_mean_of_its_steps() -> None:
    chart = spc(x=MONTHS, y=[4, 8] * 12, n=[40, 80] * 12, chart="np", direction="down")

    assert "average 6" in _words(chart.to_svg())
    assert "stay around 6" in chart.finding()


def test_title_of_two_lines_keeps_its_distance_from_the_numbers() -> None:
    chart = spc(x=MONTHS, y=[50] * 24, n=[50] * 24, chart="p", measure="Hand hygiene at noon")
    title = "No sign of change yet: Hand hygiene at noon stays at all times around 100%"

    svg = spc(x=MONTHS, y=[50] * 24, n=[50] * 24, chart="p", title=title).to_svg(heading=True)

    boxes = dict(_boxes(svg))
    second = next(box for words, box in boxes.items() if words in title and box[1] > 20)
    assert boxes["100%"][1] - second[3] >= 8
    assert chart.finding().endswith("100%")


def test_triangle_of_a_low_icon_points_down() -> None:
    assert "l6 10h-12z" in icon_svg("neutral_high")
    assert "l6 -10h-12z" in icon_svg("neutral_low")


@pytest.mark.parametrize("name", ["improvement_high", "concern_low", "neutral_high"])
def test_letter_of_an_icon_can_be_read_at_24_pixels(name: str) -> None:
    size = float(re.findall(r'font-size="([\d.]+)"', icon_svg(name, size=24))[0])

    assert size * 24 / 48 >= 9


def test_long_category_stays_on_the_page() -> None:
    drawn = ElementTree.fromstring(pareto(["A very long category name indeed " * 3] * 3).to_svg())

    for node in drawn.iter(f"{SVG}text"):
        if node.get("text-anchor") == "end":
            width = text_width(node.text or "", float(node.get("font-size", "0")))
            assert float(node.get("x", "0")) - width >= 0


def test_long_category_is_written_in_full() -> None:
    name = "Waiting for medicines to take home from the pharmacy downstairs"

    words = _words(pareto([name, name, "Bed"]).to_svg())

    assert " ".join(words).startswith(f"together {name} 2 67%")


def test_long_name_above_a_panel_is_written_in_full() -> None:
    name = "Older people's assessment unit and frailty team of the General Hospital, by night"
    charts = {one: spc(x=MONTHS, y=FALLS, chart="i") for one in (name, "Ash")}

    assert name in " ".join(_words(small_multiples(charts)))
