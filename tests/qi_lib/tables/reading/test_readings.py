"""Observations of a table, and what is said of the rest."""

import contextlib
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_lib.errors import Refused
from qi_lib.model import Observation
from qi_lib.tables.finding.tables import find_tables
from qi_lib.tables.opening.files import open_file, open_pasted
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.proposals import Purpose, propose
from qi_lib.tables.reading.readings import Reading, read

RXL = Path(__file__).parents[5] / "shared" / "data" / "ae_attendances_RXL.csv"
PURPOSE = Purpose(today=dt.date(2026, 1, 10))


def _read(text: str, **chosen: object) -> Reading:
    proposal = propose(open_pasted(text), PURPOSE, Choices.model_validate(chosen))
    assert proposal.reading is not None
    return proposal.reading


def _values(reading: Reading) -> list[float | None]:
    return [one.value for one in reading.observations]


def test_observations_come_in_order_of_date() -> None:
    assert _values(_read("Date\tFalls\n1/6/2025\t3\n1/4/2025\t1\n1/5/2025\t2")) == [1, 2, 3]


def test_third_of_april_is_not_the_fourth_of_march() -> None:
    reading = _read("Date\tFalls\n03/04/2025\t9\n13/04/2025\t7\n")

    assert [one.when for one in reading.observations] == [
        dt.date(2025, 4, 3),
        dt.date(2025, 4, 13),
    ]


def test_reading_depends_on_table_and_choices_alone() -> None:
    [table] = find_tables(open_pasted("Month\tWard\tFalls\nApr-24\tElm\t1").sheets[0], "x")

    assert _values(read(table, Choices(when="Month", number="Falls"))) == [1]


def test_large_counts_are_not_taken_for_dates() -> None:
    reading = _read("Attendances\tMonth\n25000\tApr-24\n26000\tMay-24")

    assert _values(reading) == [25_000, 26_000]


def test_blackpool_share_inside_four_hours_is_attendances_minus_breaches() -> None:
    if not RXL.exists():
        pytest.skip(f"the real A&E figures are not here: {RXL}")

    proposal = propose(open_file(RXL.read_bytes(), RXL.name), PURPOSE)

    assert proposal.questions == ()
    assert proposal.reading is not None
    assert proposal.reading.left_out == ()
    assert len(proposal.reading.observations) == 36
    # Added up here by hand from the lines of March 2019, one for each type of department.
    last = proposal.reading.observations[-1]
    assert last.when == dt.date(2019, 3, 1)
    assert last.denominator == _sum(RXL, "2019-03-01", 3)
    assert last.numerator == _sum(RXL, "2019-03-01", 3) - _sum(RXL, "2019-03-01", 4)


def _sum(path: Path, period: str, column: int) -> float:
    lines = [line.replace('"', "").split(",") for line in path.read_text().splitlines()]
    return sum(float(cells[column]) for cells in lines if cells[0] == period)


def test_one_kind_of_row_can_be_taken_alone() -> None:
    text = "period\ttype\tattendances\tbreaches\n1/3/2017\t1\t100\t40\n1/3/2017\tother\t50\t0"

    reading = _read(text, only={"type": ["1"]}, is_rest=False)

    assert reading.observations == [
        Observation(when=dt.date(2017, 3, 1), numerator=40, denominator=100)
    ]


# What is left out, and told -----------------------------------------------------------------------


def test_zero_denominator_is_kept_and_told() -> None:
    reading = _read("Week\tCompliant\tAudited\n1/4/2025\t12\t15\n8/4/2025\t0\t0")

    assert reading.observations[1].denominator == 0
    assert reading.left_out == (
        "Row 3 of what you pasted has 0 in “Audited”: there is nothing to divide by, so it is kept "
        "but not drawn.",
    )


def test_part_larger_than_the_whole_is_left_out_and_told() -> None:
    reading = _read("Week\tCompliant\tAudited\n1/4/2025\t12\t15\n8/4/2025\t16\t15")

    assert len(reading.observations) == 1
    assert "16 out of 15" in reading.left_out[0]


def test_text_where_a_number_belongs_is_named_by_row_and_file() -> None:
    reading = _read("Month\tFalls\nApr-24\t9\nMay-24\tmany\nJun-24\t8")

    assert reading.left_out == (
        "Row 3 of what you pasted has “many” in “Falls” where a number should be.",
    )


def test_row_without_a_date_is_named_and_a_total_is_told() -> None:
    reading = _read("Month\tFalls\nApr-24\t9\nMay-24\t2\n\t4\nTotal\t13\nAverage\t6.5")

    assert reading.left_out == (
        "Rows 5, 6 of what you pasted are totals and were left out.",
        "Row 4 of what you pasted has no date. Add one or delete the row.",
    )


def test_quarter_among_months_is_a_total_of_them() -> None:
    reading = _read("Month\tFalls\nApr-24\t1\nMay-24\t2\nJun-24\t3\nQ1 2024/25\t6\nJul-24\t4")

    assert _values(reading) == [1, 2, 3, 4]
    assert reading.left_out == ("Row 5 of what you pasted is a total and was left out.",)


def test_words_below_a_table_are_no_rows_of_it() -> None:
    reading = _read("Month\tFalls\nApr-24\t1\nMay-24\t2\nSource: Datix\t\n")

    assert (_values(reading), reading.left_out) == ([1, 2], ())


@pytest.mark.parametrize("blank", ["", "n/a", "N/A", "-", "#N/A", "not recorded"])
def test_blank_number_is_left_out_and_told(blank: str) -> None:
    reading = _read(f"Month\tFalls\nApr-24\t9\nMay-24\t{blank}\nJun-24\t8")

    assert _values(reading) == [9, 8]
    assert reading.left_out == ("Row 3 of what you pasted has no number and is left out.",)


def test_numbers_that_are_kept_back_are_told_with_the_way_they_pull() -> None:
    reading = _read("Month\tDeaths\nApr-24\t9\nMay-24\t<5\nJun-24\t<5\nJul-24\t8")

    assert _values(reading) == [9, None, None, 8]
    assert [one.note for one in reading.observations] == ["", "<5", "<5", ""]
    assert reading.left_out == (
        "2 dates keep a low number back, as in “<5”, and are not drawn: without them the average "
        "stands a little higher than it should.",
    )


def test_sum_of_wards_says_that_one_of_them_was_kept_back() -> None:
    rows = "Apr-24\tHeron\t9\nApr-24\tTeal\t<5\nMay-24\tHeron\t7\nMay-24\tTeal\t6"

    reading = _read("Month\tWard\tDeaths\n" + rows, group="Ward", wards=(), same_date="sum")

    assert _values(reading) == [9, 13]
    assert reading.observations[0].note == "without <5"
    assert reading.left_out[-1].startswith("One sum lacks a number that was kept back")


def test_same_date_twice_is_told_and_the_lower_row_counts() -> None:
    reading = _read("Date\tFalls\n03/04/2025\t9\n04/04/2025\t1\n05/04/2025\t1\n03/04/2025\t7")

    assert _values(reading) == [7, 1, 1]
    assert reading.left_out == (
        "Rows 2 and 5 of what you pasted both have 3 April 2025. The lower one counts.",
    )


# Cases --------------------------------------------------------------------------------------------


def test_weeks_without_a_case_count_nought() -> None:
    reading = _read("Date\tWhat\n3/2/2025\tFall\n4/2/2025\tFall\n26/2/2025\tFall", every="week")

    assert [(one.when.day, one.value) for one in reading.observations] == [
        (3, 2), (10, 0), (17, 0), (24, 1)
    ]  # fmt: skip


def test_last_month_that_is_not_full_can_be_left_out() -> None:
    days = [f"{day}/{month}/2025" for month in (1, 2, 3) for day in range(1, 29, 3)]
    text = "Date\tWhat\n" + "\n".join(f"{day}\tFall" for day in [*days, "1/4/2025", "3/4/2025"])

    assert _values(_read(text, every="month", ends="keep")) == [10, 10, 10, 2]
    assert _values(_read(text, every="month", ends="out")) == [10, 10, 10]


def test_yes_and_no_leave_out_what_is_neither_and_say_so() -> None:
    rows = "3/2/2025\tYes\n3/2/2025\tno\n3/2/2025\tN/A\n3/2/2025\tY\n"

    reading = _read(f"Date\tDone?\n{rows}", every="day")

    assert reading.observations == [
        Observation(when=dt.date(2025, 2, 3), numerator=2, denominator=3)
    ]
    assert reading.notes == ("Neither yes nor no, so counted in neither: “N/A” 1.",)


def test_time_in_days_stays_in_days() -> None:
    reading = _read("Month\tLength of stay (days)\nApr-24\t3 days\nMay-24\t4.5 days")

    assert (_values(reading), reading.unit) == ([3, 4.5], "days")


def test_time_is_in_the_unit_that_its_cells_name() -> None:
    reading = _read("Month\tAverage LOS\nApr-24\t3 days\nMay-24\t4.5 days")

    assert (_values(reading), reading.unit) == ([3, 4.5], "days")


def test_more_times_of_one_week_than_a_point_takes_are_averaged_and_told() -> None:
    rows = "\n".join(f"3/2/2025\t{i % 3}:00\tx{i}" for i in range(1200))

    reading = _read(f"Date\tWait\tRef\n{rows}", number="Wait", every="week")

    assert _values(reading) == [1]
    assert "more than 1,000 rows: the average" in reading.notes[0]


def test_daily_counts_are_added_up_by_the_month_that_is_asked_for() -> None:
    rows = "\n".join(f"{day}/{month}/2025\t{month}" for month in (3, 4) for day in (1, 2, 3))

    assert _values(_read(f"Date\tFalls\n{rows}", every="month")) == [9, 12]


# Anything -----------------------------------------------------------------------------------------


@given(st.binary(max_size=300))
def test_any_bytes_are_proposed_or_refused(content: bytes) -> None:
    with contextlib.suppress(Refused):
        propose(open_file(content, "x"), PURPOSE)


@given(st.text(alphabet="09/-,;\t\n Apr.%n:wkQ(<", max_size=200))
def test_any_pasted_text_is_proposed_or_refused(text: str) -> None:
    with contextlib.suppress(Refused):
        propose(open_pasted(text), PURPOSE)


def test_twenty_thousand_cases_are_counted_by_month() -> None:
    first = dt.date(2015, 1, 1)
    rows = "".join(
        f"{i}\t{first + dt.timedelta(days=i // 6):%d/%m/%Y}\tWard {i % 40}\tFall {i} by the bed\n"
        for i in range(20_000)
    )

    reading = _read(f"ID\tDate\tWard\tDescription\n{rows}", wards=(), every="month", ends="keep")

    assert sum(one.value or 0 for one in reading.observations) == 20_000
