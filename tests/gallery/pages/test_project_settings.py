"""A project's settings: contact, story, who may see it, team."""

import pytest

from gallery.store import Store
from qi_lib.model import Stage, TeamRole
from tests.gallery.conftest import CSRF, FAY, NIA, AppClient, TeamsOfTests

FORM = {
    "csrf": CSRF,
    "based_on": "1",
    "directorate": "Community",
    "change": "Tea at\r\nseven",
    "story": "First.\r\n\r\nThen.",
    "lesson": "Ask before.",
    "contact_name": "Nia",
    "contact_role": "nurse",
    "contact_when": "Tuesdays",
    "visibility": "public",
    "member_name": ["Nia Ward", "Night staff", ""],
    "member_user": ["nia", "", ""],
    "member_role": ["lead", "service_user", "member"],
}


@pytest.fixture(autouse=True)
async def _falls(app_client: AppClient) -> None:
    await app_client(NIA).post("/api/projects", json={"title": "Falls"})


async def test_everything_on_the_form_is_saved(
    app_client: AppClient, store: Store, teams: TeamsOfTests
) -> None:
    answer = await app_client(NIA).post("/projects/falls/edit", data=FORM)

    record = store.projects.find("falls")
    assert record is not None
    assert answer.headers["location"] == "/projects/falls"
    assert record.project.directorate == "Community"
    assert record.project.change == "Tea at seven"
    assert record.project.story == "First.\n\nThen."
    assert record.project.contact.when == "Tuesdays"
    assert record.project.visibility == "public"
    assert [(m.user, m.name, m.role) for m in record.team] == [
        ("nia", "Nia Ward", TeamRole.LEAD),
        ("", "Night staff", TeamRole.SERVICE_USER),
    ]
    assert teams.told[-1][0] == "falls"


async def test_what_was_typed_is_still_there_when_it_cannot_be_saved(
    app_client: AppClient,
) -> None:
    without_lead = {**FORM, "member_role": ["member", "service_user", "member"]}

    answer = await app_client(NIA).post("/projects/falls/edit", data=without_lead)

    assert answer.status_code == 422
    assert "A project needs a lead." in answer.text
    assert "Ask before." in answer.text
    assert 'value="Night staff"' in answer.text


async def test_the_team_says_where_it_is_and_takes_it_back(
    app_client: AppClient, store: Store
) -> None:
    client = app_client(NIA)

    await client.post("/projects/falls/edit", data={**FORM, "stage": "test"})

    said = store.projects.find("falls")
    assert said is not None
    assert said.project.stage is Stage.TEST
    page = await client.get("/projects/falls/edit")
    assert "As the record shows: Start" in page.text
    await client.post("/projects/falls/edit", data={**FORM, "based_on": said.version, "stage": ""})
    again = store.projects.find("falls")
    assert again is not None
    assert again.project.stage is None


async def test_a_clash_shows_both_and_loses_neither(app_client: AppClient, store: Store) -> None:
    client = app_client(NIA)
    change = {"based_on": 1, "changes": {"story": "Somebody else's words."}}
    await client.patch("/api/projects/falls", json=change)

    clash = await client.post("/projects/falls/edit", data=FORM)
    again = await client.post("/projects/falls/edit", data={**FORM, "based_on": "2"})

    record = store.projects.find("falls")
    assert record is not None
    assert clash.status_code == 409
    assert "Somebody else&#39;s words." in clash.text
    assert "Then." in clash.text
    assert 'name="based_on" value="2"' in clash.text
    assert again.status_code == 303
    assert record.project.story == "First.\n\nThen."


async def test_a_coach_may_not_edit(app_client: AppClient) -> None:
    assert (await app_client(FAY).get("/projects/falls/edit")).status_code == 403
    assert (await app_client(FAY).post("/projects/falls/edit", data=FORM)).status_code == 403


async def test_directorates_come_from_the_settings(app_client: AppClient) -> None:
    page = (await app_client(NIA).get("/projects/falls/edit")).text

    for name in ("Medicine", "Surgery", "Families", "Community", "Clinical support"):
        assert f"<option>{name}</option>" in page
