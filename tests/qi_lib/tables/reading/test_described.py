"""What a sheet tells of the measure that its numbers are for."""

import datetime as dt

from qi_lib.tables.opening.files import open_pasted
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.described import describe
from qi_lib.tables.reading.proposals import Purpose, propose

TODAY = dt.date(2026, 1, 10)


def _describe(heading: str, *rows: str, **chosen: object) -> dict[str, str]:
    book = open_pasted("\n".join([heading, *rows]))
    return describe(propose(book, Purpose(today=TODAY), Choices.model_validate(chosen)))


def test_counts_say_how_often_they_come_and_no_unit() -> None:
    assert _describe(
        "Week\tFalls", "06/01/2025\t3", "13/01/2025\t4", "20/01/2025\t2", "27/01/2025\t1"
    ) == {"frequency": "week"}


def test_events_in_bed_days_are_a_rate() -> None:
    rows = [f"{month}/2025\t{month % 3}\t{800 + month}" for month in range(1, 7)]

    assert _describe("Month\tUlcers\tOccupied bed days", *rows) == {
        "frequency": "month",
        "unit": "per 1,000 occupied bed days",
        "chart": "u",
        "numerator": "Ulcers",
        "denominator": "Occupied bed days",
    }
    assert _describe("Month\tUlcers\tOBD", *rows)["unit"] == "per 1,000 OBD"


def test_rest_of_a_whole_is_named_as_what_it_is() -> None:
    rows = [f"{month}/2025\t{month}\t{80 + month}" for month in range(1, 7)]

    found = _describe("Month\tBreaches\tAttendances", *rows)

    assert (found["unit"], found["numerator"]) == ("%", "Attendances minus Breaches")


def test_nothing_is_said_where_nothing_is_read() -> None:
    assert _describe("Ward\tWords", "Teal\tgood", "Heron\tfair") == {}
