"""The sheets that wards and trusts really keep, each read as a person expects.

What is expected was written down from the sheets' own list and from the files, not from what the
reading gives. The sheets stay outside; where they are not, these tests are skipped.
"""

import datetime as dt
from pathlib import Path

import pytest

from qi_lib.errors import Refused
from qi_lib.model import Direction, Observation
from qi_lib.tables.opening.files import open_file
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.each_ward import propose_each
from qi_lib.tables.reading.proposals import Proposal, Purpose, propose
from qi_lib.tables.reading.readings import Reading

SHEETS = Path(__file__).parents[4] / "shared" / "data" / "sheets"
pytestmark = pytest.mark.skipif(
    not SHEETS.is_dir(), reason=f"there is no {SHEETS}: the sheets of wards stay elsewhere"
)

TODAY = dt.date(2025, 7, 1)
ULCERS = [9, 11, 8, 12, 10, 9, 13, 11, 10, 8, 7, 6, 5, 6]
BED_DAYS = [810, 840, 812, 838, 829, 805, 842, 816, 841, 836, 760, 840, 812, 838]
MONTHS = [dt.date(2024 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(4, 18)]


def _propose(name: str, *, known: list[Observation] | None = None, **chosen: object) -> Proposal:
    file = next(SHEETS.glob(f"{name}_*"))
    purpose = Purpose(today=TODAY, known=known or [])
    given = Choices.model_validate(chosen)
    return propose(open_file(file.read_bytes(), file.name), purpose, given)


def _read(name: str, **chosen: object) -> Reading:
    """Read a sheet about which nothing is left to ask."""
    proposal = _propose(name, **chosen)
    assert [question.text for question in proposal.questions] == []
    assert proposal.reading is not None
    return proposal.reading


def _asked(name: str, **chosen: object) -> dict[str, list[str]]:
    questions = _propose(name, **chosen).questions
    return {one.name: [option.label for option in one.options] for one in questions}


def _values(reading: Reading) -> list[float | None]:
    return [one.value for one in reading.observations]


def _days(reading: Reading) -> list[dt.date]:
    return [one.when for one in reading.observations]


def _ratios(reading: Reading) -> list[tuple[float | None, float | None]]:
    return [(one.numerator, one.denominator) for one in reading.observations]


def _is_ulcers(reading: Reading) -> bool:
    return _days(reading) == MONTHS and _values(reading) == ULCERS


@pytest.mark.parametrize("name", ["01", "02", "13", "23", "26", "27", "38", "46", "48", "52"])
def test_monthly_counts_are_read_without_a_question(name: str) -> None:
    assert _is_ulcers(_read(name))


def test_01_template_offers_its_target_its_comment_and_its_sheets() -> None:
    proposal = _propose("01")

    assert (proposal.table.sheet, proposal.table.heading) == ("Data", 8)
    assert [target.value for target in proposal.offers.targets] == [5]
    [note] = proposal.offers.annotations
    assert (note.when, note.text) == (dt.date(2025, 1, 1), "Turning charts started")
    assert proposal.offers.direction is Direction.DOWN
    assert proposal.offers.name == "Pressure ulcers cat 2+, Ward 7"
    sheets = next(question for question in proposal.menus if question.name == "sheet")
    assert [option.label for option in sheets.options] == ["Data", "Instructions"]


def test_02_template_offers_its_goal_and_never_charts_the_median() -> None:
    proposal = _propose("02")

    assert [target.value for target in proposal.offers.targets] == [5]
    assert "“Median”, “Goal” are lines of a chart, not the numbers." in proposal.left_out


def test_03_export_is_numerator_out_of_denominator_with_its_notes() -> None:
    proposal = _propose("03")

    assert proposal.questions == ()
    assert proposal.reading is not None
    assert _ratios(proposal.reading)[:3] == [(16, 20), (15, 20), (17, 20)]
    assert _days(proposal.reading) == MONTHS
    assert [(one.when, one.text) for one in proposal.offers.annotations] == [
        (dt.date(2024, 10, 1), "PDSA 2")
    ]
    [told] = proposal.left_out
    assert told.startswith("“Target”, “Mean”, “UCL”, “LCL” are lines")


def test_05_calendar_asks_for_days_or_totals() -> None:
    assert _asked("05") == {"table": ["each day", "the totals: Total"]}

    days = _read("05", table=1)
    # Of the 151 cells with a number, two stand for 31 June and 31 September.
    assert len(days.observations) == 149
    april = [one for one in days.observations if one.when.month == 4]
    assert [(one.when.day, one.value) for one in april][:8] == [
        (1, 0), (2, 0), (3, 1), (4, 1), (5, 0), (6, 0), (7, 0), (9, 1)
    ]  # fmt: skip
    assert sum("which has no such day" in told for told in days.left_out) == 2

    totals = _read("05", table=2)
    assert _values(totals) == [9, 14, 12, 22, 16, 20]


def test_06_weeks_begin_on_their_dates() -> None:
    reading = _read("06")

    assert _days(reading) == [dt.date(2025, 1, 6) + dt.timedelta(weeks=i) for i in range(12)]
    assert _values(reading) == [3, 0, 1, 0, 1, 3, 1, 0, 2, 4, 0, 0]
    assert reading.grain == "week"


def test_07_incidents_are_counted_and_people_left_out() -> None:
    asked = _asked("07")
    assert asked == {
        "wards": ["All of them, added up", "Ward 7", "Ward 9"],
        "every": ["Each day", "Each week", "Each month"],
    }

    proposal = _propose("07", wards=(), every="month", ends="keep")
    assert proposal.questions == ()
    assert proposal.reading is not None
    assert _values(proposal.reading) == [17, 14, 15, 14]
    assert {"only Sub category", "only Severity"} <= {one.name for one in proposal.menus}
    told = " ".join(proposal.left_out)
    assert "“Handler” seems to name people" in told
    assert "“Description” is written freely" in told
    assert "“ID” only tells the rows apart" in told

    ward = _read("07", wards=("Ward 7",), every="month", ends="keep")
    assert _values(ward) == [12, 6, 7, 11]
    weeks = _read("07", wards=(), every="week")
    assert sum(value or 0 for value in _values(weeks)) == 60


def test_07_last_month_of_a_list_that_ends_within_it_is_asked_about() -> None:
    assert _asked("07", wards=(), every="month") == {
        "ends": ["Leave it out", "Keep it: all is there"]
    }


def test_09_audit_is_yes_out_of_yes_and_no() -> None:
    [options] = _asked("09").values()
    assert options[:3] == [
        "Skin bundle complete? Yes, out of Yes and No",
        "Repositioned 2 hourly? Yes, out of Yes and No",
        "Mattress correct? Yes, out of Yes and No",
    ]

    reading = _read("09", number="Repositioned 2 hourly?")
    assert _ratios(reading) == [(3, 6), (2, 7), (1, 2), (3, 5), (1, 5), (3, 6), (4, 10), (2, 7)]
    assert any("Patient" in told for told in _propose("09").left_out)


@pytest.mark.parametrize("name", ["10", "11"])
def test_percentages_are_what_a_person_sees(name: str) -> None:
    reading = _read(name)

    assert _days(reading) == MONTHS
    assert _values(reading) == [
        84.5, 85.5, 84, 86, 85, 84.5, 86.5, 85.5, 85, 84, 83.5, 83, 82.5, 83
    ]  # fmt: skip
    assert reading.unit == "%"


def test_14_financial_quarters_begin_in_april() -> None:
    reading = _read("14")

    assert _days(reading)[:5] == [
        dt.date(2022, 4, 1), dt.date(2022, 7, 1), dt.date(2022, 10, 1), dt.date(2023, 1, 1),
        dt.date(2023, 4, 1),
    ]  # fmt: skip
    assert _values(reading) == [33, 34, 39, 24, 40, 29, 35, 21, 37, 24, 25, 35]


def test_16_weeks_ask_for_their_year() -> None:
    assert list(_asked("16")) == ["year"]

    reading = _read("16", year=2024)
    # The ISO weeks 14 and 29 of 2024 begin on 1 April and 15 July.
    assert (_days(reading)[0], _days(reading)[-1]) == (dt.date(2024, 4, 1), dt.date(2024, 7, 15))
    assert len(reading.observations) == 16


def test_18_ward_below_merged_headings_is_a_rate() -> None:
    assert _asked("18") == {"wards": ["All of them, added up", "Ward 7", "Ward 9"]}

    reading = _read("18", wards=("Ward 7",))
    assert _ratios(reading) == list(zip(ULCERS, BED_DAYS, strict=True))
    assert (reading.shape, reading.per) == ("rate", 1000)
    assert reading.left_out == (
        "Row 18 of “18_merged_two_headers.xlsx” is a total and was left out.",
    )


def test_20_two_tables_are_told_apart() -> None:
    assert _asked("20") == {"table": ["Ward 7: Falls", "Ward 9: Pressure ulcers"]}

    assert _values(_read("20", table=1)) == ULCERS
    assert _values(_read("20", table=2)) == [value + 20 for value in ULCERS]


def test_22_first_sheet_with_numbers_is_proposed_and_the_sheet_asked() -> None:
    proposal = _propose("22")

    assert proposal.table.sheet == "Ward 7"
    [question] = proposal.questions
    assert [option.label for option in question.options][:2] == ["Ward 7", "Ward 9"]
    assert _values(_read("22", sheet="Ward 9")) == [value + 9 for value in ULCERS]


def test_25_brackets_are_below_zero_and_a_million_is_asked_about() -> None:
    assert _asked("25") == {"cell B13": ["1,000,000 is right", "Leave this row out"]}

    reading = _read("25", cells={"B13": "keep"})
    assert _values(reading) == [
        1234, -567, 2001, -1023, -45, -12, 300, 1100, -9, 80, -80, 1_000_000, 5, 6
    ]  # fmt: skip


def test_28_apple_numbers_says_how_to_bring_it() -> None:
    with pytest.raises(Refused, match="In Numbers: Share, Export, Excel, then give us that file"):
        _propose("28")


def test_29_american_dates_are_asked_and_never_half_of_them_read() -> None:
    proposal = _propose("29")

    [question] = proposal.questions
    assert question.text.startswith("These look like American dates (month first).")
    reading = _read("29", day_order="month first")
    assert _days(reading) == [dt.date(2025, 1, 5) + dt.timedelta(days=i) for i in range(30)]


def test_31_durations_are_hours_by_day_or_week_of_discharge() -> None:
    assert list(_asked("31")) == ["every"]

    reading = _read("31", every="day")
    # 1 April: to 18:00 of the next day, and to 22:00. 2 April: to 13:00, and to 21:00 of the next.
    assert [one.values for one in reading.observations[:2]] == [(33, 2), (6, 27)]
    assert (reading.shape, reading.unit) == ("time", "hours")
    weeks = _read("31", every="week")
    assert sum(len(one.values) for one in weeks.observations) == 40


def test_33_wards_down_and_months_across_are_chosen_or_added_up() -> None:
    [options] = _asked("33").values()
    assert options == ["All of them, added up", *(f"Ward {number}" for number in range(1, 41))]

    reading = _read("33", wards=("Ward 7",))
    assert _days(reading) == MONTHS
    assert _values(reading)[:13] == [8, 7, 3, 5, 5, 7, 0, 6, 3, 6, 0, 6, 0]
    assert "“Total” is a total and was left out." in reading.left_out


def test_33_several_wards_come_side_by_side() -> None:
    file = next(SHEETS.glob("33_*"))
    book, purpose = open_file(file.read_bytes(), file.name), Purpose(today=TODAY)

    each = propose_each(book, purpose, Choices(), ("Ward 7", "Ward 9"))

    readings = {ward: proposal.reading for ward, proposal in each.items()}
    assert {ward: _values(one)[:3] for ward, one in readings.items() if one} == {
        "Ward 7": [8, 7, 3],
        "Ward 9": [4, 4, 0],
    }


def test_35_ward_of_forty_is_a_rate_per_thousand_bed_days() -> None:
    [options] = _asked("35").values()
    assert len(options) == 41

    reading = _read("35", wards=("Ward 7",))
    assert _ratios(reading) == [
        (1, 519), (2, 663), (3, 564), (3, 660), (3, 650), (3, 584), (4, 778), (0, 505), (3, 735),
        (4, 619), (0, 638), (2, 644), (1, 575), (1, 650),
    ]  # fmt: skip
    assert (reading.shape, reading.per) == ("rate", 1000)


def test_36_fractions_keep_their_wholes_and_the_year_is_asked() -> None:
    assert list(_asked("36")) == ["year"]

    reading = _read("36", year=2025)
    assert _days(reading) == [dt.date(2025, 1, 6) + dt.timedelta(weeks=i) for i in range(12)]
    assert _ratios(reading)[:3] == [(9, 15), (15, 15), (12, 15)]
    assert reading.shape == "share"


def test_43_words_are_numbers_or_asked_row_by_row() -> None:
    assert _asked("43") == {
        "cell B12": ["0", "Leave this row out"],
        "cell B14": ["3", "Leave this row out"],
    }

    reading = _read("43", cells={"B12": "0", "B14": "3"})
    assert _values(reading) == [0, 2, 0, 0, 0, 3, 0, 1, 4, 0, 2, 3, 2]
    assert dt.date(2024, 12, 1) not in _days(reading)
    assert "“2 (1 avoidable)” in B13 was read as 2." in reading.notes


def test_44_months_to_come_are_not_there_yet() -> None:
    reading = _read("44")

    assert _ratios(reading) == [(done, 12) for done in range(10)]
    assert _days(reading) == MONTHS[:10]


def test_46_target_is_offered_and_never_the_number() -> None:
    proposal = _propose("46")

    assert proposal.choices.number == "Number"
    assert [target.value for target in proposal.offers.targets] == [5]


def test_50_quarters_of_a_year_are_asked_once() -> None:
    assert list(_asked("50")) == ["quarters"]

    assert _days(_read("50", quarters="calendar"))[:2] == [
        dt.date(2023, 1, 1),
        dt.date(2023, 4, 1),
    ]
    assert _days(_read("50", quarters="financial"))[-1] == dt.date(2025, 1, 1)


def test_57_rows_are_counted() -> None:
    assert list(_asked("57")) == ["every"]

    assert _values(_read("57", every="month")) == [10, 10, 10, 10, 10]


def test_59_total_is_no_ward() -> None:
    assert _asked("59") == {"wards": ["All of them, added up", "Ward 7", "Ward 9"]}

    reading = _read("59", wards=())
    assert _values(reading) == [2 * value + 1 for value in ULCERS]
    assert "“Total” in “Ward” is a total of the others and was left out." in reading.left_out


def test_61_shares_among_percentages_are_percentages_and_told() -> None:
    reading = _read("61")

    assert _values(reading) == [85, 87, 88, 90, 91, 92, 93, 94, 90, 95, 96, 97, 98, 99]
    [told] = reading.notes
    assert told.startswith("4 numbers are written as shares of 1")


def test_62_far_date_and_misspelt_month_are_asked() -> None:
    asked = _asked("62")

    assert asked["cell A6"][0] == "August 2024"
    assert asked["cell A8"][0] == "October 2024"
    assert _is_ulcers(_read("62", cells={"A6": "2024-08-01", "A8": "2024-10-01"}))


def test_63_ward_is_chosen_among_forty_columns() -> None:
    [options] = _asked("63").values()
    assert options == ["All of them, added up", *(f"Ward {number}" for number in range(1, 41))]

    reading = _read("63", wards=("Ward 7",))
    assert (_values(reading)[0], _values(reading)[-1]) == (6, 3)
    both = _read("63", wards=())
    assert (_values(both)[0], _values(both)[-1]) == (150, 165)
    assert "“Trust total” is a total and was left out." in both.left_out


def test_66_breaches_are_out_of_attendances() -> None:
    reading = _read("66", is_rest=False)

    assert _ratios(reading)[:2] == [(1090, 10_900), (1110, 11_100)]
    assert reading.shape == "share"


def test_68_ranges_are_months_by_their_first_day() -> None:
    reading = _read("68")

    assert _is_ulcers(reading)
    assert reading.grain == "month"
    assert any("the date it begins on" in told for told in reading.notes)


def test_shares_pasted_onto_counts_are_asked_about() -> None:
    known = [Observation(when=day, value=value) for day, value in zip(MONTHS, ULCERS, strict=True)]

    [question] = _propose("10", known=known).questions

    assert question.name == "differs"
    assert _propose("48", known=known).questions == ()
