"""Every address of the API, for everyone who may come."""

from dataclasses import dataclass, replace

import pytest
from fastapi import FastAPI

from gallery.identity.people import Person
from gallery.store import CYCLE, MEASURE, TOOL, ProjectRecord, Store
from qi_lib.model import PDSA, Approval, Measure, Project, TeamMember, TeamRole, Visibility
from tests.gallery.conftest import ADA, FARID, FAY, AppClient, team_account

MEASURE_ID, CYCLE_ID = "measureabc", "cycleabcde"

EVERYBODY: dict[str, Person | None] = {
    "nobody signed in": None,
    "stranger": Person("stranger"),
    "fellow": FARID,
    **{role.value: Person(role.value) for role in TeamRole},
    "faculty": FAY,
    "admin": ADA,
    "workspace": team_account("x"),  # of the project that the call is about: see `_person`
    "another workspace": team_account("another"),
    **{
        f"app of {person.name}": replace(person, is_app=True)
        for person in (Person("lead"), Person("coach"), ADA)
    },
}
TEAM = [TeamMember(user=role.value, name=role.value.title(), role=role) for role in TeamRole]

LEAD = {"lead", "admin"}
WORKERS = LEAD | {"member", "service_user"}
EDITORS = WORKERS | {"workspace", "app of lead", "app of ada"}
COACHES = WORKERS | {"coach", "faculty"}
GUIDES = EDITORS | COACHES | {"app of coach"}
READERS = GUIDES | {"sponsor"}


@dataclass(frozen=True)
class Call:
    """A request, and who of `EVERYBODY` may make it of a project open to its team."""

    method: str
    path: str
    allowed: set[str]
    json: object = None
    is_open: bool = False  # needs nobody signed in


_MEASURE = Measure(id=MEASURE_ID, name="Slips").model_dump(mode="json")
_CYCLE = PDSA(id=CYCLE_ID, title="Socks").model_dump(mode="json")
_LEAD = {"user": "lead", "role": "lead"}
_SEEN = {"project_version": 1, "measure_versions": {MEASURE_ID: 1}}
_ASKED = {"verdict": "changes_asked", "words": "Smaller", "seen": _SEEN, "terms": {}}

CALLS = [
    Call("GET", "/{slug}", READERS, is_open=True),
    Call("GET", "/{slug}/export", READERS, is_open=True),
    Call("PATCH", "/{slug}", EDITORS, {"based_on": 1, "changes": {"problem": "Dark"}}),
    Call("PATCH", "/{slug}", GUIDES, {"based_on": 1, "changes": {"stage": "test"}}),
    Call("PATCH", "/{slug}", LEAD, {"based_on": 1, "changes": {"visibility": "public"}}),
    Call("PATCH", "/{slug}", {"admin"}, {"based_on": 1, "changes": {"is_demonstration": True}}),
    Call("GET", "/{slug}/history", READERS),
    Call("DELETE", "/{slug}", LEAD),
    Call("PUT", "/{slug}/team", LEAD, [_LEAD]),
    Call("GET", "/{slug}/invitations", LEAD),
    Call("POST", "/{slug}/invitations", LEAD),
    Call("DELETE", "/{slug}/invitations/{invitation_id}", LEAD),
    Call("POST", "/{slug}/measures", EDITORS, {"name": "Slips"}),
    Call("PUT", "/{slug}/measures/{measure_id}", EDITORS, {"based_on": 1, "measure": _MEASURE}),
    Call("DELETE", "/{slug}/measures/{measure_id}", EDITORS),
    Call("GET", "/{slug}/measures/{measure_id}/history", READERS),
    Call("GET", "/{slug}/measures/{measure_id}/observations/history", READERS),
    Call("GET", "/{slug}/measures/{measure_id}/observations", READERS, is_open=True),
    # As they were: to those alone who may read the history, even where all may read the project.
    Call("GET", "/{slug}/measures/{measure_id}/observations?version=0", READERS, is_open=True),
    Call("GET", "/{slug}/measures/{measure_id}/chart", READERS, is_open=True),
    Call(
        "POST",
        "/{slug}/measures/{measure_id}/chart",
        EDITORS,
        {"measure": _MEASURE, "observations": [{"when": "2025-01-01", "value": 1}]},
    ),
    Call("GET", "/{slug}/measures/{measure_id}/looks/{look}", READERS, is_open=True),
    Call(
        "PUT",
        "/{slug}/measures/{measure_id}/observations",
        EDITORS,
        {"based_on": 0, "observations": [{"when": "2025-01-01", "value": 1}]},
    ),
    Call(
        "POST",
        "/{slug}/measures/{measure_id}/observations",
        EDITORS,
        [{"when": "2025-01-01", "value": 1}],
    ),
    Call("POST", "/{slug}/cycles", EDITORS, {"title": "Socks"}),
    Call("PUT", "/{slug}/cycles/{cycle_id}", EDITORS, {"based_on": 1, "cycle": _CYCLE}),
    Call("DELETE", "/{slug}/cycles/{cycle_id}", EDITORS),
    Call("GET", "/{slug}/cycles/{cycle_id}/history", READERS),
    Call("GET", "/{slug}/documents", READERS, is_open=True),
    Call("GET", "/{slug}/documents/{kind}", READERS, is_open=True),
    Call(
        "PUT", "/{slug}/documents/{kind}", EDITORS, {"based_on": 1, "content": {"problem": "Falls"}}
    ),
    Call("GET", "/{slug}/documents/{kind}/history", READERS),
    Call("POST", "/{slug}/approval", {"sponsor"}, {"verdict": "approved", "seen": _SEEN}),
    Call("GET", "/{slug}/approval/history", READERS),
    Call("POST", "/{slug}/publish", WORKERS),
    Call("GET", "/{slug}/poster", READERS, is_open=True),
    Call("POST", "/{slug}/unpublish", WORKERS),
    Call("POST", "/{slug}/workspace", COACHES),
    Call("GET", "/{slug}/workspace", COACHES),
]
# Tested below, on their own, in test_passes.py and in test_export_import.py.
OTHERS = {
    ("GET", "/api/me"),
    ("GET", "/api/organisation"),
    ("POST", "/api/pass"),
    ("PUT", "/api/pass"),
    ("DELETE", "/api/pass"),
    ("GET", "/api/health"),
    ("GET", "/api/people"),
    ("POST", "/api/ideas"),
    ("GET", "/api/projects"),
    ("POST", "/api/projects"),
    ("POST", "/api/projects/{slug}/restore"),
    ("POST", "/api/projects/import"),
}


def _person(who: str, record: ProjectRecord) -> Person | None:
    return team_account(record.slug) if who == "workspace" else EVERYBODY[who]


def _project(store: Store, **fields: object) -> ProjectRecord:
    project = Project.model_validate({"title": "Fewer falls", **fields})
    record = store.projects.create(project, TEAM, by="lead")
    measure = Measure(id=MEASURE_ID, name="Falls").model_dump(mode="json")
    store.documents.create(record.slug, MEASURE, MEASURE_ID, measure, by="lead")
    cycle = PDSA(id=CYCLE_ID, title="Lights").model_dump(mode="json")
    store.documents.create(record.slug, CYCLE, CYCLE_ID, cycle, by="lead")
    store.documents.create(record.slug, TOOL, "fishbone", {"problem": ""}, by="lead")
    store.approvals.bring(record.slug, Approval.model_validate(_ASKED), by="sponsor")
    return record


def _expected(call: Call, who: str) -> set[int]:
    if who in call.allowed:
        return {200, 201, 204}
    if who == "nobody signed in" and not call.is_open:
        return {401}
    return {403} if who in READERS else {404}


def _name(call: Call) -> str:
    changes = call.json.get("changes", {}) if isinstance(call.json, dict) else {}
    return " ".join([call.method, call.path, *changes])


@pytest.mark.parametrize("call", CALLS, ids=_name)
async def test_each_call_is_open_to_those_it_is_for_and_to_nobody_else(
    call: Call, store: Store, app_client: AppClient
) -> None:
    found = {}
    for who in EVERYBODY:
        record = _project(store)
        path = call.path.format(
            slug=record.slug,
            measure_id=MEASURE_ID,
            cycle_id=CYCLE_ID,
            invitation_id=1,
            kind="fishbone",
            look="histogram",
        )
        async with app_client(_person(who, record)) as client:
            answer = await client.request(call.method, f"/api/projects{path}", json=call.json)
        found[who] = answer.status_code
        if answer.status_code >= 400:
            assert answer.json()["error"].endswith(".")

    wrong = {who: status for who, status in found.items() if status not in _expected(call, who)}
    assert wrong == {}


def test_no_call_is_left_out(app: FastAPI) -> None:
    known = {
        (call.method, f"/api/projects{call.path.partition('?')[0]}") for call in CALLS
    } | OTHERS

    there = {
        (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }

    assert there == known


_APPS = {who for who in EVERYBODY if who.startswith("app of ")}
_TEAM = {*(role.value for role in TeamRole), "admin", "workspace"} | _APPS
_PERSONS = set(EVERYBODY) - {"nobody signed in", "another workspace"}


@pytest.mark.parametrize(
    ("visibility", "is_published", "expected"),
    [
        (Visibility.PRIVATE, False, _TEAM),  # never published: see test_sharing.py
        (Visibility.TEAM, False, _TEAM | {"faculty"}),
        (Visibility.TEAM, True, _PERSONS),
        (Visibility.ORGANISATION, False, _PERSONS),
        (Visibility.ORGANISATION, True, _PERSONS),
        (Visibility.PUBLIC, False, _PERSONS | {"nobody signed in"}),
        (Visibility.PUBLIC, True, _PERSONS | {"nobody signed in"}),
    ],
)
async def test_visibility_decides_who_reads_and_lists_agree(
    visibility: Visibility,
    is_published: bool,
    expected: set[str],
    store: Store,
    app_client: AppClient,
) -> None:
    record = _project(store, visibility=visibility)
    if is_published:
        store.lifecycle.publish(record.slug, by="lead")

    readers, listers = set(), set()
    for who in EVERYBODY:
        async with app_client(_person(who, record)) as client:
            if (await client.get(f"/api/projects/{record.slug}")).status_code == 200:
                readers.add(who)
            if (await client.get("/api/projects")).json()["projects"]:
                listers.add(who)

    assert readers == expected
    assert listers == readers


_OF_THE_PAST = [call for call in CALLS if call.path.endswith("history") or "version=" in call.path]


@pytest.mark.parametrize("call", _OF_THE_PAST, ids=_name)
async def test_what_was_before_stays_with_the_team_where_all_may_read(
    call: Call, store: Store, app_client: AppClient
) -> None:
    record = _project(store, visibility=Visibility.PUBLIC)
    path = call.path.format(
        slug=record.slug, measure_id=MEASURE_ID, cycle_id=CYCLE_ID, kind="fishbone"
    )

    found = {}
    for who in EVERYBODY:
        async with app_client(_person(who, record)) as client:
            found[who] = (await client.get(f"/api/projects{path}")).status_code

    assert {who for who, status in found.items() if status == 200} == _TEAM | {"faculty"}
    assert set(found.values()) <= {200, 401, 403, 404}


async def test_project_that_is_not_there_is_told_in_the_same_words(
    store: Store, app_client: AppClient
) -> None:
    record = _project(store)
    client = app_client(EVERYBODY["stranger"])

    hidden = await client.get(f"/api/projects/{record.slug}")
    missing = await client.get("/api/projects/nothing")

    assert (hidden.status_code, hidden.json()) == (missing.status_code, missing.json())


async def test_deleted_project_is_gone_for_all_and_its_lead_brings_it_back(
    store: Store, app_client: AppClient
) -> None:
    record = _project(store)
    store.lifecycle.delete(record.slug, by="lead")

    answers = {}
    for who in EVERYBODY:
        async with app_client(_person(who, record)) as client:
            assert (await client.get(f"/api/projects/{record.slug}")).status_code == 404
            answer = await client.post(f"/api/projects/{record.slug}/restore")
            answers[who] = answer.status_code
            if answer.is_success:
                store.lifecycle.delete(record.slug, by="lead")

    assert {who for who, status in answers.items() if status == 200} == LEAD
    assert answers["nobody signed in"] == 401
    assert answers["stranger"] == 404


async def test_every_person_may_start_a_project_and_no_workspace_may(
    app_client: AppClient,
) -> None:
    statuses = {}
    for who, person in EVERYBODY.items():
        async with app_client(person) as client:
            answer = await client.post("/api/projects", json={"title": "New idea"})
            statuses[who] = answer.status_code

    assert {who for who, status in statuses.items() if status == 401} == {"nobody signed in"}
    assert {who for who, status in statuses.items() if status == 403} == {
        "workspace",
        "another workspace",
    }
    assert set(statuses.values()) == {201, 401, 403}


async def test_reader_outside_the_house_sees_names_but_no_accounts(
    store: Store, app_client: AppClient
) -> None:
    record = _project(store, visibility=Visibility.PUBLIC)

    client = app_client(None)

    answer = await client.get(f"/api/projects/{record.slug}")
    documents = await client.get(f"/api/projects/{record.slug}/documents")
    document = await client.get(f"/api/projects/{record.slug}/documents/fishbone")

    assert {member["user"] for member in answer.json()["team"]} == {""}
    assert "Lead" in {member["name"] for member in answer.json()["team"]}
    saved = [*answer.json()["documents"], *documents.json(), document.json()]
    assert [one["saved_by"] for one in saved] == ["", "", ""]


async def test_me_needs_a_sign_in_and_the_organisation_does_not(app_client: AppClient) -> None:
    async with app_client(None) as client:
        assert (await client.get("/api/me")).status_code == 401
        assert (await client.get("/api/organisation")).status_code == 200
        assert (await client.get("/api/health")).json() == {"status": "ok"}
