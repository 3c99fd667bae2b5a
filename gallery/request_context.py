"""What a request is answered with: the settings, the store, the hub, and who is asking."""

import threading
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from gallery.chart_cache import ChartCache
from gallery.errors import NotSignedIn
from gallery.identity.passes import PassIdentity, PeopleDirectory, pass_of
from gallery.identity.people import Identity, Person
from gallery.posters.rendering import PosterFiles
from gallery.rate_limit import RateLimit
from gallery.settings import Settings
from gallery.store import Store
from gallery.tried_ideas import TriedIdeas
from qi_lib.model import TeamMember

__all__ = [
    "Here",
    "PosterMaker",
    "RequestContext",
    "SignedIn",
    "Visitor",
    "Workspaces",
    "context_of",
    "signed_in",
    "visitor",
]


_IMPORTS_IN_AN_HOUR = 20


class Workspaces(Protocol):
    """What keeps the hub's shared accounts and their servers in step with the teams."""

    async def members_changed(self, slug: str, team: list[TeamMember], *, is_private: bool) -> None:
        """Open the workspace to these people, and unless it is private to all coaches."""

    async def open_workspace(
        self, slug: str, team: list[TeamMember], person: str, *, is_private: bool
    ) -> dict[str, Any]:
        """Start the workspace if need be; give its `status` and `url`."""

    async def workspace_status(self, slug: str, person: str) -> dict[str, Any]:
        """Give the workspace's `status` and `url`."""


class PosterMaker(Protocol):
    """What makes posters in the background. Starting the same revision twice makes it once."""

    def start(self, slug: str) -> dict[str, Any]:
        """Begin to make the poster if it is not there yet; give its `status`."""

    def status(self, slug: str) -> dict[str, Any]:
        """Give the poster's `status`: `rendering`, `ready` or `failed`."""

    def latest(self, slug: str) -> PosterFiles | None:
        """Give the last good poster; None when there is none yet."""


@dataclass(frozen=True)
class RequestContext:
    """All that the service was put together from."""

    settings: Settings
    store: Store
    identity: Identity
    passes: PassIdentity
    workspaces: Workspaces | None = None
    posters: PosterMaker | None = None
    charts: ChartCache = field(default_factory=ChartCache)
    people: PeopleDirectory | None = None
    ideas: TriedIdeas = field(default_factory=TriedIdeas)
    # Held while a poster is started, so that a double click starts one.
    publishing: threading.Lock = field(default_factory=threading.Lock)
    imports: RateLimit = field(default_factory=lambda: RateLimit(_IMPORTS_IN_AN_HOUR))


def context_of(request: Request) -> RequestContext:
    """Give the context of the application that a request came to."""
    context: RequestContext = request.app.state.context
    return context


async def visitor(request: Request) -> Person | None:
    """Recognise who is asking, once for each request; None when nobody is signed in."""
    if not hasattr(request.state, "person"):
        here = context_of(request)
        known_by = here.passes if pass_of(request) else here.identity
        request.state.person = await known_by.person(request)
    person: Person | None = request.state.person
    return person


async def signed_in(request: Request) -> Person:
    """Recognise who is asking; raises `NotSignedIn`, which sends a page's reader to sign in."""
    person = await visitor(request)
    if person is None:
        raise NotSignedIn()
    return person


Here = Annotated[RequestContext, Depends(context_of)]
Visitor = Annotated[Person | None, Depends(visitor)]
SignedIn = Annotated[Person, Depends(signed_in)]
