"""Dates as people in Britain write them."""

import datetime as dt

import pytest

from qi_lib.aim.deadline import find_deadline, likely_deadlines
from qi_lib.tables.cells import read_number
from qi_lib.tables.dates import easter, end_of_month, read_day
from qi_lib.wording.dates import say_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/04/2025", dt.date(2025, 4, 3)),
        ("3.4.25", dt.date(2025, 4, 3)),
        ("2025-04-03", dt.date(2025, 4, 3)),
        ("2025-04-03 00:00:00", dt.date(2025, 4, 3)),
        ("2025-04-03T09:30:00Z", dt.date(2025, 4, 3)),
        ("Thu 3 April 2025", dt.date(2025, 4, 3)),
        ("Thursday, 3rd Apr 2025", dt.date(2025, 4, 3)),
        ("April 3, 2025", dt.date(2025, 4, 3)),
        ("3-Apr-25", dt.date(2025, 4, 3)),
        ("Apr-24", dt.date(2024, 4, 1)),
        ("Sept 2024", dt.date(2024, 9, 1)),
        ("April '24", dt.date(2024, 4, 1)),
        ("2024-04", dt.date(2024, 4, 1)),
        ("04/2024", dt.date(2024, 4, 1)),
        ("3rd of April 2025", dt.date(2025, 4, 3)),
        ("3 April 2025 2:30 pm", dt.date(2025, 4, 3)),
        ("1/4/69", dt.date(2069, 4, 1)),
        ("1/4/75", dt.date(1975, 4, 1)),
    ],
)
def test_date_is_read(text: str, day: dt.date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "Total", "31/02/2025", "04/25/2025", "9", "Ward 12", "May", "Marigold 12"]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234),
        ("1,234,567.5", 1234567.5),
        ("85%", 85),
        ("£1,200.50", 1200.5),
        (" 7 ", 7),
        ("1 234", 1234),
    ],
)
def test_number_is_read_as_people_write_it(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["seven", "1,23", "<5", "5-10", "1.2.3", "12,5", "9 15"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert read_number(text) is None


def test_due_days_offered_are_ends_of_months() -> None:
    days = [day for _, day in likely_deadlines(dt.date(2025, 11, 30))]

    assert days == [dt.date(2026, 2, 28), dt.date(2026, 5, 31), dt.date(2026, 11, 30)]


def test_month_beyond_december_runs_into_the_next_year() -> None:
    assert end_of_month(2025, 14) == dt.date(2026, 2, 28)
    assert say_day(dt.date(2026, 2, 1)) == "1 February 2026"


def test_easter_is_when_the_calendars_say() -> None:
    # The Book of Common Prayer's table, as printed by the Church of England for 2024 to 2027; 2038
    # is the latest Easter of the century.
    sundays = [easter(year).isoformat() for year in (2024, 2025, 2026, 2027, 2038)]

    assert sundays == ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by Q1", dt.date(2026, 6, 30)),
        ("by the end of Q3", dt.date(2025, 12, 31)),
        ("by q4 2026/27", dt.date(2027, 3, 31)),
        ("by March 35", dt.date(2035, 3, 31)),
        ("by next Easter", dt.date(2026, 4, 5)),
        ("by the new year", dt.date(2026, 1, 1)),
        ("by Friday", dt.date(2025, 11, 7)),
        ("by next week", dt.date(2025, 11, 16)),
        ("by the start of April", dt.date(2026, 4, 1)),
        ("this month", dt.date(2025, 11, 30)),
        ("by week 6", None),
        ("by our summer fete", None),
        ("by 20%", None),
        ("as soon as possible", None),
    ],
)
def test_date_is_found_in(words: str, day: dt.date | None) -> None:
    assert find_deadline(f"Fewer falls {words}", today=dt.date(2025, 11, 3))[0] == day
