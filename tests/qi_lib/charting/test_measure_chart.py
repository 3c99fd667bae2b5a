"""From records to a chart: the figures are worked out by hand."""

import datetime as dt

import pytest

from qi_lib.charting.fitting_charts import fitting_chart_types
from qi_lib.charting.measure_chart import chart_of, observations_table
from qi_lib.client.notebook_tables import observations_of
from qi_lib.model import (
    PDSA,
    Annotation,
    ChartType,
    Direction,
    Measure,
    Observation,
    Phase,
    RuleSet,
    Target,
)
from qi_lib.spc import SpcError


def day(month: int, year: int = 2025) -> dt.date:
    """The first of a month."""
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def values(*numbers: float) -> list[Observation]:
    """One value a month."""
    return [Observation(when=day(i), value=number) for i, number in enumerate(numbers, 1)]


def shares(*pairs: tuple[float, float]) -> list[Observation]:
    """So many of so many, each month."""
    return [
        Observation(when=day(i), numerator=top, denominator=bottom)
        for i, (top, bottom) in enumerate(pairs, 1)
    ]


def test_no_observations_make_no_chart() -> None:
    assert chart_of(Measure(name="Falls"), []) is None


def test_observations_without_a_number_make_no_chart() -> None:
    points = [Observation(when=day(1)), Observation(when=day(2), numerator=3, denominator=0)]

    assert chart_of(Measure(name="Falls"), points) is None


def test_one_observation_makes_a_chart_that_says_it_is_too_early() -> None:
    chart = chart_of(Measure(name="Falls"), values(7))

    assert chart is not None
    assert chart.finding().startswith("Too early to say")


def test_values_make_a_chart_in_order_of_date() -> None:
    points = values(9, 8, 10)

    chart = chart_of(Measure(name="Falls", chart=ChartType.I), points[::-1])

    assert chart is not None
    assert list(chart.points["value"]) == [9, 8, 10]
    assert chart.points["centre"].iloc[0] == pytest.approx(9)


def test_a_numerator_and_a_denominator_make_a_share_in_per_cent() -> None:
    measure = Measure(name="Home before noon", unit="%", chart=ChartType.P)

    chart = chart_of(measure, shares((10, 50), (20, 50), (30, 100)))

    assert chart is not None
    # 60 of 200 in all.
    assert chart.show(chart.points["centre"].iloc[0]) == "30%"


def test_a_share_on_a_run_chart_is_in_per_cent_too() -> None:
    chart = chart_of(
        Measure(name="Home before noon", chart=ChartType.RUN, targets=[Target(value=40)]),
        shares((10, 50), (20, 50), (30, 100)),
    )

    assert chart is not None
    assert list(chart.points["value"]) == [20, 40, 30]
    assert list(chart.points["target"]) == [40, 40, 40]


def test_a_rate_is_shown_in_the_unit_of_the_measure() -> None:
    measure = Measure(name="Falls", unit="falls per 1,000 bed days", chart=ChartType.RUN)

    chart = chart_of(measure, shares((9, 1000), (5, 2000)))

    assert chart is not None
    assert list(chart.points["value"]) == [9, 2.5]


def test_a_denominator_of_zero_leaves_a_gap_and_says_so() -> None:
    chart = chart_of(Measure(name="Seen"), shares((1, 2), (0, 0), (1, 4)))

    assert chart is not None
    assert list(chart.points["value"].isna()) == [False, True, False]
    assert any("denominator is zero" in note for note in chart.notes)


def test_a_share_without_its_denominator_among_values_is_plotted_as_a_value() -> None:
    points = [*shares((10, 50)), Observation(when=day(2), value=35)]

    chart = chart_of(Measure(name="Seen", unit="%", chart=ChartType.P), points)

    assert chart is not None
    assert list(chart.points["value"]) == [20, 35]


def test_more_than_all_is_refused_with_the_row() -> None:
    with pytest.raises(SpcError, match="row 2"):
        chart_of(Measure(name="Seen", chart=ChartType.P), shares((1, 2), (3, 2)))


def test_phases_annotations_targets_and_rules_reach_the_chart() -> None:
    measure = Measure(
        name="Falls",
        unit="falls",
        direction=Direction.DOWN,
        chart=ChartType.I,
        rules=RuleSet.ANHOEJ,
        phases=[Phase(start=day(4), reason="Tea round")],
        annotations=[Annotation(when=day(2), text="Flu")],
        targets=[Target(value=5), Target(value=3, start=day(5))],
    )

    chart = chart_of(measure, values(9, 8, 10, 5, 4, 6))

    assert chart is not None
    assert list(chart.points["phase"]) == [1, 1, 1, 2, 2, 2]
    assert list(chart.points["centre"]) == [9, 9, 9, 5, 5, 5]
    assert list(chart.points["target"]) == [5, 5, 5, 5, 3, 3]
    assert list(chart.summary()["reason"]) == ["", "Tea round"]
    assert "Flu" in chart.to_svg()
    assert chart.settings.rules.name == "anhoej"


def test_limits_of_what_cannot_be_negative_stop_at_zero() -> None:
    chart = chart_of(Measure(name="Falls", chart=ChartType.I), values(0, 4, 0, 4, 0, 4))

    assert chart is not None
    # The mean is 2 and the mean moving range 4: 2 - 2.66 × 4 would be -8.64.
    assert chart.points["lower"].min() == 0


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        ("Falls", "falls", "9 a month"),
        ("Falls", "", "9 a month"),
        ("Wait for a first visit", "days", "9 days"),
    ],
)
def test_a_count_is_said_by_the_month_and_a_measurement_in_its_unit(
    name: str, unit: str, said: str
) -> None:
    measure = Measure(name=name, unit=unit, chart=ChartType.RUN)

    chart = chart_of(measure, values(*[9, 8, 10, 9, 9, 10, 8, 9, 10, 8]))

    assert chart is not None
    assert said in chart.finding()


def test_the_table_of_observations_has_dates_numbers_and_notes() -> None:
    table = observations_table([Observation(when=day(2), value=3, note="Flu"), *values(1)])

    assert list(table.columns) == ["when", "value", "numerator", "denominator", "note"]
    assert list(table["value"]) == [1, 3]
    assert list(table["note"]) == ["", "Flu"]
    assert table["when"].dtype.kind == "M"


def test_the_table_of_no_observations_is_empty_with_the_same_columns() -> None:
    table = observations_table([])

    assert len(table) == 0
    assert table["value"].dtype.kind == "f"


def test_cycles_of_the_measure_and_of_none_are_marked_from_their_start() -> None:
    measure = Measure(name="Falls", annotations=[Annotation(when=day(2), text="New beds")])
    cycles = [
        PDSA(number=1, title="Rounds", start=day(3)),
        PDSA(number=2, title="Slippers", start=day(4), measure=measure.id),
        PDSA(number=3, title="Elsewhere", start=day(4), measure="abcdefghij"),
        PDSA(number=4, title="Not begun"),
    ]

    chart = chart_of(measure, values(9, 8, 7, 6, 5), cycles=cycles)

    assert chart is not None
    assert [(one.text, one.kind) for _, one in chart.marked] == [
        ("New beds", "note"),
        ("PDSA 1: Rounds", "pdsa"),
        ("PDSA 2: Slippers", "pdsa"),
    ]


@pytest.mark.parametrize(
    ("kind", "points"),
    [(ChartType.U, values(1, 2)), (ChartType.C, shares((1, 2), (1, 2)))],
)
def test_type_that_the_numbers_cannot_have_is_chosen_anew_and_said(
    kind: ChartType, points: list[Observation]
) -> None:
    chart = chart_of(Measure(name="Falls", chart=kind), points)

    assert chart is not None
    assert chart.because


def test_counts_out_of_the_same_whole_stay_counts_and_rates_stay_rates() -> None:
    points = shares((3, 10), (5, 10))

    counted = chart_of(Measure(name="Seen", unit="%", chart=ChartType.NP), points)
    rated = chart_of(Measure(name="Falls", chart=ChartType.U), points)

    assert counted is not None
    assert rated is not None
    assert counted.points["value"].tolist() == [3, 5]
    assert rated.points["value"].tolist() == [0.3, 0.5]


# Several values of one date ----------------------------------------------------------------------


def _several(count: int, *offsets: float) -> list[Observation]:
    return [
        Observation(when=day(i), values=tuple(30 + i % 3 + offset for offset in offsets))
        for i in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("kind", "name", "third"),
    [
        ("auto", "xbar", 30),
        ("xbar", "xbar", 30),
        ("xbar_r", "xbar_r", 30),
        ("s", "s", 2),
        ("r", "r", 4),
        ("i", "i", 30),
    ],
)
def test_several_values_of_a_date_are_charted_together(kind: str, name: str, third: float) -> None:
    measure = Measure(name="Wait", unit="minutes", chart=ChartType(kind))

    chart = chart_of(measure, _several(14, -2, 0, 2))

    assert chart is not None
    assert chart.settings.kind.name == name
    assert chart.points["value"].iloc[2] == pytest.approx(third)


@pytest.mark.parametrize(("kind", "chosen"), [("c", "i"), ("g", "i"), ("i", "i")])
def test_chart_of_counts_is_chosen_anew_where_numbers_are_not_whole(kind: str, chosen: str) -> None:
    chart = chart_of(Measure(name="Pain", chart=ChartType(kind)), values(*[3, 2.5, 4, 3] * 4))

    assert chart is not None
    assert chart.settings.kind.name == chosen


def test_chart_of_parts_is_chosen_anew_where_parts_are_not_whole() -> None:
    points = [Observation(when=day(i), numerator=7.5 + i % 3, denominator=40) for i in range(1, 17)]

    chart = chart_of(Measure(name="Hours filled", unit="%", chart=ChartType.P), points)

    assert chart is not None
    assert chart.settings.kind.name == "ip"


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        ("falls per 1,000 bed days", "10 falls per 1,000 bed days"),
        ("falls", "10 per 1,000 bed days"),
    ],
)
def test_rate_says_what_it_is_per(unit: str, level: str) -> None:
    counts = [9, 10, 11, 10, 9, 11, 10, 10, 12, 8, 10, 9, 11, 10]
    points = [
        Observation(when=day(i), numerator=count, denominator=1000)
        for i, count in enumerate(counts, start=1)
    ]
    measure = Measure(name="Falls", unit=unit, denominator="bed days", chart=ChartType.U)

    chart = chart_of(measure, points)

    assert chart is not None
    assert chart.finding().endswith(f"stay around {level}")
    assert "per 1,000 bed days" in chart.explain().split("Chance alone")[1]


def test_limits_from_ranges_are_given_up_where_a_date_has_more_than_ten_values() -> None:
    measure = Measure(name="Wait", unit="minutes", chart=ChartType.XBAR_R)

    chart = chart_of(measure, _several(14, *range(11)))

    assert chart is not None
    assert chart.settings.kind.name == "xbar"
    assert ChartType.XBAR_R not in fitting_chart_types(measure, _several(14, *range(11)))
    assert ChartType.XBAR_R in fitting_chart_types(measure, _several(14, *range(10)))


def test_chart_of_several_values_is_chosen_anew_where_each_date_has_one() -> None:
    chart = chart_of(Measure(name="Wait", chart=ChartType.XBAR), values(9, 8, 7))

    assert chart is not None
    assert chart.settings.kind.name == "run"


def test_target_of_the_values_is_not_drawn_where_their_spread_is() -> None:
    measure = Measure(name="Wait", chart=ChartType.S, targets=[Target(value=28)])

    chart = chart_of(measure, _several(14, -2, 0, 2))

    assert chart is not None
    assert "28" not in chart.explain()


def test_finding_of_a_spread_does_not_speak_of_the_values() -> None:
    measure = Measure(name="Minutes waited", unit="minutes", chart=ChartType.S)

    chart = chart_of(measure, _several(14, -2, 0, 2))

    assert chart is not None
    assert "the spread of minutes waited stays around 2 minutes" in chart.finding()


def test_average_that_is_not_that_of_the_values_is_refused() -> None:
    with pytest.raises(ValueError, match="average of the values"):
        Observation(when=day(1), value=9, values=(1, 2, 3))


def test_several_values_go_through_a_table_unchanged() -> None:
    points = [*_several(2, -2, 0, 2), *values(1, 2, 3)[2:]]

    assert observations_of(observations_table(points)) == points
