"""The screens: each TV gets a link of its own, which can be taken back."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from gallery.identity.access import require_may_manage_screens
from gallery.identity.people import Person
from gallery.pages.page_frame import render_page
from gallery.pages.qr_code import qr_code
from gallery.request_context import Here, RequestContext, SignedIn
from gallery.store import Screen
from qi_lib.wording.dates import how_long

__all__ = ["create", "revoke", "router", "screens"]

router = APIRouter(include_in_schema=False, prefix="/screens")

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class _Made:
    name: str
    link: str
    qr: Markup


@dataclass(frozen=True, slots=True)
class _Line:
    id: int
    name: str
    seen: str


@router.get("")
def screens(request: Request, here: Here, person: SignedIn) -> HTMLResponse:
    """List the screens in use."""
    require_may_manage_screens(person)
    return _page(request, here, person)


@router.post("")
def create(
    request: Request,
    here: Here,
    person: SignedIn,
    name: Annotated[str, Form()] = "",
    aim: Annotated[list[str] | None, Form()] = None,
) -> HTMLResponse:
    """Make a screen and show its link, this once."""
    require_may_manage_screens(person)
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME:
        problem = f"Say where it hangs, in no more than {_LONGEST_NAME} letters."
        return _page(request, here, person, problem=problem)
    screen, token = here.store.screens.create(name, by=person.name)
    every = [aim.key for aim in here.settings.organisation.strategic_aims]
    chosen = [key for key in every if key in (aim or [])]
    # All of them, or none, means whatever is published: also projects without an aim.
    query = "" if len(chosen) in (0, len(every)) else "?" + urlencode([("aim", k) for k in chosen])
    link = f"{here.settings.public_url}/tv/{token}{query}"
    return _page(request, here, person, made=_Made(screen.name, link, Markup(qr_code(link))))


@router.post("/{screen_id}/revoke")
def revoke(here: Here, person: SignedIn, screen_id: int) -> RedirectResponse:
    """Take a screen's link back."""
    require_may_manage_screens(person)
    here.store.screens.revoke(screen_id, by=person.name)
    return RedirectResponse("/screens", 303)


def _page(
    request: Request,
    here: RequestContext,
    person: Person,
    *,
    made: _Made | None = None,
    problem: str = "",
) -> HTMLResponse:
    zone = ZoneInfo(here.settings.time_zone)
    lines = [_line(one, zone) for one in here.store.screens.all() if one.revoked_at is None]
    status = 422 if problem else 201 if made else 200
    return render_page(
        request, person, "screens.html", status=status, screens=lines, made=made, problem=problem
    )


def _line(screen: Screen, zone: ZoneInfo) -> _Line:
    return _Line(screen.id, screen.name, _seen(screen.last_seen, zone))


def _seen(last: dt.datetime | None, zone: ZoneInfo) -> str:
    if last is None:
        return "Not switched on yet"
    ago = dt.datetime.now(dt.UTC) - last
    if ago < dt.timedelta(minutes=5):
        return "On now"
    if ago < dt.timedelta(days=1):
        return f"Last seen at {last.astimezone(zone):%H:%M}"
    return f"Last seen {how_long(ago.days)} ago"
