"""The axes: time in even steps with tick marks, and values that fill the height."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import spc
from tests.qi_lib.spc.drawing.test_svg_chart import SVG, _boxes


def _times(svg: str) -> list[tuple[float, str]]:
    """Give the labelled ticks of the time axis, from left to right, with their words."""
    path = re.findall(r'<path d="([^"]+)"', svg)[0]
    xs = [float(x) for x in re.findall(r"M([\d.]+),", path)]
    root = ElementTree.fromstring(svg)
    foot = max(float(node.get("y", "0")) for node in root.iter(f"{SVG}text"))
    texts = [node for node in root.iter(f"{SVG}text") if float(node.get("y", "0")) == foot]
    return list(zip(xs, (node.text or "" for node in texts), strict=True))


def _dates(start: str, periods: int, freq: str) -> Any:
    return pd.date_range(start, periods=periods, freq=freq)


@pytest.mark.parametrize("size", ["page", "tv"])
@pytest.mark.parametrize(
    ("x", "said"),
    [
        (_dates("2024-01-01", 24, "MS"), ["Jan 24", "Jul 24", "Jan 25", "Jul 25"]),
        (_dates("2024-01-31", 24, "ME"), ["Jan 24", "Jul 24", "Jan 25", "Jul 25"]),
        (_dates("2023-04-01", 16, "QS-APR"), ["Jan 24", "Jan 25", "Jan 26", "Jan 27"]),
        (_dates("2001-04-01", 20, "YS-APR"), ["2005", "2010", "2015", "2020"]),
        (_dates("2024-01-01", 14, "W-MON"), ["1 Jan 24", "29 Jan 24", "26 Feb 24", "25 Mar 24"]),
        (_dates("2024-03-04", 15, "D"), ["4 Mar 24", "11 Mar 24", "18 Mar 24"]),
        (range(1, 25), ["5", "10", "15", "20"]),
    ],
)
def test_times_come_at_even_steps_with_tick_marks(x: Any, said: list[str], size: str) -> None:
    svg = spc(x=x, y=[5, 7] * (len(x) // 2) + [6] * (len(x) % 2), chart="i").to_svg(size)

    found = _times(svg)

    assert [words for _, words in found] == said
    gaps = np.diff([place for place, _ in found])
    assert gaps.max() - gaps.min() <= 0.25


def test_weekly_points_over_a_year_have_the_first_days_of_every_other_month() -> None:
    svg = spc(x=_dates("2024-01-01", 52, "W-MON"), y=[5, 7] * 26, chart="i").to_svg()

    assert [words for _, words in _times(svg)] == [
        f"{month} 24" for month in ("Jan", "Mar", "May", "Jul", "Sep", "Nov")
    ]


def test_hours_are_counted_from_midnight() -> None:
    svg = spc(x=_dates("2024-01-01 05:00", 30, "h"), y=[5, 7] * 15, chart="i").to_svg()

    assert [words for _, words in _times(svg)] == [
        "1 Jan 06:00",
        "1 Jan 12:00",
        "1 Jan 18:00",
        "2 Jan 00:00",
        "2 Jan 06:00",
    ]


def test_small_marks_between_let_months_be_counted() -> None:
    svg = spc(x=_dates("2024-01-01", 24, "MS"), y=[5, 7] * 12, chart="i").to_svg()

    labelled, between = (path.count("M") for path in re.findall(r'<path d="([^"]+)"', svg))

    assert (labelled, between) == (4, 24)


@pytest.mark.parametrize("count", range(1, 60, 3))
@pytest.mark.parametrize("freq", ["D", "W", "MS", "QS", "YS"])
def test_times_never_cover_each_other(freq: str, count: int) -> None:
    svg = spc(x=_dates("2019-11-17", count, freq), y=[5.0] * count, chart="run").to_svg()

    found = _times(svg)
    foot = max(box[3] for _, box in _boxes(svg))
    edges = sorted((box[0], box[2]) for _, box in _boxes(svg) if box[3] == foot)

    assert found
    assert all(right < left for (_, right), (left, _) in pairwise(edges))


@pytest.mark.parametrize("chart", ["i", "run"])
def test_values_far_from_zero_fill_the_height(chart: str) -> None:
    values = np.random.default_rng(3).uniform(163, 301, 24).round()

    svg = spc(x=_dates("2024-01-01", 24, "MS"), y=values, chart=chart).to_svg()

    dots = [float(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', svg)]
    assert (max(dots) - min(dots)) / 308 >= (0.45 if chart == "i" else 0.85)


def test_values_that_reach_down_toward_zero_stand_on_it() -> None:
    svg = spc(x=_dates("2024-01-01", 12, "MS"), y=[3, 10, 8, 9] * 3, chart="run").to_svg()

    assert "0" in [words for words, _ in _boxes(svg)]
