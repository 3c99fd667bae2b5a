"""PDSA cycles."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict

from gallery.api.content_checks import check_content
from gallery.api.history import Act, SeenVersion, Version, history_of
from gallery.errors import NotFound, Refused
from gallery.identity.access import Action, find_project_for
from gallery.request_context import Here, SignedIn
from gallery.store import CYCLE, SavedVersion, Store
from qi_lib.model import PDSA

__all__ = [
    "CycleChange",
    "SavedCycle",
    "add_cycle",
    "change_cycle",
    "cycle_history",
    "remove_cycle",
    "router",
]

router = APIRouter(prefix="/projects/{slug}/cycles", tags=["cycles"])

CycleId = Annotated[str, Path(pattern=r"^[a-z0-9]{10}$")]


class SavedCycle(BaseModel):
    """A cycle and its version."""

    cycle: PDSA
    version: int


class CycleChange(BaseModel):
    """A cycle as it shall be, and the version that was looked at."""

    model_config = ConfigDict(extra="forbid")

    based_on: SeenVersion
    cycle: PDSA


@router.post("", status_code=201)
def add_cycle(here: Here, person: SignedIn, slug: str, cycle: PDSA) -> SavedCycle:
    """Add a cycle; one without a number gets the next. Adding the same one twice adds it once."""
    find_project_for(here.store, person, slug, Action.EDIT)
    if "number" not in cycle.model_fields_set:
        cycle.number = _next_number(here.store, slug, cycle.id)
    content = cycle.model_dump(mode="json")
    check_content(content)
    return _answer(here.store.documents.create(slug, CYCLE, cycle.id, content, by=person.name))


@router.put("/{cycle_id}")
def change_cycle(
    here: Here,
    person: SignedIn,
    slug: str,
    cycle_id: CycleId,
    body: CycleChange,
    act: Act = "",
) -> SavedCycle:
    """Change a cycle."""
    find_project_for(here.store, person, slug, Action.EDIT)
    if here.store.documents.get(slug, CYCLE, cycle_id) is None:
        raise NotFound("There is no such cycle.")
    if body.cycle.id != cycle_id:
        raise Refused("The cycle's “id” is not the one in the address.")
    content = body.cycle.model_dump(mode="json")
    check_content(content)
    return _answer(
        here.store.documents.save(
            slug, CYCLE, cycle_id, content, based_on=body.based_on, by=person.name, act=act
        )
    )


@router.delete("/{cycle_id}", status_code=204)
def remove_cycle(here: Here, person: SignedIn, slug: str, cycle_id: CycleId) -> None:
    """Remove a cycle. Its history stays; adding it again brings it back."""
    find_project_for(here.store, person, slug, Action.EDIT)
    if not here.store.documents.remove(slug, CYCLE, cycle_id, by=person.name):
        raise NotFound("There is no such cycle.")


@router.get("/{cycle_id}/history")
def cycle_history(here: Here, person: SignedIn, slug: str, cycle_id: CycleId) -> list[Version]:
    """List all versions of a cycle, newest first."""
    return history_of(here, person, slug, CYCLE, cycle_id)


def _next_number(store: Store, slug: str, cycle_id: str) -> int:
    numbers = {
        saved.key: int((saved.content or {}).get("number", 0))
        for saved in store.documents.all(slug, CYCLE)
    }
    return numbers.get(cycle_id) or max(numbers.values(), default=0) + 1


def _answer(saved: SavedVersion) -> SavedCycle:
    return SavedCycle(cycle=PDSA.model_validate(saved.content), version=saved.version)
