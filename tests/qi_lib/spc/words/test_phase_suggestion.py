"""Suggested recalculation, and rule sets side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from qi_lib.spc import RULE_SETS, ArgumentError, spc, suggest_medians
from tests.qi_lib.spc.reference_cases import cases, frame

MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")
FALLS = [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5]


@pytest.mark.parametrize("case", cases("other_bundled.jsonl", kind="auto_rebase_run"))
def test_revised_medians_agree_with_runcharter(case: dict[str, Any]) -> None:
    call, expected = case["call"], case["expected"]
    charts = spc(frame(case), x="x", y="y", facet="facet", chart="run")

    found = {
        name: suggest_medians(
            chart,
            baseline=call["baseline_points"],
            run=call["run_length"],
            side=call["direction"],
        )
        for name, chart in charts.items()
    }

    rows = [
        (name, row.kind, row.median, row.start, row.end)
        for name, table in found.items()
        for row in table.itertuples()
    ]
    dates = [pd.to_datetime(expected[key]) for key in ("start", "end")]
    assert rows == list(
        zip(expected["facet"], expected["kind"], expected["median"], *dates, strict=True)
    )


def test_phase_is_suggested_where_the_shift_began_and_asks_for_a_reason() -> None:
    chart = spc(x=MONTHS, y=FALLS, chart="i", direction="down", per="month")

    suggestion = chart.suggest_phase()

    assert suggestion is not None
    assert suggestion.start == MONTHS[15]
    assert "5.1 a month, after 8.8 a month before" in suggestion.evidence
    assert "on trial until there are 13 points" in suggestion.evidence
    with pytest.raises(ArgumentError, match="Say in a few words what changed"):
        suggestion.phase(" ")
    stepped = spc(x=MONTHS, y=FALLS, chart="i", phases=[suggestion.phase("Huddles")])
    assert stepped.summary()["points"].tolist() == [15, 9]
    assert stepped.suggest_phase() is None


def test_nothing_is_suggested_without_a_lasting_shift() -> None:
    assert spc(x=MONTHS[:15], y=FALLS[:15], chart="i").suggest_phase() is None


def test_rule_sets_are_compared_on_one_series() -> None:
    chart = spc(x=MONTHS, y=FALLS, chart="i", direction="down", target=6)

    table = chart.compare_rules()

    assert table["rules"].tolist() == list(RULE_SETS)
    row = table.set_index("rules").loc["mdc"]
    assert row["variation"] == chart.variation == "improvement_low"
    assert "shift" in row["fired"]
    assert chart.compare_rules("anhoej")["fired"].iloc[0][0] == "long_run"


def test_comparing_a_chart_of_moving_ranges_does_not_take_them_twice() -> None:
    chart = spc(y=FALLS, chart="mr")

    pd.testing.assert_series_equal(
        chart.with_rules("nelson").points["value"], chart.points["value"]
    )
