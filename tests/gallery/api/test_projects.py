"""Projects through the REST interface."""

import json

import httpx
import pytest

from gallery.store import Store
from qi_lib.model import ProjectBundle
from tests.gallery.conftest import ADA, NIA, AppClient

SCRIPT = '<script>alert("1")</script>'
INJECTION = "Robert'); DROP TABLE projects;--"


@pytest.fixture
def client(app_client: AppClient) -> httpx.AsyncClient:
    """Nia's client."""
    return app_client(NIA)


async def _start(client: httpx.AsyncClient, **fields: object) -> str:
    answer = await client.post("/api/projects", json={"title": "Fewer falls", **fields})
    slug: str = answer.json()["project"]["slug"]
    return slug


async def test_starting_a_project_makes_its_author_the_lead(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/projects", json={"title": "Fewer falls"})

    assert answer.status_code == 201
    bundle = answer.json()
    assert bundle["project"]["slug"] == "fewer-falls"
    assert bundle["version"] == 1
    assert bundle["team"] == [{"user": "nia", "name": "Nia Ward", "role": "lead"}]


@pytest.mark.parametrize("title", [SCRIPT, INJECTION, "🎉", "مشروع السقوط"])
async def test_any_title_is_kept_and_returned_letter_by_letter(
    client: httpx.AsyncClient, title: str
) -> None:
    slug = await _start(client, title=title)

    answer = await client.get(f"/api/projects/{slug}")

    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["project"]["title"] == title
    assert (await client.get("/api/projects", params={"q": title})).json()["projects"]


async def test_answer_is_a_bundle_with_the_versions_of_all_that_is_in_it(
    client: httpx.AsyncClient,
) -> None:
    slug = await _start(client)
    measure = (await client.post(f"/api/projects/{slug}/measures", json={"name": "Falls"})).json()
    measure_id = measure["measure"]["id"]
    data = [{"when": "2025-01-31", "value": 4}]
    await client.post(f"/api/projects/{slug}/measures/{measure_id}/observations", json=data)
    await client.post(f"/api/projects/{slug}/cycles", json={"title": "Lights"})

    bundle = ProjectBundle.model_validate((await client.get(f"/api/projects/{slug}")).json())

    assert bundle.observations[measure_id][0].value == 4
    assert bundle.versions == {measure_id: 1, bundle.cycles[0].id: 1}
    assert bundle.data_versions == {measure_id: 1}
    assert bundle.revision == 4


async def test_part_of_the_aim_can_be_changed(client: httpx.AsyncClient) -> None:
    slug = await _start(client, aim={"what": "Halve falls", "where": "Ward 3"})

    answer = await client.patch(
        f"/api/projects/{slug}",
        json={"based_on": 1, "changes": {"aim": {"by_when": "2026-03-31"}}},
    )

    assert answer.json()["version"] == 2
    assert answer.json()["project"]["aim"]["what"] == "Halve falls"
    assert answer.json()["project"]["aim"]["by_when"] == "2026-03-31"


async def test_stale_change_is_answered_with_both_versions(client: httpx.AsyncClient) -> None:
    slug = await _start(client)
    await client.patch(
        f"/api/projects/{slug}", json={"based_on": 1, "changes": {"problem": "Theirs"}}
    )

    answer = await client.patch(
        f"/api/projects/{slug}", json={"based_on": 1, "changes": {"scope": "Mine"}}
    )

    assert answer.status_code == 409
    said = answer.json()
    assert (said["yours"]["scope"], said["yours"]["problem"]) == ("Mine", "")
    assert (said["theirs"]["scope"], said["theirs"]["problem"]) == ("", "Theirs")
    assert said["version"] == 2


async def test_same_change_sent_twice_is_one_change(client: httpx.AsyncClient) -> None:
    slug = await _start(client)
    change = {"based_on": 1, "changes": {"problem": "Dark"}}

    first = await client.patch(f"/api/projects/{slug}", json=change)
    again = await client.patch(f"/api/projects/{slug}", json=change)

    assert first.json() == again.json()
    assert len((await client.get(f"/api/projects/{slug}/history")).json()) == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "“title” is missing."),
        ({"title": "  "}, "“title” is empty."),
        ({"title": "x" * 301}, "“title” is longer than 300 characters."),
        ({"title": "x", "titel": "y"}, "There is no field “titel”."),
        ({"title": "x", "slug": "mine"}, "Leave “slug” out"),
        ({"title": "x", "strategic_aim": "get-rich"}, "That strategic aim is none of"),
        ({"title": "x", "progress": 0.7}, "“progress”: input should be a multiple of 0.5."),
        ({"title": "x\x00y"}, "“Title” holds a character that cannot be saved."),
        ([], "“The request”: input should be a valid dictionary"),
    ],
)
async def test_project_that_does_not_fit_is_refused_in_a_sentence(
    client: httpx.AsyncClient, store: Store, body: object, said: str
) -> None:
    answer = await client.post("/api/projects", json=body)

    assert answer.status_code == 422
    assert answer.json()["error"].startswith(said)


async def test_text_with_half_a_character_is_refused(client: httpx.AsyncClient) -> None:
    slug = await _start(client)
    body = json.dumps({"based_on": 0, "content": {"a": "\ud800"}})

    answer = await client.put(
        f"/api/projects/{slug}/documents/fishbone",
        content=body,
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code == 422
    assert "cannot be saved" in answer.json()["error"]


async def test_address_of_a_project_cannot_be_changed(client: httpx.AsyncClient) -> None:
    slug = await _start(client)

    answer = await client.patch(
        f"/api/projects/{slug}", json={"based_on": 1, "changes": {"slug": "other"}}
    )

    assert answer.status_code == 422


async def test_nhs_number_is_refused_and_never_repeated(
    client: httpx.AsyncClient, store: Store
) -> None:
    slug = await _start(client)

    answer = await client.patch(
        f"/api/projects/{slug}",
        json={"based_on": 1, "changes": {"aim": {"for_whom": "Mrs X, 943 476 5919"}}},
    )

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("“Aim: for whom” seems to hold an NHS number.")
    assert "943" not in answer.text
    assert len(store.documents.history(slug, "charter", "charter")) == 1


async def test_only_an_administrator_marks_demonstrations(app_client: AppClient) -> None:
    body = {"title": "Show", "is_demonstration": True}

    refused = await app_client(NIA).post("/api/projects", json=body)
    allowed = await app_client(ADA).post("/api/projects", json=body)

    assert (refused.status_code, allowed.status_code) == (403, 201)


async def test_my_projects_are_those_whose_team_i_am_on(app_client: AppClient) -> None:
    await app_client(NIA).post("/api/projects", json={"title": "Mine"})
    ada = app_client(ADA)
    await ada.post("/api/projects", json={"title": "Hers"})

    answer = await ada.get("/api/projects", params={"mine": 1})

    assert [(one["project"]["title"], one["role"]) for one in answer.json()["projects"]] == [
        ("Hers", "lead")
    ]
    assert len((await ada.get("/api/projects")).json()["projects"]) == 2
