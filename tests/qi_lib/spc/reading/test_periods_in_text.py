"""Months, weeks and quarters as people write them, and axes that have no order in time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import ArgumentError, Chart, DataError, Phase, spc

VALUES = [9.0, 8, 10, 9, 8, 10, 9, 8, 10, 9, 8, 10, 5, 6, 5, 4, 6, 5, 4, 6]


def _chart(x: object, **options: object) -> Chart:
    return spc(x=x, y=VALUES[: len(x)], chart="i", **options)  # type: ignore[arg-type,return-value,call-overload]


MONTHS = [f"{year}{month:02}" for year in (2023, 2024) for month in range(1, 13)][:20]
WEEKS = [f"2024-W{week:02}" for week in range(40, 53)] + [f"2025-W{w:02}" for w in range(1, 8)]
QUARTERS = [f"Q{q} {year}" for year in range(2020, 2025) for q in range(1, 5)]

YEARS = range(2005, 2025)
MONDAYS = pd.date_range("2024-01-01", periods=20, freq="W-MON")


@pytest.mark.parametrize(
    ("x", "first", "last", "interval"),
    [
        (MONTHS, "2023-01-01", "2024-08-01", "month"),
        ([int(m) for m in MONTHS], "2023-01-01", "2024-08-01", "month"),
        (np.array([float(m) for m in MONTHS]), "2023-01-01", "2024-08-01", "month"),
        (WEEKS, "2024-09-30", "2025-02-10", "week"),
        ([f"wk {w[-2:]} {w[:4]}" for w in WEEKS], "2024-09-30", "2025-02-10", "week"),
        ([f"Week {int(w[-2:])}, {w[:4]}" for w in WEEKS], "2024-09-30", "2025-02-10", "week"),
        (QUARTERS, "2020-04-01", "2025-01-01", "quarter"),
        ([f"{q[3:]}-{q[:2]}" for q in QUARTERS], "2020-04-01", "2025-01-01", "quarter"),
        ([f"{m[:4]}M{m[4:]}" for m in MONTHS], "2023-01-01", "2024-08-01", "month"),
        (
            [f"{q[:2]} {q[5:]}/{int(q[5:]) + 1}" for q in QUARTERS],
            "2020-04-01",
            "2025-01-01",
            "quarter",
        ),
        (
            [f"FY {q[5:]}/{int(q[5:]) + 1}, {q[:2]}" for q in QUARTERS],
            "2020-04-01",
            "2025-01-01",
            "quarter",
        ),
        ([f"{y}/{(y + 1) % 100:02}" for y in YEARS], "2005-04-01", "2024-04-01", "year"),
        ([f"FY{y % 100:02}-{(y + 1) % 100:02}" for y in YEARS], "2005-04-01", "2024-04-01", "year"),
        ([f"{y}–{y + 1}" for y in YEARS], "2005-04-01", "2024-04-01", "year"),
        ([str(y) for y in YEARS], "2005-01-01", "2024-01-01", "year"),
        (
            [f"w/c {day:%d/%m/%Y}" for day in MONDAYS],
            "2024-01-01",
            "2024-05-13",
            "week",
        ),
        (
            [f"Week commencing Monday {day:%d %B %Y}" for day in MONDAYS],
            "2024-01-01",
            "2024-05-13",
            "week",
        ),
        (
            [f"{q[3:]}/{int(q[5:]) + 1} {q[:2]}" for q in QUARTERS],
            "2020-04-01",
            "2025-01-01",
            "quarter",
        ),
    ],
)
def test_periods_are_dates_in_order(x: list[object], first: str, last: str, interval: str) -> None:
    chart = _chart(x)

    assert chart.points["x"].dtype.kind == "M"
    assert (chart.x[0], chart.x[-1]) == (np.datetime64(first), np.datetime64(last))
    assert chart.interval == interval
    assert chart.hits["shift"].member[-8:].all()
    assert "no rule about order" not in " ".join(chart.notes)


def test_rows_of_periods_may_come_in_any_order() -> None:
    shuffled = [5, 2, 0, 1, 4, 3]

    chart = spc(x=[QUARTERS[i] for i in shuffled], y=shuffled, chart="i")

    assert chart.value.tolist() == [0, 1, 2, 3, 4, 5]


def test_year_of_quarters_is_financial_unless_said_otherwise_and_said_once() -> None:
    financial, calendar = _chart(QUARTERS), _chart(QUARTERS, year_starts=1)

    assert (
        "Quarters are read as of a year from April: Q1 2020 is April to June 2020. "
        "Say year_starts=1 for others." in financial.notes
    )
    assert calendar.x[0] == np.datetime64("2020-01-01")
    assert not any("Quarters are read" in note for note in calendar.notes)
    assert not any("Quarters" in note for note in _chart(QUARTERS, year_starts=4).notes)


@pytest.mark.parametrize(
    ("x", "place", "points"),
    [
        (MONTHS, "202401", [12, 8]),
        ([int(m) for m in MONTHS], 202401, [12, 8]),
        ([int(m) for m in MONTHS], 13, [12, 8]),
        (WEEKS, "2025-W01", [13, 7]),
        (QUARTERS, "Q1 2023", [12, 8]),
        (QUARTERS, "1 April 2023", [12, 8]),
        ([f"{y}/{(y + 1) % 100:02}" for y in YEARS], "2017/18", [12, 8]),
        (MONDAYS, "w/c 25/3/2024", [12, 8]),
    ],
)
def test_places_may_be_named_as_the_periods_are(
    x: list[object], place: object, points: list[int]
) -> None:
    assert _chart(x, phases=[Phase(place)]).summary()["points"].tolist() == points  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("x", "says"),
    [
        (["Q1 2024", "Q2 2024", "Total"], "Row 3 of x is 'Total', but most rows are quarters"),
        (["2024-W10", "2024-W11", "Q2 2024"], "Row 3 of x is 'Q2 2024', but most rows are weeks"),
        (["2024-W10", "2024-W53", "2024-W11"], "Row 2 of x is '2024-W53': no year has such a week"),
    ],
)
def test_rows_unlike_the_others_are_refused_by_row(x: list[str], says: str) -> None:
    with pytest.raises(DataError) as raised:
        _chart(x)

    assert says in str(raised.value)


@pytest.mark.parametrize("x", [[202301, 202302, 202313], [2021, 2022, 2023], [250000, 250001]])
def test_other_numbers_stay_numbers(x: list[int]) -> None:
    assert _chart(x).points["x"].dtype.kind in "if"


@pytest.mark.parametrize("x", [["Q1", "Q2", "Q3"], ["Ward 10", "Ward 11"], ["W10", "W11"]])
def test_names_without_a_year_have_no_order_and_the_notes_say_so(x: list[str]) -> None:
    chart = _chart(x)

    assert chart.points["x"].dtype.kind == "O"
    assert (
        "Names have no order in time, so no rule about order (runs, trends) is used: only "
        "what lies outside the limits is marked." in chart.notes
    )


def test_categorical_column_keeps_its_names() -> None:
    assert _chart(pd.Categorical(QUARTERS)).points["x"].dtype.kind == "O"


@pytest.mark.parametrize("month", [0, 13, "April", 4.5])
def test_month_that_is_none_is_refused(month: object) -> None:
    with pytest.raises(ArgumentError, match="year_starts"):
        _chart(QUARTERS, year_starts=month)


def test_financial_years_say_with_which_month_they_begin() -> None:
    april, july = _chart(["2020/21", "2021/22"]), _chart(["2020/21", "2021/22"], year_starts=7)

    assert april.notes[0] == (
        "Years are read as financial: 2020/21 begins in April 2020. "
        "Say year_starts for another month."
    )
    assert july.x[0] == np.datetime64("2020-07-01")
    assert not any("Years are read" in note for note in july.notes)


@pytest.mark.parametrize("x", [["2010-11", "2010-12", "2011-01"], ["2010-11"]])
def test_months_are_not_taken_for_financial_years(x: list[str]) -> None:
    assert _chart(x).x[0] == np.datetime64("2010-11-01")


@pytest.mark.parametrize(
    "x", [["we are late", "we are not"], ["Q1 23/25", "Q2 23/25"], ["10-11", "11-12"]]
)
def test_what_only_resembles_a_period_is_a_name(x: list[str]) -> None:
    assert _chart(x).points["x"].dtype.kind == "O"
