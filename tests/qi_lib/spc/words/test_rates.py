"""Rates keep in words what they are per, wherever a value is said."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from qi_lib.spc import Chart, Phase, funnel, spc

MONTHS = pd.date_range("2023-01-01", periods=24, freq="MS")
FALLS = [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5]
STEADY = [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 9, 8, 7, 9, 10, 8, 9, 8, 9]
PER = "per 1,000 bed days"


def _chart(falls: list[int], **options: Any) -> Chart:
    data = pd.DataFrame({"month": MONTHS, "falls": falls, "bed_days": [900, 910, 890, 905] * 6})
    wanted = {"multiply": 1000, "chart": "u", **options}
    return spc(data, x="month", y="falls", n="bed_days", **wanted)


@pytest.mark.parametrize("chart", ["u", "up", "ip", "i", "run"])
def test_level_is_per_so_many_of_the_denominators(chart: str) -> None:
    assert _chart(STEADY, chart=chart).finding().endswith(PER)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"unit": "falls"},
        {"unit": "falls per 1,000 bed days"},
        {"per": "1,000 bed days"},
        {"per": PER},
    ],
    ids=["column", "unit of the events", "unit", "per", "per in words"],
)
def test_headline_of_a_change_says_to_what_rate(given: dict[str, str]) -> None:
    chart = _chart(FALLS, phases=[Phase("2024-04-01", "Huddles")], direction="down", **given)

    assert chart.finding() == (
        f"Falls are down by two in five, to 5.7 {PER}, and have stayed down for nine months"
    )
    assert [part.text for part in chart.finding_parts() if part.emphasis] == ["down by two in five"]


def test_every_value_in_the_explanation_is_a_rate() -> None:
    chart = _chart([*STEADY[:-1], 30], target=12, direction="down", rules="nhsr")

    words = chart.explain()

    assert chart.finding() == f"Falls were unusually high in December 2024: 33.1 {PER}"
    assert f"In December 2024, 33.1 {PER} is above the expected range" in words
    assert f"Chance alone would keep it between 0.4 and 20.9 {PER}" in words
    assert f"Target 12 {PER}: expected" in words


def test_table_of_a_rate_names_what_it_is_per() -> None:
    assert f'<th scope="col">Falls {PER}</th>' in _chart(STEADY).to_table_html()


def test_rates_before_and_after_that_hardly_differ_keep_it_too() -> None:
    chart = _chart(
        [*STEADY[:12], *[v - 1 for v in STEADY[12:]]], phases=[Phase("2024-01-01", "Huddles")]
    )

    assert chart.finding() == f"Not yet more than chance: Falls were around 9.7, now 8.5 {PER}"


@pytest.mark.parametrize(
    ("over", "multiply", "said"),
    [
        ("bed_days", 1, "a bed day"),
        ("Deliveries", 1, "a delivery"),
        ("OBDs", 1000, "per 1,000 OBDs"),
        ("n", 1000, "per 1,000"),
        ("denominator", 100, "per 100"),
    ],
)
def test_what_it_is_per_comes_from_the_column(over: str, multiply: float, said: str) -> None:
    data = pd.DataFrame({"falls": STEADY, over: [20, 21, 19, 20] * 6})

    chart = spc(data, y="falls", n=over, chart="u", multiply=multiply)

    assert chart.finding().endswith(f" {said}")


def test_shares_and_counts_are_per_nothing() -> None:
    share = _chart(STEADY, chart="p", multiply=None)
    count = spc(x=MONTHS, y=STEADY, chart="c")
    seen = spc(pd.DataFrame({"falls": STEADY, "seen": [20] * 24}), y="falls", n="seen", chart="u")

    assert share.settings.per is None
    assert count.settings.per is None
    assert seen.settings.per is None


def test_funnel_of_rates_says_what_they_are_per() -> None:
    wards = [f"Ward {i}" for i in range(10)]
    rows = pd.DataFrame({"ward": wards, "falls": [60, *[19, 20, 21] * 3], "bed_days": [4000] * 10})
    columns = {"group": "ward", "numerator": "falls", "denominator": "bed_days"}

    rates = funnel(rows, **columns, kind="rate", multiply=1000)
    shares = funnel(rows, **columns)

    assert f"All units together have 6 {PER}." in rates.explain()
    assert f'<th scope="col">Rate {PER}</th>' in rates.to_table_html()
    assert "per" not in shares.explain()
    assert '<th scope="col">Ratio</th>' in shares.to_table_html()
