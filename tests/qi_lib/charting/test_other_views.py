"""The numbers of a measure in other ways than in order of time."""

import datetime as dt

import pytest

from qi_lib.charting.other_views import draw_look_alone, fitting_looks
from qi_lib.model import ChartType, LookChoices, LookKind, Measure, Observation, Target

FALLS = (8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5)
FALLS_OF = Measure(name="Falls", unit="falls", direction="down")
WAIT = Measure(name="Wait", unit="minutes", direction="down")
SHARE = Measure(name="Seen in time", unit="%", denominator="all who came")


def _month(at: int) -> dt.date:
    return dt.date(2024 + at // 12, at % 12 + 1, 1)


POINTS = [Observation(when=_month(at), value=value) for at, value in enumerate(FALLS)]
PARTS = [
    Observation(when=_month(at), numerator=whole // 2 if at else 1, denominator=whole)
    for at, whole in enumerate([90, 40, 60, 200, 80, 120, 70, 300])
]


def _cases(*rows: tuple[float, ...]) -> list[Observation]:
    return [Observation(when=_month(at), values=values) for at, values in enumerate(rows)]


def test_ways_fit_the_numbers() -> None:
    plain = (LookKind.HISTOGRAM, LookKind.MEDIANS, LookKind.RULES)

    assert fitting_looks(FALLS_OF, POINTS) == plain
    assert fitting_looks(SHARE, PARTS) == (LookKind.HISTOGRAM, LookKind.FUNNEL, LookKind.RULES)
    assert LookKind.CUSUM in fitting_looks(WAIT, _cases(*[(0, 1, 0, 0)] * 6))
    assert fitting_looks(FALLS_OF, POINTS[:3]) == ()


def test_histogram_counts_each_of_several_values_of_a_date() -> None:
    look = draw_look_alone(WAIT, _cases(*[(10, 20, 30, 41)] * 6), LookKind.HISTOGRAM)

    assert look.finding == "Half are below 25 minutes"
    assert "There are 24 values" in look.explanation
    assert not look.explanation.startswith(look.finding)
    assert look.svg.startswith("<svg")


@pytest.mark.parametrize("kind", [ChartType.MR, ChartType.P, ChartType.AUTO])
def test_histogram_is_of_the_values_whatever_the_kind_of_chart(kind: ChartType) -> None:
    look = draw_look_alone(SHARE.model_copy(update={"chart": kind}), PARTS, LookKind.HISTOGRAM)

    assert look.finding.startswith("Half are below 50")
    assert "50%" in look.finding.replace(" %", "%")


def test_funnel_names_the_month_that_differs() -> None:
    look = draw_look_alone(SHARE, PARTS, LookKind.FUNNEL)

    assert look.finding.startswith("January 2024 is lower")


def test_cusum_compares_with_the_target_or_with_the_first_cases() -> None:
    rare, often = (0, 0, 0, 1, 0), (1, 1, 1, 1, 0)
    cases = _cases(*[rare] * 4, *[often] * 4)

    look = draw_look_alone(WAIT, cases, LookKind.CUSUM)
    assert look.finding.startswith("The rate has risen")
    assert look.explanation.endswith("Usual is what the first 20 cases had.")

    aimed = WAIT.model_copy(update={"unit": "%", "targets": [Target(value=40)]})
    assert "where 40.0% is usual" in draw_look_alone(aimed, cases, LookKind.CUSUM).explanation


def test_cusum_without_anything_usual_asks_for_a_target() -> None:
    look = draw_look_alone(WAIT, _cases(*[(0, 0, 0, 0)] * 6), LookKind.CUSUM)

    assert look.svg == ""
    assert "Set a target" in look.explanation


def test_middle_moves_after_nine_in_a_row() -> None:
    look = draw_look_alone(FALLS_OF, POINTS, LookKind.MEDIANS)

    assert look.finding == "The middle has moved once"
    assert look.explanation == "It was 9 at first, then 5 from April 2025 on."
    assert "Nine in a row" in look.svg


def test_middle_that_never_moved_is_told_so() -> None:
    steady = [Observation(when=_month(at), value=8 + at % 2) for at in range(24)]

    assert draw_look_alone(FALLS_OF, steady, LookKind.MEDIANS).finding == "The middle has not moved"


def test_all_sets_of_rules_stand_side_by_side() -> None:
    look = draw_look_alone(FALLS_OF, POINTS, LookKind.RULES)

    assert len(look.rows) == 8
    assert look.rows[0][0] == "NHS England Making Data Count"
    assert all(row[2:] == ("", "") for row in look.rows if row[1] == "0")
    assert look.finding == "All sets of rules see a signal"


def test_rules_that_see_nothing_say_so() -> None:
    steady = [Observation(when=_month(at), value=(8, 10, 9, 11)[at % 4]) for at in range(8)]

    look = draw_look_alone(FALLS_OF, steady, LookKind.RULES)

    assert look.finding == "No set of rules sees a signal"


def test_way_that_does_not_fit_says_so() -> None:
    assert draw_look_alone(FALLS_OF, POINTS, LookKind.FUNNEL).finding.startswith(
        "There are not enough"
    )


def test_histogram_has_as_many_bars_as_wanted() -> None:
    coarse, fine = (
        draw_look_alone(FALLS_OF, POINTS, LookKind.HISTOGRAM, LookChoices(bars=bars)).svg
        for bars in (2, 7)
    )

    assert coarse.count("<polygon") + 5 == fine.count("<polygon")


def test_funnel_with_closer_lines_names_more() -> None:
    parts = [
        Observation(when=_month(at), numerator=part, denominator=100 + at)
        for at, part in enumerate([50, 50, 50, 50, 50, 50, 50, 65])
    ]

    usual = draw_look_alone(SHARE, parts, LookKind.FUNNEL)
    closer = draw_look_alone(SHARE, parts, LookKind.FUNNEL, LookChoices(limit="95"))

    assert usual.finding.startswith("No unit differs")
    assert closer.finding.startswith("August 2024 is higher")


def test_cusum_signals_sooner_at_a_lower_sum() -> None:
    cases = _cases(*[(0, 0, 0, 1, 0)] * 4, *[(1, 1, 0, 0, 0)] * 3)

    usual = draw_look_alone(WAIT, cases, LookKind.CUSUM)
    sooner = draw_look_alone(WAIT, cases, LookKind.CUSUM, LookChoices(signal_at=1, odds_ratio=3))

    assert not usual.finding.startswith("The rate has risen")
    assert sooner.finding.startswith("The rate has risen")


def test_middle_moves_after_as_many_in_a_row_as_wanted() -> None:
    above = draw_look_alone(FALLS_OF, POINTS, LookKind.MEDIANS, LookChoices(side="above"))
    longer = draw_look_alone(FALLS_OF, POINTS, LookKind.MEDIANS, LookChoices(run=12))

    assert above.explanation.endswith("never were nine in a row above it.")
    assert "twelve in a row" in longer.explanation
