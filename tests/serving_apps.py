"""The apps service without a hub: as it runs, but with one person who is always signed in."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from gallery.identity.people import Person
from tests.serving import Served

__all__ = ["Relay", "ServedApps", "served_apps"]

ROOT = Path(__file__).parents[1]
_PREFIX = "/services/apps/"
_START_SECONDS = 60


@dataclass(frozen=True)
class ServedApps:
    """A running apps service."""

    url: str
    port: int
    process: psutil.Process

    def end_kernels(self) -> None:
        """End all kernels at once, as a crash does."""
        for child in self.process.children(recursive=True):
            child.kill()


@contextmanager
def served_apps(
    served: Served, person: Person, *, notebooks: Path = ROOT / "notebooks" / "apps"
) -> Iterator[ServedApps]:
    """Serve the apps for this person while the block runs."""
    port = _free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QIHUB_API_URL": served.url,
        "JUPYTERHUB_SERVICE_URL": f"http://localhost:{port}",
        "JUPYTERHUB_SERVICE_PREFIX": _PREFIX,
        "JUPYTERHUB_API_TOKEN": "a key of the service",
        "VIEWER": person.name,
        "NOTEBOOKS": str(notebooks),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.serving_apps"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://localhost:{port}{_PREFIX.rstrip('/')}"
    try:
        _wait_for(url)
        yield ServedApps(url, port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        with suppress(httpx.HTTPError):
            httpx.get(f"{url}/front/none/none")
            return
        time.sleep(0.2)
    raise RuntimeError("the apps service did not start")


class Relay:
    """A way to the service that can be cut, as a ward's wireless network is."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._is_cut = False
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, *, for_good: bool = True) -> None:
        """End every connection; until it is mended, new ones end at once."""
        self._is_cut = for_good
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let connections through again."""
        self._is_cut = False

    def close(self) -> None:
        """End the relay."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listener.accept()
                if self._is_cut:
                    here.close()
                    continue
                there = socket.create_connection(("localhost", self._target))
                for one, other in ((here, there), (there, here)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        self._open.add(one)
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        self._open.discard(one)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        one.close()


def _main() -> None:
    from jupyter_server.auth import IdentityProvider, User

    from hub_config.apps import kernels, service

    kernels._RENEW_EVERY_SECONDS = 1  # no test waits for minutes

    class OneViewer(IdentityProvider):
        """Says that everybody is the person of the test."""

        async def get_user(self, handler: Any) -> User:
            return User(username=os.environ["VIEWER"])

        def token_of(self, handler: Any) -> str:
            return os.environ["VIEWER"]

    service.main(identity=OneViewer, notebooks=Path(os.environ["NOTEBOOKS"]))


if __name__ == "__main__":
    _main()
