"""Invitations to a team, by a link that somebody of the team sends."""

import datetime as dt
from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from gallery.api.team import open_to_team
from gallery.errors import NotFound
from gallery.identity.access import Action, allowed_actions, find_project_for, require_person
from gallery.identity.people import Person
from gallery.request_context import Here, RequestContext, SignedIn
from gallery.store import ProjectRecord
from gallery.store.invitations import Invitation
from qi_lib.model import TeamMember, now

__all__ = [
    "MadeInvitation",
    "OpenInvitation",
    "Welcome",
    "accept_invitation",
    "delete_invitation",
    "find_invitation",
    "get_invitations",
    "list_invitations",
    "make_invitation",
    "post_invitation",
    "router",
    "take_back_invitation",
]

router = APIRouter(prefix="/projects/{slug}/invitations", tags=["team"])

_NOT_GOOD = (
    "This invitation is not good any more. It may have been taken back, or be older than a week. "
    "Ask the team for a new one."
)


class OpenInvitation(BaseModel):
    """An invitation that still leads into the team."""

    id: int
    created_by: str
    expires_at: dt.datetime


class MadeInvitation(OpenInvitation):
    """A new invitation, with its link, which is told now and never again."""

    link: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """An invitation that is good, and the project that it leads to."""

    invitation: Invitation
    record: ProjectRecord


@router.get("")
def get_invitations(here: Here, person: SignedIn, slug: str) -> list[OpenInvitation]:
    """List the invitations that are open."""
    return list_invitations(here, person, slug)


@router.post("", status_code=201)
def post_invitation(here: Here, person: SignedIn, slug: str) -> MadeInvitation:
    """Make an invitation for a week."""
    return make_invitation(here, person, slug)


@router.delete("/{invitation_id}", status_code=204)
def delete_invitation(here: Here, person: SignedIn, slug: str, invitation_id: int) -> None:
    """Take an invitation back."""
    take_back_invitation(here, person, slug, invitation_id)


def list_invitations(here: RequestContext, person: Person, slug: str) -> list[OpenInvitation]:
    """List the invitations of a project that are open."""
    find_project_for(here.store, person, slug, Action.MANAGE_TEAM)
    return [_open(one) for one in here.store.invitations.open_ones(slug, at=now())]


def make_invitation(here: RequestContext, person: Person, slug: str) -> MadeInvitation:
    """Make an invitation; whoever has its link, and an account, can join the team."""
    find_project_for(here.store, person, slug, Action.MANAGE_TEAM)
    made, token = here.store.invitations.create(slug, by=person.name, at=now())
    link = f"{here.settings.public_url}/join/{token}"
    return MadeInvitation(**_open(made).model_dump(), link=link)


def take_back_invitation(
    here: RequestContext, person: Person, slug: str, invitation_id: int
) -> None:
    """End an invitation for good; twice does what once does."""
    find_project_for(here.store, person, slug, Action.MANAGE_TEAM)
    here.store.invitations.take_back(slug, invitation_id, by=person.name)


async def find_invitation(here: RequestContext, person: Person, token: str) -> Welcome:
    """Find what a link leads to; raises `NotFound` in the same words whatever is amiss.

    It is good only while the one who made it may still change the team.
    """
    require_person(person)
    store = here.store
    invitation = await run_in_threadpool(store.invitations.by_token, token, at=now())
    record = await run_in_threadpool(store.projects.find, invitation.slug) if invitation else None
    if invitation is None or record is None or record.deleted_at is not None:
        raise NotFound(_NOT_GOOD)
    inviter = await here.people.named(invitation.created_by) if here.people else None
    if inviter is None or Action.MANAGE_TEAM not in allowed_actions(inviter, record):
        raise NotFound(_NOT_GOOD)
    return Welcome(invitation, record)


async def accept_invitation(here: RequestContext, person: Person, token: str) -> str:
    """Join the team that a link leads to, as a member; give the project's slug."""
    found = await find_invitation(here, person, token)
    member = TeamMember(user=person.name, name=person.display_name)
    if not await run_in_threadpool(here.store.invitations.accept, found.invitation, member):
        raise NotFound(_NOT_GOOD)
    record = await run_in_threadpool(here.store.projects.find, found.record.slug)
    if record is not None:
        await open_to_team(here, record)
    return found.record.slug


def _open(invitation: Invitation) -> OpenInvitation:
    return OpenInvitation(
        id=invitation.id, created_by=invitation.created_by, expires_at=invitation.expires_at
    )
