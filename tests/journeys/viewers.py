"""People with apps open, without a browser: for what only the number of them shows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import psutil
from websockets.sync.client import ClientConnection, connect

from tests.journeys.conftest import RunningHub

__all__ = ["Viewer", "kernels_of", "service_of", "signed_in"]

_APPS = "/services/apps/"


@dataclass(frozen=True)
class Viewer:
    """Somebody who has signed in."""

    client: httpx.Client

    def ask_for(self, app: str = "start.ipynb") -> httpx.Response:
        """Ask for an app's page."""
        return self.client.get(f"{_APPS}render/{app}")

    def open(self, app: str = "start.ipynb") -> str:
        """Open an app; gives the kernel that was started for it."""
        found = re.search(r'"kernelId": "([^"]+)"', self.ask_for(app).raise_for_status().text)
        assert found
        return found[1]

    def close(self, kernel: str) -> httpx.Response:
        """Close the page of an app, as a browser does that has the time to say so."""
        token = {"X-XSRFToken": self._cookie("_xsrf")}
        return self.client.post(f"{_APPS}voila/api/shutdown/{kernel}", headers=token)

    def line(self, kernel: str, **headers: str) -> ClientConnection:
        """Connect a page to its kernel."""
        address = self.client.base_url.join(f"{_APPS}api/kernels/{kernel}/channels")
        return connect(
            str(address).replace("http", "ws", 1),
            additional_headers={"Cookie": self._cookies(), **headers},
        )

    def _cookies(self) -> str:
        sent = (one for one in self.client.cookies.jar if _APPS.startswith(one.path))
        return "; ".join(f"{one.name}={one.value}" for one in sent)

    def _cookie(self, name: str) -> str:
        return str(self.client.cookies.get(name, path=_APPS))


@contextmanager
def signed_in(hub: RunningHub, name: str) -> Iterator[Viewer]:
    """Sign somebody in, to the hub and to its apps."""
    with httpx.Client(base_url=hub.url, follow_redirects=True, timeout=60) as client:
        found = re.search(r'name="_xsrf" value="([^"]+)"', client.get("/hub/login").text)
        assert found
        form = {"username": name, "password": hub.password, "_xsrf": found[1]}
        client.post("/hub/login", data=form)
        client.get(_APPS).raise_for_status()
        yield Viewer(client)


def service_of(hub: RunningHub, module: str = "apps.service") -> psutil.Process | None:
    """Find the process of a service, of the apps if none is named; None while there is none."""
    for process in psutil.Process(hub.process.pid).children(recursive=True):
        try:
            if f"hub_config.{module}" in process.cmdline():
                return process
        except psutil.Error:
            continue
    return None


def kernels_of(hub: RunningHub) -> list[psutil.Process]:
    """Find the kernels of the apps; the process they are forked from is not one."""
    service = service_of(hub)
    children = service.children(recursive=True) if service else []
    return [one for one in children if service and _is_kernel(one, service)]


def _is_kernel(process: psutil.Process, service: psutil.Process) -> bool:
    try:
        return process.ppid() != service.pid or "ipykernel_launcher" in process.cmdline()
    except psutil.Error:
        return False
