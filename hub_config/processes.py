"""Start the hub as a child process and make sure that nothing of it outlives us."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from hub_config.errors import AlreadyRunning, PortTaken

__all__ = [
    "STOPPED_BY",
    "check_ports",
    "end_leftovers",
    "hold_data_folder",
    "hub_process",
    "process_mark",
]

# Every process of a hub has this in its environment; by it we find what was left behind.
_MARK = "QIHUB_RUN"

STOPPED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, a service manager, and a window or connection that closes."""

_GRACE_SECONDS = 15


def process_mark() -> dict[str, str]:
    """Give the mark of this process, for the environment of others that JupyterHub starts."""
    return {_MARK: os.environ[_MARK]} if _MARK in os.environ else {}


@contextmanager
def hold_data_folder(data_folder: Path) -> Iterator[None]:
    """Hold the data folder for this process; raises `AlreadyRunning` when another has it."""
    # Records, posters, logs and teams' notebooks are nobody else's business on this machine.
    data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (data_folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"A hub is running on {data_folder} already. Stop it with Ctrl-C in its window, "
                "or set another data_folder and port in qihub.toml."
            ) from None
        yield


def check_ports(ports: Iterable[int]) -> None:
    """Raise `PortTaken` when another program listens on one of the ports."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise PortTaken(
                    f"Another program uses port {port}. Stop it, or set “port” in qihub.toml "
                    "(the hub uses that port and the four after it)."
                ) from None


def end_leftovers(data_folder: Path) -> None:
    """End processes that an earlier run on this data folder left behind when it was killed."""
    _end([p for p in psutil.process_iter() if _is_marked(p, str(data_folder))])


@contextmanager
def hub_process(data_folder: Path, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Run JupyterHub, its output in `log`; when the block ends, every process of it is ended."""
    config = Path(__file__).with_name("jupyterhub_config.py")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", str(config)],
            env={**os.environ, _MARK: str(data_folder)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # A session of its own: Ctrl-C reaches us alone, and we end the rest in order.
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with _uninterrupted():
            _stop(process)
            # A hub that ended by itself has left its proxy and services behind.
            end_leftovers(data_folder)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold on against an impatient second Ctrl-C: half-way, processes would be left behind."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in STOPPED_BY}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    try:
        children = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        children = []
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _end(children)


def _end(processes: list[psutil.Process]) -> None:
    for process in processes:
        _signal(process, signal.SIGTERM)
    _, alive = psutil.wait_procs(processes, timeout=5)
    for process in alive:
        _signal(process, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=5)


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return


def _is_marked(process: psutil.Process, run: str) -> bool:
    try:
        return process.pid != os.getpid() and process.environ().get(_MARK) == run
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return False
