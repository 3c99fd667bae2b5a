"""London midnights that a list or a form stored in UTC are the days that they begin."""

import datetime as dt
import io
from collections.abc import Callable
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from qi_lib.tables.finding.table import Table
from qi_lib.tables.finding.tables import find_tables
from qi_lib.tables.opening.files import open_file, open_pasted
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.proposals import Purpose, propose

FIRSTS = [dt.date(2024 + month // 12, month % 12 + 1, 1) for month in range(18)]
TODAY = dt.date(2026, 1, 10)


def _stored(day: dt.date) -> dt.datetime:
    midnight = dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Europe/London"))
    return midnight.astimezone(dt.UTC)


def _text(days: list[dt.date], write: Callable[[dt.datetime], str]) -> str:
    rows = "\n".join(f"{write(_stored(day))}\t{at}" for at, day in enumerate(days, start=3))
    return f"Month\tFalls\n{rows}"


def _days(table: Table) -> list[object]:
    return table.column("Month").cells


WAYS = ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S+00:00"]


@pytest.mark.parametrize("way", WAYS)
def test_text_is_read_as_days_and_it_is_told(way: str) -> None:
    text = _text(FIRSTS, lambda time: time.strftime(way))

    [table] = find_tables(open_pasted(text).sheets[0], "x")

    assert _days(table) == FIRSTS
    assert table.left_out == (
        "The times in “Month” are midnights in London, stored in UTC: 23:00 on the day before, in "
        "summer. They are read as days, such as 1 June 2025.",
    )


def test_cells_of_a_spreadsheet_are_read_as_days_too() -> None:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Month", "Falls"])
    for at, day in enumerate(FIRSTS, start=3):
        book.active.append([_stored(day).replace(tzinfo=None), at])
    book.save(file)

    [table] = find_tables(open_file(file.getvalue(), "falls.xlsx").sheets[0], "falls.xlsx")

    assert _days(table) == FIRSTS


def test_no_month_is_doubled_and_none_is_without_a_number() -> None:
    text = _text(FIRSTS, lambda time: time.strftime(WAYS[0]))

    proposal = propose(open_pasted(text), Purpose(today=TODAY), Choices())

    assert proposal.reading is not None
    assert [one.when for one in proposal.reading.observations] == FIRSTS
    assert [one.value for one in proposal.reading.observations] == list(range(3, 21))
    assert any("stored in UTC" in said for said in proposal.reading.left_out)


@pytest.mark.parametrize(
    "cells",
    [
        ["2024-06-01 23:00", "2024-06-02 23:00", "2024-06-03 23:00"],  # a night shift's count
        ["2024-01-01T23:00:00Z", "2024-01-02T23:00:00Z"],  # in winter it is 23:00
        ["2024-03-31 23:00", "2024-04-30 09:30"],
        ["2024-03-31", "2024-04-30"],
        ["23:00", "00:00"],
    ],
)
def test_other_times_are_left_as_they_are(cells: list[str]) -> None:
    text = "Month\tFalls\n" + "\n".join(f"{cell}\t{at}" for at, cell in enumerate(cells, start=3))

    [table] = find_tables(open_pasted(text).sheets[0], "x")

    assert _days(table) == cells
    assert table.left_out == ()
