"""What goes wrong in real life gets a clear sentence or is handled; nothing typed is lost."""

import datetime as dt
import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app, start_measure
from tests.journeys.conftest import DESK, IPAD, TV, RunningHub
from tests.journeys.keys import program_of

pytestmark = pytest.mark.journey

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SCRIPT = "<script>alert('ran')</script><img src=x onerror=alert('ran')>"


@pytest.fixture(scope="module")
def tom(hub: RunningHub) -> Iterator[httpx.Client]:
    """A program of Tom's, to ask what the hub really holds."""
    with program_of(hub, "tom") as program:
        yield program


@pytest.fixture(scope="module")
def chart(hub: RunningHub, visitor: Callable[..., Page]) -> tuple[Page, str]:
    """Tom's chart app on a new measure, and the project's slug."""
    slug = start_measure(hub, "tom", {"title": "Letters on time"}, "Letters")
    page = visitor("tom", size=IPAD)
    open_app(page, "chart", project=slug)
    return page, slug


@pytest.fixture
def giving(chart: tuple[Page, str]) -> Page:
    """The chart app where it asks for a file."""
    page, _ = chart
    if page.get_by_role("heading", name="Bring numbers you already have").is_visible():
        return page
    back = page.get_by_role("button", name="Back", exact=True)
    give = page.get_by_role("button", name=re.compile("Bring numbers you already have"))
    give.or_(back).first.tap()
    expect(page.get_by_label("Or paste the cells here")).to_be_visible()
    return page


def _give(page: Page, name: str, content: bytes, kind: str = "text/csv") -> None:
    file = {"name": name, "mimeType": kind, "buffer": content}
    page.set_input_files("input[type=file]", files=[file])  # type: ignore[list-item]


def _workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# Files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ward.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF", "“ward.csv” is a photo, not a table."),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3", "“report.pdf” is a PDF document, not a table."),
        ("report.csv", b"%PDF-1.7\n%\xe2\xe3", "“report.csv” is a PDF document, not a table."),
        ("empty.xlsx", _workbook([]), "“empty.xlsx” has no numbers in it: the sheet is empty."),
        ("nothing.csv", b" \n\n", "“nothing.csv” is empty."),
    ],
)
def test_what_is_no_table_is_told_in_a_sentence(
    giving: Page, name: str, content: bytes, sentence: str
) -> None:
    _give(giving, name, content)

    expect(giving.get_by_role("alert").filter(has_text=sentence)).to_be_visible()


def test_table_without_dates_shows_its_rows_and_asks(giving: Page) -> None:
    _give(giving, "names.csv", b"Name,Ward\nBed 1,Plover\n")

    expect(giving.get_by_role("heading", level=1)).to_have_text("No numbers found yet")
    expect(giving.get_by_text("Which column holds dates? We found none.")).to_be_visible()
    expect(giving.get_by_role("row", name="2 Bed 1 Plover")).to_be_visible()


def test_fifty_megabytes_are_refused_at_once_and_the_page_goes_on(
    giving: Page, tmp_path: Path
) -> None:
    large = tmp_path / "all-letters.csv"
    line = "2025-04-03,Plover Ward,12,40,a comment that nobody reads\n"
    large.write_text("date,ward,sent,letters,comment\n" + line * (50_000_000 // len(line)))
    assert large.stat().st_size > 49_000_000
    began = time.monotonic()

    giving.set_input_files("input[type=file]", large)

    refusal = giving.get_by_role("alert").filter(has_text="“all-letters.csv” is 50 MB.")
    expect(refusal).to_contain_text("The most is 10 MB. Keep only the columns and rows you need")
    assert time.monotonic() - began < 5
    giving.get_by_label("Or paste the cells here").fill("Month\tLetters\nJan 2025\t3\nFeb 2025\t4")
    giving.get_by_role("button", name="Read what I pasted").tap()
    expect(giving.get_by_role("heading", level=1)).to_have_text("2 numbers found. Is this right?")


def test_more_rows_than_we_take_are_refused_in_a_sentence(giving: Page) -> None:
    rows = b"date,letters\n" + b"2025-04-03,1\n" * 200_001

    _give(giving, "rows.csv", rows)

    refusal = giving.get_by_role("alert").filter(has_text="“rows.csv” has more than 200,000 rows.")
    expect(refusal).to_be_visible()


def test_text_where_numbers_belong_names_the_row(giving: Page) -> None:
    rows: list[list[object]] = [["Date", "Letters"]]
    rows += [[dt.date(2025, month, 1), 10 + month] for month in range(1, 7)]
    rows[3][1] = "about ten"  # the fourth row of the sheet

    _give(giving, "letters.xlsx", _workbook(rows), XLSX)

    expect(giving.get_by_role("heading", level=1)).to_have_text("5 numbers found. Is this right?")
    expect(
        giving.get_by_text("Row 4 of “letters.xlsx” has “about ten” in “Letters”")
    ).to_be_visible()


def test_uk_dates_and_a_whole_of_zero(
    giving: Page, chart: tuple[Page, str], tom: httpx.Client
) -> None:
    _give(
        giving, "uk.csv", b"Date,On time,Total\n03/04/2025,9,10\n10/04/2025,0,0\n17/04/2025,8,10\n"
    )

    heading = giving.get_by_role("heading", level=1)
    expect(heading).to_have_text("3 numbers found. Is this right?")
    giving.get_by_text("The numbers, as they were read").tap()
    expect(giving.get_by_role("row", name=re.compile("3 April 2025"))).to_contain_text(
        "9 out of 10"
    )
    note = giving.get_by_text("Row 3 of “uk.csv” has 0 in “Total”: there is nothing to divide by")
    expect(note).to_be_visible()
    giving.get_by_role("button", name="Use these 3 numbers").tap()
    expect(giving.get_by_text("3 numbers are in.")).to_be_visible()
    expect(giving.get_by_role("img", name="Chart of Letters")).to_be_visible()

    points = _points(tom, chart[1])
    assert [point["when"] for point in points] == ["2025-04-03", "2025-04-10", "2025-04-17"]
    assert points[1]["denominator"] == 0
    page = tom.get(f"/projects/{chart[1]}")
    assert page.status_code == 200


def _points(program: httpx.Client, slug: str) -> list[dict[str, Any]]:
    bundle = program.get(f"/api/projects/{slug}").raise_for_status().json()
    (points,) = bundle["observations"].values()
    found: list[dict[str, Any]] = points
    return found


# The network ------------------------------------------------------------------------------------


def test_a_lost_connection_in_the_middle_of_typing_loses_nothing(
    hub: RunningHub, person: Callable[..., Page], tom: httpx.Client
) -> None:
    given = {"title": "Letters, once more", "problem": "Letters come late"}
    slug = tom.post("/api/projects", json=given).json()["project"]["slug"]
    page = person("tom", size=IPAD)
    open_app(page, "start", project=slug)
    place = page.get_by_label("Which ward, team or home?")
    place.press_sequentially("Plover Wa")
    page.context.set_offline(True)
    place.press_sequentially("rd, by the lift")

    expect(page.get_by_role("alert").filter(has_text="No connection just now.")).to_be_visible()
    expect(page.locator(".qi-sign")).to_contain_text("Not saved, kept on this")
    page.context.set_offline(False)

    expect(page.locator(".qi-sign[data-state=saved]")).to_contain_text("Saved", timeout=60_000)
    expect(place).to_have_value("Plover Ward, by the lift")
    project = tom.get(f"/api/projects/{slug}").json()["project"]
    assert project["place"] == "Plover Ward, by the lift"


# Hands in a hurry, and hands with a plan --------------------------------------------------------


def test_a_title_with_a_script_is_text_everywhere_and_two_clicks_publish_once(
    hub: RunningHub, person: Callable[..., Page], tom: httpx.Client
) -> None:
    title = f"{SCRIPT} Fewer letters"
    given = {"title": title, "problem": SCRIPT, "place": SCRIPT, "visibility": "public"}
    slug = tom.post("/api/projects", json=given).json()["project"]["slug"]
    measure = {"name": SCRIPT, "unit": "letters"}
    added = tom.post(f"/api/projects/{slug}/measures", json=measure).json()["measure"]
    points = [{"when": f"2025-{month:02}-01", "value": month} for month in range(1, 13)]
    tom.post(f"/api/projects/{slug}/measures/{added['id']}/observations", json=points)
    page = person("tom", size=DESK)
    page.context.on("dialog", lambda _: pytest.fail("a script ran"))

    page.goto("/home")
    expect(page.get_by_text(title).first).to_be_visible()
    page.goto(f"/projects/{slug}")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Yes, publish it").dblclick()
    form = page.locator("form[data-publish]")
    expect(form).to_have_attribute("data-status", "ready", timeout=60_000)

    assert tom.get(f"/api/projects/{slug}/poster").json()["status"] == "ready"
    published = tom.get("/api/projects?published=1").json()["projects"]
    assert [one["project"]["slug"] for one in published].count(slug) == 1
    assert len(list((hub.data_folder / "posters" / slug).iterdir())) == 1
    page.goto("/gallery")
    expect(page.get_by_text(title)).to_have_count(1)
    page.goto(f"/projects/{slug}?view=poster")
    expect(page.get_by_role("main")).to_contain_text(title)
    open_app(page, "chart", project=slug)
    expect(page.get_by_text(SCRIPT).first).to_be_visible()
    _show_on_a_screen(person, title)


def _show_on_a_screen(person: Callable[..., Page], title: str) -> None:
    admin = person("admin", size=DESK)
    admin.goto("/screens")
    admin.get_by_label("Where does it hang?").fill(SCRIPT)
    admin.get_by_role("button", name="Make a link").click()
    link = admin.get_by_label("The link").input_value()
    screen = person(None, size=TV)
    screen.context.on("dialog", lambda _: pytest.fail("a script ran"))
    screen.goto(link)
    expect(screen.locator("#count")).to_contain_text(re.compile(r"1 of \d+"))
    for _ in range(20):
        if screen.get_by_text(title).first.is_visible():
            break
        screen.keyboard.press("ArrowRight")
        screen.wait_for_timeout(300)
    expect(screen.get_by_text(title).first).to_be_visible()
    admin.goto("/screens")
    expect(admin.get_by_text(SCRIPT).first).to_be_visible()
    admin.get_by_role("button", name=re.compile("Take the link back")).first.click()
