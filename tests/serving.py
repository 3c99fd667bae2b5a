"""An application on a free port of this machine, for tests that speak real HTTP."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from gallery.app import create_app
from gallery.identity.people import Person
from gallery.settings import Settings
from gallery.store import Store, open_store
from qi_lib.client import Hub, connect
from tests.gallery.conftest import NIA, ChosenIdentity, PostersOfTests, TeamsOfTests

__all__ = ["Served", "hubs", "served_gallery", "serving"]


@dataclass(frozen=True)
class Served:
    """A running gallery service, its store, and who may speak to it."""

    url: str
    store: Store
    identity: ChosenIdentity


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve the application while the block runs; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def served_gallery(settings: Settings) -> Iterator[Served]:
    """Serve the real gallery with an empty store; only who is asking is chosen by the test."""
    identity = ChosenIdentity()
    store = open_store(settings.store_url)
    doubles = {"workspaces": TeamsOfTests(), "posters": PostersOfTests(), "people": identity}
    app = create_app(settings, store, identity, **doubles)
    with serving(app) as address:
        yield Served(f"{address}/api", store, identity)
    store.close()


@contextmanager
def hubs(served: Served) -> Iterator[Callable[..., Hub]]:
    """Make hubs as people see them; Nia, when nobody is named."""
    opened: list[Hub] = []

    def make(person: Person = NIA) -> Hub:
        served.identity.people[person.name] = person
        opened.append(connect(served.url, person.name))
        return opened[-1]

    yield make
    for hub in opened:
        hub.close()
