"""Periods as wards write them, and the dates that a column of them makes."""

import datetime as dt

import pytest

from qi_lib.tables.calendars import Calendar, lacks_year, read_order, to_days
from qi_lib.tables.periods import read_period

AS_WRITTEN = Calendar()


def _days(*texts: str, settled: Calendar = AS_WRITTEN) -> list[str]:
    found = to_days([read_period(text) for text in texts], settled)
    return [day.isoformat() if day else "" for day in found]


@pytest.mark.parametrize(
    ("text", "grain", "day"),
    [
        ("03/04/2025", "day", "2025-04-03"),
        ("3.4.25", "day", "2025-04-03"),
        ("2025-04-03T09:30:00Z", "day", "2025-04-03"),
        ("02/01/2025 18:15", "day", "2025-01-02"),
        ("Thursday, 3rd Apr 2025", "day", "2025-04-03"),
        ("20240401", "day", "2024-04-01"),
        ("w/c 06/01/25", "week", "2025-01-06"),
        ("Week commencing 6 Jan 25", "week", "2025-01-06"),
        ("2024-W10", "week", "2024-03-04"),
        ("W10-2024", "week", "2024-03-04"),
        ("week 10 2024", "week", "2024-03-04"),
        ("1-7 Jan 2025", "week", "2025-01-01"),
        ("30 Dec - 5 Jan 2025", "week", "2024-12-30"),
        ("27 - 2 Feb 2025", "week", "2025-01-27"),
        ("30 – 5 January 2025", "week", "2024-12-30"),
        ("Apr-24", "month", "2024-04-01"),
        ("Sept '24", "month", "2024-09-01"),
        ("2024 April", "month", "2024-04-01"),
        ("202301", "month", "2023-01-01"),
        ("2024M04", "month", "2024-04-01"),
        ("12/2024", "month", "2024-12-01"),
        ("Apr 2025 (to 14th)", "month", "2025-04-01"),
        ("01/04/2024 - 28/04/2024", "month", "2024-04-01"),
        ("01/04/2024-28/04/2024", "month", "2024-04-01"),
        ("1 Apr to 28 Apr 2024", "month", "2024-04-01"),
        ("M1 2024/25", "month", "2024-04-01"),
        ("M10 24/25", "month", "2025-01-01"),
        ("Jan 2024/25", "month", "2025-01-01"),
        ("2022/23 Q1", "quarter", "2022-04-01"),
        ("Q4 22/23", "quarter", "2023-01-01"),
        ("Apr-Jun 2024", "quarter", "2024-04-01"),
        ("2024/25", "year", "2024-04-01"),
        ("FY22/23", "year", "2022-04-01"),
        ("2023", "year", "2023-01-01"),
    ],
)
def test_period_is_read(text: str, grain: str, day: str) -> None:
    period = read_period(text)

    assert period is not None
    assert period.grain == grain
    assert _days(text) == [day]


@pytest.mark.parametrize(
    "text",
    ["", "Total", "31/02/2025", "Ward 12", "W12", "9", "9 of 15", "May be", "Otc-24", "5-10"],
)
def test_what_is_no_period_is_not_guessed(text: str) -> None:
    assert read_period(text) is None


def test_serial_number_of_excel_is_a_date() -> None:
    # 45383 is shown by Excel and LibreOffice as 01/04/2024.
    assert _days("45383") == ["2024-04-01"]


def test_quarter_of_a_year_is_calendar_or_financial() -> None:
    assert _days("Q1 2023", settled=Calendar(quarters="calendar")) == ["2023-01-01"]
    assert _days("Q4 2023", settled=Calendar(quarters="financial")) == ["2024-01-01"]


def test_order_of_day_and_month_is_shown_by_days_over_twelve() -> None:
    periods = [read_period(text) for text in ("01/05/2025", "01/13/2025", "25/01/2025")]

    assert read_order(periods) == (1, 1)


def test_american_dates_are_turned_when_a_person_says_so() -> None:
    settled = Calendar(day_order="month first")

    assert _days("01/05/2025", "01/13/2025", settled=settled) == ["2025-01-05", "2025-01-13"]
    assert _days("01/13/2025") == [""]


def test_dates_that_excel_took_for_british_are_turned_too() -> None:
    taken = read_period(dt.date(2025, 5, 1))
    days = to_days([taken, read_period("01/13/2025")], Calendar(day_order="month first"))

    assert days == [dt.date(2025, 1, 5), dt.date(2025, 1, 13)]


def test_years_that_are_not_said_follow_from_the_first() -> None:
    settled = Calendar(year=2024)

    assert _days("30 Dec", "6 Jan", "13 Jan", settled=settled) == [
        "2024-12-30",
        "2025-01-06",
        "2025-01-13",
    ]
    assert _days("Feb", "Jan", "Dec", settled=settled) == ["2024-02-01", "2024-01-01", "2023-12-01"]
    assert _days("wk 52", "wk 1", settled=settled) == ["2024-12-23", "2024-12-30"]


def test_years_begin_again_with_the_next_ward() -> None:
    periods = [read_period(text) for text in ("Dec", "Jan", "Dec", "Jan")]

    days = to_days(periods, Calendar(year=2024), begins_anew=[False, False, True, False])

    assert [day.year for day in days if day] == [2024, 2025, 2024, 2025]


def test_small_number_behind_a_month_is_a_day_where_its_column_shows_it() -> None:
    # “Jan 13” alone would be January 2013.
    assert _days("Jan 6", "Jan 13", "Jan 20", settled=Calendar(year=2025)) == [
        "2025-01-06",
        "2025-01-13",
        "2025-01-20",
    ]
    assert lacks_year([read_period("Jan 6"), read_period("Jan 13")])
    assert not lacks_year([read_period("Jan 24"), read_period("Feb 24")])
