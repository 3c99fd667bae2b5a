"""What a team decided about its chart, as the chart and its words show it."""

import datetime as dt

import numpy as np
import pytest

from qi_lib.charting.measure_chart import chart_of
from qi_lib.model import Annotation, Baseline, Exclusion, Frequency, Measure, Observation, Phase
from qi_lib.spc import Chart

FALLS = (8, 9, 7, 10, 8, 29, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5)
JUNE = dt.date(2024, 6, 1)
POINTS = [
    Observation(when=dt.date(2024 + at // 12, at % 12 + 1, 1), value=value)
    for at, value in enumerate(FALLS)
]
FALLS_OF = Measure(name="Falls", unit="falls", direction="down")
FLU = Exclusion(when=JUNE, reason="Flu closed the ward.")
KEPT = Baseline(until=dt.date(2024, 12, 20), reason="Before the rounds")


def _chart(points: list[Observation] = POINTS, **changes: object) -> Chart:
    chart = chart_of(FALLS_OF.model_copy(update=changes), points)
    assert chart is not None
    return chart


def test_point_that_is_left_out_moves_no_limit_and_says_why() -> None:
    chart = _chart(exclusions=[FLU])

    rest = [value for value in FALLS if value != 29]
    assert chart.points["centre"].iloc[0] == pytest.approx(np.mean(rest))
    assert chart.points["excluded"].tolist().count(True) == 1
    assert "June 2024 is left out of the limits: Flu closed the ward." in chart.explain()
    assert "Left out: Flu" in chart.to_svg()


def test_kept_limits_are_those_of_the_points_up_to_the_date() -> None:
    chart = _chart(exclusions=[FLU], baseline=KEPT)

    year = [value for value in FALLS[:12] if value != 29]
    assert chart.points["centre"].iloc[-1] == pytest.approx(np.mean(year))
    assert chart.explain().endswith("The limits are those up to December 2024: Before the rounds.")
    assert "Limits kept: Before" in chart.to_svg()


def test_kept_limits_end_where_a_later_phase_begins() -> None:
    chart = _chart(baseline=KEPT, phases=[Phase(start=dt.date(2025, 4, 1), reason="Rounds")])

    assert chart.points["centre"].iloc[-1] == pytest.approx(np.mean(FALLS[15:]))
    assert "The limits until April 2025 are those up to December 2024" in chart.explain()


@pytest.mark.parametrize(
    "changes",
    [
        {"exclusions": [Exclusion(when=dt.date(2023, 1, 1), reason="Gone since")]},
        {"exclusions": [Exclusion(when=one.when, reason="All") for one in POINTS]},
        {"baseline": Baseline(until=dt.date(2020, 1, 1), reason="Before there was a number")},
        {"baseline": Baseline(until=dt.date(2024, 1, 1), reason="One point only")},
    ],
)
def test_what_cannot_be_done_leaves_the_chart_as_it_was(changes: dict[str, object]) -> None:
    assert _chart(**changes).explain() == _chart().explain()


DAYS = [
    Observation(when=dt.date(2025, 1, 8) + dt.timedelta(days=at), value=at % 4) for at in range(100)
]


def _daily(points: list[Observation], shown_by: Frequency, **changes: object) -> Chart:
    return _chart(points, frequency=Frequency.DAY, shown_by=shown_by, **changes)


def test_counts_of_days_are_added_up_by_week_and_a_part_of_a_week_is_not_drawn() -> None:
    chart = _daily(DAYS, Frequency.WEEK)

    # 8 January 2025 was a Wednesday; 17 April, the last day, a Thursday.
    assert str(chart.x[0])[:10] == "2025-01-13"
    assert chart.value[0] == sum(one.value or 0 for one in DAYS[5:12])
    assert str(chart.x[-1])[:10] == "2025-04-07"
    assert "adds up the numbers of one week. A week that is not full is not drawn" in (
        chart.explain()
    )


def test_parts_and_wholes_are_added_up_by_month() -> None:
    points = [Observation(when=one.when, numerator=3, denominator=4) for one in DAYS]

    chart = _daily(points, Frequency.MONTH)

    assert [str(when)[:10] for when in chart.x][:2] == ["2025-01-01", "2025-02-01"]
    assert chart.points["n"].iloc[1] == 28 * 4


def test_minutes_are_averaged_by_month() -> None:
    measure = Measure(name="Wait", unit="minutes", frequency="day", shown_by="month")

    chart = chart_of(measure, DAYS)

    assert chart is not None
    assert chart.value[1] == pytest.approx(np.mean([one.value or 0 for one in DAYS[24:52]]))


def test_point_of_a_day_is_left_out_with_its_week() -> None:
    exclusion = Exclusion(when=dt.date(2025, 1, 15), reason="Strike")

    chart = _daily(DAYS, Frequency.WEEK, exclusions=[exclusion])

    assert chart.points["excluded"].tolist().index(True) == 0
    assert "13 January 2025 is left out of the limits: Strike." in chart.explain()


def test_notes_and_phases_stay_where_they_were_when_points_are_gathered() -> None:
    note = Annotation(when=dt.date(2025, 2, 14), text="New alarms")

    assert "New alarms" in _daily(DAYS, Frequency.MONTH, annotations=[note]).to_svg()


def test_period_that_is_no_longer_than_the_numbers_changes_nothing() -> None:
    assert _chart(shown_by=Frequency.WEEK).explain() == _chart().explain()
