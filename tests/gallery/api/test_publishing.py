"""Publishing."""

import asyncio

from gallery.store import Store
from tests.gallery.conftest import NIA, AppClient, PostersOfTests


async def test_double_click_on_publish_publishes_once(
    app_client: AppClient, store: Store, posters: PostersOfTests
) -> None:
    client = app_client(NIA)
    slug = (await client.post("/api/projects", json={"title": "Falls"})).json()["project"]["slug"]

    answers = await asyncio.gather(
        *(client.post(f"/api/projects/{slug}/publish") for _ in range(5))
    )

    assert [answer.json() for answer in answers] == [{"status": "rendering"}] * 5
    actions = [entry.action for entry in store.audit.entries(subject=slug)]
    assert actions == ["project published"]
    assert set(posters.started) == {slug}


async def test_private_project_is_not_published_until_someone_may_see_it(
    app_client: AppClient, store: Store
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls", "visibility": "private"})

    answer = await client.post("/api/projects/falls/publish")

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("This project is private.")
    assert store.audit.entries() == []


async def test_published_project_cannot_be_made_private_behind_the_gallerys_back(
    app_client: AppClient,
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})
    await client.post("/api/projects/falls/publish")
    change = {"based_on": 1, "changes": {"visibility": "private"}}

    refused = await client.patch("/api/projects/falls", json=change)
    await client.post("/api/projects/falls/unpublish")
    allowed = await client.patch("/api/projects/falls", json=change)

    assert (refused.status_code, allowed.status_code) == (422, 200)


async def test_gallery_lists_what_is_published_by_aim(app_client: AppClient) -> None:
    client = app_client(NIA)
    for title, aim in (("Falls", "zero-harm"), ("Waits", "reduce-waits"), ("Draft", "zero-harm")):
        await client.post("/api/projects", json={"title": title, "strategic_aim": aim})
    for slug in ("falls", "waits"):
        await client.post(f"/api/projects/{slug}/publish")

    answer = await client.get("/api/projects", params={"published": 1, "aim": "zero-harm"})

    assert [one["project"]["title"] for one in answer.json()["projects"]] == ["Falls"]
