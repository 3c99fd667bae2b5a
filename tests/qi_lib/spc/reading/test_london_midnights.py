"""London midnights stored in UTC make no month that is doubled and none without a number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Annotation, Phase, spc

FIRSTS = pd.date_range("2024-01-01", periods=24, freq="MS", tz="Europe/London")
STORED = FIRSTS.tz_convert("UTC")
COUNTS = [3, 4, 2, 5, 3, 4, 6, 3, 4, 2, 5, 4] * 2
SAID = "Times are read as London midnights stored in UTC: 31 March 2024, 23:00 is 1 April."
WAYS: list[Any] = [
    STORED,
    STORED.tz_localize(None),
    STORED.to_pydatetime().tolist(),
    [time.strftime("%Y-%m-%dT%H:%M:%SZ") for time in STORED],
    [time.strftime("%d/%m/%Y %H:%M") for time in STORED],
    [str(time) for time in STORED],
]
NAMES = ["utc", "no zone", "objects", "iso", "british", "offset"]


@pytest.mark.parametrize("period", [None, "month"])
@pytest.mark.parametrize("times", WAYS, ids=NAMES)
def test_midnights_are_read_as_their_days_and_it_is_said(times: Any, period: str | None) -> None:
    chart = spc(x=times, y=COUNTS, chart="c", period=period)

    assert chart.value.tolist() == COUNTS
    assert list(pd.DatetimeIndex(chart.x)) == list(FIRSTS.tz_localize(None))
    assert SAID in chart.notes
    assert not any("count as 0" in note or "share" in note for note in chart.notes)


def test_days_of_events_are_counted_in_their_own_month() -> None:
    days = pd.date_range("2024-01-01", "2024-12-31", tz="Europe/London")

    chart = spc(x=days.tz_convert("UTC"), y=np.ones(len(days)), chart="c", period="month")

    assert chart.value.tolist() == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_places_are_days_of_london_too() -> None:
    chart = spc(
        x=STORED, y=COUNTS, chart="c",
        phases=[Phase("2025-04-01")],
        annotations=[Annotation(pd.Timestamp("2024-05-31 23:00", tz="UTC"), "New bays")],
    )  # fmt: skip

    assert chart.phase.tolist() == [1] * 15 + [2] * 9
    assert chart.points["x"].iloc[chart.marked[0][0]] == pd.Timestamp("2024-06-01")


@pytest.mark.parametrize(
    "times",
    [
        pd.date_range("2024-01-01", periods=24, freq="MS"),
        pd.date_range("2024-01-01", periods=24, freq="D", tz="UTC"),
        pd.date_range("2024-06-01 23:00", periods=24, freq="D"),
        pd.date_range("2024-01-01 23:00", periods=24, freq="D", tz="UTC"),
        pd.date_range("2024-06-01", periods=24, freq="h", tz="UTC"),
        FIRSTS,
    ],
    ids=["days", "days in UTC", "late shift", "late shift in winter", "hours", "London itself"],
)
def test_other_times_are_left_as_they_are(times: pd.DatetimeIndex) -> None:
    chart = spc(x=times, y=COUNTS, chart="i")

    assert list(pd.DatetimeIndex(chart.x)) == list(times.tz_localize(None))
    assert not any("midnights" in note for note in chart.notes)


def test_without_a_zone_first_days_of_summer_months_are_midnights() -> None:
    summer = STORED.tz_localize(None)[3:10]

    chart = spc(x=summer, y=COUNTS[:7], chart="run")

    assert pd.Timestamp(chart.x[0]) == pd.Timestamp("2024-04-01")
