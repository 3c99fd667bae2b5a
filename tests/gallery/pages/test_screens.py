"""Screens: making them, what they show, taking their links back."""

import re

import httpx

from gallery.store import Store
from tests.gallery.conftest import CSRF, FAY, NIA, AppClient
from tests.gallery.pages.conftest import FALLS


async def _make(client: httpx.AsyncClient, *aims: str) -> str:
    form = {"csrf": CSRF, "name": "Main entrance", "aim": list(aims)}
    page = (await client.post("/screens", data=form)).text
    link = re.search(r'value="http://localhost:8000(/tv/[^"]+)"', page)
    assert link is not None
    return link[1].replace("&amp;", "&")


async def _slides(client: httpx.AsyncClient, link: str) -> httpx.Response:
    path, _, query = link.partition("?")
    return await client.get(f"{path}/slides.json?{query}")


async def test_only_faculty_and_administrators_keep_screens(app_client: AppClient) -> None:
    assert (await app_client(None).get("/screens")).status_code == 303
    assert (await app_client(NIA).get("/screens")).status_code == 403
    assert (await app_client(NIA).post("/screens", data={"csrf": CSRF})).status_code == 403
    assert (await app_client(FAY).get("/screens")).status_code == 200


async def test_a_link_is_shown_once_with_its_code(app_client: AppClient) -> None:
    client = app_client(FAY)

    link = await _make(client)
    later = (await client.get("/screens")).text

    assert link not in later
    assert "Main entrance" in later
    assert "Not switched on yet" in later


async def test_a_screen_without_a_name_is_asked_for_one(app_client: AppClient) -> None:
    answer = await app_client(FAY).post("/screens", data={"csrf": CSRF, "name": "  "})

    assert answer.status_code == 422
    assert "Say where it hangs" in answer.text


async def test_a_screen_shows_published_posters_without_anyone_signed_in(
    app_client: AppClient, demonstration: Store
) -> None:
    link = await _make(app_client(FAY))
    tv = app_client(None)

    page = await tv.get(link)
    body = (await _slides(tv, link)).json()

    assert page.status_code == 200
    assert f'data-slides="{link}/slides.json"' in page.text
    assert body["seconds"] == 10
    assert len(body["slides"]) == 10
    falls = next(slide for slide in body["slides"] if slide["id"] == FALLS)
    assert falls["aim"] == "zero-harm"
    assert "down by three in five" in falls["html"]
    assert "<svg" in falls["html"]
    assert "On now" in (await app_client(FAY).get("/screens")).text


async def test_a_screen_may_keep_to_some_aims(app_client: AppClient, demonstration: Store) -> None:
    link = await _make(app_client(FAY), "zero-harm")

    slides = (await _slides(app_client(None), link)).json()["slides"]

    assert {slide["aim"] for slide in slides} == {"zero-harm"}
    assert len(slides) == 3


async def test_only_what_a_team_publishes_goes_on_the_wall(app_client: AppClient) -> None:
    client = app_client(NIA)
    for title in ("Falls", "Sleep"):
        await client.post("/api/projects", json={"title": title, "visibility": "team"})
    await client.post("/api/projects/falls/publish")

    slides = (await _slides(app_client(None), await _make(app_client(FAY)))).json()["slides"]

    assert [slide["id"] for slide in slides] == ["falls"]


async def test_the_version_changes_with_the_posters_and_only_then(
    app_client: AppClient, demonstration: Store
) -> None:
    tv = app_client(None)
    link = await _make(app_client(FAY))
    first = await _slides(tv, link)

    same = await tv.get(f"{link}/slides.json", headers={"If-None-Match": first.headers["etag"]})
    demonstration.lifecycle.unpublish(FALLS, by="edith")
    after = await _slides(tv, link)

    assert (same.status_code, same.content) == (304, b"")
    assert after.json()["version"] != first.json()["version"]
    assert len(after.json()["slides"]) == 9


async def test_a_link_that_was_taken_back_says_calmly_what_to_do(
    app_client: AppClient, store: Store
) -> None:
    client = app_client(FAY)
    link = await _make(client)
    screen = store.screens.all()[0]

    await client.post(f"/screens/{screen.id}/revoke", data={"csrf": CSRF})

    page = await app_client(None).get(link)
    assert page.status_code == 410
    assert "ask faculty or an administrator for a new link" in page.text
    assert (await _slides(app_client(None), link)).status_code == 410
    assert "No screen yet" in (await client.get("/screens")).text


async def test_without_a_link_the_screen_says_how_to_get_one(app_client: AppClient) -> None:
    page = (await app_client(None).get("/tv")).text

    assert "This screen needs a link" in page
