"""Starting and ending the hub's processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from hub_config.errors import AlreadyRunning, PortTaken
from hub_config.processes import check_ports, end_leftovers, hold_data_folder, hub_process


def test_second_hub_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        hold_data_folder(tmp_path),
        pytest.raises(AlreadyRunning, match=r"data_folder and port"),
        hold_data_folder(tmp_path),
    ):
        pass


def test_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    with hold_data_folder(tmp_path):
        pass
    with hold_data_folder(tmp_path):
        pass


def test_data_folder_is_closed_to_others_on_this_machine(tmp_path: Path) -> None:
    with hold_data_folder(tmp_path / "data"):
        pass

    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


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


def test_what_a_hub_that_died_leaves_behind_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_behind = _stand_in_for_jupyterhub(tmp_path, monkeypatch)

    with hub_process(tmp_path, tmp_path / "hub.log") as hub:
        child = left_behind()
        hub.kill()
        hub.wait()
        assert psutil.pid_exists(child)

    assert not _runs(child)


def test_second_ctrl_c_does_not_leave_processes_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = _stand_in_for_jupyterhub(tmp_path, monkeypatch)
    monkeypatch.setattr(
        subprocess.Popen,
        "send_signal",
        lambda process, number: (os.kill(process.pid, number), os.kill(os.getpid(), signal.SIGINT)),
    )

    with hub_process(tmp_path, tmp_path / "hub.log"):
        child = started()

    assert not _runs(child)


def _stand_in_for_jupyterhub(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Put a program in the place of JupyterHub that starts another; give the other's number."""
    (folder / "jupyterhub.py").write_text(
        "import pathlib, subprocess, sys, time\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(folder / 'number')!r}).write_text(str(other.pid))\n"
        "time.sleep(60)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(folder))

    def number() -> int:
        for _ in range(200):
            if (folder / "number").exists() and (folder / "number").read_text():
                return int((folder / "number").read_text())
            time.sleep(0.05)
        raise AssertionError("it did not start")

    return number


def _runs(number: int) -> bool:
    # Its parent is gone, so nobody may have collected it yet.
    try:
        return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
