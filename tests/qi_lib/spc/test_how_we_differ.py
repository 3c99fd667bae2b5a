"""The deviations that `docs/topic/spc-how-we-differ.md` claims, one by one."""

import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import spc
from tests.qi_lib.spc.reference_cases import assert_close, cases, frame


def test_phases_named_a_b_a_are_three() -> None:
    data = pd.DataFrame({"y": [1.0, 2, 3, 7, 8, 9, 1, 2, 3], "phase": list("aaabbbaaa")})

    summary = spc(data, y="y", chart="run", phases="phase").summary()

    assert summary["reason"].tolist() == ["a", "b", "a"]
    assert summary["centre"].tolist() == [2, 8, 2]


def test_two_events_on_one_date_stay_two_points() -> None:
    days = pd.to_datetime(["2024-01-01", "2024-01-09", "2024-01-09", "2024-02-01"])

    chart = spc(x=days, y=[3, 8, 0, 23], chart="g")

    assert chart.value.tolist() == [3, 8, 0, 23]


def test_known_centre_of_a_t_chart_is_a_time() -> None:
    chart = spc(y=[3.0, 8, 2, 23, 9, 14], chart="t", centre=10)

    assert chart.points["centre"].tolist() == pytest.approx([10] * 6)


def test_known_centre_of_a_g_chart_is_a_mean() -> None:
    points = spc(y=[3, 8, 2, 23], chart="g", centre=10).points

    assert points["centre"].iloc[0] == pytest.approx(6.93)
    assert points["upper"].iloc[0] == pytest.approx(10 + 3 * np.sqrt(110))


def test_baseline_reaches_the_sigma_of_an_i_prime_chart() -> None:
    calm, wild = [50, 51, 49, 50, 52, 50], [20, 90, 30, 85, 10, 95]

    frozen = spc(y=calm + wild, n=[100] * 12, chart="ip", baseline=6).points
    alone = spc(y=calm, n=[100] * 6, chart="ip").points

    assert frozen["upper"].iloc[0] == pytest.approx(alone["upper"].iloc[0])


def test_target_is_in_the_units_shown_whatever_is_multiplied() -> None:
    chart = spc(y=[3, 4] * 8, n=[1000] * 16, chart="u", multiply=1000, target=5)

    assert chart.points["target"].iloc[0] == 5


@pytest.mark.parametrize("case", cases("qicharts2.jsonl", kind="shewhart", levels=("quirk",)))
def test_quirk_of_qicharts2_is_answered_sensibly(case: dict[str, Any]) -> None:
    call, data = case["call"], frame(case)
    chart = spc(
        data,
        x="x",
        y="y",
        n="n" if "n" in data else None,
        chart=call["chart"],
        rules="anhoej",
        screen=call.get("screen_mr"),
    )

    if "constant" in case["tags"]:
        assert (chart.upper == chart.centre).all()
        return
    undefined = ~(data["n"] > 0) | data["y"].isna()
    assert np.isnan(chart.value[undefined]).all()
    assert chart.summary()["useful"].iloc[0] <= (~undefined).sum()


@pytest.mark.parametrize("case", cases("nhsrplotthedots.jsonl", kind="ptd", levels=("quirk",)))
def test_quirk_of_nhsrplotthedots_keeps_its_limits_where_they_are_right(
    case: dict[str, Any],
) -> None:
    chart = spc(frame(case), x="x", y="y", chart="i", rules="nhsr", direction="down")

    if "constant" in case["tags"]:
        assert (chart.upper == chart.centre).all()
    else:
        assert_close(case, chart.upper, case["expected"]["ucl"], "upper")
    assert chart.variation == "common_cause"


def test_missing_point_neither_breaks_nor_lengthens_a_shift() -> None:
    low, high = [1.0, 2, 1, 2, 1, 2, 1, 2], [9.0, 8, 9, np.nan, 8, 9, 8]

    six = spc(y=low + high, chart="i").hits["shift"].member
    seven = spc(y=[*low, *high, 9], chart="i").hits["shift"].member

    assert not six[len(low) :].any()
    assert seven[len(low) :].sum() == 7


def test_absent_row_is_no_gap_but_a_missing_value_is() -> None:
    months = pd.date_range("2024-01-01", periods=6, freq="MS")
    values = np.array([10.0, 12, np.nan, 30, 31, 29])
    there = ~np.isnan(values)

    gap = spc(x=months, y=values, chart="i", rules="anhoej")
    absent = spc(x=months[there], y=values[there], chart="i", rules="anhoej")

    assert gap.sigma[0] == pytest.approx(np.mean([2, 1, 2]) / 1.128)
    assert absent.sigma[0] == pytest.approx(np.mean([2, 18, 1, 2]) / 1.128)


def test_constant_counts_hug_the_centre_by_nelsons_rule() -> None:
    chart = spc(y=[5] * 20, chart="c", rules="nelson")

    assert {name for names in chart.points["signals"] for name in names} == {"hugging"}


def test_import_loads_nothing_heavy() -> None:
    code = (
        "import sys, qi_lib.spc; "
        "print([m for m in ('bqplot', 'ipywidgets', 'IPython', 'matplotlib', 'scipy') "
        "if m in sys.modules])"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(("primed", "plain"), [("pp", "p"), ("up", "u")])
@pytest.mark.parametrize("counts", [[0] * 16, [40] * 16], ids=["none", "all"])
def test_primed_chart_that_never_varies_keeps_the_limits_of_the_plain_one(
    primed: str, plain: str, counts: list[int]
) -> None:
    lines = ["centre", "lower", "upper", "lower_2sigma", "upper_2sigma"]
    is_closed = plain == "p" or not counts[0]

    ours = spc(y=counts, n=[40] * 16, chart=primed)
    theirs = spc(y=counts, n=[40] * 16, chart=plain)

    assert np.isfinite(ours.points[lines].to_numpy()).all()
    assert (ours.upper == ours.centre).all()
    assert not is_closed or ours.points[lines].equals(theirs.points[lines])
    assert "The values do not vary" in ours.explain()


def test_primed_chart_at_its_bound_meets_a_target_there() -> None:
    charts = [
        spc(y=[40] * 16, n=[40] * 16, chart=kind, direction="up", target=100)
        for kind in ("p", "pp")
    ]

    assert [chart.assurance for chart in charts] == ["pass", "pass"]


def test_dip_from_all_is_outside_the_closed_limits_of_a_baseline() -> None:
    points = spc(y=[*[40] * 14, 20], n=[40] * 15, chart="pp", baseline=13).points

    assert points["upper"].tolist() == points["lower"].tolist() == [1] * 15
    assert points["signals"].iloc[-1] == ("outside",)
