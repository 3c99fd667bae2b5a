"""Measures and their observations."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict

from gallery.api.content_checks import check_content, check_notes
from gallery.api.history import SeenVersion, Version, as_versions, history_of
from gallery.errors import NotFound, Refused, TooLarge
from gallery.identity.access import Action, find_project_for
from gallery.request_context import Here, SignedIn, Visitor
from gallery.store import MEASURE, SavedVersion
from qi_lib.model import Measure, Observation

__all__ = [
    "MeasureChange",
    "MeasureData",
    "MeasureDataChange",
    "MeasureId",
    "SavedMeasure",
    "add_data",
    "add_measure",
    "change_measure",
    "data_history",
    "get_data",
    "measure_history",
    "remove_measure",
    "replace_data",
    "router",
]

router = APIRouter(prefix="/projects/{slug}/measures", tags=["measures"])

_MOST_ROWS = 200_000
MeasureId = Annotated[str, Path(pattern=r"^[a-z0-9]{10}$")]


class SavedMeasure(BaseModel):
    """A measure and its version."""

    measure: Measure
    version: int


class MeasureChange(BaseModel):
    """A measure as it shall be, and the version that was looked at."""

    model_config = ConfigDict(extra="forbid")

    based_on: SeenVersion
    measure: Measure


class MeasureData(BaseModel):
    """The observations of a measure and their version."""

    observations: list[Observation]
    version: int


class MeasureDataChange(BaseModel):
    """All observations as they shall be, and the version that was looked at."""

    model_config = ConfigDict(extra="forbid")

    based_on: SeenVersion
    observations: list[Observation]


@router.post("", status_code=201)
def add_measure(here: Here, person: SignedIn, slug: str, measure: Measure) -> SavedMeasure:
    """Add a measure. Adding the same one twice adds it once."""
    find_project_for(here.store, person, slug, Action.EDIT)
    content = measure.model_dump(mode="json")
    check_content(content)
    return _answer(here.store.documents.create(slug, MEASURE, measure.id, content, by=person.name))


@router.put("/{measure_id}")
def change_measure(
    here: Here, person: SignedIn, slug: str, measure_id: MeasureId, body: MeasureChange
) -> SavedMeasure:
    """Change a measure."""
    find_project_for(here.store, person, slug, Action.EDIT)
    _require(here, slug, measure_id)
    if body.measure.id != measure_id:
        raise Refused("The measure's “id” is not the one in the address.")
    content = body.measure.model_dump(mode="json")
    check_content(content)
    return _answer(
        here.store.documents.save(
            slug, MEASURE, measure_id, content, based_on=body.based_on, by=person.name
        )
    )


@router.delete("/{measure_id}", status_code=204)
def remove_measure(here: Here, person: SignedIn, slug: str, measure_id: MeasureId) -> None:
    """Remove a measure. Its history and its data stay; adding it again brings them back."""
    find_project_for(here.store, person, slug, Action.EDIT)
    if not here.store.documents.remove(slug, MEASURE, measure_id, by=person.name):
        raise NotFound("There is no such measure.")


@router.get("/{measure_id}/history")
def measure_history(
    here: Here, person: SignedIn, slug: str, measure_id: MeasureId
) -> list[Version]:
    """List all versions of a measure, newest first."""
    return history_of(here, person, slug, MEASURE, measure_id)


@router.get("/{measure_id}/observations")
def get_data(
    here: Here,
    person: Visitor,
    slug: str,
    measure_id: MeasureId,
    version: SeenVersion | None = None,
) -> MeasureData:
    """Read the observations of a measure in order of date, as they are or were at a version."""
    if version is None:
        find_project_for(here.store, person, slug)
        return _data(here.store.observations.current(slug, measure_id))
    find_project_for(here.store, person, slug, Action.READ_HISTORY)
    return _data(here.store.observations.at(slug, measure_id, version))


@router.get("/{measure_id}/observations/history")
def data_history(here: Here, person: SignedIn, slug: str, measure_id: MeasureId) -> list[Version]:
    """List all saves of the observations, newest first: what each set, and what it took out."""
    find_project_for(here.store, person, slug, Action.READ_HISTORY)
    return as_versions(here.store.observations.history(slug, measure_id))


@router.put("/{measure_id}/observations")
def replace_data(
    here: Here, person: SignedIn, slug: str, measure_id: MeasureId, body: MeasureDataChange
) -> MeasureData:
    """Replace all observations of a measure."""
    find_project_for(here.store, person, slug, Action.EDIT)
    _check_data(body.observations)
    return _data(
        here.store.observations.replace(
            slug, measure_id, body.observations, based_on=body.based_on, by=person.name
        )
    )


@router.post("/{measure_id}/observations")
def add_data(
    here: Here, person: SignedIn, slug: str, measure_id: MeasureId, observations: list[Observation]
) -> MeasureData:
    """Add observations, or correct those of the same dates."""
    find_project_for(here.store, person, slug, Action.EDIT)
    _check_data(observations)
    return _data(here.store.observations.add(slug, measure_id, observations, by=person.name))


def _require(here: Here, slug: str, measure_id: str) -> None:
    if here.store.documents.get(slug, MEASURE, measure_id) is None:
        raise NotFound("There is no such measure.")


def _check_data(observations: list[Observation]) -> None:
    if len(observations) > _MOST_ROWS:
        raise TooLarge(
            f"That is {len(observations):,} rows, and a measure takes {_MOST_ROWS:,}. Sum them up "
            "by day, week or month first."
        )
    check_notes(observations)


def _answer(saved: SavedVersion) -> SavedMeasure:
    return SavedMeasure(measure=Measure.model_validate(saved.content), version=saved.version)


def _data(series: tuple[list[Observation], int]) -> MeasureData:
    return MeasureData.model_construct(observations=series[0], version=series[1])
