"""The REST interface, for notebooks, apps and the pages' own scripts."""

from fastapi import APIRouter

from gallery.api import (
    approvals,
    charts,
    cycles,
    documents,
    measures,
    passes,
    people,
    projects,
    sharing,
    team,
    workspaces,
)

__all__ = ["api"]

api = APIRouter(prefix="/api")
_parts = (
    people,
    passes,
    projects,
    team,
    measures,
    charts,
    cycles,
    documents,
    approvals,
    sharing,
    workspaces,
)
for _part in _parts:
    api.include_router(_part.router)
