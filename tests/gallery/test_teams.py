"""What the hub is asked: who somebody is, and who may reach a team's server."""

import json

import httpx
import pytest

from gallery.hub_api import HubAPI
from gallery.people import Role
from gallery.teams import Teams
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

    teams = Teams(HubAPI("http://hub/api", "token"))
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

    person = await HubAPI("http://hub/api", "token").named(name)

    assert (person.role if person else None) == expected
    assert asked == [f"/users/{name.replace('/', '%2F')}"]
