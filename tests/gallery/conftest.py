"""A service to test: the real application on a real SQLite file, with an identity we choose."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request

from gallery.app import create_app
from gallery.identity.people import Person, Role
from gallery.posters.rendering import PosterFiles
from gallery.settings import Settings
from gallery.store import Store, open_store
from qi_lib.model import TeamMember

CSRF = "the-csrf-token-of-the-tests"

NIA = Person("nia", "Nia Ward", Role.NOVICE)
FARID = Person("farid", "Farid Fellow", Role.FELLOW, frozenset({"fellows"}))
FAY = Person("fay", "Fay Faculty", Role.FACULTY, frozenset({"faculty"}))
ADA = Person("ada", "Ada Admin", Role.ADMIN, frozenset({"admins"}))


def team_account(slug: str) -> Person:
    """The shared account of a project's workspace."""
    return Person(f"team-{slug}", groups=frozenset({"teams"}), is_team_account=True)


class ChosenIdentity:
    """Recognises the person that the test names in a header, instead of asking a hub."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}

    async def person(self, request: Request) -> Person | None:
        """Give the person whose name is in the Authorization header."""
        return self.people.get(request.headers.get("authorization", "").removeprefix("Bearer "))

    async def named(self, name: str) -> Person | None:
        """Give the person with this name, as the hub does for passes."""
        return self.people.get(name)

    async def everybody(self) -> list[Person]:
        """Give all who were ever asked for."""
        return list(self.people.values())

    def csrf_token(self, request: Request) -> str:
        """Give a token that does not change."""
        return CSRF


@dataclass
class TeamsOfTests:
    """Takes the place of the hub: notes what it is told."""

    told: list[tuple[str, list[TeamMember]]] = field(default_factory=list)
    private: set[str] = field(default_factory=set)

    async def members_changed(self, slug: str, team: list[TeamMember], *, is_private: bool) -> None:
        """Note the team."""
        self.told.append((slug, team))
        (self.private.add if is_private else self.private.discard)(slug)

    async def open_workspace(
        self, slug: str, team: list[TeamMember], person: str, *, is_private: bool
    ) -> dict[str, Any]:
        """Pretend that the server starts."""
        await self.members_changed(slug, team, is_private=is_private)
        return {"status": "starting", "url": f"/user/team-{slug}/lab"}

    async def workspace_status(self, slug: str, person: str) -> dict[str, Any]:
        """Pretend that the server runs."""
        return {"status": "ready", "url": f"/user/team-{slug}/lab"}


@dataclass
class PostersOfTests:
    """Takes the place of the poster maker: notes what it is asked for."""

    started: list[str] = field(default_factory=list)

    def start(self, slug: str) -> dict[str, Any]:
        """Note the request."""
        self.started.append(slug)
        return {"status": "rendering"}

    def status(self, slug: str) -> dict[str, Any]:
        """Say that the poster is there."""
        return {"status": "ready"}

    def latest(self, slug: str) -> PosterFiles | None:
        """Say that there is none to be read."""
        return None


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of the test's own."""
    return Settings(data_folder=tmp_path / "data")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty store on a SQLite file."""
    opened = open_store(settings.store_url)
    yield opened
    opened.close()


@pytest.fixture
def identity() -> ChosenIdentity:
    """Who is recognised."""
    return ChosenIdentity()


@pytest.fixture
def teams() -> TeamsOfTests:
    """What the hub was told of teams."""
    return TeamsOfTests()


@pytest.fixture
def posters() -> PostersOfTests:
    """What posters were asked for."""
    return PostersOfTests()


@pytest.fixture
def app(
    settings: Settings,
    store: Store,
    identity: ChosenIdentity,
    teams: TeamsOfTests,
    posters: PostersOfTests,
) -> FastAPI:
    """The whole service."""
    return create_app(settings, store, identity, workspaces=teams, posters=posters, people=identity)


AppClient = Callable[[Person | None], httpx.AsyncClient]


@pytest.fixture
def app_client(app: FastAPI, identity: ChosenIdentity) -> AppClient:
    """Make a client of the service for a person; None is somebody who is not signed in."""

    def make(person: Person | None) -> httpx.AsyncClient:
        headers = {}
        if person is not None:
            identity.people[person.name] = person
            headers["Authorization"] = f"Bearer {person.name}"
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
            base_url="http://localhost",
            headers=headers,
        )

    return make
