"""Holes in time: rules, moving ranges and words stop there, or go on across them and say so."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Chart, spc

# A ward that was closed from April 2023 to April 2024: thirteen months.
OPEN = [*pd.date_range("2022-01-01", periods=15, freq="MS")]
OPEN += list(pd.date_range("2024-05-01", periods=10, freq="MS"))
FALLS = [9, 5, 10, 4, 9, 5, 10, 4, 9, 5, 9, 5, 4, 5, 4, 5, 4, 5, 9, 5, 10, 4, 10, 5, 9]


def _chart(**options: object) -> Chart:
    return spc(x=OPEN, y=FALLS, chart="i", direction="down", measure="Falls", **options)  # type: ignore[arg-type]


def test_run_across_a_hole_is_none_and_the_note_names_it() -> None:
    chart = _chart()

    assert not chart.hits["shift"].member.any()
    assert "in a row" not in chart.explain()
    assert (
        "Between March 2023 and May 2024, thirteen months have no value: "
        "runs, trends and moving ranges stop there." in chart.notes
    )


def test_spanning_a_hole_is_a_choice_and_words_count_points_not_months() -> None:
    chart = _chart(holes="span")

    assert np.flatnonzero(chart.hits["shift"].member).tolist() == list(range(11, 18))
    words = chart.explain()
    assert "seven points in a row were better than the average" in words
    assert "months in a row" not in words
    assert (
        "Between March 2023 and May 2024, thirteen months have no value: "
        "points before and after are taken for neighbours." in chart.notes
    )


def test_moving_range_stops_at_a_hole() -> None:
    values = [10.0, 11, 10, 11, 10, 11, 30, 31, 30, 31, 30, 31]
    dates = [*pd.date_range("2023-01-01", periods=6, freq="MS")]
    dates += list(pd.date_range("2024-06-01", periods=6, freq="MS"))

    stop, span = (
        spc(x=dates, y=values, chart="i", holes=holes).points for holes in ("stop", "span")
    )

    assert stop["upper"].iloc[0] == pytest.approx(20.5 + 2.66 * 1)
    assert span["upper"].iloc[0] == pytest.approx(20.5 + 2.66 * (10 + 19) / 11)
    assert np.isnan(spc(x=dates, y=values, chart="mr").value[6])


def test_rows_without_values_are_a_hole_as_absent_rows_are() -> None:
    months = pd.date_range(OPEN[0], OPEN[-1], freq="MS")
    values = pd.Series(FALLS, OPEN).reindex(months)

    chart = spc(x=months, y=values.to_numpy(), chart="i", direction="down")

    assert not chart.hits["shift"].member.any()
    assert any("thirteen months have no value" in note for note in chart.notes)


@pytest.mark.parametrize(
    "dates",
    [
        pd.date_range("2024-01-01", periods=25, freq="B").delete([9]),
        pd.date_range("2024-01-01", periods=26, freq="MS").delete([8, 9]),
        pd.date_range("2024-01-01", periods=24, freq="W-MON"),
        pd.to_datetime("2024-01-01") + pd.to_timedelta(np.arange(24) ** 2, unit="D"),
    ],
)
def test_weekends_a_late_return_and_uneven_dates_are_no_holes(dates: pd.DatetimeIndex) -> None:
    values = [9, 8, 10, 9, 8, 10, 5, 4, 5, 6, 5, 4, 6, 9, 8, 10, 9, 10, 8, 10, 9, 8, 9, 10]

    chart = spc(x=dates, y=values, chart="i")

    assert chart.hits["shift"].member.any()
    assert not any("no value" in note for note in chart.notes)


def test_run_with_an_absent_month_inside_is_counted_in_points() -> None:
    months = pd.date_range("2024-01-01", periods=25, freq="MS").delete([9])
    values = [9, 5, 10, 4, 9, 9, 5, 4, 5, 4, 5, 4, 5, 9, 4, 10, 5, 10, 5, 9, 5, 9, 4, 10]

    words = spc(x=months, y=values, chart="i", direction="down").explain()

    assert "seven points in a row" in words
    assert "months in a row" not in words


def test_lasting_change_across_a_hole_is_told_since_when() -> None:
    values = [9, 8, 10, 9, 8, 10, 9, 8, 9, 8, 9, 5, 4, 5, 6, *[5, 4, 6, 5, 4, 5, 6, 4, 5, 5]]

    chart = spc(x=OPEN, y=values, chart="i", direction="down", measure="Falls", holes="span")

    assert chart.finding() == "Falls are down by two in five since December 2022"


def test_each_ward_has_its_own_holes() -> None:
    whole = pd.date_range("2022-01-01", periods=25, freq="MS")
    data = pd.DataFrame({"x": [*OPEN, *whole], "y": FALLS * 2, "ward": ["Ash"] * 25 + ["Oak"] * 25})

    charts = spc(data, x="x", y="y", chart="i", facet="ward")

    assert not charts["Ash"].hits["shift"].member.any()
    assert charts["Oak"].hits["shift"].member.sum() == 7
    assert not charts["Oak"].notes
    assert charts["Ash"].summary()["longest_run"].iloc[0] < 7


def test_runs_analysis_of_a_run_chart_counts_a_hole_as_a_crossing() -> None:
    dates = [*pd.date_range("2022-01-01", periods=12, freq="MS")]
    dates += list(pd.date_range("2024-05-01", periods=12, freq="MS"))
    values = [*[8, 9, 8, 9, 3, 2, 3, 2, 3, 2, 3, 2], *[3, 2, 3, 2, *[8, 9] * 4]]

    stop, span = (
        spc(x=dates, y=values, chart="run", holes=holes).summary().iloc[0]
        for holes in ("stop", "span")
    )

    assert (stop["longest_run"], stop["crossings"]) == (8, 3)
    assert (span["longest_run"], span["crossings"]) == (12, 2)
