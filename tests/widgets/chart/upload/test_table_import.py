"""A table becomes the numbers of *My chart*."""

import datetime as dt
import re
from pathlib import Path

import pytest

from qi_lib.client import MeasureHandle
from tests.widgets.chart.conftest import PASTED, HubOf
from tests.widgets.conftest import find, has, open_chart, press, type_into

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


def test_new_numbers_are_added_or_replace_those_that_are_there(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-05-01", value=8)
    falls.add(when="2025-06-01", value=9)
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "give")
    press(tool, "paste", pasted="Month\tFalls\nJun 2025\t1\nJul 2025\t2")
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
