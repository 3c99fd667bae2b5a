"""A table becomes the numbers of *My chart*."""

import datetime as dt
import re
from pathlib import Path

import pytest

from qi_lib.client import MeasureHandle
from qi_lib.model import Frequency
from tests.widgets.chart.conftest import FALLS, PASTED, HubOf, saved_record
from tests.widgets.conftest import find, has, open_chart, press, type_into
from widgets.chart.tool import ChartTool
from widgets.frame.screen import Screen

# After all dates below: a table is asked about those still to come.
TODAY = dt.date(2026, 4, 10)
RXL = Path(__file__).parents[5] / "shared" / "data" / "ae_attendances_RXL.csv"


def test_pasted_numbers_give_a_finding_a_chart_and_words(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")
    mapping = press(tool, "paste", pasted=PASTED)
    assert mapping.question == "24 numbers found. Is this right?"

    screen = press(tool, "use")

    # FALLS goes from about 8.8 to about 5: two in five fewer, nine months in a row.
    assert screen.question == "Falls are down by two in five, and have stayed down for nine months"
    assert [mark.tone for mark in screen.marks] == ["", "better", ""]
    assert "nine months in a row are better than the average" in find(screen, "explained").text
    assert find(screen, "chart").label.startswith("Chart of Falls.")
    assert find(screen, "chart").svg.startswith("<svg ")
    assert find(screen, "chart").spots[0].words == "January 2024: 8"


def test_paste_that_is_no_table_stays_in_the_box(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")

    screen = press(tool, "paste", pasted="We had nine falls in March")

    assert screen.key == "give"
    assert find(screen, "pasted").problem
    assert tool.forgotten == []


def test_wrong_file_is_explained_where_it_was_given(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")

    tool.receive("file", "falls.csv", b"%PDF-1.7")

    assert "is a PDF document" in find(tool.screen(), "file").problem


def test_photo_instead_of_a_spreadsheet_is_refused_in_a_sentence(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")

    tool.receive("file", "IMG_0042.HEIC", b"\x00\x00\x00\x24ftypheic" + bytes(range(256)))

    problem = find(tool.screen(), "file").problem
    assert problem == (
        "“IMG_0042.HEIC” is a photo, not a table. Give the spreadsheet that it shows, or type the "
        "numbers. On an iPad or iPhone: open the picture in Photos, press on the numbers until "
        "they are marked, tap Copy, then paste them here."
    )


def test_files_that_are_refused_in_a_sentence_can_be_chosen(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)

    accepted = find(press(tool, "give"), "file").accept.split(",")

    assert {".numbers", ".pdf", ".docx", ".html", ".xlsx", ".csv"} <= set(accepted)


def test_photo_is_refused_with_what_to_do_on_this_device(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    photo = b"\x00\x00\x00\x24ftypheic" + bytes(range(256))
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")

    tool.device = "apple"
    tool.receive("file", "IMG_0042.HEIC", photo)
    on_an_ipad = find(tool.screen(), "file").problem
    tool.device = "computer"
    tool.receive("file", "IMG_0042.HEIC", photo)
    elsewhere = find(tool.screen(), "file").problem

    assert on_an_ipad.endswith("tap Copy, then paste them here.")
    assert "Give the spreadsheet" not in on_an_ipad
    assert elsewhere.endswith("Give the spreadsheet that it shows, or type the numbers.")


def test_new_numbers_are_added_or_replace_those_that_are_there(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-05-01", value=8)
    falls.add(when="2025-06-01", value=9)
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")
    screen = press(tool, "paste", pasted="Month\tFalls\nJun 2025\t1\nJul 2025\t2")
    assert find(screen, "map.mode").options[0].hint == "Corrects 1 June 2025 from 9 to 1"
    press(tool, "use")
    assert [one.value for one in falls.observations] == [8, 1, 2]

    press(tool, "give")
    press(tool, "paste", pasted="Month\tFalls\nJun 2025\t5\nJul 2025\t6")
    type_into(tool, "map.mode", "replace")
    press(tool, "use")

    assert [one.value for one in falls.observations] == [5, 6]


def test_numbers_that_somebody_adds_meanwhile_are_kept(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")
    press(tool, "paste", pasted="Month\tFalls\nJun 2025\t1\nJul 2025\t2")
    falls.add(when="2025-01-01", value=9)

    press(tool, "use")

    assert [one.value for one in falls.observations] == [9, 1, 2]


def test_blackpool_file_becomes_the_share_inside_four_hours(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    if not RXL.exists():
        pytest.skip(f"the real A&E figures are not here: {RXL}")
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "define")
    type_into(tool, "measure.name", "Seen inside four hours")
    type_into(tool, "measure.direction", "up")
    press(tool, "give")

    tool.receive("file", RXL.name, RXL.read_bytes())
    assert "“attendances” minus “breaches”" in find(tool.screen(), "read").text
    screen = press(tool, "use")

    first = falls.observations[0]
    assert (first.when, first.numerator, first.denominator) == (dt.date(2016, 4, 1), 14644, 16258)
    assert re.search(r"\bp′? chart", find(screen, "explained").text, re.IGNORECASE)
    assert len(falls.observations) == 36


def test_columns_can_be_read_differently(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")
    press(tool, "paste", pasted="Week\tCompliant\tAudited\n1/4/2025\t12\t15\n8/4/2025\t9\t10")
    assert find(tool.screen(), "preview").rows[0][1:] == ("12 out of 15", "80.0%")

    type_into(tool, "map.is_rest", "yes")
    assert find(tool.screen(), "preview").rows[0][1:] == ("3 out of 15", "20.0%")
    type_into(tool, "map.out_of", "")

    assert find(tool.screen(), "preview").rows[0][1:] == ("12",)


def test_chart_without_a_drawable_number_says_so_calmly(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")
    press(tool, "paste", pasted="Week\tCompliant\tAudited\n1/4/2025\t0\t0\n8/4/2025\t0\t0")

    screen = press(tool, "use")

    assert not has(screen, "chart")
    assert len(falls.observations) == 2


def test_rows_of_one_date_are_kept_as_several_values(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    rows = "Date\tMinutes\n" + "\n".join(
        f"{day}/10/2025\t{20 + day + seat}" for day in (1, 2, 3) for seat in (0, 2, 4)
    )

    screen = press(tool, "paste", pasted=rows)
    assert find(screen, "map.same_date").value == "all"
    type_into(tool, "map.mode", "replace")
    press(tool, "use")

    assert [one.values for one in waits.observations] == [(21, 23, 25), (22, 24, 26), (23, 25, 27)]


BOTH = "Month\tBreaches\tAttendances\nJan-26\t5\t50\nFeb-26\t6\t60\n"


def test_next_table_of_the_same_shape_is_read_as_the_last_one(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")
    press(tool, "paste", pasted=BOTH)
    type_into(tool, "map.number", "Attendances")
    type_into(tool, "map.out_of", "")
    type_into(tool, "map.is_rest", "") if has(tool.screen(), "map.is_rest") else None
    press(tool, "use")

    later = open_chart(hub_of(), falls, today=TODAY)
    press(later, "give")
    screen = press(later, "paste", pasted=BOTH + "Mar-26\t7\t70\n")

    assert find(screen, "read").text == (
        "We read the dates from “Month” and chart “Attendances”, as last time."
    )
    press(later, "use")
    assert [one.value for one in falls.observations] == [50, 60, 70]


def test_table_of_another_shape_is_read_anew(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")
    press(tool, "paste", pasted=BOTH)
    press(tool, "use")
    press(tool, "give")

    screen = press(tool, "paste", pasted="When\tHow many\n3/4/2026\t7\n4/4/2026\t8\n")

    assert "as last time" not in find(screen, "read").text
    assert find(screen, "preview").rows[0] == ("3 April 2026", "7")


def test_table_that_was_brought_is_taken_back_whole(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "paste", pasted="Month\tMinutes\n1/1/2025\t50\n1/6/2025\t60")
    press(tool, "use")
    assert [one.value for one in waits.observations] == [50, 28, 30, 29, 60]

    press(tool, "undo")

    assert [one.value for one in waits.observations] == [31, 28, 30, 29]


# The screen that confirms -----------------------------------------------------------------------


TEMPLATE = (
    "Improvement direction\tLow\t\t\nTarget\t5\t\t\n\n"
    "Month\tValue\tTarget\tComment\n"
    + "\n".join(
        f"{month}/{year}\t{value}\t5\t{'New chairs' if value == 7 and month == 3 else ''}"
        for (year, month), value in zip(
            [(year, month) for year in (2024, 2025) for month in range(1, 13)], FALLS, strict=True
        )
    )
)


def _give(tool: ChartTool, text: str) -> Screen:
    press(tool, "give")
    return press(tool, "paste", pasted=text)


def test_first_rows_are_shown_with_the_chosen_columns_marked(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    screen = _give(open_chart(hub_of(), falls, today=TODAY), TEMPLATE)

    sheet = find(screen, "sheet")
    marks = [(one.letter, one.mark, one.is_used) for one in sheet.columns]
    assert marks == [
        ("A", "When", True), ("B", "Number", True), ("C", "Left out", False), ("D", "", False)
    ]  # fmt: skip
    assert [row.number for row in sheet.rows if row.is_above] == [1, 2]
    [heading] = [row for row in sheet.rows if row.is_heading]
    assert (heading.number, heading.cells) == (4, ("Month", "Value", "Target", "Comment"))
    assert find(screen, "left-out").text == "“Target” is a line of a chart, not the numbers."


def test_wide_sheet_shows_the_columns_that_are_used(hub_of: HubOf, falls: MeasureHandle) -> None:
    wide = ["Note", *(f"Note {number}" for number in range(1, 12)), "Month", "Falls"]
    rows = [[f"r{row}", *[f"n{row}"] * 11, f"{row}/2025", str(row % 3 + 4)] for row in range(1, 9)]
    text = "\n".join("\t".join(row) for row in [wide, *rows])

    sheet = find(_give(open_chart(hub_of(), falls, today=TODAY), text), "sheet")

    assert len(sheet.columns) == 8
    assert [one.letter for one in sheet.columns if one.is_used] == ["M", "N"]
    assert sheet.label.endswith("6 more columns are not shown")


def test_chart_is_shown_as_it_will_be_before_anything_is_saved(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2023-12-01", value=9)
    tool = open_chart(hub_of(), falls, today=TODAY)

    screen = _give(tool, PASTED)

    assert len(find(screen, "chart").spots) == 25
    assert "down by two in five" in find(screen, "will-be").text
    assert len(falls.observations) == 1

    type_into(tool, "map.mode", "replace")

    assert len(find(tool.screen(), "chart").spots) == 24


INCIDENTS = "Incident date\tWard\n" + "\n".join(
    f"{day}/{month}/2025\t{'Heron' if day % 3 else 'Teal'}"
    for month in (1, 2, 3)
    for day in range(1, 29)
)


def test_nothing_is_used_before_the_questions_are_answered(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)

    screen = _give(tool, INCIDENTS)

    assert screen.question.endswith("found. 2 questions first")
    assert screen.go is None
    assert not has(screen, "chart")
    assert find(screen, "map.wards").value == ""
    press(tool, "use")
    assert falls.observations == []

    type_into(tool, "map.wards", "Heron")
    assert tool.screen().question.endswith("found. One question first")
    type_into(tool, "map.every", "month")
    screen = tool.screen()
    assert screen.question == "3 numbers found. Is this right?"
    assert (find(screen, "map.wards").value, find(screen, "map.every").value) == ("Heron", "month")


def test_list_of_incidents_opens_with_two_taps(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    screen = _give(tool, INCIDENTS)
    ways = [button.label for button in find(screen, "quick").buttons]
    assert ways == [
        "All of them, each week",
        "All of them, each month",
        "Heron, each week",
        "Teal, each week",
    ]

    press(tool, "quick", "All of them, each month")
    press(tool, "use")

    assert [one.value for one in falls.observations] == [28, 28, 28]


def test_audit_of_several_wards_opens_with_two_taps(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    rows = "".join(
        f"{day}/{month}/2025\t{ward}\t{'Yes' if day % 2 else 'No'}\tYes\n"
        for month in (1, 2)
        for day in range(1, 9)
        for ward in ("Heron", "Teal")
    )
    screen = _give(tool, "Date\tWard\tSkin bundle?\tMattress?\n" + rows)
    way = find(screen, "quick").buttons[0].label
    assert way == "Skin bundle? Yes, out of Yes and No, all of “Ward”, each week"

    press(tool, "quick", way)
    press(tool, "use")

    points = [(one.numerator, one.denominator) for one in falls.observations]
    assert sum(part or 0 for part, _ in points) * 2 == sum(whole or 0 for _, whole in points)


def test_one_question_needs_no_quick_way(hub_of: HubOf, falls: MeasureHandle) -> None:
    screen = _give(open_chart(hub_of(), falls, today=TODAY), DOUBTFUL)

    assert not has(screen, "quick")


DOUBTFUL = "Month\tFalls\nJan-25\t4\nFeb-25\t~3\nMar-25\t5\nApr-25\t6\n"


def test_what_a_cell_means_can_be_typed(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    _give(tool, DOUBTFUL)

    screen = press(tool, "answer", "cell-B3", **{"typed__cell-B3": "about three"})
    assert find(screen, "typed.cell-B3").problem.startswith("“about three” is not a number.")
    screen = press(tool, "answer", "cell-B3", **{"typed__cell-B3": ""})
    assert find(screen, "typed.cell-B3").problem.startswith("Type it first")

    screen = press(tool, "answer", "cell-B3", **{"typed__cell-B3": "2"})
    assert screen.question == "4 numbers found. Is this right?"
    press(tool, "use")
    assert [one.value for one in falls.observations] == [4, 2, 5, 6]


def test_year_that_the_dates_do_not_say_can_be_typed(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    _give(tool, "Week\tFalls\n06 Jan\t4\n13 Jan\t3\n20 Jan\t5\n27 Jan\t6\n")

    screen = press(tool, "answer", "year", **{"typed__year": "last year"})
    assert "is not a year" in find(screen, "typed.year").problem
    press(tool, "answer", "year", **{"typed__year": "2019"})
    press(tool, "use")

    assert falls.observations[0].when == dt.date(2019, 1, 6)
    assert saved_record(hub_of, tool).frequency is Frequency.WEEK


def test_what_the_sheet_says_beside_its_numbers_is_taken_if_wanted(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.update(direction="neutral")
    tool = open_chart(hub_of(), falls, today=TODAY)
    offered = find(_give(tool, TEMPLATE), "map.takes")
    assert [one.value for one in offered.options] == ["targets", "annotations", "direction"]
    assert offered.value == ""

    type_into(tool, "map.takes", "targets,annotations")
    assert "New chairs" in find(tool.screen(), "chart").svg
    press(tool, "use")

    record = saved_record(hub_of, tool)
    assert [one.value for one in record.targets] == [5]
    assert [one.text for one in record.annotations] == ["New chairs"]
    assert record.direction == "neutral"
    press(tool, "undo")
    assert saved_record(hub_of, tool).annotations == []


def test_events_in_bed_days_are_a_rate_before_and_after_they_are_used(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    rows = "".join(f"{month}/2025\t{month % 4 + 2}\t{800 + month}\n" for month in range(1, 13))

    screen = _give(tool, "Month\tFalls\tBed days\n" + rows)
    assert "per 1,000 bed days" in find(screen, "chart").svg
    press(tool, "use")

    record = saved_record(hub_of, tool)
    assert (record.unit, record.chart) == ("per 1,000 bed days", "u")
    assert (record.numerator, record.denominator) == ("Falls", "Bed days")


def test_sheet_in_which_nothing_is_found_shows_its_rows_and_asks(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    screen = _give(open_chart(hub_of(), falls, today=TODAY), "Ward\tWords\nTeal\tgood\nHeron\tfair")

    assert screen.question == "No numbers found yet"
    assert find(screen, "map.when").label == "Which column holds dates? We found none."
    assert [row.cells for row in find(screen, "sheet").rows][1:] == [
        ("Teal", "good"), ("Heron", "fair")
    ]  # fmt: skip
    assert has(screen, "map.heading")
