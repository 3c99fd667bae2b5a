"""What every page has around it: who reads, where they can go, and what a browser may load."""

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from gallery.identity.access import may_manage_screens
from gallery.identity.people import Person, Role
from gallery.pages.template_environment import make_environment
from gallery.request_context import context_of

__all__ = ["render_page"]

_ENVIRONMENT = make_environment()


@dataclass(frozen=True, slots=True)
class _Viewer:
    name: str
    is_admin: bool
    may_keep_screens: bool


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    href: str


def render_page(
    request: Request, person: Person | None, template: str, *, status: int = 200, **content: object
) -> HTMLResponse:
    """Answer with a template in its frame."""
    context = context_of(request)
    html = _ENVIRONMENT.get_template(template).render(
        organisation=context.settings.organisation,
        viewer=_viewer(person) if person else None,
        navigation=_navigation(person) if person else [],
        here=request.url.path,
        csrf=_csrf_field(request),
        plain=request.cookies.get("qihub_plain") == "1",  # set by the tools too, on this device
        **content,
    )
    return HTMLResponse(html, status)


def _viewer(person: Person) -> _Viewer:
    return _Viewer(
        name=person.display_name or person.name,
        is_admin=person.role is Role.ADMIN,
        may_keep_screens=may_manage_screens(person),
    )


def _navigation(person: Person) -> list[_Place]:
    places = [_Place("Home", "/home"), _Place("Gallery", "/gallery")]
    if may_manage_screens(person):
        places.append(_Place("Screens", "/screens"))
    return places


def _csrf_field(request: Request) -> Markup:
    token = context_of(request).identity.csrf_token(request)
    return Markup('<input type="hidden" name="csrf" value="{}">').format(token)
