"""A project leaves on an iPad as a file, and comes back with all that was in it."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app, start_measure
from tests.journeys.conftest import DESK, IPAD, RunningHub
from tests.journeys.controls import small_controls
from tests.journeys.keys import program_of
from tests.journeys.notebooks import first_code_cell, open_notebook, run_all, shown

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

    page.get_by_text("Take it with you").tap()
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


def _take_and_bring(page: Page, slug: str, folder: Path) -> None:
    page.goto(f"/projects/{slug}")
    page.get_by_text("Take it with you").tap()
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download the project").tap()
    file = folder / begun.value.suggested_filename
    begun.value.save_as(file)
    page.goto("/home")
    page.get_by_label("The file of a project").set_input_files(file)
    page.get_by_role("button", name="Bring it in").tap()


def _put(program: httpx.Client, address: str, content: object) -> None:
    program.put(address, json=content).raise_for_status()


def test_what_was_put_away_and_the_history_come_back_marked(
    hub: RunningHub, person: Callable[..., Page], tmp_path: Path
) -> None:
    slug = start_measure(hub, "grace", {"title": "Warmer meals"}, "Cold trays")
    with program_of(hub, "grace") as program:
        measure = program.get(f"/api/projects/{slug}").json()["measures"][0]["id"]
        point = [{"when": "2026-01-01", "value": 12}]
        program.post(f"/api/projects/{slug}/measures/{measure}/observations", json=point)
        program.delete(f"/api/projects/{slug}/measures/{measure}").raise_for_status()
        for version, problem in enumerate(("Trays are cold", "Trays wait in the corridor")):
            fishbone = {"based_on": version, "content": {"problem": problem}}
            _put(program, f"/api/projects/{slug}/documents/fishbone", fishbone)
    page = person("grace", size=IPAD)

    _take_and_bring(page, slug, tmp_path)

    expect(page.get_by_role("status")).to_contain_text("Its history came along.")
    assert Axe().run(page).violations_count == 0
    open_app(page, "fishbone", project=f"{slug}-2")
    page.get_by_role("button", name="History").tap()
    versions = page.get_by_role("button", name="saved by “grace” before it came here")
    expect(versions).to_have_count(2)
    assert small_controls(page) == []
    versions.last.tap()
    expect(page.locator('[data-label*="Trays are cold"]')).to_be_visible()
    open_app(page, "measures", project=f"{slug}-2")
    page.get_by_text("Put away (1)").tap()
    page.get_by_role("button", name="Cold trays").tap()
    expect(page.locator('[data-label*="Cold trays"][data-label*="12"]')).to_be_visible()


def test_workspace_takes_its_notebooks_along_and_brings_in_those_of_a_file(
    hub: RunningHub, person: Callable[..., Page]
) -> None:
    slug = start_measure(hub, "grace", {"title": "Quiet nights"}, "Calls")
    page = open_notebook(person("grace", size=DESK), slug, "Start here.ipynb")
    first_code_cell(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nfrom qi_lib.client import open_project\nproject = open_project()")
    page.keyboard.type("\nfile = project.export('.')\nlen(project.bring_notebooks(file))")

    run_all(page)

    expect(shown(page, ".jp-OutputArea-output").filter(has_text="4").first).to_be_visible()
    workspace = hub.data_folder / "workspaces" / f"team-{slug}"
    with zipfile.ZipFile(workspace / f"{slug}.qi.zip") as archive:
        assert "notebooks/Charter.ipynb" in archive.namelist()
    assert (workspace / f"From {slug}" / "PDSA log.ipynb").exists()
    with program_of(hub, "grace") as program:
        kept = program.post(
            "/api/projects/import",
            content=(workspace / f"{slug}.qi.zip").read_bytes(),
            headers={"Content-Type": "application/zip"},
        )
    assert "Its notebooks are still in the file" in " ".join(kept.json()["notices"])
