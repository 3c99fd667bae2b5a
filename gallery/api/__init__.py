"""The REST interface, for notebooks, apps and the pages' own scripts."""

from fastapi import APIRouter

from gallery.api import (
    approvals,
    charts,
    cycles,
    documents,
    ideas,
    measures,
    passes,
    people,
    projects,
    sharing,
    team,
    travel,
    workspaces,
)

__all__ = ["api"]

api = APIRouter(prefix="/api")
_parts = (
    people,
    passes,
    projects,
    ideas,
    team,
    measures,
    charts,
    cycles,
    documents,
    approvals,
    sharing,
    travel,
    workspaces,
)
for _part in _parts:
    api.include_router(_part.router)
