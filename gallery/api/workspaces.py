"""The shared notebook workspace of a project's team."""

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from gallery.errors import Unavailable
from gallery.identity.access import Action, find_project_for
from gallery.identity.people import Person
from gallery.request_context import Here, RequestContext, SignedIn, Workspaces

__all__ = ["open_workspace", "router", "start_workspace", "workspace_status"]

router = APIRouter(prefix="/projects/{slug}", tags=["workspace"])


@router.post("/workspace")
async def start_workspace(here: Here, person: SignedIn, slug: str) -> dict[str, Any]:
    """Start the workspace if need be; answers at once with its status and address."""
    return await open_workspace(here, person, slug)


@router.get("/workspace")
async def workspace_status(here: Here, person: SignedIn, slug: str) -> dict[str, Any]:
    """Say how far the workspace is."""
    await run_in_threadpool(find_project_for, here.store, person, slug, Action.OPEN_WORKSPACE)
    return await _workspaces(here).workspace_status(slug, person.name)


async def open_workspace(here: RequestContext, person: Person, slug: str) -> dict[str, Any]:
    """Start a project's workspace for someone of its team or its coaches."""
    record = await run_in_threadpool(
        find_project_for, here.store, person, slug, Action.OPEN_WORKSPACE
    )
    return await _workspaces(here).open_workspace(
        slug, record.team, person.name, is_private=record.is_private
    )


def _workspaces(here: RequestContext) -> Workspaces:
    if here.workspaces is None:
        raise Unavailable("Workspaces are not open on this hub just now. Try again later.")
    return here.workspaces
