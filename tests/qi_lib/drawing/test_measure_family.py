"""The drawing of a family of measures."""

import datetime as dt
import re
from xml.etree import ElementTree

from qi_lib.drawing.canvas import SMALLEST_LETTERS
from qi_lib.drawing.measure_family import describe_family, draw_family
from qi_lib.journey.measure_family import gather_family
from qi_lib.model import Measure
from qi_lib.model.measure_family import Family
from widgets.practice.measures_example import example_project

TODAY = dt.date(2026, 4, 8)
PROJECT = example_project(TODAY)


def test_each_measure_is_an_item_with_its_words() -> None:
    svg = draw_family(gather_family(PROJECT), project=PROJECT, today=TODAY)

    ElementTree.fromstring(svg)
    items = re.findall(r'data-item="([^"]+)"', svg)
    assert items == [one.id for one in PROJECT.measures]
    assert svg.count("<polyline") == 3
    assert (
        "Outcome: Falls: 5 falls in March 2026, target 5 falls: met, The night nurse, "
        "April 2026 is due on 1 May." in svg
    )


def test_kinds_without_a_measure_invite_one() -> None:
    svg = draw_family(Family(), today=TODAY)

    assert re.findall(r'data-item="([^"]+)"', svg) == [
        "none-outcome",
        "none-process",
        "none-balancing",
    ]
    assert describe_family(Family(), today=TODAY).endswith("Balancing: none yet.")


def test_words_of_a_team_stay_words() -> None:
    name = "Falls <script>alert(1)</script> & 🥿 " + "very long " * 25

    svg = draw_family(Family(measures=[Measure(name=name)]), today=TODAY)

    ElementTree.fromstring(svg)
    assert "<script>" not in svg


def test_letters_are_never_smaller_than_an_ipad_needs() -> None:
    svg = draw_family(gather_family(PROJECT), project=PROJECT, today=TODAY)

    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)) >= SMALLEST_LETTERS
