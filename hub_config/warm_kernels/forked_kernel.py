"""A kernel forked by the warm process, as its manager sees it: like `subprocess.Popen`."""

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from .kernel_request import KernelRequest, peer_of, send_request

__all__ = ["ForkedKernel", "NotWarm", "StaleCode", "ask_to_retire", "fork_kernel"]

_PATIENCE_SECONDS = 2.0
# The warm process has died, and with it the knowledge of how its kernels end.
_UNKNOWN_CODE = 255


class NotWarm(Exception):
    """Say why no kernel can be forked at the moment."""


class StaleCode(NotWarm):
    """Say that the warm process holds code that has changed since, and ends."""


class ForkedKernel:
    """A running kernel, or one that has ended: as much of `Popen` as its manager uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, connection: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._is_listening = False
        self._process = os.pidfd_open(pid)
        self._connection = connection
        connection.setblocking(False)

    def poll(self) -> int | None:
        """Return the exit code, or `None` while the kernel runs."""
        if self.returncode is None:
            self.returncode = self._find_code()
            if self.returncode is not None:
                self._close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit code."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            self._has_ended(within_seconds=0.1)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel alone; nothing when it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

    async def listening(self) -> None:
        """Wait until the kernel listens at its addresses, or has ended.

        A client that connects earlier is refused, and tries again only after a tenth of a second
        or two: longer than the whole start takes.
        """
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self.poll() is None and not self._is_listening and time.monotonic() < deadline:
            await asyncio.sleep(0.003)

    def _find_code(self) -> int | None:
        ended = self._has_ended()
        # A moment for the warm process to tell; it learns of the end when we do.
        self._connection.settimeout(_PATIENCE_SECONDS if ended else 0)
        # It tells nothing when there is nothing to tell; when it is stuck; when it has ended, too.
        with contextlib.suppress(OSError):
            while message := self._connection.recv(64):
                told = json.loads(message)
                if "ended" in told:
                    return int(told["ended"])
                self._is_listening = True
        return _UNKNOWN_CODE if ended else None

    def _has_ended(self, *, within_seconds: float = 0) -> bool:
        poll = select.poll()
        poll.register(self._process, select.POLLIN)
        return bool(poll.poll(within_seconds * 1000))

    def _close(self) -> None:
        if self._process >= 0:
            os.close(self._process)
            self._process = -1
            self._connection.close()

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError):  # the constructor did not get that far
            self._close()


def fork_kernel(
    address: Path, request: KernelRequest, *, stdout: int = 1, stderr: int = 2
) -> ForkedKernel:
    """Ask the warm process at this address for a kernel; raises `NotWarm` when it gives none."""
    connection = _connect(address)
    try:
        send_request(connection, address, request, (stdout, stderr))
        answer: dict[str, Any] = json.loads(connection.recv(1024) or b"{}")  # what JSON holds
        if "stale" in answer:
            raise StaleCode(answer["stale"])
        if "pid" not in answer:
            raise NotWarm(answer.get("refused", "it did not answer"))
        kernel = ForkedKernel(answer["pid"], connection)
        connection.send(b"go")
    except OSError as error:
        connection.close()
        raise NotWarm(f"it does not answer ({error})") from error
    except NotWarm:
        connection.close()
        raise
    return kernel


def ask_to_retire(address: Path) -> None:
    """Ask the warm process at this address to take no more requests, and end with its kernels."""
    with contextlib.suppress(NotWarm, OSError), _connect(address) as connection:
        send_request(connection, address, None)


def _connect(address: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.settimeout(_PATIENCE_SECONDS)
    try:
        connection.connect(str(address))
        if peer_of(connection)[1] != os.getuid():
            raise PermissionError(f"{address} belongs to another user")
    except OSError as error:
        connection.close()
        raise NotWarm(f"nothing answers at {address} ({error})") from error
    return connection
