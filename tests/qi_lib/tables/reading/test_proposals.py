"""What is proposed of a table, and what is asked."""

import datetime as dt
import io

import openpyxl
import pytest

from qi_lib.model import Direction, Frequency, Measure, Observation
from qi_lib.tables.opening.files import open_file, open_pasted
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.proposals import Proposal, Purpose, propose

TODAY = dt.date(2026, 1, 10)
MONTHS = ["Apr-24", "May-24", "Jun-24", "Jul-24", "Aug-24", "Sep-24", "Oct-24", "Nov-24"]


def _propose(text: str, *, measure: str = "", **chosen: object) -> Proposal:
    purpose = Purpose(today=TODAY, measure=measure)
    return propose(open_pasted(text), purpose, Choices.model_validate(chosen))


def _monthly(heading: str, *columns: list[object]) -> str:
    rows = zip(MONTHS, *columns, strict=False)
    return f"Month\t{heading}\n" + "\n".join("\t".join(map(str, row)) for row in rows)


def _open(proposal: Proposal) -> list[str]:
    return [question.name for question in proposal.questions]


COUNTS: list[object] = [3, 4, 2, 5, 3, 6, 4, 2]
OTHERS: list[object] = [9, 8, 7, 9, 6, 8, 9, 7]
BEDS: list[object] = [810, 790, 805, 812, 799, 801, 808, 797]


# What is charted ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bed_days", ["Bed days", "Occupied bed days", "OBD", "OBDs", "Patient days"]
)
def test_counts_beside_bed_days_are_a_rate(bed_days: str) -> None:
    proposal = _propose(_monthly(f"Falls\t{bed_days}", COUNTS, BEDS))

    assert _open(proposal) == []
    assert (proposal.choices.number, proposal.choices.out_of) == ("Falls", bed_days)
    assert proposal.reading is not None
    assert (proposal.reading.shape, proposal.reading.per) == ("rate", 1000)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("Compliant", "Audited"),
        ("Obs on time", "Obs due"),
        ("No. of pts seen <4h", "Pts"),
        ("Breaches", "Attendances"),
        ("Numerator", "Denominator"),
        ("Letters sent", "Letters due"),
        ("Bundles completed", "Opportunities"),
    ],
)
def test_part_and_whole_are_known_by_their_headings_in_either_order(part: str, whole: str) -> None:
    for heading, columns in (
        (f"{part}\t{whole}", (COUNTS, OTHERS)),
        (f"{whole}\t{part}", (OTHERS, COUNTS)),
    ):
        proposal = _propose(_monthly(heading, *columns))

        assert _open(proposal) == []
        assert (proposal.choices.number, proposal.choices.out_of) == (part, whole)


def test_part_that_goes_wrong_charts_the_rest() -> None:
    proposal = _propose(_monthly("Breaches\tAttendances", COUNTS, OTHERS))

    assert proposal.choices.is_rest
    assert proposal.reading is not None
    assert proposal.reading.observations[0].numerator == 6


def test_share_that_is_worked_out_shows_the_part_and_the_whole() -> None:
    shares: list[object] = ["33%", "50%", "29%", "56%", "50%", "75%", "44%", "29%"]

    proposal = _propose(_monthly("A\tB\tC", COUNTS, OTHERS, shares))

    assert _open(proposal) == []
    assert (proposal.choices.number, proposal.choices.out_of) == ("A", "B")


def test_whole_that_only_may_be_one_is_asked() -> None:
    proposal = _propose(_monthly("Falls\tPatients", COUNTS, OTHERS))

    [question] = proposal.questions
    assert [option.label for option in question.options][:2] == ["Falls, out of Patients", "Falls"]


def test_two_numbers_without_a_relation_are_asked() -> None:
    proposal = _propose(_monthly("Falls\tUlcers", COUNTS, OTHERS))

    assert _open(proposal) == ["number"]
    assert _open(_propose(_monthly("Falls\tUlcers", COUNTS, OTHERS), number="Ulcers")) == []


def test_column_called_as_the_measure_is_the_number() -> None:
    proposal = _propose(_monthly("Falls\tUlcers", COUNTS, OTHERS), measure="ulcers")

    assert (_open(proposal), proposal.choices.number) == ([], "Ulcers")


@pytest.mark.parametrize(
    "line",
    [
        "Target", "Target %", "Goal", "Trajectory", "Median", "Mean", "Average", "UCL", "LCL",
        "Upper control limit", "Lower process limit", "Baseline", "National average", "Plan", "SD",
    ],
)  # fmt: skip
def test_line_of_a_chart_is_never_the_number(line: str) -> None:
    flat: list[object] = [5] * 8

    for heading, columns in (
        (f"{line}\tFalls", (flat, COUNTS)),
        (f"Falls\t{line}", (COUNTS, flat)),
    ):
        proposal = _propose(_monthly(heading, *columns))

        assert (_open(proposal), proposal.choices.number) == ([], "Falls")


@pytest.mark.parametrize(
    "name", ["Mean wait", "Number meeting target", "% within target", "Variance", "Number"]
)
def test_measure_with_a_word_of_a_line_is_the_number(name: str) -> None:
    assert _propose(_monthly(name, COUNTS)).choices.number == name


def test_running_total_is_never_the_number() -> None:
    running: list[object] = [3, 7, 9, 14, 17, 23, 27, 29]

    proposal = _propose(_monthly("So far\tFalls", running, COUNTS))

    assert (_open(proposal), proposal.choices.number) == ([], "Falls")


@pytest.mark.parametrize("key", ["ID", "Ref", "Incident number", "Record no", "No."])
def test_key_is_never_charted(key: str) -> None:
    first = 1 if key == "No." else 40_000
    rows = "\n".join(f"{first + i}\t{i + 1}/3/2025" for i in range(9))

    proposal = _propose(f"{key}\tDate\n{rows}")

    assert proposal.choices.number == ""
    assert any(f"“{key}”" in told for told in proposal.left_out)


def test_age_of_a_case_is_no_number_to_chart() -> None:
    rows = "\n".join(f"{900 + i}\t{i // 2 + 1}/3/2025\t{60 + i}" for i in range(20))

    proposal = _propose(f"ID\tDate\tAge\n{rows}", every="week", ends="keep")

    assert (proposal.choices.number, _open(proposal)) == ("", [])


def test_time_of_day_in_four_figures_is_no_number_to_chart() -> None:
    rows = "\n".join(f"{i + 1}/3/2025\t{i:02}30\tFall" for i in range(20))

    assert _propose(f"Date\tTime\tWhat\n{rows}").choices.number == ""


# People -------------------------------------------------------------------------------------------


def test_columns_about_people_are_left_out_and_hidden() -> None:
    rows = "\n".join(f"{i + 1}/3/2025\tJ Smith\tYes" for i in range(6))

    proposal = _propose(f"Date\tWho did it\tDone?\n{rows}", every="week")

    assert "“Who did it” seems to name people and was left out." in proposal.left_out
    assert proposal.preview.rows[1].cells == ("1/3/2025", "•••", "Yes")
    assert proposal.preview.marks == ("when", "about people", "number")


# 943 476 5919 and 401 023 2137 are made-up numbers whose check digits fit.
@pytest.mark.parametrize(
    ("heading", "cells", "what"),
    [
        ("NHS number", ("9434765919", "4010232137"), "an NHS number"),
        ("Ref", ("943 476 5919", "401 023 2137"), "an NHS number"),
        ("Date of birth", ("3/4/1941", "5/6/1950"), "a date of birth"),
        ("DOB", ("3/4/1941", "5/6/1950"), "a date of birth"),
        ("Surname", ("Smith", "Jones"), "a person’s name"),
        ("Contact", ("a@example.org", "b@example.org"), "an e-mail address"),
        ("Hospital number", ("123", "124"), "a person’s number"),
    ],
)
def test_identities_are_left_out_and_never_repeated(
    heading: str, cells: tuple[str, str], what: str
) -> None:
    proposal = _propose(
        f"{heading}\tDate\tFalls\n{cells[0]}\t3/4/2025\t1\n{cells[1]}\t4/4/2025\t2\n"
    )

    [told] = proposal.left_out
    assert f"“{heading}” seems to hold {what}" in told
    assert not any(cell in told for cell in cells)
    assert proposal.reading is not None
    assert [(one.when, one.value) for one in proposal.reading.observations] == [
        (dt.date(2025, 4, 3), 1),
        (dt.date(2025, 4, 4), 2),
    ]


@pytest.mark.parametrize("heading", ["Number of falls", "Patients", "Births", "Staff off sick"])
def test_numbers_about_nobody_stay(heading: str) -> None:
    proposal = _propose(f"Date\t{heading}\n3/4/2025\t1\n4/4/2025\t2\n")

    assert (proposal.choices.number, proposal.left_out) == (heading, ())


# Wards, sheets and rows of one date ---------------------------------------------------------------


def test_wards_are_asked_and_their_total_is_none() -> None:
    text = "Month\tSite\tFalls\nApr-24\tElm\t1\nApr-24\tOak\t2\nApr-24\tAll sites\t3\n"

    [question] = _propose(text).questions

    assert [option.label for option in question.options] == ["All of them, added up", "Elm", "Oak"]


def test_shares_of_wards_are_not_added_up() -> None:
    text = "Month\tWard\tDone\nApr-24\tElm\t80%\nApr-24\tOak\t90%\n"

    [question] = _propose(text).questions

    assert [option.label for option in question.options] == ["Elm", "Oak"]


def test_ward_of_one_name_on_two_sites_is_asked_about() -> None:
    text = "Month\tSite\tWard\tFalls\n" + "".join(
        f"Apr-24\t{site}\t{ward}\t1\n"
        for site, ward in (("North", "Ward 1"), ("North", "Ward 2"), ("South", "Ward 1"))
    )

    assert _open(_propose(text, wards=("Ward 1",))) == ["only Site"]


def test_kinds_of_event_add_up_and_are_offered_as_filters() -> None:
    rows = "Apr-24\tLow\t1\nApr-24\tHigh\t2\nMay-24\tLow\t5\nMay-24\tHigh\t0\n"
    text = f"Month\tSeverity\tFalls\n{rows}"

    proposal = _propose(text)
    some = _propose(text, only={"Severity": ["High"]})

    assert _open(proposal) == []
    assert proposal.reading is not None
    assert some.reading is not None
    assert [one.value for one in proposal.reading.observations] == [3, 5]
    assert [one.value for one in some.reading.observations] == [2, 0]


def test_ward_that_is_not_there_is_asked_for_again() -> None:
    text = "Month\tWard\tFalls\nApr-24\tElm\t1\nApr-24\tOak\t2\n"

    assert _open(_propose(text, wards=("Ash",))) == ["wards"]


def test_sheets_with_the_same_columns_are_offered_together() -> None:
    book = openpyxl.Workbook()
    for name, month in (("Apr", 4), ("May", 5)):
        sheet = book.create_sheet(name)
        for row in (["Date", "Falls"], [dt.datetime(2024, month, 1), month]):
            sheet.append(row)
    book.remove(book.worksheets[0])
    file = io.BytesIO()
    book.save(file)
    opened, purpose = open_file(file.getvalue(), "x.xlsx"), Purpose(today=TODAY)

    [question] = propose(opened, purpose).questions
    together = propose(opened, purpose, Choices(sheet="all sheets"))

    assert [option.label for option in question.options] == ["Apr", "May", "all sheets"]
    assert together.questions == ()
    assert together.reading is not None
    assert [one.value for one in together.reading.observations] == [4, 5]


def test_doubled_month_is_asked() -> None:
    text = "Month\tFalls\nApr-24\t9\nMay-24\t7\nMay-24\t8\nJun-24\t6\n"

    [question] = _propose(text).questions

    assert question.text.startswith("One date stands in several rows, such as 01/05/2024 with 7")
    reading = _propose(text, same_date="sum").reading
    assert reading is not None
    assert [one.value for one in reading.observations] == [9, 15, 6]


def test_times_of_one_date_are_several_values_of_it() -> None:
    text = "Date\tMinutes\n1/3/2025\t12\n1/3/2025\t35\n2/3/2025\t20\n2/3/2025\t31\n"

    proposal = _propose(text)

    assert _open(proposal) == []
    assert proposal.reading is not None
    assert [one.values for one in proposal.reading.observations] == [(12, 35), (20, 31)]


def test_ones_and_noughts_of_one_date_are_offered_as_a_share() -> None:
    rows = "\n".join(f"{i // 4 + 1}/3/2025\t{int(i % 4 > 0)}" for i in range(16))

    proposal = _propose(f"Date\tVTE assessed\n{rows}")

    assert _open(proposal) == ["same_date"]
    assert proposal.choices.same_date == "share"
    assert proposal.reading is not None
    assert proposal.reading.observations[0].numerator == 3


# Cases --------------------------------------------------------------------------------------------


def test_cases_are_gathered_as_often_as_the_measure_has_numbers() -> None:
    rows = "\n".join(f"{i + 1}/3/2025\tFall" for i in range(28))
    measure = Measure(name="Falls", frequency=Frequency.WEEK)
    known = [Observation(when=dt.date(2025, 2, 24), value=6)]
    purpose = Purpose.of(measure, known, today=TODAY)

    proposal = propose(open_pasted(f"Date\tWhat\n{rows}"), purpose)

    assert "every" not in _open(proposal)
    assert proposal.choices.every == "week"


def test_time_between_two_stamps_is_offered() -> None:
    rows = "\n".join(f"{i + 1}/3/2025 09:00\t{i + 1}/3/2025 1{i}:30" for i in range(5))
    text = f"Arrived\tSeen\n{rows}"

    [first, *_] = _propose(text).questions
    reading = _propose(text, until="Seen", every="day").reading

    assert first.options[0].label == "Time from Arrived to Seen"
    assert reading is not None
    assert [one.values for one in reading.observations][:2] == [(1.5,), (2.5,)]
    assert reading.unit == "hours"


def test_two_dates_of_a_case_are_asked_unless_one_is_that_of_the_incident() -> None:
    rows = "\n".join(f"{i + 1}/3/2025\t{i + 2}/3/2025\tFall" for i in range(9))

    assert "when" in _open(_propose(f"Date one\tDate two\tWhat\n{rows}"))
    proposal = _propose(f"Date reported\tIncident date\tWhat\n{rows}")
    assert "when" not in _open(proposal)
    assert proposal.choices.when == "Incident date"


def test_empty_cells_among_ticks_are_asked_about() -> None:
    rows = "\n".join(f"{i // 6 + 1}/3/2025\t{'✓' if i % 3 else ''}" for i in range(18))
    text = f"Date\tDone\n{rows}"

    assert _open(_propose(text)) == ["blanks"]
    reading = _propose(text, blanks="no").reading
    assert reading is not None
    assert [(one.numerator, one.denominator) for one in reading.observations] == [(4, 6)] * 3


def test_cross_beside_ticks_is_a_no() -> None:
    rows = "\n".join(f"{i // 6 + 1}/3/2025\t{'✓' if i % 3 else 'x'}" for i in range(18))

    reading = _propose(f"Date\tDone\n{rows}").reading

    assert reading is not None
    assert [(one.numerator, one.denominator) for one in reading.observations] == [(4, 6)] * 3


# What dates and numbers leave open ----------------------------------------------------------------


def test_year_comes_from_the_title_and_is_asked_all_the_same() -> None:
    text = "Falls 2023/24\t\n\t\nMonth\tFalls\nApril\t1\nMay\t2\nJune\t3\n"

    [question] = _propose(text).questions

    assert question.options[question.chosen].label.startswith("2023: 01/04/2023")
    assert question.answer(Choices(), "2021").year == 2021


def test_shares_below_a_heading_of_percent_are_asked() -> None:
    text = _monthly("Done %", [0.8, 0.85, 0.9, 0.7, 0.75, 0.8, 0.9, 0.95])

    [question] = _propose(text).questions

    assert question.options[0].label == "0.8 is 80%"
    reading = _propose(text, scale="percent").reading
    assert reading is not None
    assert reading.observations[0].value == 0.8


def test_minutes_written_with_a_colon_are_asked_about() -> None:
    text = "Date\tResponse (mins)\n1/3/2025\t1:30\n2/3/2025\t2:15\n3/3/2025\t4:00\n"

    assert _open(_propose(text)) == ["clock"]
    short, long = _propose(text, clock="minutes").reading, _propose(text, clock="hours").reading
    assert short is not None
    assert long is not None
    assert [one.value for one in short.observations] == [1.5, 2.25, 4]
    assert [one.value for one in long.observations] == [90, 135, 240]


def test_british_dates_that_could_be_american_are_not_asked_about() -> None:
    rows = "\n".join(f"01/{month:02}/2024\t{month}" for month in range(4, 13))

    proposal = _propose(f"Date\tFalls\n{rows}")

    assert _open(proposal) == []
    assert proposal.reading is not None
    assert proposal.reading.observations[1].when == dt.date(2024, 5, 1)


def test_dates_that_are_months_only_when_read_as_american_are_asked_about() -> None:
    rows = "\n".join(f"{month:02}/01/2024\t{month}" for month in range(4, 13))

    assert _open(_propose(f"Date\tFalls\n{rows}\n01/01/2025\t3")) == ["day_order"]


# Beside the numbers -------------------------------------------------------------------------------


def test_table_without_dates_asks_and_shows_its_rows() -> None:
    proposal = _propose("Ward\tFalls\nElm\t3\nOak\t4")

    [question] = proposal.questions
    assert question.text == "Which column holds dates? We found none."
    assert proposal.reading is None
    assert [row.cells for row in proposal.preview.rows] == [
        ("Ward", "Falls"),
        ("Elm", "3"),
        ("Oak", "4"),
    ]


def test_column_that_is_not_there_is_named() -> None:
    assert _propose(_monthly("Falls", COUNTS), number="Fals").unknown == ("Fals",)


def test_settings_above_are_offered_for_the_measure() -> None:
    above = "Measure:\tFalls on Elm\nTarget\t4\nImprovement direction\tLow\n\t\n"

    offers = _propose(above + _monthly("Value", COUNTS)).offers

    assert (offers.name, offers.direction) == ("Falls on Elm", Direction.DOWN)
    assert [target.value for target in offers.targets] == [4]


def test_target_that_changes_holds_from_its_dates_on() -> None:
    text = _monthly("Falls\tTarget", COUNTS, [5, 5, 5, 5, 3, 3, 3, 3])

    assert [(one.value, one.start) for one in _propose(text).offers.targets] == [
        (5, None),
        (3, dt.date(2024, 8, 1)),
    ]


def test_firsts_of_months_or_first_days_of_a_month_are_asked_about() -> None:
    rows = "".join(f"{number}/1/2025\t{number % 4}\n" for number in range(1, 13))

    proposal = _propose("Date\tFalls\n" + rows)

    assert _open(proposal) == ["day_order"]


def test_wards_below_a_title_that_says_a_rate_are_never_added_up() -> None:
    rows = "".join(
        f"{ward}\t" + "\t".join(f"{n % 5}.{n}" for n in range(8)) + "\n" for ward in "ABCD"
    )
    text = "Falls per 1,000 bed days\nWard\t" + "\t".join(MONTHS) + "\n" + rows

    [question] = [one for one in _propose(text).questions if one.name == "wards"]

    assert [option.label for option in question.options] == ["A", "B", "C", "D"]


def test_unit_of_times_can_be_changed() -> None:
    rows = "".join(f"{day}/1/2025\t{day}:30\n" for day in range(1, 9))
    proposal = _propose("Date\tWait\n" + rows)
    unit = next(one for one in proposal.menus if one.name == "unit")
    assert unit.options[unit.chosen].label == "Hours"
    assert not unit.is_open

    later = _propose("Date\tWait\n" + rows, unit="minutes")

    assert later.reading is not None
    assert (later.reading.unit, later.reading.observations[0].value) == ("minutes", 90)
    assert not [one for one in _propose(_monthly("Falls", COUNTS)).menus if one.name == "unit"]


def test_number_of_events_is_asked_about_beside_the_number_of_people() -> None:
    proposal = _propose(_monthly("Number of falls\tNumber of residents", COUNTS, OTHERS))

    [question] = proposal.questions
    assert [option.label for option in question.options][:2] == [
        "Number of falls, out of Number of residents",
        "Number of falls",
    ]


def test_compliant_is_out_of_compliant_and_not_compliant() -> None:
    proposal = _propose(_monthly("Compliant\tNot compliant\tN/A", COUNTS, OTHERS, [0] * 8))

    assert _open(proposal) == []
    assert proposal.choices.out_of == "Compliant and Not compliant in total"


def test_colours_of_a_traffic_light_are_no_wards() -> None:
    colours: list[object] = ["Red", "Green", "Red", "Green", "Red", "Green", "Red", "Green"]

    assert _open(_propose(_monthly("Falls\tRAG", COUNTS, colours))) == []


def test_any_column_of_few_values_is_a_filter_of_a_list() -> None:
    rows = "".join(
        f"{row},{row % 28 + 1}/1/2025,{row % 3 + 1},{'Yes' if row % 2 else 'No'},Fall\n"
        for row in range(60)
    )
    text = "ID,Incident date,Severity,Witnessed?,Kind\n" + rows

    proposal = _propose(text, number="", every="month", ends="keep")

    filters = {one.name: one for one in proposal.menus if one.name.startswith("only ")}
    assert set(filters) == {"only Severity", "only Witnessed?"}
    kept = _propose(
        text,
        number="",
        every="month",
        ends="keep",
        only={"Witnessed?": ("No",), "Severity": ("1",)},
    )
    assert kept.reading is not None
    assert [one.value for one in kept.reading.observations] == [10]


def test_two_columns_called_as_the_measure_are_asked_about() -> None:
    proposal = _propose(_monthly("Falls\tFalls", COUNTS, OTHERS), measure="Falls")

    assert _open(proposal) == ["number"]


def test_sheet_that_is_not_filled_in_is_not_counted_by_its_rows() -> None:
    proposal = _propose(_monthly("Falls", [""] * 8))

    question = proposal.questions[0]
    assert question.text == "There are no numbers yet. Count the rows?"
