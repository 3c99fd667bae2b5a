"""The dates of the numbers to come."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_lib.charting.collection_periods import next_periods
from qi_lib.model import Frequency
from qi_lib.spc.reading.calendar_periods import start_of_period
from qi_lib.tables.frequencies import period_after, period_of, say_period

TODAY = dt.date(2025, 11, 20)


@pytest.mark.parametrize(
    ("last", "frequency", "expected"),
    [
        (None, Frequency.DAY, ["2025-11-20", "2025-11-21", "2025-11-22"]),
        (dt.date(2025, 12, 31), Frequency.DAY, ["2026-01-01", "2026-01-02", "2026-01-03"]),
        (dt.date(2025, 11, 3), Frequency.WEEK, ["2025-11-10", "2025-11-17", "2025-11-24"]),
        (None, Frequency.MONTH, ["2025-11-01", "2025-12-01", "2026-01-01"]),
        (dt.date(2025, 10, 31), Frequency.MONTH, ["2025-11-01", "2025-12-01", "2026-01-01"]),
        (dt.date(2025, 7, 1), Frequency.QUARTER, ["2025-10-01", "2026-01-01", "2026-04-01"]),
    ],
)
def test_periods_follow_the_last_number_or_begin_now(
    last: dt.date | None, frequency: Frequency, expected: list[str]
) -> None:
    days = next_periods(last, frequency, count=3, today=TODAY)

    assert [day.isoformat() for day in days] == expected


def test_period_before_is_a_step_back() -> None:
    assert period_after(dt.date(2025, 1, 1), Frequency.MONTH, steps=-1) == dt.date(2024, 12, 1)


def test_whole_month_is_said_without_its_day() -> None:
    assert say_period(dt.date(2025, 3, 1), Frequency.MONTH) == "March 2025"
    assert say_period(dt.date(2025, 3, 1), Frequency.WEEK) == "1 March 2025"


@given(day=st.dates(), frequency=st.sampled_from(Frequency))
def test_period_begins_where_the_chart_engine_lets_it_begin(
    day: dt.date, frequency: Frequency
) -> None:
    moments = np.array([day], "datetime64[us]")

    (start,) = start_of_period("date", moments, frequency.value).tolist()

    assert period_of(day, frequency) == start.date()
