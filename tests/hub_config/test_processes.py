"""Starting and ending the hub's processes."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from hub_config.errors import AlreadyRunning, PortTaken
from hub_config.processes import check_ports, end_leftovers, only_one


def test_second_hub_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        only_one(tmp_path),
        pytest.raises(AlreadyRunning, match=r"data_folder and port"),
        only_one(tmp_path),
    ):
        pass


def test_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    with only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass


def test_taken_port_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(PortTaken, match=str(port)):
            check_ports([port])


def test_leftovers_of_a_killed_run_are_ended_and_others_are_not(tmp_path: Path) -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    ours = subprocess.Popen(sleep, env={**os.environ, "QIHUB_RUN": str(tmp_path)})
    other = subprocess.Popen(sleep, env={**os.environ, "QIHUB_RUN": str(tmp_path / "other")})
    try:
        end_leftovers(tmp_path)

        assert not psutil.pid_exists(ours.pid)
        assert psutil.pid_exists(other.pid)
    finally:
        for process in (ours, other):
            process.kill()
            process.wait()
