"""Who is brought into a team, and how."""

import re

import httpx
import pytest

from gallery.identity.people import Person, Role
from gallery.store import Store
from qi_lib.model import TeamMember, TeamRole
from tests.gallery.conftest import (
    CSRF,
    FAY,
    NIA,
    AppClient,
    ChosenIdentity,
    TeamsOfTests,
    team_account,
)

GRACE = Person("grace", "Grace Oduya", Role.NOVICE)
FORM = {"csrf": CSRF}


@pytest.fixture(autouse=True)
async def _falls(app_client: AppClient) -> None:
    await app_client(NIA).post("/api/projects", json={"title": "Falls"})
    app_client(GRACE)


async def _link(client: httpx.AsyncClient) -> str:
    page = (await client.post("/projects/falls/team/invite", data=FORM)).text
    found = re.search(r'value="[^"]*(/join/[^"]+)"', page)
    assert found
    return found[1]


def _team(store: Store) -> list[tuple[str, str]]:
    record = store.projects.find("falls")
    assert record is not None
    return [(one.user, one.role) for one in record.team]


async def test_somebody_is_found_by_name_and_added(
    app_client: AppClient, store: Store, teams: TeamsOfTests
) -> None:
    client = app_client(NIA)
    page = (await client.get("/projects/falls/team?q=oduya")).text
    assert 'aria-label="Add Grace Oduya"' in page

    await client.post("/projects/falls/team", data={**FORM, "user": "grace", "role": "coach"})

    assert _team(store) == [("nia", "lead"), ("grace", "coach")]
    assert teams.told[-1][0] == "falls"
    again = (await client.get("/projects/falls/team?q=oduya")).text
    assert "Add Grace Oduya" not in again


async def test_nobody_is_added_who_has_no_account(app_client: AppClient, store: Store) -> None:
    answer = await app_client(NIA).post("/projects/falls/team", data={**FORM, "user": "gracee"})

    assert answer.status_code == 422
    assert "Nobody with that user name" in answer.text
    assert _team(store) == [("nia", "lead")]


async def test_a_link_leads_into_the_team_after_a_yes(
    app_client: AppClient, store: Store, teams: TeamsOfTests
) -> None:
    link = await _link(app_client(NIA))
    invited = app_client(GRACE)
    page = (await invited.get(link)).text
    assert "Nia Ward invites you" in page
    assert "signed in as <b>Grace Oduya</b>" in page
    assert _team(store) == [("nia", "lead")]

    answers = [await invited.post(link, data=FORM) for _ in "12"]

    assert [one.headers["location"] for one in answers] == ["/projects/falls"] * 2
    assert _team(store) == [("nia", "lead"), ("grace", "member")]
    assert [one.user for one in teams.told[-1][1]] == ["nia", "grace"]
    assert "in this team already" in (await invited.get(link)).text


async def test_a_link_is_for_those_who_sign_in_and_for_no_workspace(
    app_client: AppClient, store: Store
) -> None:
    link = await _link(app_client(NIA))

    nobody = await app_client(None).post(link, data=FORM)
    workspace = await app_client(team_account("other")).post(link, data=FORM)

    assert (nobody.status_code, workspace.status_code) == (303, 403)
    assert "sign-in" in nobody.headers["location"] or "login" in nobody.headers["location"]
    assert _team(store) == [("nia", "lead")]


@pytest.mark.parametrize("what", ["taken back", "guessed", "inviter lost the right", "deleted"])
async def test_a_link_that_is_not_good_says_so_in_the_same_words(
    what: str, app_client: AppClient, store: Store
) -> None:
    client = app_client(NIA)
    link = await _link(client)
    if what == "taken back":
        await client.post("/projects/falls/team/take-back", data={**FORM, "invitation": "1"})
    if what == "guessed":
        link = "/join/guess"
    if what == "inviter lost the right":
        lead = TeamMember(user="fay", role=TeamRole.LEAD)
        store.projects.set_team("falls", [lead, TeamMember(user="nia")], by="fay")
    if what == "deleted":
        store.lifecycle.delete("falls", by="nia")

    answers = [await app_client(GRACE).get(link), await app_client(GRACE).post(link, data=FORM)]

    assert {one.status_code for one in answers} == {404}
    assert all("not good any more" in one.text for one in answers)


async def test_a_link_dies_with_the_account_that_made_it(
    app_client: AppClient, identity: ChosenIdentity
) -> None:
    link = await _link(app_client(NIA))
    client = app_client(GRACE)

    del identity.people["nia"]

    assert (await client.post(link, data=FORM)).status_code == 404


async def test_who_was_taken_off_does_not_come_back_by_an_old_link(
    app_client: AppClient, store: Store
) -> None:
    link = await _link(app_client(NIA))
    await app_client(GRACE).post(link, data=FORM)
    assert len(_team(store)) == 2

    await app_client(NIA).put("/api/projects/falls/team", json=[{"user": "nia", "role": "lead"}])

    assert (await app_client(GRACE).post(link, data=FORM)).status_code == 404
    assert _team(store) == [("nia", "lead")]


async def test_the_team_is_for_those_who_look_after_it(app_client: AppClient) -> None:
    for person in (FAY, GRACE):
        client = app_client(person)
        answers = [
            await client.get("/projects/falls/team?q=nia"),
            await client.post("/projects/falls/team", data={**FORM, "user": person.name}),
            await client.post("/projects/falls/team/invite", data=FORM),
            await client.post("/projects/falls/team/take-back", data={**FORM, "invitation": "1"}),
        ]
        assert {one.status_code for one in answers} <= {403, 404}
        assert all("Nia Ward" not in one.text for one in answers)


async def test_a_project_whose_lead_has_no_account_is_looked_after_by_its_members(
    app_client: AppClient, store: Store
) -> None:
    team = [TeamMember(name="The housekeeper", role=TeamRole.LEAD), TeamMember(user="grace")]
    store.projects.set_team("falls", team, by="nia")
    client = app_client(GRACE)

    page = await client.get("/projects/falls/edit")
    saved = await client.put(
        "/api/projects/falls/team",
        json=[one.model_dump(mode="json") for one in team] + [{"user": "nia", "role": "member"}],
    )

    assert 'name="member_user"' in page.text
    assert saved.status_code == 200
    assert ("nia", "member") in _team(store)
    # With a lead who can sign in, that right ends.
    lead = {"user": "nia", "role": "lead"}
    await client.put("/api/projects/falls/team", json=[lead, {"user": "grace"}])
    assert (await client.get("/projects/falls/team")).status_code == 403
