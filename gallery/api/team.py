"""The team of a project."""

import logging

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from gallery.api.content_checks import check_content
from gallery.errors import Refused, Unavailable
from gallery.identity.access import STANDS_IN_FOR_LEAD, Action, find_project_for
from gallery.identity.people import Person
from gallery.request_context import Here, RequestContext, SignedIn
from gallery.store import ProjectRecord
from qi_lib.model import TeamMember, TeamRole

__all__ = ["ProjectTeam", "check_team", "open_to_team", "put_team", "router", "set_team"]

_log = logging.getLogger(__name__)

router = APIRouter(prefix="/projects/{slug}", tags=["team"])

_LARGEST = 100


class ProjectTeam(BaseModel):
    """The people of a project; `notice` says what is still to follow."""

    team: list[TeamMember]
    notice: str = ""


@router.put("/team")
async def put_team(
    here: Here,
    person: SignedIn,
    slug: str,
    team: list[TeamMember],
) -> ProjectTeam:
    """Make these people the team, and open the workspace to them."""
    return await set_team(here, person, slug, team)


async def set_team(
    here: RequestContext, person: Person, slug: str, team: list[TeamMember]
) -> ProjectTeam:
    """Make these people the team, and open the workspace to them."""
    await run_in_threadpool(find_project_for, here.store, person, slug, Action.MANAGE_TEAM)
    wanted = [one.model_copy(update={"user": one.user.lower()}) for one in team]
    check_team(wanted)
    record = await run_in_threadpool(here.store.projects.set_team, slug, wanted, by=person.name)
    notice = ""
    if not await open_to_team(here, record):
        notice = "The team is saved. The workspace opens to them when the hub answers again."
    return ProjectTeam(team=record.team, notice=notice)


async def open_to_team(here: RequestContext, record: ProjectRecord) -> bool:
    """Tell the hub who may open a project's workspace; False when the hub does not answer.

    It is told again whenever somebody opens the workspace.
    """
    try:
        if here.workspaces is not None:
            await here.workspaces.members_changed(
                record.slug, record.team, is_private=record.is_private
            )
    except Unavailable as error:
        _log.warning("The hub did not take over the team of %s: %s", record.slug, error)
        return False
    return True


def check_team(team: list[TeamMember]) -> None:
    """Refuse a team that nobody leads or can look after, or with somebody it cannot have."""
    check_content([one.model_dump(mode="json") for one in team])
    if len(team) > _LARGEST:
        raise Refused(f"A team has {_LARGEST} people at most.")
    users = [one.user for one in team if one.user]
    if any(not one.user and not one.name for one in team):
        raise Refused("A member of the team has neither a user name nor a name. Add one.")
    if any(user.startswith("team-") for user in users):
        raise Refused("A workspace's account cannot be on a team. Add the people themselves.")
    if len(set(users)) < len(users):
        raise Refused("Someone is on the team twice. Keep one line for each person.")
    if not any(one.role is TeamRole.LEAD for one in team):
        raise Refused("A project needs a lead. Choose who leads it.")
    if not any(one.user for one in team if one.role in STANDS_IN_FOR_LEAD):
        raise Refused(
            "A project needs somebody with an account to look after it: its lead, or a member of "
            "its team."
        )
