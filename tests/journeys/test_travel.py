"""A project leaves on an iPad as a file, and comes back with all that was in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.controls import small_controls
from tests.journeys.keys import program_of

pytestmark = pytest.mark.journey

FALLS = "fewer-falls-at-larch-house"


@pytest.fixture
def no_copy_stays(hub: RunningHub) -> Iterator[None]:
    """Leave the demonstration as the other journeys know it."""
    yield
    with program_of(hub, "grace") as program:
        program.delete(f"/api/projects/{FALLS}-2")


@pytest.mark.usefixtures("no_copy_stays")
def test_a_team_takes_its_project_away_and_brings_it_in_again(
    person: Callable[..., Page], tmp_path: Path
) -> None:
    page = person("grace", size=IPAD)
    page.goto(f"/projects/{FALLS}")

    with page.expect_download() as begun:
        page.get_by_role("link", name="Download the project").tap()
    file = tmp_path / begun.value.suggested_filename
    begun.value.save_as(file)
    page.goto("/home")
    page.get_by_label("The file of a project").set_input_files(file)
    page.get_by_role("button", name="Bring it in").press("Enter")

    told = page.get_by_role("status")
    expect(told).to_contain_text("“Fewer falls at Larch House” is here, and you lead it.")
    assert Axe().run(page).violations_count == 0
    assert small_controls(page) == []
    told.get_by_role("link", name="Open it").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fewer falls at Larch House")
    assert page.url.endswith(f"{FALLS}-2")
    expect(page.locator(".card--chart svg").first).to_be_visible()
    page.goto(f"/projects/{FALLS}-2/tools/fishbone")
    expect(page.locator(".drawing svg")).to_be_visible()
    assert page.locator(".drawing text").count() > 10


def test_a_photo_instead_of_a_project_is_refused_in_a_sentence(
    person: Callable[..., Page], tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(1000))
    page = person("grace", size=IPAD)
    page.get_by_label("The file of a project").set_input_files(photo)

    page.get_by_role("button", name="Bring it in").tap()

    expect(page.get_by_role("alert")).to_contain_text("This is not the file of a project.")
