"""The sponsor's approval of a charter."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from gallery.identity.people import Person
from gallery.store import MEASURE, TOOL, ProjectRecord, Store
from hub_config.demonstration.loading import add_project
from qi_lib.journey.charter import approval_state
from qi_lib.model import (
    Aim,
    Measure,
    Project,
    ProjectBundle,
    TeamMember,
    TeamRole,
    Verdict,
    Visibility,
)
from tests.gallery.conftest import ADA, FAY, NIA, AppClient

RUTH = Person("ruth", "Ruth Winter")
TEAM = [
    TeamMember(user="nia", name="Nia Ward", role=TeamRole.LEAD),
    TeamMember(user="ruth", name="Ruth Winter", role=TeamRole.SPONSOR),
]


@pytest.fixture
def record(store: Store) -> ProjectRecord:
    """Nia's project with a measure, a charter and Ruth as its sponsor."""
    project = Project(
        title="Fewer falls",
        aim=Aim.model_validate(
            {
                "what": "Cut falls",
                "how_much": "from 9 to 4",
                "by_when": "2027-03-31",
                "for_whom": "residents",
                "where": "Larch House",
            }
        ),
    )
    record = store.projects.create(project, TEAM, by="nia")
    measure = Measure(id="measureabc", name="Falls").model_dump(mode="json")
    store.documents.create(record.slug, MEASURE, "measureabc", measure, by="nia")
    store.documents.create(record.slug, TOOL, "charter", {"out_of_scope": "Gardens"}, by="nia")
    return record


def _seen(**changes: Any) -> dict[str, Any]:
    return {
        "project_version": 1,
        "charter_version": 1,
        "measure_versions": {"measureabc": 1},
        **changes,
    }


async def _say(
    client: httpx.AsyncClient, record: ProjectRecord, verdict: str = "approved", **more: Any
) -> httpx.Response:
    body = {"verdict": verdict, "seen": _seen(), **more}
    return await client.post(f"/api/projects/{record.slug}/approval", json=body)


async def _bundle(client: httpx.AsyncClient, record: ProjectRecord) -> ProjectBundle:
    answer = await client.get(f"/api/projects/{record.slug}")
    return ProjectBundle.model_validate(answer.json())


async def test_sponsor_approves_what_stands_and_it_names_the_versions(
    record: ProjectRecord, store: Store, app_client: AppClient
) -> None:
    answer = await _say(app_client(RUTH), record, words="Go on.")

    bundle = await _bundle(app_client(NIA), record)
    assert answer.status_code == 200
    assert bundle.approval is not None
    assert bundle.approval.verdict is Verdict.APPROVED
    assert bundle.approval.seen.model_dump() == _seen()
    assert (bundle.approval.user, bundle.approval.name) == ("ruth", "Ruth Winter")
    assert approval_state(bundle).kind == "approved"
    entry = store.audit.entries(subject=record.slug)[0]
    assert (entry.who, entry.action) == ("ruth", "charter approved")
    assert entry.detail == _seen()


@pytest.mark.parametrize(
    "person", [NIA, FAY, ADA, replace(RUTH, is_app=True)], ids=["lead", "coach", "admin", "app"]
)
async def test_nobody_but_the_sponsor_in_person_approves(
    person: Person, record: ProjectRecord, store: Store, app_client: AppClient
) -> None:
    answer = await _say(app_client(person), record)

    assert answer.status_code == 403
    assert "Only the project's sponsor can approve its charter" in answer.json()["error"]
    bundle = store.bundles.get(record.slug)
    assert bundle
    assert bundle.approval is None


async def test_administrator_who_is_the_sponsor_approves(
    record: ProjectRecord, store: Store, app_client: AppClient
) -> None:
    team = [TEAM[0], TeamMember(user=ADA.name, role=TeamRole.SPONSOR)]
    store.projects.set_team(record.slug, team, by="nia")

    assert (await _say(app_client(ADA), record)).status_code == 200


async def test_stranger_does_not_learn_that_there_is_a_project(
    record: ProjectRecord, app_client: AppClient
) -> None:
    assert (await _say(app_client(Person("stranger")), record)).status_code == 404
    assert (await _say(app_client(None), record)).status_code == 401


@pytest.mark.parametrize(
    "seen",
    [
        _seen(project_version=2),
        _seen(charter_version=0),
        _seen(measure_versions={"measureabc": 2}),
        _seen(measure_versions={}),
    ],
)
async def test_charter_that_changed_since_it_was_read_is_not_approved(
    seen: dict[str, Any], record: ProjectRecord, store: Store, app_client: AppClient
) -> None:
    answer = await _say(app_client(RUTH), record, seen=seen)

    bundle = store.bundles.get(record.slug)
    assert answer.status_code == 409
    assert "changed since you opened it" in answer.json()["error"]
    assert answer.json()["theirs"] == _seen()
    assert bundle
    assert bundle.approval is None


async def test_change_after_the_approval_is_named(
    record: ProjectRecord, app_client: AppClient
) -> None:
    await _say(app_client(RUTH), record)
    nia = app_client(NIA)
    at = f"/api/projects/{record.slug}"

    await nia.patch(at, json={"based_on": 1, "changes": {"story": "We began in May."}})
    untouched = approval_state(await _bundle(nia, record))
    await nia.patch(at, json={"based_on": 2, "changes": {"aim": {"how_much": "from 9 to 6"}}})
    await nia.post(f"{at}/measures", json={"name": "Huddles"})
    changed = approval_state(await _bundle(nia, record))

    assert untouched.kind == "approved"
    assert changed.kind == "changed"
    assert changed.changed == ("aim", "measures")
    assert changed.words.endswith(": aim, measures.")


async def test_asking_for_changes_needs_words_and_is_kept(
    record: ProjectRecord, app_client: AppClient
) -> None:
    ruth = app_client(RUTH)

    empty = await _say(ruth, record, "changes_asked", words="  ")
    await _say(ruth, record, "changes_asked", words="Begin with one floor.")
    await _say(ruth, record)

    assert empty.status_code == 422
    history = (await ruth.get(f"/api/projects/{record.slug}/approval/history")).json()
    assert [one["content"]["verdict"] for one in history] == ["approved", "changes_asked"]
    assert history[1]["content"]["words"] == "Begin with one floor."


async def test_same_decision_sent_twice_is_kept_once(
    record: ProjectRecord, store: Store, app_client: AppClient
) -> None:
    ruth = app_client(RUTH)

    first, second = await _say(ruth, record), await _say(ruth, record)

    assert first.json() == second.json()
    assert len(store.audit.entries(subject=record.slug)) == 1


async def test_words_with_an_nhs_number_are_refused(
    record: ProjectRecord, app_client: AppClient
) -> None:
    answer = await _say(app_client(RUTH), record, words="Ask 943 476 5919")

    assert answer.status_code == 422
    assert "NHS number" in answer.json()["error"]


async def test_what_was_asked_for_stays_with_the_team(
    record: ProjectRecord, store: Store, app_client: AppClient
) -> None:
    project = record.project.model_copy(update={"visibility": Visibility.PUBLIC})
    store.projects.save_charter(record.slug, project, based_on=1, by="nia")
    ruth = app_client(RUTH)
    seen = _seen(project_version=2)

    await _say(ruth, record, "changes_asked", words="Too large.", seen=seen)
    asked = await _bundle(app_client(None), record)
    await _say(ruth, record, words="Well done, all.", seen=seen)
    approved = await _bundle(app_client(Person("passer-by")), record)

    assert asked.approval is None
    assert approved.approval is not None
    assert (approved.approval.name, approved.approval.user) == ("Ruth Winter", "")
    assert approved.approval.words == ""


async def test_approval_leaves_and_comes_back_with_the_project(
    record: ProjectRecord, store: Store, app_client: AppClient
) -> None:
    await _say(app_client(RUTH), record, words="Go on.")
    bundle = await _bundle(app_client(RUTH), record)

    brought = add_project(store, ProjectBundle.model_validate_json(bundle.model_dump_json()))

    again = store.bundles.get(brought)
    assert again
    assert brought != record.slug
    assert again.approval == bundle.approval
    assert approval_state(again) == approval_state(bundle)
