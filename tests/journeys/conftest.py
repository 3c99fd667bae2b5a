"""A real hub, started by the command that people type, and a real browser to use it with."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

IPAD = {"width": 820, "height": 1180}
TV = {"width": 1920, "height": 1080}
DESK = {"width": 1280, "height": 900}

_START_SECONDS = 120


@dataclass(frozen=True)
class RunningHub:
    """A hub that was started for these tests."""

    url: str
    data_folder: Path
    process: "subprocess.Popen[bytes]"

    @property
    def password(self) -> str:
        accounts = self.data_folder / "secrets" / "first-accounts.json"
        return json.loads(accounts.read_text())[0]["password"]

    @property
    def log(self) -> str:
        return (self.data_folder / "logs" / "hub.log").read_text(errors="replace")


def five_free_ports() -> int:
    # Runs at the same time begin at different places: a port found free is taken a second later.
    for step in range(1000):
        first = 18000 + 10 * ((os.getpid() + step) % 1000)
        sockets = [socket.socket() for _ in range(5)]
        try:
            for offset, probe in enumerate(sockets):
                probe.bind(("127.0.0.1", first + offset))
            return first
        except OSError:
            continue
        finally:
            for probe in sockets:
                probe.close()
    raise RuntimeError("no free ports")


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """The hub of all journeys, as `make hub` starts it."""
    with running_hub(tmp_path_factory.mktemp("hub") / "data") as running:
        yield running


@contextmanager
def running_hub(folder: Path, **settings: str) -> Iterator[RunningHub]:
    """Start a hub as `make hub` does, on ports and in a folder of its own."""
    port = five_free_ports()
    url = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "QIHUB_DATA_FOLDER": str(folder),
        "QIHUB_PORT": str(port),
        "QIHUB_PUBLIC_URL": url,
        **settings,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "hub_config.cli", "up"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    running = RunningHub(url, folder, process)
    try:
        _wait_for(running)
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _wait_for(hub: RunningHub) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if hub.process.poll() is not None:
            output = hub.process.stdout.read().decode() if hub.process.stdout else ""
            raise RuntimeError(f"the hub ended:\n{output}\n{hub.log[-3000:]}")
        try:
            if httpx.get(f"{hub.url}/api/health").is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise RuntimeError(f"the hub did not start:\n{hub.log[-3000:]}")


@pytest.fixture
def person(hub: RunningHub, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give a signed-in page for a person of the demonstration, at the size of their device."""
    yield from _pages(hub, browser)


@pytest.fixture(scope="module")
def visitor(hub: RunningHub, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give pages as `person` does, that stay open for all tests of a module."""
    yield from _pages(hub, browser)


def _pages(hub: RunningHub, browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def open_page(name: str | None, *, size: dict[str, int] = IPAD) -> Page:
        context = browser.new_context(
            viewport=size, base_url=hub.url, has_touch=size == IPAD, locale="en-GB"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        if name:
            sign_in(page, name, hub.password)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, name: str, password: str) -> None:
    """Sign in as a person does."""
    page.goto("/hub/login?next=%2Fhome")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/home")
