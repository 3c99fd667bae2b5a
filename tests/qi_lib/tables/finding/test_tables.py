"""Tables in the shapes in which they stand in sheets."""

import datetime as dt
import io

import openpyxl
import pytest

from qi_lib.tables.cells import Cell
from qi_lib.tables.finding.table import Table
from qi_lib.tables.finding.tables import find_tables
from qi_lib.tables.opening.files import open_file, open_pasted


def _tables(text: str, *, heading: int = 0) -> list[Table]:
    return find_tables(open_pasted(text).sheets[0], "x", heading=heading)


def _table(text: str) -> Table:
    [table] = _tables(text)
    return table


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    return [row.cells for row in table.rows]


def _months(*names: str) -> str:
    return "\n".join(f"{name}\t{index}" for index, name in enumerate(names, start=1))


def test_titles_and_settings_above_the_headings_are_kept_apart() -> None:
    table = _table("Falls on Elm\t\nTarget\t5\nUpdated\t3/6/2025\n\t\nMonth\tFalls\nApr-24\t9")

    assert table.columns == ("Month", "Falls")
    assert table.heading == 5
    assert ("Target", "5") in table.above
    assert table.rows[0].number == 6


def test_table_without_headings_is_named_by_its_letters() -> None:
    assert _table(_months("Apr-24", "May-24")).columns == ("Column A", "Column B")


def test_columns_of_one_name_are_told_apart() -> None:
    table = _table("Date\tFalls\tFalls\n1/4/2025\t9\t2")

    assert table.columns == ("Date", "Falls", "Falls (2)")


def test_headings_may_be_answers() -> None:
    table = _table("Month\tDone\tSample\nApr-24\t9\t12")

    assert table.columns == ("Month", "Done", "Sample")


def test_person_says_which_row_holds_the_headings() -> None:
    text = "Month\tFalls\nof\tall\nApr-24\t9"

    assert _tables(text)[0].columns == ("of", "all")
    assert _tables(text, heading=1)[0].columns == ("Month", "Falls")


def test_two_tables_below_each_other_have_their_titles() -> None:
    first = "Ward 7\t\nMonth\tFalls\n" + _months("Apr-24", "May-24")
    second = "Ward 9\t\nMonth\tUlcers\n" + _months("Apr-24", "May-24", "Jun-24")

    tables = _tables(f"{first}\n\t\n{second}")

    assert [(table.title, table.columns[1], len(table.rows)) for table in tables] == [
        ("Ward 7", "Falls", 2),
        ("Ward 9", "Ulcers", 3),
    ]


def test_two_tables_side_by_side_have_their_titles() -> None:
    rows = "\n".join(f"{m}\t{i}\t\t{m}\t{i + 9}" for i, m in enumerate(["Apr-24", "May-24"]))

    tables = _tables(f"Ward 7\t\t\tWard 9\t\nMonth\tFalls\t\tMonth\tFalls\n{rows}")

    assert [table.title for table in tables] == ["Ward 7", "Ward 9"]
    assert tables[1].place_of(tables[1].rows[0], "Falls") == "E3"


def test_empty_column_between_date_and_number_parts_nothing() -> None:
    assert _table("Month\t\tFalls\nApr-24\t\t9\nMay-24\t\t7").columns == ("Month", "Falls")


def test_headings_printed_again_on_the_next_page_are_no_new_table() -> None:
    table = _table("Month\tFalls\nApr-24\t1\nMay-24\t2\nMonth\tFalls\nJun-24\t3")

    assert [row.cells[0] for row in table.rows] == ["Apr-24", "May-24", "Jun-24"]


def test_names_between_rows_that_begin_again_are_tables() -> None:
    text = "Month\tFalls\nWard 7\t\nApr-24\t1\nMay-24\t2\nWard 9\t\nApr-24\t4\nMay-24\t5"

    assert [(table.title, len(table.rows)) for table in _tables(text)] == [
        ("Ward 7", 2),
        ("Ward 9", 2),
    ]


def test_row_of_a_list_without_its_date_is_no_heading() -> None:
    rows = "2/1/2025\tWard 7\tFall\nunknown\tWard 7\tFall\n3/1/2025\tWard 9\tUlcer"

    table = _table(f"Date\tWard\tCategory\n{rows}")

    assert len(table.rows) == 3


def test_wards_over_measures_stand_in_a_column_of_their_own() -> None:
    table = _table(
        "Month\tWard 7\t\tWard 9\t\n\tFalls\tBed days\tFalls\tBed days\nApr-24\t9\t810\t2\t830"
    )

    assert table.columns == ("Month", "Ward", "Falls", "Bed days")
    assert _rows(table) == [("Apr-24", "Ward 7", "9", "810"), ("Apr-24", "Ward 9", "2", "830")]
    assert table.place_of(table.rows[1], "Bed days") == "E3"


def test_measures_over_wards_are_turned_too() -> None:
    table = _table(
        "Month\tFalls\t\tBed days\t\n\tWard 7\tWard 9\tWard 7\tWard 9\nApr-24\t9\t2\t810\t830"
    )

    assert _rows(table) == [("Apr-24", "Ward 7", "9", "810"), ("Apr-24", "Ward 9", "2", "830")]


def test_months_over_numerators_and_denominators_are_dates() -> None:
    table = _table(
        "Ward\tApr-24\t\tMay-24\t\n\tNum\tDen\tNum\tDen\nElm\t8\t10\t9\t10\nOak\t5\t10\t6\t10"
    )

    assert table.columns == ("Ward", "Date", "Num", "Den")
    assert ("Oak", "May-24", "6", "10") in _rows(table)


def test_wards_in_front_of_their_measures_are_turned() -> None:
    table = _table("Month\tWard 7 falls\tWard 9 falls\nApr-24\t9\t2")

    assert table.columns == ("Month", "Ward", "falls")


def test_columns_that_a_total_adds_up_are_alike() -> None:
    table = _table("Month\tElm\tOak\tLarch\tTotal\nApr-24\t1\t2\t3\t6\nMay-24\t2\t0\t1\t3")

    assert [row.cells[1] for row in table.rows[:3]] == ["Elm", "Oak", "Larch"]
    assert table.left_out == ("“Total” is a total and was left out.",)


def test_columns_that_are_not_alike_stay() -> None:
    assert _table("Month\tFalls\tUlcers\nApr-24\t1\t2").columns == ("Month", "Falls", "Ulcers")


def test_months_across_with_wards_down_are_turned() -> None:
    table = _table("Ward\tApr-24\tMay-24\tJun-24\tTotal\nElm\t1\t2\t3\t6\nOak\t4\t5\t6\t15")

    assert table.columns == ("Ward", "Date", "Number")
    assert table.wards == "Ward"
    cell = next(row for row in table.rows if row.cells == ("Oak", "May-24", "5"))
    assert table.place_of(cell, "Number") == "C3"
    assert table.place_of(cell, "Date") == "C1"
    assert table.left_out == ("“Total” is a total and was left out.",)


def test_quarters_among_months_across_are_totals() -> None:
    table = _table("Ward\tApr-24\tMay-24\tJun-24\tQ1 2024/25\nElm\t1\t2\t3\t6\nOak\t4\t5\t6\t15")

    assert len(table.rows) == 6
    assert table.left_out == ("“Q1 2024/25” is a total and was left out.",)


def test_numbers_beside_months_across_belong_to_none_of_them() -> None:
    table = _table("Ward\tBeds\tApr-24\tMay-24\tJun-24\nElm\t20\t1\t2\t3\nOak\t24\t4\t5\t6")

    assert table.columns == ("Ward", "Date", "Number")
    assert table.left_out == ("“Beds” belongs to no date and was left out.",)


def test_years_over_their_months_make_dates() -> None:
    table = _table("\t2024\t\t2025\t\nWard\tNov\tDec\tJan\tFeb\nElm\t1\t2\t3\t4")

    assert [row.cells[1] for row in table.rows] == ["Nov 2024", "Dec 2024", "Jan 2025", "Feb 2025"]


@pytest.mark.parametrize(
    "text",
    [
        "Month\t2023/24\t2024/25\nApril\t4\t3\nMay\t5\t2\nJune\t6\t1",
        "\tApril\tMay\tJune\n2023/24\t4\t5\t6\n2024/25\t3\t2\t1",
    ],
)
def test_years_one_way_and_months_the_other_make_dates(text: str) -> None:
    table = _table(text)

    assert table.columns == ("Date", "Number")
    assert ("May 2024/25", "2") in _rows(table)


def test_measures_down_and_months_across_become_columns() -> None:
    table = _table("\tApr-24\tMay-24\tJun-24\nFalls\t1\t2\t3\nBed days\t800\t810\t820")

    assert table.columns == ("Date", "Falls", "Bed days")
    assert _rows(table)[1] == ("May-24", "2", "810")
    assert table.place_of(table.rows[1], "Bed days") == "C3"


def test_wards_and_measures_down_are_parted() -> None:
    table = _table(
        "Ward\tMeasure\tApr-24\tMay-24\tJun-24\nElm\tFalls\t1\t2\t3\nElm\tBed days\t80\t81\t82\n"
        "Oak\tFalls\t4\t5\t6\nOak\tBed days\t90\t91\t92"
    )

    assert table.columns == ("Ward", "Date", "Falls", "Bed days")
    assert ("Oak", "Jun-24", "6", "92") in _rows(table)


def test_measures_named_in_a_column_become_columns() -> None:
    table = _table(
        "Month\tIndicator\tUnit\tValue\nApr-24\tFalls\tnumber\t1\nApr-24\tBed days\tdays\t800\n"
        "May-24\tFalls\tnumber\t2\nMay-24\tBed days\tdays\t810"
    )

    assert table.columns == ("Month", "Falls", "Bed days")
    assert _rows(table) == [("Apr-24", "1", "800"), ("May-24", "2", "810")]


def test_measure_with_two_numbers_of_one_date_loses_none() -> None:
    table = _table(
        "Month\tIndicator\tValue\nApr-24\tFalls\t1\nApr-24\tFalls\t5\nApr-24\tUlcers\t2\n"
        "May-24\tUlcers\t3"
    )

    assert len(table.rows) == 4


def test_counts_of_yes_and_no_have_a_total() -> None:
    table = _table("Month\tYes\tNo\tN/A\nApr-24\t8\t2\t1\nMay-24\t7\t3\t0")

    assert table.columns[-1] == "Yes and No in total"
    assert [row.cells[-1] for row in table.rows] == [10, 10]


# Days ---------------------------------------------------------------------------------------------


def test_days_across_make_a_date_of_each_cell() -> None:
    days = "\t".join(str(day) for day in range(1, 32))
    april = "\t".join(str(day % 3) for day in range(1, 31)) + "\t"
    text = f"Month\t{days}\tTotal\nApr-24\t{april}\t30\nMay-24\t{april}4\t34"

    each_day, totals = _tables(text)

    assert len(each_day.rows) == 61
    assert each_day.rows[3].cells[0] == dt.date(2024, 4, 4)
    assert totals.columns == ("Month", "Total")


def test_number_for_a_day_that_its_month_has_not_is_told() -> None:
    days = "\t".join(str(day) for day in range(1, 32))
    june = "\t".join("1" for _ in range(31))

    [table] = _tables(f"Month\t{days}\nJun-24\t{june}\nJul-24\t{june}")

    assert len(table.rows) == 61
    assert table.left_out == (
        "Cell AF2 of x has a number for day 31 of “Jun-24”, which has no such day. It was left "
        "out.",
    )


def test_days_down_and_months_across_make_a_date_of_each_cell() -> None:
    rows = "\n".join(f"{day}\t{day % 3}\t{day % 2}\t1" for day in range(1, 32))

    [table] = _tables(f"Day\tJan-25\tFeb-25\tMar-25\n{rows}\nTotal\t30\t15\t31")

    assert len(table.rows) == 31 + 28 + 31


def test_weekdays_across_make_a_date_of_each_cell() -> None:
    table = _table(
        "Week commencing\tMon\tTue\tWed\tThu\tFri\tSat\tSun\tTotal\n"
        "06/01/2025\t1\t0\t2\t0\t1\t\t0\t4\n13/01/2025\t1\t1\t1\t1\t1\t1\t1\t7"
    )

    assert (dt.date(2025, 1, 8), "2") in _rows(table)
    assert len(table.rows) == 14


# Dates and wards in several columns ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "cells", "joined"),
    [
        ("Year\tMonth", "2024\tApril", "April 2024"),
        ("Month\tYear", "Apr\t2024/25", "Apr 2024/25"),
        ("Year\tMonth", "2024\t4", "April 2024"),
        ("Year\tQuarter", "2024\tQ2", "Q2 2024"),
        ("Year\tWeek", "2024\twk 14", "wk 14 2024"),
        ("Year\tWeek no", "2024\t14", "wk 14 2024"),
    ],
)
def test_date_in_two_columns_is_joined(heading: str, cells: str, joined: str) -> None:
    table = _table(f"{heading}\tFalls\n{cells}\t9\n{cells}\t8")

    assert table.rows[0].cells == (joined, "9")


def test_bare_numbers_of_weeks_are_weeks() -> None:
    assert _table("Week\tFalls\n14\t9\n15\t8").rows[0].cells == ("wk 14", "9")


def test_ward_written_once_holds_for_the_rows_below() -> None:
    table = _table("Ward\tMonth\tFalls\nElm\tApr-24\t1\n\tMay-24\t2\nOak\tApr-24\t3\n\tMay-24\t4")

    assert [row.cells[0] for row in table.rows] == ["Elm", "Elm", "Oak", "Oak"]
    assert "“Ward” is written once" in table.left_out[0]


def test_merged_ward_holds_for_the_rows_that_it_covers() -> None:
    book = openpyxl.Workbook()
    for row in (["Ward", "Month", "Falls"], ["Elm", "Apr-24", 1], [None, "May-24", 2]):
        book.active.append(row)  # type: ignore[union-attr]  # it has a sheet
    book.active.merge_cells("A2:A3")  # type: ignore[union-attr]  # it has a sheet
    file = io.BytesIO()
    book.save(file)

    [table] = find_tables(open_file(file.getvalue(), "x.xlsx").sheets[0], "x")

    assert [row.cells[0] for row in table.rows] == ["Elm", "Elm"]
