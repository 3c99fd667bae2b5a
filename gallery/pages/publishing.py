"""Before a project is shown to others: exactly what they will see, whose names are on it, a yes."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from gallery.api.publishing import publish_project, unpublish_project
from gallery.errors import Conflict, Problem
from gallery.identity.access import Action, allowed_actions, find_project_for
from gallery.identity.people import Person
from gallery.pages.page_frame import render_page
from gallery.posters.rendered_posters import RenderedPosters
from gallery.request_context import Here, SignedIn
from gallery.store import ProjectRecord
from qi_lib.model import ROLE_NAMES, Visibility

__all__ = ["publishing_pages"]

_CHANGED = "The project has changed since you looked. This is how it would be shown now."
_SOMEBODY_ELSE = "Somebody else has signed in on this device since. You would publish it as {name}."


def publishing_pages(posters: RenderedPosters) -> APIRouter:
    """Make the page on which a team says yes to being seen."""
    router = APIRouter(include_in_schema=False, prefix="/projects/{slug}/publish")

    @router.get("")
    def before(request: Request, here: Here, person: SignedIn, slug: str) -> HTMLResponse:
        """Show what others will see, and ask."""
        record = find_project_for(here.store, person, slug, Action.PUBLISH)
        return _page(request, person, record, posters)

    @router.post("")
    def publish(
        request: Request,
        here: Here,
        person: SignedIn,
        slug: str,
        take_down: Annotated[str, Form()] = "",
        seen: Annotated[int, Form()] = -1,
        by: Annotated[str, Form()] = "",
    ) -> Response:
        """Publish what was seen, or take down; the project's page says how far the poster is."""
        record = find_project_for(here.store, person, slug)
        try:
            if take_down:
                unpublish_project(here, person, slug)
            else:
                find_project_for(here.store, person, slug, Action.PUBLISH)
                if not record.is_private:  # which is refused, and in other words
                    _check_yes(record, person, seen=seen, by=by)
                publish_project(here, person, slug)
        except Problem as problem:
            if Action.PUBLISH not in allowed_actions(person, record):
                raise  # nothing is left to say yes to
            return _page(request, person, record, posters, problem)
        return RedirectResponse(f"/projects/{slug}#share", 303)

    return router


def _check_yes(record: ProjectRecord, person: Person, *, seen: int, by: str) -> None:
    """Take a yes only from the person who was asked, for what they were shown."""
    if by and by != person.name:
        told = _SOMEBODY_ELSE.format(name=person.display_name)
    elif seen != record.revision:
        told = _CHANGED
    else:
        return
    raise Conflict(yours=seen, theirs=record.revision, version=record.revision, sentence=told)


def _page(
    request: Request,
    person: Person,
    record: ProjectRecord,
    posters: RenderedPosters,
    problem: Problem | None = None,
) -> HTMLResponse:
    return render_page(
        request,
        person,
        "publish.html",
        status=problem.status if problem else 200,
        problem=str(problem) if problem else "",
        title=record.project.title,
        slug=record.slug,
        revision=record.revision,
        me=person,
        names=[(one.name or one.user, ROLE_NAMES[one.role]) for one in record.team],
        contact=record.project.contact.name,
        is_public=record.project.visibility is Visibility.PUBLIC,
        is_private=record.is_private,
        is_published=record.published_at is not None,
        poster=posters.preview(record).page,
    )
