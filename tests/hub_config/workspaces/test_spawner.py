"""How the hub starts a team's server."""

import os
import socket
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from hub_config.workspaces.spawner import NoTeamsServer, ServerEnded, TeamSpawner

LATE = """
import socket, sys, time
time.sleep(0.7)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
time.sleep(60)
"""


class Spawner(TeamSpawner):
    """A spawner with no hub around it."""

    def get_env(self) -> dict[str, str]:
        """Give our own environment."""
        return dict(os.environ)

    def get_args(self) -> list[str]:
        """Give the port alone."""
        return [str(self.port)]


def spawner(program: str, home: Path, *, account: str = "team-falls") -> Spawner:
    """Make a spawner whose server is a few lines of Python."""
    made = Spawner(cmd=[sys.executable, "-c", program], home_dir_template=str(home))
    made.user = SimpleNamespace(name=account)
    return made


async def test_server_has_started_as_soon_as_it_listens(tmp_path: Path) -> None:
    late = spawner(LATE, tmp_path)
    began = time.monotonic()

    ip, port = await late.start()
    seconds = time.monotonic() - began

    try:
        with socket.create_connection((ip, port), timeout=1):
            assert seconds > 0.7
    finally:
        await late.stop(now=True)


async def test_server_that_ends_while_it_starts_is_noticed_at_once(tmp_path: Path) -> None:
    with pytest.raises(ServerEnded):
        await spawner("raise SystemExit(3)", tmp_path).start()


async def test_nobody_gets_a_server_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(NoTeamsServer):
        await spawner(LATE, tmp_path, account="grace").start()
