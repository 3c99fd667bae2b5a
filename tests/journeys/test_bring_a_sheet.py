"""A sheet as a ward keeps it becomes a chart on an iPad: seen, asked about, then used."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app, start_measure
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.keys import program_of
from tests.journeys.touch import is_for_everyone

pytestmark = pytest.mark.journey

INCIDENTS = "ID,Incident date,Ward,Severity,Handler,Description\n" + "\n".join(
    f"{41_000 + row},{dt.date(2025, 1, 1) + dt.timedelta(days=row):%d/%m/%Y},"
    f"{'Plover' if row % 2 else 'Teal'},{'Low' if row % 3 else 'Moderate'},Nia Jones,"
    f"Found on the floor by bed {row}"
    for row in range(181)  # to 30 June
)


def test_list_of_incidents_is_seen_asked_about_and_charted(
    hub: RunningHub, visitor: Callable[..., Page]
) -> None:
    slug = start_measure(hub, "tom", {"title": "Fewer falls by day"}, "Falls by day")
    page = visitor("tom", size=IPAD)
    open_app(page, "chart", project=slug)
    page.get_by_role("button", name="Bring numbers you already have").tap()
    file = {"name": "incidents.csv", "mimeType": "text/csv", "buffer": INCIDENTS.encode()}
    page.set_input_files("input[type=file]", files=[file])  # type: ignore[list-item]

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("questions first")
    sheet = page.get_by_role("table", name="The first rows of your sheet")
    marks = ["ALeft out", "BWhen", "CWard", "D", "ELeft out: people", "FLeft out: people"]
    expect(sheet.get_by_role("columnheader")).to_have_text(marks)
    expect(sheet).not_to_contain_text("Nia Jones")
    expect(page.get_by_text("“Handler” seems to name people and was left out.")).to_be_visible()
    expect(page.get_by_role("button", name="Use these")).to_be_hidden()

    is_for_everyone(page)

    page.get_by_role("button", name="All of them, each month").tap()
    expect(heading).to_have_text("6 numbers found. Is this right?")
    chart = page.get_by_role("img", name="Chart of Falls by day")
    expect(chart).to_be_visible()
    page.get_by_label("Severity").select_option("Moderate")
    page.get_by_text("The numbers, as they were read").tap()
    expect(page.get_by_role("row", name="January 2025 11")).to_be_visible()
    is_for_everyone(page)

    page.get_by_role("button", name="Use these 6 numbers").tap()

    expect(page.get_by_text("6 numbers are in.")).to_be_visible()
    with program_of(hub, "tom") as program:
        bundle = program.get(f"/api/projects/{slug}").json()
    [points] = bundle["observations"].values()
    assert [one["value"] for one in points] == [11, 9, 10, 10, 11, 10]


def test_wards_that_are_ticked_become_a_measure_each_and_a_doubtful_month_is_answered(
    hub: RunningHub, visitor: Callable[..., Page]
) -> None:
    slug = start_measure(hub, "tom", {"title": "Fewer falls, ward by ward"}, "Falls")
    page = visitor("tom", size=IPAD)
    open_app(page, "chart", project=slug)
    page.get_by_role("button", name="Bring numbers you already have").tap()
    wards = [f"Ward {number}" for number in range(1, 17)]
    months = [f"{month:02}/2025" if month != 3 else "Mrch 2025" for month in range(1, 9)]
    rows = [",".join(["Month", *wards])]
    rows += [
        ",".join([month, *(str((at + n) % 7) for n in range(16))])
        for at, month in enumerate(months)
    ]
    file = {"name": "wards.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.set_input_files("input[type=file]", files=[file])  # type: ignore[list-item]

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("questions first")
    page.get_by_role("radio", name="March 2025").tap()
    expect(heading).to_contain_text("One question first")
    page.get_by_label("Which of the 16").select_option("Several of them")
    expect(heading).to_have_text("Choose those that you want")
    page.get_by_role("checkbox", name="Ward 7", exact=True).tap()
    page.get_by_role("checkbox", name="Ward 9", exact=True).tap()
    expect(heading).to_have_text("2 measures, one for each. Is this right?")
    is_for_everyone(page)
    page.get_by_role("button", name="Make these 2 measures").tap()

    expect(page.get_by_text("Beside others of this project: Falls, Ward 7")).to_be_visible()
    expect(page.get_by_role("row", name="Falls, Ward 9")).to_be_visible()
