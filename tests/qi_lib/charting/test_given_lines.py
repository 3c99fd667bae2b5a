"""Lines that are known beforehand and what a value can be, against numbers from elsewhere."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from qi_lib.charting.measure_chart import chart_of
from qi_lib.model import (
    Baseline,
    Bounds,
    ChartType,
    Direction,
    Measure,
    Observation,
    OwnRules,
    Phase,
    RuleSet,
    Standard,
)
from qi_lib.spc import Chart

REFERENCE = Path(__file__).parents[1] / "spc" / "reference"


def _month(at: int) -> dt.date:
    return dt.date(2015 + at // 12, at % 12 + 1, 1)


def _values(*numbers: float) -> list[Observation]:
    return [Observation(when=_month(at), value=number) for at, number in enumerate(numbers)]


def _shares(*pairs: tuple[float, float]) -> list[Observation]:
    return [
        Observation(when=_month(at), numerator=part, denominator=whole)
        for at, (part, whole) in enumerate(pairs)
    ]


def _case(file: str, name: str) -> dict[str, Any]:
    lines = (REFERENCE / file).read_text().splitlines()
    return next(case for case in map(json.loads, lines) if case["id"] == name)


def _charted(measure: Measure, points: list[Observation]) -> Chart:
    chart = chart_of(measure, points)
    assert chart is not None
    return chart


def _given(centre: float | None = None, sigma: float | None = None) -> Standard:
    return Standard(centre=centre, sigma=sigma, source="the makers", reason="It is their promise")


def test_given_middle_line_and_sigma_make_the_limits_that_qcc_makes() -> None:
    case = _case("qcc_rules.jsonl", "qcc-i-signals")  # qcc 3.0, center = 100, std.dev = 4
    measure = Measure(name="Wait", unit="minutes", standard=_given(100, 4))

    chart = _charted(measure, _values(*case["input"]["y"]))

    assert chart.settings.kind.name == "i"
    assert chart.points["centre"].tolist() == [100] * len(chart)
    assert chart.points["lower"].iloc[0] == pytest.approx(case["expected"]["lcl"][0])
    assert chart.points["upper"].iloc[0] == pytest.approx(case["expected"]["ucl"][0])


def test_given_middle_line_keeps_the_spread_of_the_numbers_as_in_qicharts2() -> None:
    case = _case("qicharts2.jsonl", "qic-i-known-cl")  # qicharts2 0.8.1, cl = 118, screened
    preset = OwnRules(
        nearest=RuleSet.NHSR, rules=({"rule": "outside", "sigmas": 3},), screen=True, reason="Test"
    )
    measure = Measure(name="Wait", chart=ChartType.I, standard=_given(118), own_rules=preset)
    numbers = [value for value in case["input"]["y"] if value is not None]
    assert len(numbers) == len(case["input"]["y"])

    chart = _charted(measure, _values(*numbers))

    # qicharts2 divides by 1.128, NHS-R multiplies by 2.66: 0.02% apart.
    assert chart.points["centre"].iloc[0] == 118
    half = case["expected"]["ucl"][0] - 118
    assert chart.points["upper"].iloc[0] - 118 == pytest.approx(half, rel=3e-4)


def test_given_lines_are_told_with_their_source_and_reason() -> None:
    measure = Measure(name="Wait", unit="minutes", standard=_given(100, 4))

    chart = _charted(measure, _values(98, 103, 99, 101))

    said = "The middle line (100) and sigma (4) are given, from the makers: It is their promise."
    assert said in chart.explain()
    assert "given 100" in chart.to_svg()


def test_given_sigma_makes_limits_from_the_first_points_on() -> None:
    measure = Measure(name="Wait", chart=ChartType.AUTO, standard=_given(100, 4))

    chart = _charted(measure, _values(98, 113))

    assert chart.settings.kind.name == "i"
    assert "outside" in chart.points["signals"].iloc[1]


def test_given_sigma_is_told_where_a_chart_takes_none() -> None:
    measure = Measure(name="Falls", unit="falls", chart=ChartType.C, standard=_given(9, 2))

    chart = _charted(measure, _values(8, 9, 7, 12))

    # A c chart's limits are 9 ± 3 times the root of 9 (Montgomery).
    assert chart.points["upper"].iloc[0] == pytest.approx(18)
    assert "only an I chart takes one" in chart.explain()


def test_given_share_is_in_per_cent() -> None:
    measure = Measure(
        name="Seen in time", unit="%", denominator="all", chart=ChartType.P, standard=_given(50)
    )

    chart = _charted(measure, _shares((40, 100), (60, 100), (45, 100)))

    # 50% ± 3 × the root of 0.5 × 0.5 / 100.
    assert chart.show(chart.points["upper"].iloc[0]) == "65%"
    assert chart.show(chart.points["lower"].iloc[0]) == "35%"


def test_given_middle_line_that_cannot_be_is_left_out_and_told() -> None:
    measure = Measure(
        name="Seen in time", unit="%", denominator="all", chart=ChartType.P, standard=_given(120)
    )

    chart = _charted(measure, _shares((40, 100), (60, 100)))

    assert chart.show(chart.points["centre"].iloc[0]) == "50%"
    assert "(120) fits no such chart and is left out" in chart.explain()
    assert "is given" not in chart.explain()


def test_nothing_given_for_values_is_drawn_on_a_chart_of_their_spread() -> None:
    measure = Measure(
        name="Wait",
        chart=ChartType.MR,
        standard=_given(100),
        bounds=Bounds(lowest=50, reason="Nobody is quicker"),
    )

    chart = _charted(measure, _values(98, 103, 99, 101))

    assert chart.points["centre"].iloc[0] == pytest.approx((5 + 4 + 2) / 3)
    assert "says nothing of how far they lie apart" in chart.explain()


def test_kept_limits_say_what_the_given_lines_leave_to_them() -> None:
    kept = Baseline(until=_month(2), reason="Before the rounds")
    measure = Measure(name="Wait", chart=ChartType.I, standard=_given(9), baseline=kept)

    said = _charted(measure, _values(8, 10, 9, 20, 30)).explain()

    assert "What is not given comes from the points up to March 2015: Before the rounds." in said


def test_limits_are_cut_where_no_value_can_be() -> None:
    points = _values(9, 10, 8, 10, 9, 7, 10, 9)
    measure = Measure(name="Comfort", chart=ChartType.I)
    bounds = Bounds(lowest=7, highest=10, reason="The score goes from 7 to 10")

    free = _charted(measure, points).points
    cut = _charted(measure.model_copy(update={"bounds": bounds}), points)

    # Mean 9, moving ranges 1, 2, 2, 1, 2, 3, 1: 9 ± 2.66 × 12/7 would reach beyond both.
    assert free["upper"].iloc[0] == pytest.approx(9 + 2.66 * 12 / 7)
    assert (cut.points["lower"].iloc[0], cut.points["upper"].iloc[0]) == (7, 10)
    said = "No value can lie below 7 or above 10, so no limit does: The score goes from 7 to 10."
    assert said in cut.explain()


def test_share_on_an_i_chart_is_cut_at_a_hundred_per_cent() -> None:
    bounds = Bounds(highest=100, reason="It is a share")
    measure = Measure(name="Seen", unit="%", denominator="all", chart=ChartType.I, bounds=bounds)

    chart = _charted(measure, _shares((99, 100), (95, 100), (100, 100), (96, 100)))

    assert chart.points["upper"].iloc[0] == pytest.approx(100)


def test_lowest_below_zero_lets_limits_reach_there() -> None:
    points = _values(1, 4, 0, 3, 1)
    measure = Measure(name="Change of weight", chart=ChartType.I)

    cut = _charted(measure, points).points["lower"].iloc[0]
    bounds = Bounds(lowest=-20, reason="Weight can go down")
    free = _charted(measure.model_copy(update={"bounds": bounds}), points).points["lower"].iloc[0]

    assert cut == 0
    assert free == pytest.approx(1.8 - 2.66 * 12 / 4)


def test_value_that_should_not_be_cuts_nothing_and_is_told() -> None:
    measure = Measure(name="Comfort", bounds=Bounds(highest=10, reason="A score of ten"))

    said = _charted(measure, _values(9, 12, 10)).explain()

    assert "February 2015 lies above 10, though no value should: correct one of them." in said


def test_all_zero_with_nothing_above_zero_is_charted() -> None:
    measure = Measure(name="Loss", bounds=Bounds(highest=0, reason="Losses only"))

    assert len(_charted(measure, _values(0, 0, 0))) == 3


def test_given_line_holds_through_the_phases() -> None:
    phase = Phase(start=_month(4), reason="Rounds")
    measure = Measure(
        name="Falls",
        direction=Direction.DOWN,
        phases=[phase],
        chart=ChartType.I,
        standard=_given(9),
    )

    chart = _charted(measure, _values(9, 8, 10, 9, 5, 4, 5, 6))

    assert set(chart.points["centre"]) == {9}


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "Neither"},
        {"lowest": 5, "highest": 5, "reason": "Equal"},
        {"highest": 5, "reason": ""},
        {"highest": float("inf"), "reason": "Endless"},
    ],
)
def test_bounds_need_a_number_an_order_and_a_reason(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Bounds.model_validate(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": "NICE", "reason": "Nothing"},
        {"centre": 5, "source": "", "reason": "No source"},
        {"centre": 5, "source": "NICE", "reason": ""},
        {"sigma": 0, "source": "NICE", "reason": "No spread"},
    ],
)
def test_standard_needs_a_line_a_source_and_a_reason(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Standard.model_validate(wrong)
