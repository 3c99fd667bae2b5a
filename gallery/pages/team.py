"""The team of a project: people found by name, invited by a link; and the page they arrive at."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from gallery.api.invitations import (
    MadeInvitation,
    accept_invitation,
    find_invitation,
    list_invitations,
    make_invitation,
    take_back_invitation,
)
from gallery.api.people import find_people
from gallery.api.team import set_team
from gallery.errors import Problem, Refused
from gallery.identity.access import Action, find_project_for
from gallery.identity.people import Person
from gallery.pages.page_frame import render_page
from gallery.pages.qr_code import qr_code
from gallery.request_context import Here, RequestContext, SignedIn
from qi_lib.model import ROLE_NAMES, TeamMember, TeamRole
from qi_lib.wording.dates import say_day

__all__ = ["add", "arrive", "invite", "join", "router", "take_back", "team"]

router = APIRouter(include_in_schema=False)


@router.get("/projects/{slug}/team")
async def team(
    request: Request, here: Here, person: SignedIn, slug: str, q: str = ""
) -> HTMLResponse:
    """Show the team, and find people by name."""
    return await _page(request, here, person, slug, words=q)


@router.post("/projects/{slug}/team")
async def add(
    request: Request,
    here: Here,
    person: SignedIn,
    slug: str,
    user: Annotated[str, Form()],
    role: Annotated[str, Form()] = TeamRole.MEMBER.value,
) -> Response:
    """Put somebody onto the team."""
    try:
        record = await run_in_threadpool(
            find_project_for, here.store, person, slug, Action.MANAGE_TEAM
        )
        known = await here.people.named(user) if here.people else None
        if known is None or known.is_team_account:
            raise Refused("Nobody with that user name has an account here.")
        wanted = TeamRole(role) if role in set(TeamRole) else TeamRole.MEMBER
        member = TeamMember(user=known.name, name=known.display_name, role=wanted)
        await set_team(here, person, slug, [*record.team, member])
    except Problem as problem:
        return await _page(request, here, person, slug, problem=problem)
    return RedirectResponse(f"/projects/{slug}/team", 303)


@router.post("/projects/{slug}/team/invite")
async def invite(request: Request, here: Here, person: SignedIn, slug: str) -> HTMLResponse:
    """Make a link that invites; it is shown this once."""
    made = await run_in_threadpool(make_invitation, here, person, slug)
    return await _page(request, here, person, slug, made=made)


@router.post("/projects/{slug}/team/take-back")
def take_back(
    here: Here, person: SignedIn, slug: str, invitation: Annotated[int, Form()]
) -> Response:
    """Take a link back."""
    take_back_invitation(here, person, slug, invitation)
    return RedirectResponse(f"/projects/{slug}/team", 303)


@router.get("/join/{token}")
async def arrive(request: Request, here: Here, person: SignedIn, token: str) -> HTMLResponse:
    """Show somebody who was invited what they would join, and as whom."""
    found = await find_invitation(here, person, token)
    return render_page(
        request,
        person,
        "join.html",
        title=found.record.project.title,
        inviter=_name_in(found.record.team, found.invitation.created_by),
        me=person.display_name or person.name,
        token=token,
        is_member=found.record.role_of(person.name) is not None,
        slug=found.record.slug,
    )


@router.post("/join/{token}")
async def join(here: Here, person: SignedIn, token: str) -> Response:
    """Join the team."""
    slug = await accept_invitation(here, person, token)
    return RedirectResponse(f"/projects/{slug}", 303)


def _name_in(team: list[TeamMember], user: str) -> str:
    return next((one.name for one in team if one.user == user and one.name), user)


async def _page(
    request: Request,
    here: RequestContext,
    person: Person,
    slug: str,
    *,
    words: str = "",
    made: MadeInvitation | None = None,
    problem: Problem | None = None,
) -> HTMLResponse:
    record = await run_in_threadpool(find_project_for, here.store, person, slug, Action.MANAGE_TEAM)
    there = {one.user for one in record.team if one.user}
    found = [one for one in await find_people(here, words) if one.user not in there]
    invitations = await run_in_threadpool(list_invitations, here, person, slug)
    return render_page(
        request,
        person,
        "team.html",
        status=problem.status if problem else 201 if made else 200,
        problem=str(problem) if problem else "",
        title=record.project.title,
        slug=slug,
        team=[(one.name or one.user, ROLE_NAMES[one.role]) for one in record.team],
        words=words,
        found=found,
        roles=[(key.value, said) for key, said in ROLE_NAMES.items()],
        made=made,
        qr=Markup(qr_code(made.link)) if made else "",
        invitations=[
            (one.id, _name_in(record.team, one.created_by), say_day(one.expires_at.date()))
            for one in invitations
        ],
    )
