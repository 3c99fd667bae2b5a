"""Running a hub: what the command says, what it keeps, and that nothing of it outlives it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
import pytest

from tests.journeys.conftest import five_free_ports
from tests.journeys.keys import key_of

pytestmark = pytest.mark.journey

A_MINUTE = 60
PROMISED_SECONDS = 20


@dataclass
class Site:
    """A folder and ports for a hub, and the commands that an operator types there."""

    folder: Path
    port: int = field(default_factory=five_free_ports)
    said: str = ""
    running: "subprocess.Popen[str] | None" = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def data_folder(self) -> Path:
        return self.folder / "data"

    @property
    def password(self) -> str:
        accounts = json.loads((self.data_folder / "secrets" / "first-accounts.json").read_text())
        return str(accounts[0]["password"])

    def up(self) -> float:
        """Start the hub and read what it says until it is ready; give the seconds it took."""
        began = time.monotonic()
        self.running = self._begin("up")
        assert self.running.stdout
        self.said = ""
        for line in self.running.stdout:
            self.said += line
            if "Stop with Ctrl-C" in line:
                return time.monotonic() - began
        raise AssertionError(f"the hub ended:\n{self.said}")

    def stop(self) -> float:
        """Press Ctrl-C; give the seconds until the command has ended."""
        assert self.running
        began = time.monotonic()
        self.running.send_signal(signal.SIGINT)
        out, _ = self.running.communicate(timeout=A_MINUTE)
        self.said += out
        self.running = None
        return time.monotonic() - began

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command that ends by itself."""
        process = self._begin(*words)
        out, _ = process.communicate(timeout=A_MINUTE)
        return subprocess.CompletedProcess(words, process.returncode, out)

    def processes(self) -> list[psutil.Process]:
        """Every process that belongs to the hub of this folder."""
        return [one for one in psutil.process_iter() if _belongs(one, self.data_folder)]

    def _begin(self, *words: str) -> "subprocess.Popen[str]":
        # A terminal's width, and none of the settings of whoever runs the tests.
        clean = {name: v for name, v in os.environ.items() if not name.startswith("QIHUB_")}
        return subprocess.Popen(
            [sys.executable, "-m", "hub_config.cli", *words],
            cwd=self.folder,
            env={**clean, "COLUMNS": "300"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def _belongs(process: psutil.Process, data_folder: Path) -> bool:
    """Tell by the environment it was started with, or the folder that it works in."""
    try:
        marked = process.environ().get("QIHUB_RUN") == str(data_folder)
        return marked or process.cwd().startswith(str(data_folder))
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return False


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A hub of its own without the demonstration, set by `qihub.toml` as on a real site."""
    place = Site(tmp_path_factory.mktemp("site"))
    _write_settings(place)
    yield place
    if place.running:
        place.running.send_signal(signal.SIGINT)
        place.running.communicate(timeout=A_MINUTE)


def _write_settings(site: Site, *more: str) -> None:
    lines = ["demonstration = false", f"port = {site.port}", f'public_url = "{site.url}"', *more]
    (site.folder / "qihub.toml").write_text("\n".join(lines))


# In order: each of these goes on from the hub that the one before left behind. --------------------


def test_first_start_says_where_the_hub_is_and_who_may_sign_in(site: Site) -> None:
    site.up()

    assert f"is at {site.url}" in site.said
    assert "“admin” may sign in" in site.said
    assert str(site.data_folder / "secrets" / "first-accounts.json") in site.said
    assert "grace" not in site.said
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", site.password)
    assert httpx.get(f"{site.url}/api/projects").json() == {"projects": []}


def test_a_second_hub_on_the_same_folder_is_refused_in_a_sentence(site: Site) -> None:
    second = site.run("up")

    assert second.returncode == 1
    assert f"A hub is running on {site.data_folder} already. Stop it with Ctrl-C" in second.stdout
    assert "Traceback" not in second.stdout
    assert httpx.get(f"{site.url}/api/health").is_success


def test_a_port_that_another_program_has_is_named(tmp_path: Path) -> None:
    site = Site(tmp_path)
    _write_settings(site)
    with socket.socket() as other:
        other.bind(("127.0.0.1", site.port + 3))
        other.listen()

        refused = site.run("up")

    assert refused.returncode == 1
    assert f"Another program uses port {site.port + 3}." in refused.stdout
    assert "Traceback" not in refused.stdout
    assert site.processes() == []


def test_ctrl_c_ends_every_process_a_teams_server_too(site: Site) -> None:
    slug = _start_a_project(site, "Quiet nights")
    _open_workspace(site, slug)
    cwds = [process.cwd() for process in site.processes()]
    assert str(site.data_folder / "workspaces" / f"team-{slug}") in cwds
    _open_an_app(site)
    assert site.running
    running = psutil.Process(site.running.pid).children(recursive=True)

    seconds = site.stop()

    assert seconds < PROMISED_SECONDS
    _, alive = psutil.wait_procs(running, timeout=3)
    assert alive == []
    assert site.processes() == []
    assert f"Stopped. Everything is kept in {site.data_folder}" in site.said
    assert "Traceback" not in site.said


def test_second_start_is_quick_and_keeps_everything(site: Site) -> None:
    seconds = site.up()

    assert seconds < PROMISED_SECONDS
    # Asked with a key that the password of the first start gets.
    assert [one["title"] for one in _projects(site)] == ["Quiet nights"]


def test_after_a_kill_a_new_start_cleans_up_and_works(site: Site) -> None:
    _open_workspace(site, "quiet-nights")
    _open_an_app(site)
    assert site.running
    command = psutil.Process(site.running.pid)
    (hub,) = command.children()
    others = hub.children(recursive=True)
    for process in (command, hub):
        process.kill()
    site.running.communicate(timeout=A_MINUTE)
    assert [process for process in others if process.is_running()]  # they know of nothing

    site.up()

    assert [process for process in others if process.is_running()] == []
    assert [one["title"] for one in _projects(site)] == ["Quiet nights"]


def test_a_wrong_setting_stops_the_start_with_its_name(site: Site) -> None:
    _write_settings(site, "idle_minuets = 30")
    misspelt = site.run("up")
    _write_settings(site, "idle_minutes = 1")
    too_small = site.run("up")
    _write_settings(site)

    assert misspelt.returncode == too_small.returncode == 1
    assert "idle_minuets: there is no such setting. Did you mean “idle_minutes”?" in misspelt.stdout
    assert "idle_minutes: Input should be greater than or equal to 5" in too_small.stdout
    assert "Traceback" not in misspelt.stdout + too_small.stdout


def _key(site: Site) -> dict[str, str]:
    return {"Authorization": f"token {key_of(site, 'admin')}"}


def _start_a_project(site: Site, title: str) -> str:
    answer = httpx.post(f"{site.url}/api/projects", headers=_key(site), json={"title": title})
    return str(answer.raise_for_status().json()["project"]["slug"])


def _projects(site: Site) -> list[dict[str, str]]:
    answer = httpx.get(f"{site.url}/api/projects", headers=_key(site)).raise_for_status()
    return [one["project"] for one in answer.json()["projects"]]


def _open_workspace(site: Site, slug: str) -> None:
    key, address = _key(site), f"{site.url}/api/projects/{slug}/workspace"
    state = httpx.post(address, headers=key, timeout=30).raise_for_status().json()
    deadline = time.monotonic() + A_MINUTE
    while state["status"] != "ready" and time.monotonic() < deadline:
        time.sleep(0.3)
        state = httpx.get(address, headers=key, timeout=30).json()
    assert state["status"] == "ready"


def _open_an_app(site: Site) -> None:
    """Sign in and open an app, whose kernel then waits for a browser."""
    with httpx.Client(base_url=site.url, follow_redirects=True, timeout=60) as client:
        found = re.search(r'name="_xsrf" value="([^"]+)"', client.get("/hub/login").text)
        assert found
        form = {"username": "admin", "password": site.password, "_xsrf": found[1]}
        client.post("/hub/login", data=form)
        page = client.get("/services/apps/render/start.ipynb").raise_for_status()
    assert '"kernelId"' in page.text
