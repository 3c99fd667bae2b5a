"""Publishing: the project goes into the gallery, and its poster is made."""

from typing import Any

from fastapi import APIRouter

from gallery.errors import Refused, Unavailable
from gallery.identity.access import Action, find_project_for
from gallery.identity.people import Person
from gallery.request_context import Here, PosterMaker, RequestContext, SignedIn, Visitor

__all__ = ["poster", "publish", "publish_project", "router", "unpublish", "unpublish_project"]

router = APIRouter(prefix="/projects/{slug}", tags=["sharing"])

# What a poster's status says beside `status` is the business of whoever makes posters.
Status = dict[str, Any]


@router.post("/publish")
def publish(here: Here, person: SignedIn, slug: str) -> Status:
    """Put a project into the gallery and make its poster. Twice does what once does."""
    return publish_project(here, person, slug)


@router.get("/poster")
def poster(here: Here, person: Visitor, slug: str) -> Status:
    """Say how far the poster is."""
    find_project_for(here.store, person, slug)
    return _posters(here).status(slug)


@router.post("/unpublish")
def unpublish(here: Here, person: SignedIn, slug: str) -> Status:
    """Take a project out of the gallery."""
    return unpublish_project(here, person, slug)


def publish_project(here: RequestContext, person: Person, slug: str) -> Status:
    """Put a project into the gallery and make its poster, unless that is done already."""
    record = find_project_for(here.store, person, slug, Action.PUBLISH)
    if record.is_private:
        raise Refused("This project is private. Choose who may see it first, then publish it.")
    posters = _posters(here)
    with here.publishing:
        here.store.lifecycle.publish(slug, by=person.name)
        return posters.start(slug)


def unpublish_project(here: RequestContext, person: Person, slug: str) -> Status:
    """Take a project out of the gallery; it stays open to its team."""
    find_project_for(here.store, person, slug, Action.PUBLISH)
    here.store.lifecycle.unpublish(slug, by=person.name)
    return {"status": "unpublished"}


def _posters(here: RequestContext) -> PosterMaker:
    if here.posters is None:
        raise Unavailable("Posters are not made on this hub just now. Try again later.")
    return here.posters
