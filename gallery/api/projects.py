"""Projects: find, start, read, change, delete and bring back."""

import datetime as dt
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool

from gallery.api.content_checks import check_content
from gallery.api.documents import without_account_name
from gallery.api.error_answers import explain_invalid
from gallery.api.history import SeenVersion, Version, history_of
from gallery.api.team import open_to_team
from gallery.errors import Conflict, NotAllowed, Refused
from gallery.identity.access import (
    Action,
    allowed_actions,
    find_project_for,
    may_mark_demonstrations,
    may_start_project,
    readable_by,
)
from gallery.identity.people import Person
from gallery.request_context import Here, RequestContext, SignedIn, Visitor
from gallery.store import CHARTER, ProjectRecord
from qi_lib.model import (
    Approval,
    Project,
    ProjectBundle,
    TeamMember,
    TeamRole,
    Verdict,
    Visibility,
)

__all__ = [
    "ChangedCharter",
    "CharterChanges",
    "DeletedProject",
    "FoundProjects",
    "ProjectSummary",
    "change_project",
    "charter_history",
    "delete_project",
    "get_project",
    "list_projects",
    "patch_project",
    "post_project",
    "read_project",
    "restore_project",
    "router",
    "start_project",
]

router = APIRouter(prefix="/projects", tags=["projects"])

_GUIDING = {"stage", "progress"}


class ProjectSummary(BaseModel):
    """A project in a list."""

    project: Project
    version: int
    role: TeamRole | None
    updated_at: dt.datetime
    published_at: dt.datetime | None


class FoundProjects(BaseModel):
    """Projects that were found."""

    projects: list[ProjectSummary]


class CharterChanges(BaseModel):
    """What to change in a charter, and the version that was looked at."""

    model_config = ConfigDict(extra="forbid")

    based_on: SeenVersion
    changes: dict[str, Any]


class ChangedCharter(BaseModel):
    """The charter after a change."""

    project: Project
    version: int


class DeletedProject(BaseModel):
    """Until when a deleted project can be brought back."""

    restore_until: dt.datetime


@router.get("")
def list_projects(
    here: Here,
    person: Visitor,
    mine: bool = False,
    published: bool = False,
    aim: str = "",
    q: str = "",
) -> FoundProjects:
    """List the projects that the person may read, the newest change first."""
    check_content({"aim": aim, "q": q})
    if mine and person is None:
        return FoundProjects(projects=[])
    records = here.store.projects.search(
        readable_by(person),
        member=person.name if person and mine and not person.is_team_account else "",
        published=published,
        strategic_aim=aim,
        words=q,
    )
    return FoundProjects(projects=[_summary(record, person) for record in records])


@router.post("", status_code=201)
def post_project(here: Here, person: SignedIn, project: Project) -> ProjectBundle:
    """Start a project; the person becomes its lead."""
    return start_project(here, person, project)


@router.get("/{slug}")
def get_project(here: Here, person: Visitor, slug: str) -> ProjectBundle:
    """Read a whole project: charter, team, measures, data, cycles, documents."""
    return read_project(here, person, slug)


@router.patch("/{slug}")
async def patch_project(
    here: Here, person: SignedIn, slug: str, body: CharterChanges
) -> ChangedCharter:
    """Change fields of the charter."""
    changed = await run_in_threadpool(
        change_project, here, person, slug, body.changes, based_on=body.based_on
    )
    if "visibility" in body.changes:
        record = await run_in_threadpool(find_project_for, here.store, person, slug)
        await open_to_team(here, record)
    return changed


@router.get("/{slug}/history")
def charter_history(here: Here, person: SignedIn, slug: str) -> list[Version]:
    """List all versions of the charter, newest first."""
    return history_of(here, person, slug, CHARTER, CHARTER)


@router.delete("/{slug}")
def delete_project(here: Here, person: SignedIn, slug: str) -> DeletedProject:
    """Hide a project. It can be brought back for 30 days."""
    find_project_for(here.store, person, slug, Action.DELETE)
    return DeletedProject(restore_until=here.store.lifecycle.delete(slug, by=person.name))


@router.post("/{slug}/restore")
def restore_project(here: Here, person: SignedIn, slug: str) -> ProjectBundle:
    """Bring a deleted project back."""
    find_project_for(here.store, person, slug, Action.DELETE, deleted=True)
    here.store.lifecycle.restore(slug, by=person.name)
    return read_project(here, person, slug)


def start_project(here: RequestContext, person: Person, project: Project) -> ProjectBundle:
    """Start a project with the person as its lead."""
    if not may_start_project(person):
        raise NotAllowed("A person must start a project, not a workspace.")
    if project.slug:
        raise Refused("Leave “slug” out: it is made from the title.")
    _check_charter(here, person, project, before=None)
    lead = TeamMember(user=person.name, name=person.display_name, role=TeamRole.LEAD)
    record = here.store.projects.create(project, [lead], by=person.name)
    return read_project(here, person, record.slug)


def read_project(here: RequestContext, person: Person | None, slug: str) -> ProjectBundle:
    """Read a whole project, as far as the person may; names of accounts stay inside the house."""
    record = find_project_for(here.store, person, slug)
    bundle = here.store.bundles.get(slug)
    assert bundle is not None, "it was there a moment ago"
    if Action.READ_HISTORY not in allowed_actions(person, record):
        approval = _for_reader(bundle.approval)
        bundle = bundle.model_copy(update={"archived": [], "approval": approval})
    if person is None:
        team = [TeamMember(name=one.name, role=one.role) for one in bundle.team]
        documents = [without_account_name(one, person) for one in bundle.documents]
        bundle = bundle.model_copy(update={"team": team, "documents": documents})
    return bundle


def _for_reader(approval: Approval | None) -> Approval | None:
    """Show who approved to those who only read; what was asked for stays with the team."""
    if approval is None or approval.verdict is not Verdict.APPROVED:
        return None
    return approval.model_copy(update={"user": "", "words": ""})


def change_project(
    here: RequestContext, person: Person, slug: str, changes: dict[str, Any], *, based_on: int
) -> ChangedCharter:
    """Change fields of a charter as the person saw it at version `based_on`.

    `aim` and `contact` may be given in part. Raises `Conflict` with both versions when someone
    else saved first.
    """
    record = _find_for(here, person, slug, changes)
    seen = record.project
    if based_on != record.version:
        saved = here.store.documents.get(slug, CHARTER, CHARTER, version=based_on)
        if saved is None:
            raise Refused("“based_on” is not a version of this project. Read it again first.")
        seen = Project.model_validate({**(saved.content or {}), "slug": slug})
    wanted = _merged(seen, changes)
    _check_charter(here, person, wanted, before=record)
    try:
        after = here.store.projects.save_charter(slug, wanted, based_on=based_on, by=person.name)
    except Conflict as conflict:
        raise Conflict(
            yours=wanted.model_dump(mode="json"),
            theirs={**_dictionary(conflict.theirs), "slug": slug},
            version=conflict.version,
        ) from conflict
    return ChangedCharter(project=after.project, version=after.version)


def _find_for(
    here: RequestContext, person: Person, slug: str, changes: dict[str, Any]
) -> ProjectRecord:
    names = set(changes)
    record = find_project_for(
        here.store, person, slug, Action.GUIDE if names <= _GUIDING else Action.EDIT
    )
    if "visibility" in names:
        find_project_for(here.store, person, slug, Action.SET_VISIBILITY)
    return record


def _merged(seen: Project, changes: dict[str, Any]) -> Project:
    if "slug" in changes:
        raise Refused("“slug” cannot be changed: people have its address.")
    before = seen.model_dump(mode="json")
    merged = {
        **before,
        **{
            name: {**before[name], **value}
            if isinstance(value, dict) and isinstance(before.get(name), dict)
            else value
            for name, value in changes.items()
        },
    }
    try:
        return Project.model_validate(merged)
    except ValidationError as error:
        sentence, fields = explain_invalid(error.errors())
        raise Refused(sentence, fields=fields) from error


def _check_charter(
    here: RequestContext, person: Person, project: Project, *, before: ProjectRecord | None
) -> None:
    check_content(project.model_dump(mode="json", exclude={"slug"}))
    known = {aim.key for aim in here.settings.organisation.strategic_aims}
    old = before.project if before else Project(title="-")
    if project.strategic_aim not in known | {"", old.strategic_aim}:
        choices = ", ".join(sorted(known))
        raise Refused(f"That strategic aim is none of the organisation's. They are: {choices}.")
    if project.is_demonstration != old.is_demonstration and not may_mark_demonstrations(person):
        raise NotAllowed("Only an administrator can mark a project as a demonstration.")
    is_published = before is not None and before.published_at is not None
    if is_published and project.visibility is Visibility.PRIVATE:
        raise Refused("This project is in the gallery. Take it out first, then make it private.")


def _summary(record: ProjectRecord, person: Person | None) -> ProjectSummary:
    return ProjectSummary(
        project=record.project,
        version=record.version,
        role=record.role_of(person.name) if person else None,
        updated_at=record.updated_at,
        published_at=record.published_at,
    )


def _dictionary(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
