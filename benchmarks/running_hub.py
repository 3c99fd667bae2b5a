"""A hub of our own on free ports, with its data in a folder that goes again."""

import json
import os
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from processes import started, tree

ROOT = Path(__file__).parents[1]
_PACKAGES = ("hub_config", "gallery", "widgets", "qi_lib", "notebooks")
_START_SECONDS = 120


@dataclass(frozen=True)
class RunningHub:
    """A hub with its demonstration."""

    url: str
    data_folder: Path
    process: psutil.Process

    @property
    def password(self) -> str:
        """The password of everyone in the demonstration."""
        accounts = self.data_folder / "secrets" / "first-accounts.json"
        return str(json.loads(accounts.read_text())[0]["password"])

    def service(self, name: str) -> psutil.Process:
        """Find the process of one of the hub's services."""
        found = (one for one in tree(self.process) if _service_of(one) == name)
        return min(found, key=lambda one: one.create_time())


@contextmanager
def running_hub(folder: Path, *, apps: Path | None = None) -> Iterator[RunningHub]:
    """Start the hub as `make hub` does; `apps` holds notebooks to serve beside its own."""
    source = _copy_with(apps, folder / "source") if apps else ROOT
    port = _five_free_ports()
    url = f"http://localhost:{port}"
    environment = {
        "QIHUB_DATA_FOLDER": str(folder / "data"),
        "QIHUB_PORT": str(port),
        "QIHUB_PUBLIC_URL": url,
    }
    command = [sys.executable, "-m", "hub_config.cli", "up"]
    # `python -m` looks in the folder it is started in first; so do the services that it starts.
    log = folder / "hub.log"
    with started(command, log, folder=source, environment=environment) as process:
        wait_for_page(f"{url}/api/health")
        yield RunningHub(url, folder / "data", process)


def wait_for(port: int, *, at_most: float) -> None:
    """Wait until somebody listens on a port of this machine."""
    deadline = time.monotonic() + at_most
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"Nobody listens on port {port} after {at_most:.0f} s.")


def wait_for_page(address: str) -> None:
    """Wait until a page of a hub answers."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.2)
    raise SystemExit(f"{address} did not answer within {_START_SECONDS} s.")


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _copy_with(apps: Path, target: Path) -> Path:
    # A copy, so that the benchmark's notebooks never stand in the project's own folder.
    for package in _PACKAGES:
        shutil.copytree(ROOT / package, target / package, symlinks=True)
    for notebook in apps.glob("*.ipynb"):
        shutil.copy(notebook, target / "notebooks" / "apps")
    # A crowd of few people: here each may have more tools open than a person would.
    limits = target.joinpath("hub_config", "apps", "apps_settings.py")
    limits.write_text(limits.read_text().replace("most_of_one: int = 6", "most_of_one: int = 200"))
    (target / "node_modules").symlink_to(ROOT / "node_modules")
    return target


def _five_free_ports() -> int:
    for first in range(28000, 32000, 10):
        sockets = [socket.socket() for _ in range(5)]
        try:
            for offset, probe in enumerate(sockets):
                probe.bind(("127.0.0.1", first + offset))
        except OSError:
            continue
        else:
            return first
        finally:
            for probe in sockets:
                probe.close()
    raise SystemExit("There are no five free ports in a row.")


def _service_of(process: psutil.Process) -> str:
    try:
        return os.fspath(process.environ().get("JUPYTERHUB_SERVICE_NAME", ""))
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return ""
