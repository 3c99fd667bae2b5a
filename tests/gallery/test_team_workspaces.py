"""What the hub is asked: who somebody is, and who may reach a team's server."""

import json

import httpx
import pytest

from gallery.identity.people import Role
from gallery.jupyterhub_client import JupyterHubClient
from gallery.team_workspaces import TeamWorkspaces
from qi_lib.model import TeamMember, TeamRole

NIA = TeamMember(user="nia", role=TeamRole.LEAD)


@pytest.mark.parametrize(("is_private", "method"), [(True, "DELETE"), (False, "POST")])
async def test_coaches_reach_the_server_unless_the_project_is_private(
    monkeypatch: pytest.MonkeyPatch, is_private: bool, method: str
) -> None:
    asked: list[tuple[str, str, object]] = []

    async def answer(_client: object, method: str, url: str, **request: object) -> httpx.Response:
        asked.append((method, url, request.get("json")))
        return httpx.Response(200, content=json.dumps({"items": []}))

    monkeypatch.setattr(httpx.AsyncClient, "request", answer)

    teams = TeamWorkspaces(JupyterHubClient("http://hub/api", "token"))
    await teams.members_changed("falls", [NIA], is_private=is_private)

    of_coaches = [one for one in asked if one[1] == "/groups/coached-teams/users"]
    assert of_coaches == [(method, "/groups/coached-teams/users", {"users": ["team-falls"]})]
    assert ("POST", "/shares/team-falls/") in [one[:2] for one in asked]


@pytest.mark.parametrize(
    ("name", "status", "expected"),
    [("fay", 200, Role.FACULTY), ("gone", 404, None), ("o/brien", 200, Role.FACULTY)],
)
async def test_somebody_is_described_as_the_hub_knows_them_now(
    monkeypatch: pytest.MonkeyPatch, name: str, status: int, expected: Role | None
) -> None:
    asked: list[str] = []

    async def answer(_client: object, _method: str, url: str, **_: object) -> httpx.Response:
        asked.append(url)
        return httpx.Response(status, json={"kind": "user", "name": name, "groups": ["faculty"]})

    monkeypatch.setattr(httpx.AsyncClient, "request", answer)

    person = await JupyterHubClient("http://hub/api", "token").named(name)

    assert (person.role if person else None) == expected
    assert asked == [f"/users/{name.replace('/', '%2F')}"]


async def test_server_starts_before_the_shares_are_seen_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def answer(_client: object, method: str, url: str, **_request: object) -> httpx.Response:
        asked.append(f"{method} {url}")
        return httpx.Response(200, content=json.dumps({"items": [], "last_activity": None}))

    monkeypatch.setattr(httpx.AsyncClient, "request", answer)

    opened = await TeamWorkspaces(JupyterHubClient("http://hub/api", "token")).open_workspace(
        "falls", [NIA], "nia", is_private=False
    )

    start, share = "POST /users/team-falls/server", "POST /shares/team-falls/"
    assert asked.index(start) < asked.index(share)
    assert opened["is_new"]


async def test_server_that_runs_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    runs = {"items": [], "last_activity": "2026-11-24T08:00:00Z", "servers": {"": {"ready": True}}}

    async def answer(_client: object, method: str, url: str, **_request: object) -> httpx.Response:
        asked.append(f"{method} {url}")
        return httpx.Response(200, content=json.dumps(runs))

    monkeypatch.setattr(httpx.AsyncClient, "request", answer)

    opened = await TeamWorkspaces(JupyterHubClient("http://hub/api", "token")).open_workspace(
        "falls", [NIA], "nia", is_private=False
    )

    assert "POST /users/team-falls/server" not in asked
    assert (opened["status"], opened["is_new"]) == ("ready", False)
