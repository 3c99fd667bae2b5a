"""Labels in nasty cases: all said, none cut off, no line through words."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Annotation, Phase, Target, icon_svg, pareto, spc
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


def test_long_name_is_shortened_and_never_the_verdict() -> None:
    chart = spc(
        x=MONTHS,
        y=FALLS,
        chart="i",
        direction="down",
        measure="Falls with harm on the older people medicine wards of the whole hospital group, "
        "counted by the night staff and checked by the matron",
    )

    heading = " ".join(_words(chart.to_svg(heading=True, icons=True))[:2])

    assert heading.startswith("Falls with harm")
    assert "… are down by two in five, and have stayed down for nine months" in heading
    title = ElementTree.fromstring(chart.to_svg(heading=True)).findtext(f"{SVG}title")
    assert title == chart.finding()


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
