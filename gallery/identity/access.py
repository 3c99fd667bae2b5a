"""The one place that decides who may do what."""

import re
from enum import StrEnum

from gallery.errors import NotAllowed, NotFound
from gallery.identity.people import Person, Role
from gallery.store import ProjectRecord, ReadableProjects, Store
from qi_lib.model import TeamRole, Visibility

__all__ = [
    "STANDS_IN_FOR_LEAD",
    "Action",
    "allowed_actions",
    "find_project_for",
    "may",
    "may_manage_screens",
    "may_mark_demonstrations",
    "may_start_project",
    "readable_by",
    "require_may_manage_screens",
    "require_own_token",
    "require_person",
]


class Action(StrEnum):
    """Something that can be done with a project."""

    READ = "read"
    READ_HISTORY = "read its history"
    GUIDE = "set its stage"
    EDIT = "edit"
    OPEN_WORKSPACE = "open its workspace"
    PUBLISH = "publish"
    SET_VISIBILITY = "set who may see it"
    MANAGE_TEAM = "change its team"
    APPROVE = "approve its charter"
    DELETE = "delete"


_SLUG = re.compile(r"[a-z0-9-]{1,40}")  # a database may choke on what else an address can hold
# To approve is for the sponsor in person, whatever else anybody may do.
_ALL = frozenset(Action) - {Action.APPROVE}
_READS = frozenset({Action.READ, Action.READ_HISTORY})
_COACHES = _READS | {Action.GUIDE, Action.OPEN_WORKSPACE}
_WORKS = _COACHES | {Action.EDIT, Action.PUBLISH}

_BY_TEAM_ROLE = {
    TeamRole.LEAD: _ALL,
    TeamRole.MEMBER: _WORKS,
    TeamRole.SERVICE_USER: _WORKS,
    TeamRole.COACH: _COACHES,
    TeamRole.SPONSOR: _READS | {Action.APPROVE},
}
# A workspace runs people's code: it may change the project's content, and a person does the rest.
_TEAM_ACCOUNT = _READS | {Action.GUIDE, Action.EDIT}

# An app does what its viewer types into it. The rest they do on the hub's own pages.
_APP = _READS | {Action.GUIDE, Action.EDIT}

STANDS_IN_FOR_LEAD = (TeamRole.LEAD, TeamRole.MEMBER, TeamRole.SERVICE_USER)
"""Who looks after a project: its lead, and these others where the lead has no account."""
_FOR_THE_LEAD = frozenset({Action.SET_VISIBILITY, Action.MANAGE_TEAM})

_WHO_MAY = {
    Action.READ_HISTORY: "Only the team and its coaches can see what was changed when.",
    Action.GUIDE: "Only the team and its coaches can set the stage.",
    Action.EDIT: "Only the team can change this project. Ask its lead to add you.",
    Action.OPEN_WORKSPACE: "Only the team and its coaches can open the workspace.",
    Action.PUBLISH: "A person of the team must publish this project. Ask one of them.",
    Action.SET_VISIBILITY: "Only the project's lead can set who may see it.",
    Action.MANAGE_TEAM: "Only the project's lead can change the team.",
    Action.APPROVE: "Only the project's sponsor can approve its charter or ask for changes, "
    "on the charter's page, signed in themselves.",
    Action.DELETE: "Only the project's lead can delete it or bring it back.",
}


def allowed_actions(person: Person | None, record: ProjectRecord) -> frozenset[Action]:
    """Say all that someone may do with a project; nobody signed in is None."""
    actions = _allowed_in_person(person, record)
    return actions & _APP if person and person.is_app else actions


def _allowed_in_person(person: Person | None, record: ProjectRecord) -> frozenset[Action]:
    visibility = record.project.visibility
    everyone = frozenset({Action.READ})
    if person is None:
        return everyone if visibility is Visibility.PUBLIC else frozenset()
    if person.is_team_account:
        return _TEAM_ACCOUNT if person.team_slug == record.slug else frozenset()
    role = record.role_of(person.name)
    mine = _BY_TEAM_ROLE[role] if role else frozenset[Action]()
    if role in STANDS_IN_FOR_LEAD and not record.has_lead_with_account:
        mine |= _FOR_THE_LEAD
    if person.role is Role.ADMIN:
        return mine | _ALL
    if visibility is Visibility.PRIVATE:
        return mine
    if person.role is Role.FACULTY:
        return mine | _COACHES
    is_open = visibility is not Visibility.TEAM or record.published_at is not None
    return mine | everyone if is_open else mine


def may(person: Person | None, action: Action, record: ProjectRecord) -> bool:
    """Tell whether someone may do this with a project."""
    return action in allowed_actions(person, record)


def readable_by(person: Person | None) -> ReadableProjects:
    """Say which projects of a list someone may read. Agrees with `allowed`; a test compares."""
    if person is None:
        return ReadableProjects(visibilities=frozenset({Visibility.PUBLIC}))
    if person.is_team_account:
        return ReadableProjects(only=person.team_slug)
    if person.role is Role.ADMIN:
        return ReadableProjects(everything=True)
    visibilities = {Visibility.ORGANISATION, Visibility.PUBLIC}
    if person.role is Role.FACULTY:
        visibilities.add(Visibility.TEAM)
    return ReadableProjects(
        visibilities=frozenset(visibilities), published=True, member=person.name
    )


def find_project_for(
    store: Store,
    person: Person | None,
    slug: str,
    action: Action = Action.READ,
    *,
    deleted: bool = False,
) -> ProjectRecord:
    """Find a project for someone who wants to do something with it.

    Raises `NotFound` for one that is not there and for one that the person may not read, in the
    same words; `NotAllowed` for one that they may only read. `deleted` finds a deleted one.
    """
    record = store.projects.find(slug) if _SLUG.fullmatch(slug) else None
    rights = allowed_actions(person, record) if record else frozenset[Action]()
    if record is None or Action.READ not in rights or (record.deleted_at is not None) != deleted:
        raise NotFound("There is no such project, or it is not open to you.")
    if action not in rights:
        raise NotAllowed(_WHO_MAY[action])
    return record


def may_start_project(person: Person) -> bool:
    """Tell whether someone may start a project: every person, but no workspace."""
    return not person.is_team_account


def may_manage_screens(person: Person) -> bool:
    """Tell whether someone may add and revoke TV screens."""
    is_in_person = not person.is_team_account and not person.is_app
    return person.role in (Role.FACULTY, Role.ADMIN) and is_in_person


def may_mark_demonstrations(person: Person) -> bool:
    """Tell whether someone may say of a project that it is only a demonstration."""
    return person.role is Role.ADMIN and not person.is_app


def require_may_manage_screens(person: Person) -> None:
    """Raise `NotAllowed` unless someone may add and revoke TV screens."""
    if not may_manage_screens(person):
        raise NotAllowed("Only faculty and administrators can add or revoke screens.")


def require_person(person: Person) -> None:
    """Raise `NotAllowed` for a workspace: names, and joining a team, are for people."""
    if person.is_team_account:
        raise NotAllowed("A person must do this, not a workspace.")


def require_own_token(person: Person) -> None:
    """Raise `NotAllowed` unless it is a person who asks: no pass and no workspace gets a pass."""
    if person.is_app or person.is_team_account:
        raise NotAllowed("Only somebody who has signed in themselves can give an app a pass.")
