"""What whole processes cost: a tree's memory and processor time, and when it has come to rest."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

_QUIET = 0.05  # seconds of processor time in one second


def end_tidily() -> None:
    """Let a request to end come as an exception, so that what was started is ended too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))


@contextmanager
def started(
    command: Sequence[str],
    log: Path,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[psutil.Process]:
    """Run a program while the block runs, then end it and all that it started."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            cwd=folder or log.parent,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    root = psutil.Process(process.pid)
    try:
        yield root
    finally:
        family = tree(root)
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        _, alive = psutil.wait_procs(family, timeout=2)
        for left in alive:
            left.kill()


def tree(root: psutil.Process) -> list[psutil.Process]:
    """Give a process and all its descendants."""
    try:
        return [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def proportional_mb(root: psutil.Process) -> float:
    """Add up the memory of a tree; what processes share is divided among them."""
    total = 0
    for process in tree(root):
        try:
            lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def processor_seconds(root: psutil.Process) -> float:
    """Add up the processor time of a tree, with that of children that have ended."""
    total = 0.0
    for process in tree(root):
        try:
            total += sum(process.cpu_times()[:4])
        except psutil.NoSuchProcess:
            continue
    return total


def wait_until_quiet(root: psutil.Process, *, at_most: float = 40) -> None:
    """Wait until a tree hardly works any more: it has started, or its viewers have gone."""
    deadline = time.monotonic() + at_most
    before = processor_seconds(root)
    while time.monotonic() < deadline:
        time.sleep(1)
        now = processor_seconds(root)
        if abs(now - before) < _QUIET:
            return
        before = now
