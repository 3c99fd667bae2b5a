"""The REST interface, for notebooks, apps and the pages' own scripts."""

from fastapi import APIRouter

from gallery.api import (
    charts,
    cycles,
    documents,
    measures,
    people,
    projects,
    sharing,
    team,
    workspaces,
)

__all__ = ["api"]

api = APIRouter(prefix="/api")
for _part in (people, projects, team, measures, charts, cycles, documents, sharing, workspaces):
    api.include_router(_part.router)
