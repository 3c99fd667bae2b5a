"""Who am I, whose hub is this, and is it well."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from gallery.identity.access import may_manage_screens, may_start_project
from gallery.identity.people import Role
from gallery.request_context import Here, SignedIn

__all__ = ["Me", "health", "me", "organisation", "router"]

router = APIRouter()


class Me(BaseModel):
    """The person who asks, and what they may do."""

    name: str
    display_name: str
    role: Role
    is_team_account: bool
    team_slug: str
    may_start_project: bool
    may_manage_screens: bool


@router.get("/me")
def me(person: SignedIn) -> Me:
    """Say who is asking."""
    return Me(
        name=person.name,
        display_name=person.display_name or person.name,
        role=person.role,
        is_team_account=person.is_team_account,
        team_slug=person.team_slug,
        may_start_project=may_start_project(person),
        may_manage_screens=may_manage_screens(person),
    )


@router.get("/organisation")
def organisation(here: Here) -> dict[str, Any]:
    """Describe the organisation: its name, its strategic aims, its directorates."""
    return here.settings.organisation.model_dump(mode="json", exclude={"logo"})


@router.get("/health")
def health(here: Here) -> dict[str, str]:
    """Say that the service and its store work."""
    here.store.check()
    return {"status": "ok"}
