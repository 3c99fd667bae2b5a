"""The REST interface, for notebooks, apps and the pages' own scripts."""

from fastapi import APIRouter

from gallery.api import (
    about,
    approvals,
    charts,
    cycles,
    documents,
    export_import,
    ideas,
    invitations,
    measures,
    passes,
    people,
    projects,
    publishing,
    team,
    workspaces,
)

__all__ = ["api"]

api = APIRouter(prefix="/api")
_parts = (
    about,
    passes,
    projects,
    ideas,
    team,
    people,
    invitations,
    measures,
    charts,
    cycles,
    documents,
    approvals,
    publishing,
    export_import,
    workspaces,
)
for _part in _parts:
    api.include_router(_part.router)
