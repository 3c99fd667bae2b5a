"""What is claimed of points that are nearly all alike, few to count, or trail off to one side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Chart, spc

MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")


def _chart(values: list[float], chart: str, **options: Any) -> Chart:
    n = {"n": [30] * len(values)} if chart in ("p", "np", "pp") else {}
    return spc(x=MONTHS[: len(values)], y=values, chart=chart, **n, **options)


def test_one_month_below_100_percent_is_unusual_but_no_lasting_change() -> None:
    chart = _chart([30] * 23 + [28], "p", direction="up", measure="Bundles done")

    assert chart.change is None
    assert chart.variation == "concern_low"
    assert chart.finding() == "Bundles done were unusually low in December 2025: 93%"
    assert chart.suggest_phase() is None


def test_first_event_ever_is_no_signal_and_says_what_to_chart() -> None:
    chart = _chart([0] * 23 + [1], "c", direction="down", measure="Never events")

    assert chart.variation == "common_cause"
    assert chart.finding() == "No sign of change yet: Never events stay around 0.042"
    assert set(chart.shown_kinds) == {"common"}
    assert "outside" in chart.points["signals"].iloc[-1]  # as the rule is written
    assert chart.notes[0] == (
        "Most points are zero, so a run of zeros says little. "
        "A t or g chart of what lies between events would see more."
    )
    assert "24 points meet a rule and are not coloured" in chart.notes[1]


def test_two_events_at_once_are_a_signal_where_there_were_none() -> None:
    assert _chart([0] * 23 + [2], "c", direction="down").variation == "concern_high"


def test_one_odd_count_inside_its_limits_is_no_change() -> None:
    chart = _chart([5] * 23 + [3], "c", direction="down", measure="Falls")

    assert chart.variation == "common_cause"
    assert chart.finding() == "No sign of change yet: Falls stay around 4.9"
    assert not (chart.kind > 0).any()


@pytest.mark.parametrize("chart", ["p", "np", "pp"])
@pytest.mark.parametrize("rules", ["mdc", "nhsr", "anhoej", "ihi", "western_electric", "nelson"])
def test_months_at_100_percent_around_one_dip_are_no_improvement(chart: str, rules: str) -> None:
    found = _chart([30] * 12 + [29] + [30] * 11, chart, rules=rules, direction="up")

    assert found.variation == "common_cause"
    assert found.finding().startswith("No sign of change yet")
    assert found.notes[0].startswith("Most points are at 100%, so a run of them says little.")


def test_usual_value_elsewhere_is_named() -> None:
    chart = _chart([41, 40, *[40] * 12, 39, *[40] * 9], "i")

    assert chart.notes[0].startswith("Most points are 40, so a run of them says little.")


def test_median_that_most_points_have_makes_no_run_of_the_others() -> None:
    values = [30, 29, 30, 30, 28, 30, 30, 29, 30, 30, 29, 30, 30, 29, 30, 28, 30, 30, 29, 30]

    chart = _chart(values, "run", direction="up")

    assert chart.hits["few_crossings"].member.any()
    assert chart.variation == "common_cause"


def test_reaching_100_percent_for_good_is_still_an_improvement() -> None:
    values = [26, 28, 25, 29, 27, 26, 28, 27, 25, 28, *[30] * 14]

    for chart in ("p", "np", "run"):
        found = _chart(values, chart, direction="up")
        assert found.change is not None, chart
        assert found.change.kind == "improvement"
        assert found.change.since == 10
        assert found.variation == "improvement_high" or chart == "run"


def test_last_of_the_falls_is_still_an_improvement() -> None:
    chart = _chart([3, 2, 4, 1, 3, 2, 3, 4, 2, *[0] * 9], "c", direction="down", measure="Falls")

    assert chart.variation == "improvement_low"
    assert chart.finding() == "Falls are down to none, and have stayed down for nine months"


def test_dip_far_from_a_usual_value_counts_only_if_it_is_alone() -> None:
    once = _chart([100] * 20 + [60], "i", direction="up")
    often = _chart([100] * 6 + [99] + [100] * 8 + [99] + [100] * 6 + [99], "i", direction="up")

    assert once.variation == "concern_low"
    assert often.variation == "common_cause"
    assert "outside" in often.points["signals"].iloc[-1]


def test_long_wait_counts_by_how_waits_trail_off() -> None:
    waits = [12, 30, 8, 21, 55, 9, 17, 14, 33, 11, 26, 10, 19, 7, 41, 13, 24, 9, 16, 28, 12, 20, 10]

    inside, outside = (_chart([*waits, last], "i", direction="down") for last in (80, 160))

    assert "outside" in inside.points["signals"].iloc[-1]
    assert inside.variation == "common_cause"
    assert outside.variation == "concern_high"


def test_outliers_among_even_values_all_count() -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(50, 3, 24)
    values[[6, 23]] = 80, 84

    chart = _chart(values.tolist(), "i", direction="down")

    assert chart.kind[[6, 23]].tolist() == [2, 2]


def test_given_line_at_the_ceiling_is_not_exceeded_by_reaching_it() -> None:
    chart = _chart([30] * 14, "p", centre=99.7, direction="up")

    assert chart.hits["shift"].member.all()
    assert chart.variation == "common_cause"
    assert chart.change is None


def test_points_that_hug_the_centre_of_a_c_chart_vary_less_than_chance() -> None:
    assert _chart([5] * 24, "c", rules="nelson").variation == "neutral"
    assert _chart([0] * 11 + [1] + [0] * 12, "c", rules="nelson").variation == "common_cause"


def test_boards_and_charts_weigh_alike() -> None:
    rng = np.random.default_rng(7)
    data = pd.DataFrame(
        {
            "x": np.tile(np.arange(24), 40),
            "ward": np.repeat(np.arange(40), 24),
            "y": rng.binomial(30, 0.99, 960),
            "n": 30,
        }
    )

    board = spc(data, x="x", y="y", n="n", facet="ward", chart="p", rules="nhsr", direction="up")

    assert board.verdicts()["variation"].tolist() == [c.variation for c in board.values()]
    for ward, rows in data.groupby("ward"):
        alone = spc(rows, x="x", y="y", n="n", chart="p", rules="nhsr", direction="up")
        assert board[str(ward)].points["kind"].tolist() == alone.points["kind"].tolist()
