"""A project's page."""

import re
from pathlib import Path

import httpx
import pytest

from gallery.settings import Settings
from gallery.store import Store
from tests.gallery.conftest import CSRF, FAY, NIA, AppClient, PostersOfTests
from tests.gallery.pages.conftest import EDITH, FALLS, STARTED

SCRIPT = "<script>alert(1)</script>"


async def test_the_team_finds_its_work_and_others_find_the_poster(
    app_client: AppClient, demonstration: Store
) -> None:
    mine = (await app_client(EDITH).get(f"/projects/{FALLS}")).text
    theirs = (await app_client(NIA).get(f"/projects/{FALLS}")).text

    assert "Open the notebooks" in mine
    assert "down by three in five" in mine
    assert "Open the notebooks" not in theirs
    assert 'class="poster ' in theirs
    assert f"/services/apps/render/start.ipynb?like={FALLS}" in theirs


async def test_the_team_may_look_at_its_poster(app_client: AppClient, demonstration: Store) -> None:
    page = (await app_client(EDITH).get(f"/projects/{FALLS}?view=poster")).text

    assert 'class="poster ' in page
    assert "Back to the work on it" in page


async def test_chart_is_drawn_for_wide_pages_and_for_phones_without_an_id_in_common(
    app_client: AppClient, demonstration: Store
) -> None:
    page = (await app_client(EDITH).get(f"/projects/{FALLS}")).text

    wide, narrow = page.split('<div class="chart chart--narrow" hidden>')
    assert 'viewBox="0 0 720' in wide
    assert 'viewBox="0 0 380' in narrow
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


async def test_a_coach_may_open_the_notebooks_but_not_publish(
    app_client: AppClient, demonstration: Store
) -> None:
    page = (await app_client(FAY).get(f"/projects/{FALLS}")).text

    assert "Open the notebooks" in page
    assert f'action="/projects/{FALLS}/publish"' not in page


async def test_a_team_project_is_closed_to_others_and_unknown_to_visitors(
    app_client: AppClient, demonstration: Store
) -> None:
    for person, status in ((EDITH, 404), (None, 303)):
        there = await app_client(person).get(f"/projects/{STARTED}")
        nowhere = await app_client(person).get("/projects/there-is-no-such-project")

        assert (there.status_code, nowhere.status_code) == (status, status)


async def test_the_finished_poster_of_the_notebook_is_shown(
    app_client: AppClient, demonstration: Store, settings: Settings
) -> None:
    for revision in ("9", "10"):
        _hang(settings.data_folder, revision)

    page = (await app_client(NIA).get(f"/projects/{FALLS}")).text

    assert "the poster of revision 10" in page


async def test_a_script_in_a_title_is_only_text(app_client: AppClient) -> None:
    client = app_client(NIA)
    project = {"title": SCRIPT, "visibility": "public", "problem": SCRIPT, "change": SCRIPT}
    made = (await client.post("/api/projects", json=project)).json()["project"]["slug"]
    await client.post(f"/api/projects/{made}/publish")

    for person, address in (
        (NIA, f"/projects/{made}"),
        (NIA, f"/projects/{made}/edit"),
        (None, f"/projects/{made}"),
        (NIA, "/home"),
        (None, "/gallery"),
        (None, f"/gallery?q={SCRIPT}"),
    ):
        answer = await app_client(person).get(address)

        assert answer.status_code == 200
        assert SCRIPT not in answer.text
        assert "alert(1)" in answer.text
        assert "script-src localhost/static/;" in answer.headers["content-security-policy"]


async def _say_yes(client: httpx.AsyncClient, *, by: str = "nia") -> httpx.Response:
    """Look at what others will see, and say yes to it."""
    page = (await client.get("/projects/falls/publish")).text
    seen = re.search(r'name="seen" value="(\d+)"', page)
    data = {"csrf": CSRF, "seen": seen[1] if seen else "0", "by": by}
    return await client.post("/projects/falls/publish", data=data)


async def test_publishing_shows_first_what_others_will_see_and_whose_names(
    app_client: AppClient, store: Store
) -> None:
    client = app_client(NIA)
    given = {"title": "Falls", "problem": "They fall in the dark.", "contact": {"name": "Sue Lee"}}
    await client.post("/api/projects", json=given)

    page = (await client.get("/projects/falls/publish")).text

    assert "They fall in the dark." in page
    assert "Everyone with an account here" in page
    for name in ("Nia Ward", "Sue Lee"):
        assert f"<span>{name}</span>" in page
    assert "signed in as <b>Nia Ward</b>" in page
    record = store.projects.find("falls")
    assert record is not None
    assert record.published_at is None


async def test_nothing_is_published_that_was_not_seen_as_it_is(
    app_client: AppClient, store: Store
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})
    seen = {"csrf": CSRF, "seen": "1", "by": "nia"}
    await client.patch(
        "/api/projects/falls", json={"based_on": 1, "changes": {"story": "Mrs A fell."}}
    )

    answers = [
        await client.post("/projects/falls/publish", data=data) for data in (seen, {"csrf": CSRF})
    ]

    record = store.projects.find("falls")
    assert record is not None
    assert record.published_at is None
    for answer in answers:
        assert answer.status_code == 409
        assert "has changed since you looked" in answer.text
        assert "Mrs A fell." in answer.text


async def test_second_person_on_the_same_device_is_asked_in_their_own_name(
    app_client: AppClient, store: Store
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})

    answer = await _say_yes(client, by="grace")

    record = store.projects.find("falls")
    assert record is not None
    assert record.published_at is None
    assert answer.status_code == 409
    assert "You would publish it as Nia Ward." in answer.text


async def test_only_who_may_publish_is_asked(app_client: AppClient) -> None:
    await app_client(NIA).post("/api/projects", json={"title": "Falls"})

    assert (await app_client(FAY).get("/projects/falls/publish")).status_code == 403
    assert (await app_client(None).get("/projects/falls/publish")).status_code != 200


async def test_publishing_leads_back_to_a_page_that_waits_for_the_poster(
    app_client: AppClient, posters: PostersOfTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})
    monkeypatch.setattr(PostersOfTests, "status", lambda self, slug: {"status": "rendering"})

    answers = [await _say_yes(client) for _ in "12"]
    page = (await client.get("/projects/falls")).text

    assert [answer.headers["location"] for answer in answers] == ["/projects/falls#share"] * 2
    assert 'data-status="rendering"' in page
    assert "Making your poster" in page


async def test_a_private_project_says_why_it_is_not_published(app_client: AppClient) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls", "visibility": "private"})

    answer = await _say_yes(client)

    assert answer.status_code == 422
    assert "Choose who may see it first" in answer.text


async def test_a_poster_can_be_taken_down(app_client: AppClient, store: Store) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})
    await _say_yes(client)

    await client.post("/projects/falls/publish", data={"csrf": CSRF, "take_down": "yes"})

    record = store.projects.find("falls")
    assert record is not None
    assert record.published_at is None


async def test_the_way_into_the_workspace_is_for_the_team(
    app_client: AppClient, demonstration: Store
) -> None:
    inside = await app_client(EDITH).get(f"/projects/{FALLS}/workspace")
    outside = await app_client(NIA).get(f"/projects/{FALLS}/workspace")

    assert f'data-workspace="/api/projects/{FALLS}/workspace"' in inside.text
    assert outside.status_code == 403
    assert "This is not open to you" in outside.text


def _hang(data_folder: Path, revision: str) -> None:
    folder = data_folder / "posters" / FALLS / revision
    folder.mkdir(parents=True)
    (folder / "poster.html").write_text(f"<p>the poster of revision {revision}</p>")
    (folder / "slide.html").write_text(f"<p>the slide of revision {revision}</p>")
