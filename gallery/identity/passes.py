"""Who is asking by a pass: an app, in its viewer's name."""

import time
from dataclasses import replace
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from gallery.errors import NotSignedIn, Unavailable
from gallery.identity.people import Person
from gallery.store import PASS_PREFIX, Store
from qi_lib.model import now

__all__ = ["PassIdentity", "PeopleDirectory", "pass_of"]

# As long as the hub's word on a token is taken, see `gallery.identity.sign_in`.
_ASK_AGAIN_SECONDS = 20


class PeopleDirectory(Protocol):
    """What knows everybody who has an account."""

    async def named(self, name: str) -> Person | None:
        """Describe somebody as they are now; None when there is no such account any more."""

    async def everybody(self) -> list[Person]:
        """Describe all who have an account now, the shared accounts of teams too."""


def pass_of(request: Request) -> str:
    """Give the pass that a request shows; empty when it shows something else."""
    token = request.headers.get("authorization", "").partition(" ")[2].strip()
    return token if token.startswith(PASS_PREFIX) else ""


class PassIdentity:
    """Recognise people by the passes of their apps, which open the API and nothing else."""

    def __init__(self, store: Store, people: PeopleDirectory | None) -> None:
        self._store = store
        self._people = people
        self._seen: dict[str, tuple[Person | None, float]] = {}

    async def person(self, request: Request) -> Person:
        """Recognise the person in whose name an app asks; raises `NotSignedIn`."""
        name = ""
        if request.url.path.startswith("/api/"):
            key = pass_of(request)
            name = await run_in_threadpool(self._store.passes.holder, key, at=now())
        person = await self._described(name) if name else None
        if person is None:
            raise NotSignedIn("This app is not signed in any more. Load its page again.")
        return replace(person, is_app=True)

    async def _described(self, name: str) -> Person | None:
        if self._people is None:
            raise Unavailable("Apps cannot sign in on this hub just now. Try again later.")
        person, asked_at = self._seen.get(name, (None, -_ASK_AGAIN_SECONDS))
        if time.monotonic() - asked_at >= _ASK_AGAIN_SECONDS:
            person = await self._people.named(name)
            self._seen[name] = person, time.monotonic()
        return person
