"""The team and its workspace."""

from typing import Any

import pytest

from gallery.errors import HubUnavailable
from qi_lib.model import TeamMember
from tests.gallery.conftest import NIA, AppClient, TeamsOfTests

LEAD = {"user": "nia", "role": "lead"}


async def test_hub_is_told_who_is_on_the_team(app_client: AppClient, teams: TeamsOfTests) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})

    answer = await client.put("/api/projects/falls/team", json=[LEAD, {"user": "Bob"}])

    assert [member["user"] for member in answer.json()["team"]] == ["nia", "bob"]
    [(slug, team)] = teams.told
    assert (slug, [member.user for member in team]) == ("falls", ["nia", "bob"])


@pytest.mark.parametrize(
    ("team", "said"),
    [
        ([], "A project needs a lead."),
        ([{"user": "nia"}], "A project needs a lead."),
        ([{"name": "Nia", "role": "lead"}], "A project needs somebody with an account"),
        (
            [{"name": "Nia", "role": "lead"}, {"user": "fay", "role": "coach"}],
            "A project needs somebody with an account",
        ),
        ([LEAD, {"user": "NIA"}], "Someone is on the team twice."),
        ([LEAD, {"user": "team-falls"}], "A workspace's account cannot be on a team."),
        ([LEAD, {"role": "coach"}], "A member of the team has neither a user name nor a name."),
    ],
)
async def test_team_that_cannot_work_is_refused(
    app_client: AppClient, teams: TeamsOfTests, team: list[dict[str, str]], said: str
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})

    answer = await client.put("/api/projects/falls/team", json=team)

    assert answer.status_code == 422
    assert answer.json()["error"].startswith(said)
    assert teams.told == []


async def test_team_is_saved_while_the_hub_is_away(
    app_client: AppClient, teams: TeamsOfTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(slug: str, team: list[TeamMember], *, is_private: bool) -> None:
        raise HubUnavailable("The hub does not answer.")

    monkeypatch.setattr(teams, "members_changed", fail)
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})

    answer = await client.put("/api/projects/falls/team", json=[LEAD, {"user": "bob"}])

    assert answer.status_code == 200
    assert "when the hub answers again" in answer.json()["notice"]
    bundle: dict[str, Any] = (await client.get("/api/projects/falls")).json()
    assert len(bundle["team"]) == 2


async def test_workspace_is_opened_for_the_team(app_client: AppClient) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})

    started = await client.post("/api/projects/falls/workspace")
    ready = await client.get("/api/projects/falls/workspace")

    assert started.json() == {"status": "starting", "url": "/user/team-falls/lab"}
    assert ready.json()["status"] == "ready"


async def test_private_project_closes_its_workspace_to_coaches(
    app_client: AppClient, teams: TeamsOfTests
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls", "visibility": "private"})

    await client.post("/api/projects/falls/workspace")
    while_private = set(teams.private)
    change = {"based_on": 1, "changes": {"visibility": "team"}}
    await client.patch("/api/projects/falls", json=change)

    assert while_private == {"falls"}
    assert teams.private == set()


async def test_making_a_project_private_closes_a_workspace_that_was_open(
    app_client: AppClient, teams: TeamsOfTests
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})
    await client.post("/api/projects/falls/workspace")

    change = {"based_on": 1, "changes": {"visibility": "private"}}
    await client.patch("/api/projects/falls", json=change)

    assert teams.private == {"falls"}
