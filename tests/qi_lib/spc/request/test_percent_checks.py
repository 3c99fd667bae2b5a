"""Per cent or share: fractions with the unit "%" are asked about, and read as was said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from qi_lib.spc import ArgumentError, Target, spc

SHARES = [0.82, 0.79, 0.85, 0.81, 0.9, 0.84, 0.8, 0.83, 0.86, 0.82, 0.78, 0.84, 0.85, 0.81]
PER_CENT = [82, 79, 85, 81, 90, 84, 80, 83, 86, 82, 78, 84, 85, 81]
SEEN = [80, 83, 78, 81, 79, 84, 77, 80, 82, 76, 81, 80, 83, 78, 79, 80]


@pytest.mark.parametrize("chart", ["run", "i", "mr", "auto"])
def test_fractions_in_per_cent_are_asked_about(chart: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        spc(y=SHARES, chart=chart, unit="%")

    assert str(raised.value) == (
        "unit is '%'. All values lie between 0 and 1. Is 0.9 meant as 90%? Then give "
        "multiply=100. If it is 0.9%, give multiply=1."
    )


def test_both_answers_are_taken() -> None:
    shares = spc(y=SHARES, chart="i", unit="%", multiply=100)
    small = spc(y=SHARES, chart="i", unit="%", multiply=1)

    assert shares.finding().endswith("stay around 83%")
    assert shares.points["value"].tolist() == pytest.approx(PER_CENT)
    assert small.finding().endswith("stay around 0.829%")
    assert "All values are at most 0.9%. If 90% is meant, write that number." in small.notes


def test_all_zero_and_values_above_one_are_per_cent() -> None:
    assert spc(y=[0] * 14, chart="i", unit="%").finding().endswith("0%")
    assert spc(y=PER_CENT, chart="i", unit="%").notes == ()
    assert spc(y=[0.5, 1.5] * 7, chart="i", unit="%").notes == ()


@pytest.mark.parametrize("chart", ["run", "i", "ip", "p", "pp", "u", "up"])
def test_so_many_out_of_so_many_in_per_cent_are_shares(chart: str) -> None:
    made = spc(y=SEEN, n=[100] * 16, chart=chart, unit="%", target=90, direction="up")

    assert made.points["value"].iloc[0] == pytest.approx(0.8)
    assert made.points["target"].iloc[0] == pytest.approx(0.9)
    assert made.show(made.value[0]) == "80%"
    assert made.finding().endswith("stay around 80%")


def test_count_of_an_np_chart_is_no_share() -> None:
    assert spc(y=SEEN, n=[100] * 16, chart="np").show(80) == "80"


@pytest.mark.parametrize(
    "given",
    [
        {"target": 0.95},
        {"target": [Target(90), Target(0.95, 8)]},
        {"target": 1},
        {"centre": 0.9},
    ],
)
def test_level_that_looks_like_a_fraction_is_asked_about(given: dict[str, Any]) -> None:
    with pytest.raises(ArgumentError, match=r"Is it (95|90|100)% or (0\.95|0\.9|1)%\? Write"):
        spc(y=PER_CENT, chart="i", unit="%", **given)


def test_target_of_a_share_is_asked_about() -> None:
    with pytest.raises(ArgumentError, match=r"Is it 95% or 0\.95%\?"):
        spc(y=SEEN, n=[100] * 16, chart="p", unit="%", target=0.95)


def test_target_is_taken_as_typed_where_the_scale_is_given() -> None:
    chart = spc(y=SEEN, n=[100] * 16, chart="p", unit="%", target=0.95, multiply=100)

    assert chart.points["target"].iloc[0] == 0.95
    assert "The target 0.95 is read as 0.95%; write 95 for 95%." in chart.notes


def test_small_target_of_small_per_cent_is_taken_as_it_is() -> None:
    chart = spc(y=np.linspace(1, 3, 14), chart="i", unit="%", target=0.9, direction="down")

    assert chart.points["target"].iloc[0] == 0.9
    assert "The target 0.9 is read as 0.9%; write 95 for 95%." in chart.notes
