"""Passes: what an app holds in its viewer's place."""

import datetime as dt
from dataclasses import replace

import httpx
import pytest

from gallery.identity.people import Person, Role
from gallery.store import Store
from qi_lib.model import now
from tests.gallery.conftest import ADA, CSRF, FAY, NIA, AppClient, ChosenIdentity, team_account

GUESS = "pass-guess"


async def _pass_for(person: Person, app_client: AppClient) -> str:
    answer = await app_client(person).post("/api/pass")
    assert answer.status_code == 201
    return str(answer.json()["key"])


def _app(client: httpx.AsyncClient, key: str) -> httpx.AsyncClient:
    """Speak with a pass from now on."""
    client.headers["Authorization"] = f"Bearer {key}"
    return client


async def test_app_works_in_its_viewers_name(app_client: AppClient) -> None:
    app = _app(app_client(None), await _pass_for(NIA, app_client))

    me = (await app.get("/api/me")).json()
    slug = (await app.post("/api/projects", json={"title": "Falls"})).json()["project"]["slug"]
    changes = {"based_on": 1, "changes": {"problem": "Residents fall"}}
    changed = await app.patch(f"/api/projects/{slug}", json=changes)
    measure = await app.post(f"/api/projects/{slug}/measures", json={"name": "Falls"})
    history = await app_client(NIA).get(f"/api/projects/{slug}/history")

    assert (me["name"], me["display_name"]) == ("nia", "Nia Ward")
    assert (changed.status_code, measure.status_code) == (200, 201)
    assert {version["saved_by"] for version in history.json()} == {"nia"}


async def test_app_leaves_to_people_what_people_do_on_pages(app_client: AppClient) -> None:
    slug = (await app_client(ADA).post("/api/projects", json={"title": "Falls"})).json()
    path = f"/api/projects/{slug['project']['slug']}"
    app = _app(app_client(None), await _pass_for(ADA, app_client))
    public = {"based_on": 1, "changes": {"visibility": "public"}}
    shown = {"based_on": 1, "changes": {"is_demonstration": True}}

    answers = [
        await app.post(f"{path}/publish"),
        await app.post(f"{path}/unpublish"),
        await app.post(f"{path}/workspace"),
        await app.put(f"{path}/team", json=[{"user": "ada", "role": "lead"}]),
        await app.patch(path, json=public),
        await app.patch(path, json=shown),
        await app.delete(path),
    ]

    assert [answer.status_code for answer in answers] == [403] * 7
    assert not (await app.get("/api/me")).json()["may_manage_screens"]


@pytest.mark.parametrize("page", ["/home", "/screens", "/services/gallery/", "/projects/falls"])
async def test_pass_opens_no_page(app_client: AppClient, page: str) -> None:
    app = _app(app_client(None), await _pass_for(FAY, app_client))

    answer = await app.get(page)
    change = await app.post("/screens", data={"name": "Hall", "csrf": CSRF})

    assert "Fay" not in answer.text
    assert answer.status_code != 200
    assert change.status_code != 200
    assert not change.headers.get("location", "").startswith("/screens")


async def test_pass_gets_and_renews_no_pass(app_client: AppClient) -> None:
    key = await _pass_for(NIA, app_client)
    app = _app(app_client(None), key)

    assert (await app.post("/api/pass")).status_code == 403
    assert (await app.put("/api/pass", json={"key": key})).status_code == 403


@pytest.mark.parametrize(
    ("person", "status"), [(None, 401), (team_account("falls"), 403)], ids=["stranger", "workspace"]
)
async def test_only_somebody_who_has_signed_in_themselves_gives_a_pass(
    app_client: AppClient, person: Person | None, status: int
) -> None:
    key = await _pass_for(NIA, app_client)
    client = app_client(person)

    assert (await client.post("/api/pass")).status_code == status
    assert (await client.put("/api/pass", json={"key": key})).status_code == status


async def test_pass_runs_out_and_its_viewers_token_makes_it_good_again(
    app_client: AppClient, store: Store
) -> None:
    app_client(NIA)
    key, _ = store.passes.issue("nia", at=now() - dt.timedelta(minutes=11))
    app = _app(app_client(None), key)

    refused = await app.get("/api/me")
    renewed = await app_client(NIA).put("/api/pass", json={"key": key})
    good = await app.get("/api/me")

    assert refused.status_code == 401
    assert "not signed in any more" in refused.json()["error"]
    assert renewed.json()["key"] == key
    assert dt.datetime.fromisoformat(renewed.json()["expires_at"]) > now()
    assert good.status_code == 200


async def test_nobody_renews_a_pass_once_its_viewers_token_is_good_no_more(
    app_client: AppClient, identity: ChosenIdentity
) -> None:
    key = await _pass_for(NIA, app_client)
    client = app_client(NIA)
    identity.people.clear()

    assert (await client.put("/api/pass", json={"key": key})).status_code == 401
    others = await app_client(FAY).put("/api/pass", json={"key": key})
    assert others.status_code == 404


async def test_whoever_has_a_pass_ends_it_for_good(app_client: AppClient) -> None:
    key = await _pass_for(NIA, app_client)
    app = _app(app_client(None), key)

    ended = await app.delete("/api/pass")

    assert ended.status_code == 204
    assert (await app.get("/api/projects")).status_code == 401
    assert (await app_client(NIA).put("/api/pass", json={"key": key})).status_code == 404
    assert (await _app(app_client(None), GUESS).delete("/api/pass")).status_code == 204
    assert (await app_client(NIA).delete("/api/pass")).status_code == 401


async def test_what_a_person_is_now_counts_and_who_has_no_account_is_nobody(
    app_client: AppClient, identity: ChosenIdentity, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = await _pass_for(NIA, app_client)
    app = _app(app_client(None), key)
    assert (await app.get("/api/me")).json()["role"] == "novice"

    identity.people["nia"] = replace(NIA, role=Role.FELLOW)
    assert (await app.get("/api/me")).json()["role"] == "novice"  # for twenty seconds
    monkeypatch.setattr("gallery.identity.passes._ASK_AGAIN_SECONDS", 0)
    assert (await app.get("/api/me")).json()["role"] == "fellow"
    del identity.people["nia"]
    assert (await app.get("/api/me")).status_code == 401


@pytest.mark.parametrize("key", ["", "nia", "pass-", "pass-\x00", "pass-" + "x" * 200, 7])
async def test_what_is_no_pass_is_not_renewed(app_client: AppClient, key: object) -> None:
    answer = await app_client(NIA).put("/api/pass", json={"key": key})

    assert answer.status_code == 422
