"""The first page after sign-in: what to do next."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from gallery.api.export_import import ImportedProject, import_project
from gallery.errors import Problem, Refused
from gallery.identity.access import Action, allowed_actions, readable_by
from gallery.identity.people import Person, Role
from gallery.pages.app_addresses import chart_address, start_address
from gallery.pages.approval import charter_address
from gallery.pages.page_frame import render_page
from gallery.pages.project_cards import ProjectCard, project_card
from gallery.request_context import Here, RequestContext, SignedIn
from qi_lib.journey.charter import approval_state
from qi_lib.model import TeamRole

__all__ = ["CharterToApprove", "bring", "home", "projects", "router", "start"]

router = APIRouter(include_in_schema=False)

_SHOWN_TO_A_COACH = 40


@dataclass(frozen=True, slots=True)
class CharterToApprove:
    """A charter that waits for its sponsor."""

    title: str
    words: str
    href: str


@router.get("/home")
def home(request: Request, here: Here, person: SignedIn) -> HTMLResponse:
    """Show a person's projects, each with its next step, and where else they can go."""
    return _page(request, here, person)


@router.post("/home")
def bring(
    request: Request,
    here: Here,
    person: SignedIn,
    file: Annotated[UploadFile | None, File()] = None,
) -> HTMLResponse:
    """Bring in a project from a file; the page says what came of it."""
    try:
        if file is None or not file.filename:
            raise Refused("Choose the file of a project first. It ends in “.qi.zip”.")
        imported = import_project(here, person, file.file.read())
    except Problem as problem:
        return _page(request, here, person, problem=problem)
    return _page(request, here, person, imported=imported)


def _page(
    request: Request,
    here: RequestContext,
    person: Person,
    *,
    problem: Problem | None = None,
    imported: ImportedProject | None = None,
) -> HTMLResponse:
    clock = dt.datetime.now(ZoneInfo(here.settings.time_zone))
    mine = _cards(here, person, clock.date(), mine=True)
    return render_page(
        request,
        person,
        "home.html",
        status=problem.status if problem else 201 if imported else 200,
        problem=str(problem) if problem else "",
        imported=imported,
        greeting=_greeting(clock.hour),
        projects=mine,
        waiting=_to_approve(here, person),
        coached=_to_coach(here, person, clock.date()),
        start_url=start_address(),
        chart_url=chart_address(),
    )


@router.get("/start")
def start(like: str = "") -> RedirectResponse:
    """Lead a short, printable address to the app in which a project is started."""
    return RedirectResponse(start_address(like=like), 303)


@router.get("/projects")
def projects() -> RedirectResponse:
    """A person's projects are on their home page."""
    return RedirectResponse("/home", 303)


def _cards(
    here: RequestContext, person: Person, today: dt.date, *, mine: bool
) -> list[ProjectCard]:
    records = here.store.projects.search(readable_by(person), member=person.name if mine else "")
    if not mine:
        records = [record for record in records if record.role_of(person.name) is None]
        records = records[:_SHOWN_TO_A_COACH]
    found = [(record, here.store.bundles.get(record.slug)) for record in records]
    aims = here.settings.organisation.strategic_aims
    return [
        project_card(bundle, aims, today, may_edit=Action.EDIT in allowed_actions(person, record))
        for record, bundle in found
        if bundle
    ]


def _to_approve(here: RequestContext, person: Person) -> list[CharterToApprove]:
    """Find the charters that wait for this person as a sponsor."""
    waiting = []
    for record in here.store.projects.search(readable_by(person), member=person.name):
        if record.role_of(person.name) is not TeamRole.SPONSOR:
            continue
        bundle = here.store.bundles.get(record.slug)
        state = approval_state(bundle) if bundle else None
        if state and state.waits_for_sponsor:
            words = state.words if state.changed else "Waiting for your approval."
            waiting.append(
                CharterToApprove(record.project.title, words, charter_address(record.slug))
            )
    return waiting


def _to_coach(here: RequestContext, person: Person, today: dt.date) -> list[ProjectCard]:
    if person.role is not Role.FACULTY:
        return []
    cards = _cards(here, person, today, mine=False)
    return sorted(cards, key=lambda card: not card.stuck)


def _greeting(hour: int) -> str:
    if 4 <= hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= hour < 18 else "Good evening"
