"""The way into a team's workspace."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from gallery.identity.access import Action, find_project_for
from gallery.pages.page_frame import render_page
from gallery.request_context import Here, SignedIn, context_of

__all__ = ["router", "workspace"]

router = APIRouter(include_in_schema=False)


@router.get("/projects/{slug}/workspace")
def workspace(request: Request, here: Here, person: SignedIn, slug: str) -> HTMLResponse:
    """Show how far the workspace is. The page's script starts it and moves on to it."""
    record = find_project_for(here.store, person, slug, Action.OPEN_WORKSPACE)
    return render_page(
        request,
        person,
        "workspace.html",
        slug=slug,
        title=record.project.title,
        csrf_token=context_of(request).identity.csrf_token(request),
    )
