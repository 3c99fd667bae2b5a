"""Tables as people bring them: from Excel, from other systems, half broken."""

import contextlib
import datetime as dt
import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_lib.errors import Refused
from qi_lib.model import Observation
from qi_lib.tables.columns import ColumnMapping, propose_mapping
from qi_lib.tables.files import read_pasted, read_table
from qi_lib.tables.observations import ReadObservations, to_observations
from qi_lib.tables.opening.size_limits import MAX_BYTES

RXL = Path(__file__).parents[4] / "shared" / "data" / "ae_attendances_RXL.csv"


def _workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _read(content: bytes, name: str = "falls.csv") -> ReadObservations:
    table = read_table(content, name)
    return to_observations(table, propose_mapping(table))


def _pasted(text: str) -> ReadObservations:
    table = read_pasted(text)
    return to_observations(table, propose_mapping(table))


# What fits ---------------------------------------------------------------------------------------


def test_third_of_april_is_not_the_fourth_of_march() -> None:
    reading = _read(b"Date,Falls\n03/04/2025,9\n13/04/2025,7\n")

    assert [one.when for one in reading.observations] == [
        dt.date(2025, 4, 3),
        dt.date(2025, 4, 13),
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_is_read_in_any_encoding_excel_writes(encoding: str) -> None:
    text = "Date,Café falls\n01/04/2025,9\n01/05/2025,7\n"

    table = read_table(text.encode(encoding), "falls.csv")

    assert table.columns == ("Date", "Café falls")
    assert len(table.rows) == 2


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_columns_are_found_whatever_parts_them(mark: str) -> None:
    text = f"Date{mark}Falls\n01/04/2025{mark}9\n01/05/2025{mark}7\n"

    assert [one.value for one in _read(text.encode()).observations] == [9, 7]


def test_semicolons_come_with_decimal_commas() -> None:
    reading = _pasted("Date;Average wait\n01/04/2025;12,5\n01/05/2025;9,25\n")

    assert [one.value for one in reading.observations] == [12.5, 9.25]


def test_thousands_and_per_cent_signs_are_read() -> None:
    reading = _pasted('Month\tRate\nApr-24\t1,250\nMay-24\t85%\nJun-24\t"2,000"')

    assert [one.value for one in reading.observations] == [1250, 85, 2000]


def test_workbook_with_real_dates_and_numbers_is_read() -> None:
    rows: list[list[object]] = [["Month", "Falls"], [dt.datetime(2025, 4, 1), 9]]
    content = _workbook(("Data", [*rows, [dt.date(2025, 5, 1), 7.5]]))

    reading = _read(content, "falls.xlsx")

    assert reading.observations == [
        Observation(when=dt.date(2025, 4, 1), value=9),
        Observation(when=dt.date(2025, 5, 1), value=7.5),
    ]


def test_dates_that_lost_their_format_are_still_dates() -> None:
    reading = _read(_workbook(("Data", [["Date", "Falls"], [45000, 9], [45031, 7]])), "falls.xlsx")

    assert [one.when for one in reading.observations] == [
        dt.date(2023, 3, 15),
        dt.date(2023, 4, 15),
    ]


def test_sheet_with_the_data_is_taken_and_told() -> None:
    content = _workbook(
        ("Read me", [["These are falls"]]),
        ("Data", [["Month", "Falls"], ["Apr-24", 9], ["May-24", 7]]),
    )

    table = read_table(content, "falls.xlsx")

    assert table.notes == ("“falls.xlsx” has 2 sheets. We took “Data”, the fullest.",)
    assert table.columns == ("Month", "Falls")


def test_titles_above_the_headings_and_empty_columns_are_passed() -> None:
    table = read_table(b"Falls on Willow,,\n,,\nMonth,,Falls\nApr-24,,9\n", "falls.csv")

    assert table.columns == ("Month", "Falls")
    assert table.rows[0].number == 4


def test_table_without_headings_gets_names_of_columns() -> None:
    reading = _pasted("01/04/2025\t9\n01/05/2025\t7")

    assert [one.value for one in reading.observations] == [9, 7]


def test_columns_of_one_name_are_told_apart() -> None:
    assert read_pasted("Date\tFalls\tFalls\n1/4/2025\t9\t2").columns == (
        "Date",
        "Falls",
        "Falls (2)",
    )


def test_large_counts_are_not_taken_for_excel_dates() -> None:
    table = read_pasted("Attendances\tMonth\n25000\tApr-24\n26000\tMay-24")

    assert propose_mapping(table).when == "Month"


def test_observations_come_in_order_of_date() -> None:
    reading = _pasted("Date\tFalls\n1/6/2025\t3\n1/4/2025\t1\n1/5/2025\t2")

    assert [one.value for one in reading.observations] == [1, 2, 3]


# Parts of a whole --------------------------------------------------------------------------------


def test_part_and_whole_are_recognised_by_their_names() -> None:
    mapping = propose_mapping(read_pasted("Week\tCompliant\tAudited\n1/4/2025\t12\t15"))

    assert (mapping.number, mapping.out_of, mapping.is_rest) == ("Compliant", "Audited", False)


def test_blackpool_share_inside_four_hours_is_attendances_minus_breaches() -> None:
    if not RXL.exists():
        pytest.skip(f"the real A&E figures are not here: {RXL}")

    reading = _read(RXL.read_bytes(), RXL.name)

    # Added up here by hand from the lines of March 2019, one for each type of department.
    last = reading.observations[-1]
    assert len(reading.observations) == 36
    assert reading.problems == []
    assert last.when == dt.date(2019, 3, 1)
    assert last.denominator == _sum(RXL, "2019-03-01", 3)
    assert last.numerator == _sum(RXL, "2019-03-01", 3) - _sum(RXL, "2019-03-01", 4)


def test_one_kind_of_row_can_be_taken_alone() -> None:
    table = read_pasted(
        "period\ttype\tattendances\tbreaches\n1/3/2017\t1\t100\t40\n1/3/2017\tother\t50\t0"
    )
    alone = ColumnMapping(
        when="period", number="breaches", out_of="attendances", group="type", only="1"
    )

    assert to_observations(table, alone).observations == [
        Observation(when=dt.date(2017, 3, 1), numerator=40, denominator=100)
    ]


def test_zero_denominator_is_kept_and_told() -> None:
    reading = _pasted("Week\tCompliant\tAudited\n1/4/2025\t12\t15\n8/4/2025\t0\t0")

    assert reading.observations[1].denominator == 0
    assert reading.problems == [
        "Row 3 of what you pasted has 0 in “Audited”: there is nothing to divide by, so it is kept "
        "but not drawn."
    ]


def test_part_larger_than_the_whole_is_left_out_and_told() -> None:
    reading = _pasted("Week\tCompliant\tAudited\n1/4/2025\t12\t15\n8/4/2025\t16\t15")

    assert len(reading.observations) == 1
    assert "16 out of 15" in reading.problems[0]


# What does not fit -------------------------------------------------------------------------------


def test_text_where_a_number_belongs_is_named_by_row_and_file() -> None:
    content = _workbook(
        ("Data", [["Month", "Falls"], ["Apr-24", 9], ["May-24", "nine"], ["Jun-24", 8]])
    )

    reading = _read(content, "falls.xlsx")

    assert reading.problems == [
        "Row 3 of “falls.xlsx” has “nine” in “Falls” where a number should be."
    ]


def test_row_without_a_date_is_named() -> None:
    reading = _pasted("Month\tFalls\nApr-24\t9\n\t4\nTotal\t13")

    assert reading.problems == [
        "Row 3 of what you pasted has no date. Add one or delete the row.",
        "Row 4 of what you pasted has “Total” where a date should be. "
        "Write it as 3/4/2025 for 3 April 2025.",
    ]


def test_american_dates_are_told_not_turned() -> None:
    reading = _pasted("Date\tFalls\n04/05/2025\t9\n04/06/2025\t8\n04/25/2025\t7")

    assert len(reading.observations) == 2
    assert "“04/25/2025”" in reading.problems[0]


def test_same_date_twice_is_told_and_the_lower_row_counts() -> None:
    reading = _pasted("Date\tFalls\n03/04/2025\t9\n04/04/2025\t1\n03/04/2025\t7")

    assert [one.value for one in reading.observations] == [7, 1]
    assert reading.problems == [
        "Rows 2 and 4 of what you pasted both have 3 April 2025. The lower one counts."
    ]


@pytest.mark.parametrize("blank", ["", "n/a", "N/A", "-", "#N/A", "not recorded"])
def test_blank_number_is_left_out_and_told(blank: str) -> None:
    reading = _pasted(f"Month\tFalls\nApr-24\t9\nMay-24\t{blank}")

    assert len(reading.observations) == 1
    assert reading.problems == ["Row 3 of what you pasted has no number and is left out."]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "is a PDF document"),
        (b"\xff\xd8\xff\xe0 ...", "is a photo"),
        (b"\x00\x00\x00\x18ftypheic....", "is a photo"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"", "is empty"),
        (b"  \n\n ", "is empty"),
        (b"PK\x03\x04 broken", "is damaged"),
        (b"Month,Falls\n", "headings but no rows"),
        (bytes(range(1, 256)).replace(b"\x81", b"") * 9 + b"\x81", "not a table"),
    ],
)
def test_wrong_file_is_refused_in_a_sentence(content: bytes, what: str) -> None:
    with pytest.raises(Refused, match=what):
        read_table(content, "falls.csv")


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("photo.jpg", "a zip file"),
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a presentation"),
        ("Index/Document.iwa", "In Numbers: Share, Export, Excel, then give us that file"),
    ],
)
def test_other_kinds_of_zip_are_refused(inner: str, what: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(inner, "<x/>")

    with pytest.raises(Refused, match=what):
        read_table(file.getvalue(), "falls.xlsx")


def test_empty_sheet_is_refused() -> None:
    with pytest.raises(Refused, match="empty"):
        read_table(_workbook(("Data", [])), "falls.xlsx")


def test_old_workbook_that_cannot_be_opened_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        read_table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "falls.xls")


def test_table_without_dates_or_numbers_says_what_is_missing() -> None:
    with pytest.raises(Refused, match="no column of dates"):
        propose_mapping(read_pasted("Ward\tFalls\nElm\t9\nOak\t7"))
    with pytest.raises(Refused, match="no column of numbers"):
        propose_mapping(read_pasted("Date\tWard\n1/4/2025\tElm\n2/4/2025\tOak"))


# Too much ----------------------------------------------------------------------------------------


def test_fifty_megabytes_are_refused_at_once_and_without_memory() -> None:
    content = b"01/04/2025,9\n" * 4_000_000
    tracemalloc.start()
    start = time.perf_counter()

    with pytest.raises(Refused, match="the most is 10 MB"):
        read_table(content, "falls.csv")

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.perf_counter() - start < 0.5
    assert peak < 1_000_000


def test_more_rows_than_the_most_are_refused() -> None:
    content = b"1/4/25,9\n" * 200_001
    assert len(content) < MAX_BYTES

    with pytest.raises(Refused, match="more than 200,000 rows"):
        read_table(content, "falls.csv")


def test_workbook_that_unpacks_to_gigabytes_is_refused_unopened() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 151_000_000)

    with pytest.raises(Refused, match="far more than"):
        read_table(file.getvalue(), "falls.xlsx")


# Anything ----------------------------------------------------------------------------------------


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(Refused):
        _read(content)


@given(st.text(alphabet="09/-,;\t\n Apr.%n", max_size=200))
def test_any_pasted_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Refused):
        _pasted(text)


def _sum(path: Path, period: str, column: int) -> float:
    lines = [line.replace('"', "").split(",") for line in path.read_text().splitlines()]
    return sum(float(cells[column]) for cells in lines if cells[0] == period)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Month\tNumber of first walks\tPatients", ("Number of first walks", "Patients")),
        ("Month\tWalked\tPatients in total", ("Walked", "Patients in total")),
        ("Month\tReferrals", ("Referrals", "")),
        ("Month\tHospital number\tIncidents", ("Incidents", "")),
    ],
)
def test_count_is_not_mistaken_for_a_key(heading: str, expected: tuple[str, str]) -> None:
    cells = "\t12\t40" if heading.count("\t") == 2 else "\t12"
    table = read_pasted(f"{heading}\nApril 2026{cells}\nMay 2026{cells}")

    mapping = propose_mapping(table)

    assert (mapping.number, mapping.out_of) == expected


# Several values of one date ----------------------------------------------------------------------


def test_rows_of_one_date_are_several_values_where_most_dates_have_some() -> None:
    reading = _pasted("Date\tMinutes\n1/3/2025\t12\n1/3/2025\t35\n2/3/2025\t20\n2/3/2025\t31\n")

    assert [one.values for one in reading.observations] == [(12, 35), (20, 31)]
    assert reading.problems == []


def test_stray_row_of_the_same_date_is_no_second_value() -> None:
    reading = _pasted("Date\tMinutes\n1/3/2025\t12\n1/3/2025\t35\n2/3/2025\t20\n3/3/2025\t31\n")

    assert [one.value for one in reading.observations] == [35, 20, 31]
    assert "The lower one counts" in reading.problems[0]


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
def test_columns_that_say_whom_a_row_is_about_are_left_out_and_told(
    heading: str, cells: tuple[str, str], what: str
) -> None:
    table = read_pasted(
        f"{heading}\tDate\tFalls\n{cells[0]}\t3/4/2026\t1\n{cells[1]}\t4/4/2026\t2\n"
    )

    assert table.columns == ("Date", "Falls")
    assert f"“{heading}” seems to hold {what}" in table.notes[-1]
    assert not any(cell in table.notes[-1] for cell in cells)
    reading = to_observations(table, propose_mapping(table))
    assert [(one.when, one.value) for one in reading.observations] == [
        (dt.date(2026, 4, 3), 1),
        (dt.date(2026, 4, 4), 2),
    ]


def test_nhs_numbers_without_a_heading_are_left_out_too() -> None:
    table = read_pasted("9434765919\t3/4/2026\t1\n4010232137\t4/4/2026\t2\n")

    assert len(table.columns) == 2
    assert "an NHS number" in table.notes[-1]


@pytest.mark.parametrize("heading", ["Number of falls", "Ward name", "Patients", "Births"])
def test_columns_about_nobody_stay(heading: str) -> None:
    table = read_pasted(f"Date\t{heading}\n3/4/2026\t1\n4/4/2026\t2\n")

    assert table.columns == ("Date", heading)
    assert table.notes == ()
