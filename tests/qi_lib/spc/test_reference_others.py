"""Funnel plots against FunnelPlotR 0.6.0; Pareto and Bernoulli CUSUM against qicharts2."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from qi_lib.spc import (
    ArgumentError,
    DataError,
    Funnel,
    bernoulli_cusum,
    funnel,
    histogram,
    pareto,
)
from qi_lib.spc.poisson import poisson_limits
from tests.qi_lib.spc.reference_cases import assert_close, cases

LIMITS = {
    f"{prefix}{theirs}": f"{prefix}{ours}"
    for prefix in ("", "od_")
    for theirs, ours in {
        "lcl95": "lower_95",
        "ucl95": "upper_95",
        "lcl998": "lower_998",
        "ucl998": "upper_998",
    }.items()
}


def _funnel(case: dict[str, Any], **changes: Any) -> Funnel:
    call, given = case["call"], case["input"]
    return funnel(
        group=given["group"],
        numerator=given["numerator"],
        denominator=given["denominator"],
        kind={"PR": "proportion", "SR": "ratio", "RC": "rate"}[call["data_type"]],
        limit=99.8 if call["limit"] == 99 else 95,
        overdispersion=call["overdispersion"],
        trim=call["trim_by"],
        multiply=call["multiplier"],
        **changes,
    )


@pytest.mark.parametrize("case", cases("funnelplotr.jsonl", kind="funnel"))
def test_funnel_agrees_with_funnelplotr(case: dict[str, Any]) -> None:
    found, expected = _funnel(case), case["expected"]

    assert found.points["group"].tolist() == expected["group"]
    assert found.points["is_outlier"].tolist() == expected["outlier"]
    assert_close(case, found.points["ratio"], expected["ratio"], "ratio")
    for theirs, ours in LIMITS.items():
        assert_close(case, found.points[ours], expected[theirs], ours)
    for name in ("target", "phi", "tau2"):
        assert getattr(found, name) == pytest.approx(expected[name], rel=1e-6)
    assert found.is_overdispersed == (expected["limits_used"] == "overdispersed")


def test_funnel_of_rates_holds_most_units_of_one_true_rate() -> None:
    # The package's limits leave 23 of these 25 units outside (a quirk; see how we differ).
    case = next(
        c.values[0]
        for c in cases("funnelplotr.jsonl", kind="funnel", levels=("quirk",))
        if c.id == "fun-rc-mult"
    )

    assert _funnel(case).points["is_outlier"].sum() <= 1


def test_poisson_limits_leave_out_what_they_say() -> None:
    lower, upper = poisson_limits(np.array([10.0]), 0.025)

    # Garwood's exact limits for a count of ten (Ulm 1990): 4.795 and 18.390.
    assert (lower[0], upper[0]) == (pytest.approx(4.795, abs=5e-4), pytest.approx(18.390, abs=5e-4))


@pytest.mark.parametrize("case", cases("other.jsonl", kind="pareto"))
def test_pareto_agrees_with_qicharts2(case: dict[str, Any]) -> None:
    found = pareto(case["input"]["values"], include_missing=case["call"]["use_na"]).table

    assert found["category"].tolist() == case["expected"]["category"]
    for name in ("count", "cum_count", "share", "cum_share"):
        assert_close(case, found[name], case["expected"][name], name)


@pytest.mark.parametrize("case", cases("other.jsonl", kind="bernoulli_cusum"))
def test_bernoulli_cusum_agrees_with_qicharts2(case: dict[str, Any]) -> None:
    call, expected = case["call"], case["expected"]

    found = bernoulli_cusum(
        y=case["input"]["y"],
        target=call["target"],
        odds_ratio=call["odds_ratio"],
        limit=call["limit"],
    )

    for name in ("cusum_up", "cusum_down"):
        assert_close(case, found.points[name], expected[name], name)
    for name in ("signal_up", "signal_down"):
        assert found.points[name].tolist() == expected[name]
    assert (found.p1, found.p2) == (
        pytest.approx(expected["p1"]),
        pytest.approx(expected["p2"]),
    )


def test_pareto_of_one_category_works() -> None:
    # The R package fails on one category.
    assert pareto(["fall"] * 3).table["cum_share"].tolist() == [1]


def test_pareto_names_the_vital_few() -> None:
    causes = ["slip"] * 16 + ["bed"] * 2 + ["chair", "stairs"]

    assert pareto(causes, measure="falls").finding() == "One category makes 80% of falls"


def test_histogram_counts_every_value_once() -> None:
    values = [1.0, 2, 2, 3, 3, 3, 4, 9, 9.5, np.nan]

    found = histogram(y=values, bars=4, unit="days")

    assert found.table["count_"].sum() == found.count == 9
    assert found.finding() == "Half are below 3 days, with a long tail of high values"


@pytest.mark.parametrize(
    "call",
    [
        lambda: funnel(group=["a"], numerator=[1], denominator=[2], kind="odds"),  # type: ignore[arg-type]
        lambda: funnel(group=["a"], numerator=[1], denominator=[2], limit=90),
        lambda: bernoulli_cusum(y=[0, 1], target=4),
        lambda: histogram(y=[1, 2], bars=0),
    ],
)
def test_wrong_arguments_are_refused(call: Any) -> None:
    with pytest.raises(ArgumentError):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: funnel(group=["a"], numerator=[3], denominator=[2]),
        lambda: bernoulli_cusum(y=[0, 2], target=0.1),
        lambda: histogram(y=[np.nan]),
        lambda: pareto([None]),
    ],
)
def test_impossible_data_are_refused(call: Any) -> None:
    with pytest.raises(DataError):
        call()


def test_every_drawing_is_titled_and_harmless() -> None:
    evil = "<script>alert(1)</script>"
    drawings = [
        pareto([evil, "b", "b"], measure=evil),
        funnel(group=[evil, "b"], numerator=[90, 10], denominator=[100, 100]),
        histogram(y=[1, 2, 3, 30], unit=evil),
        bernoulli_cusum(y=[0, 1] * 30, target=0.1),
    ]

    for drawing in drawings:
        svg = drawing.to_svg()
        assert "<script" not in svg
        root = ElementTree.fromstring(svg)
        assert root.findtext("{http://www.w3.org/2000/svg}title") == drawing.finding()
