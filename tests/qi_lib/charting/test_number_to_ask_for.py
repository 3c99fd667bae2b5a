"""Plain words for a number to write down."""

import datetime as dt

import pytest

from qi_lib.charting.number_to_ask_for import (
    ask_for_number,
    latest_periods,
    measure_to_ask_for,
    name_period,
)
from qi_lib.model import Frequency, Measure, MeasureKind

TODAY = dt.date(2025, 11, 25)  # a Tuesday
FALLS = Measure(name="Falls", unit="falls")


@pytest.mark.parametrize(
    ("frequency", "last", "dates", "names"),
    [
        ("day", None, ["2025-11-25", "2025-11-24"], ["today", "yesterday"]),
        ("week", None, ["2025-11-24", "2025-11-17"], ["this week", "last week"]),
        ("week", "2025-11-06", ["2025-11-20", "2025-11-13"], ["this week", "last week"]),
        ("month", None, ["2025-10-01", "2025-09-01"], ["October 2025", "September 2025"]),
        (
            "quarter",
            None,
            ["2025-07-01", "2025-04-01"],
            ["July to September 2025", "April to June 2025"],
        ),
    ],
)
def test_latest_periods_are_those_a_person_can_know(
    frequency: str, last: str | None, dates: list[str], names: list[str]
) -> None:
    measure = FALLS.model_copy(update={"frequency": Frequency(frequency)})

    before = dt.date.fromisoformat(last) if last else None
    found = latest_periods(measure, before, today=TODAY, count=2)

    assert [day.isoformat() for day in found] == dates
    assert [name_period(measure, day, today=TODAY) for day in found] == names


@pytest.mark.parametrize(
    ("name", "unit", "frequency", "day", "asked"),
    [
        ("Falls", "falls", "day", "2025-11-25", "How many falls today?"),
        ("Falls", "falls", "day", "2025-11-21", "How many falls on Friday 21 November?"),
        ("MRSA cases", "cases", "week", "2025-11-17", "How many MRSA cases last week?"),
        ("Falls", "", "month", "2025-10-01", "How many falls in October 2025?"),
        ("Food thrown away", "kg", "day", "2025-11-24", "Food thrown away: how many kg yesterday?"),
        ("Sleep", "", "day", "2025-11-25", "Sleep: what is the number today?"),
    ],
)
def test_question_is_one_a_resident_would_ask(
    name: str, unit: str, frequency: str, day: str, asked: str
) -> None:
    measure = Measure(name=name, unit=unit, frequency=Frequency(frequency))

    when = dt.date.fromisoformat(day)

    assert ask_for_number(measure, when, has_parts=False, today=TODAY) == asked


def test_wanted_measure_is_written_else_the_first_outcome() -> None:
    rounds = Measure(name="Rounds", kind=MeasureKind.PROCESS)

    assert measure_to_ask_for([rounds, FALLS]) == FALLS
    assert measure_to_ask_for([rounds, FALLS], rounds.id) == rounds
    assert measure_to_ask_for([rounds]) == rounds
    assert measure_to_ask_for([]) is None
