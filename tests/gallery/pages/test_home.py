"""The first page after sign-in."""

import pytest

from gallery.store import Store
from tests.gallery.conftest import ADA, CSRF, NIA, AppClient
from tests.gallery.pages.conftest import EDITH, FALLS, HELEN, RUTH, STARTED


async def test_home_sends_a_visitor_to_sign_in_and_back(app_client: AppClient) -> None:
    answer = await app_client(None).get("/home")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/services/gallery/sign-in?next=/home"


async def test_someone_new_is_invited_to_start(app_client: AppClient) -> None:
    page = (await app_client(NIA).get("/home")).text

    assert "Start your first project" in page
    assert 'href="/services/apps/render/start.ipynb"' in page
    assert "People waiting" not in page


async def test_a_lead_sees_the_next_step_of_the_project(
    app_client: AppClient, demonstration: Store
) -> None:
    page = (await app_client(EDITH).get("/home")).text

    assert "Fewer falls at Larch House" in page
    assert "Keep going" in page
    assert "Projects you can coach" not in page


async def test_a_sponsor_reads_along_and_is_not_asked_for_numbers(
    app_client: AppClient, demonstration: Store
) -> None:
    page = (await app_client(RUTH).get("/home")).text

    assert "Fewer falls at Larch House" in page
    assert "You read along here: its team writes." in page
    assert "Keep going" not in page


async def test_faculty_see_first_which_projects_are_stuck(
    app_client: AppClient, demonstration: Store
) -> None:
    page = (await app_client(HELEN).get("/home")).text

    coached = page.split("Projects you can coach")[1]
    assert "Stuck: no measure yet" in coached
    assert coached.index("Quiet nights") < coached.index("Home before lunch")


async def test_administrators_find_the_people_who_wait(app_client: AppClient) -> None:
    page = (await app_client(ADA).get("/home")).text

    assert 'href="/hub/authorize"' in page
    assert 'href="/screens"' in page


async def test_the_short_address_leads_to_the_start_app(app_client: AppClient) -> None:
    answer = await app_client(None).get("/start", params={"like": "falls"})

    assert answer.headers["location"] == "/services/apps/render/start.ipynb?like=falls"


async def test_project_is_brought_in_from_a_file_and_opened(
    app_client: AppClient, demonstration: Store
) -> None:
    export = await app_client(EDITH).get(f"/projects/{FALLS}/export")
    assert export.headers["content-disposition"] == f'attachment; filename="{FALLS}.qi.zip"'
    client = app_client(NIA)

    answer = await client.post("/home", files={"file": ("falls.qi.zip", export.content)})

    assert answer.status_code == 201
    assert "“Fewer falls at Larch House” is here, and you lead it." in answer.text
    assert f'href="/projects/{FALLS}-2"' in answer.text
    assert "Fewer falls at Larch House" in (await client.get(f"/projects/{FALLS}-2")).text


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Choose the file of a project first."),
        ({"file": ("", b"")}, "Choose the file of a project first."),
        ({"file": ("photo.jpg", b"\xff\xd8\xff")}, "This is not the file of a project."),
    ],
)
async def test_what_is_no_project_is_told_at_the_top_of_the_page(
    files: dict[str, tuple[str, bytes]], said: str, app_client: AppClient
) -> None:
    answer = await app_client(NIA).post("/home", files=files, data={"csrf": CSRF})

    assert answer.status_code == 422
    assert f'role="alert">{said}' in answer.text
    assert "Bring a project in" in answer.text


async def test_stranger_who_wants_to_take_a_project_away_is_asked_to_sign_in(
    app_client: AppClient, demonstration: Store
) -> None:
    answer = await app_client(None).get(f"/projects/{STARTED}/export")

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/services/gallery/sign-in")
