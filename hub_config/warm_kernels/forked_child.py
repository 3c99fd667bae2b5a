"""A process just forked from the warm one: how it lets go of it, and becomes a kernel."""

import contextlib
import gc
import locale
import os
import random
import select
import signal
import socket
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .confinement import Confinement, confine, shut_behind
from .kernel_request import KernelRequest

if TYPE_CHECKING:
    from ipykernel.kernelapp import IPKernelApp

    from .bare_kernel import BareKernelApp

__all__ = ["Fork", "become_kernel", "connection_file_of"]

_IGNORED_BY_PYTHON = (signal.SIGPIPE, signal.SIGXFSZ)


@dataclass(frozen=True, slots=True)
class Fork:
    """What the fork was made for: a request, by whom, the files to print to; a kernel if ready."""

    request: KernelRequest
    manager: int
    connection: socket.socket
    stdout: int
    stderr: int
    kernel: "BareKernelApp | None" = None


def become_kernel(fork: Fork) -> None:
    """Become the kernel that was asked for; returns when that has ended."""
    os.setsid()
    _reset_signals()
    manager = os.pidfd_open(fork.manager)
    _wait_for_go(fork.connection)
    _replace_files(fork, keep=(manager, fork.connection.fileno()))
    _replace_surroundings(fork.request)
    if fork.request.confinement:
        confine(Confinement.from_json(fork.request.confinement))
    _reseed()
    gc.enable()
    _run(fork, manager)


def _reset_signals() -> None:
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        with contextlib.suppress(OSError, ValueError):  # some are the C library's own
            ignored = number in _IGNORED_BY_PYTHON
            signal.signal(number, signal.SIG_IGN if ignored else signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _wait_for_go(connection: socket.socket) -> None:
    """Say that we are here, and go on only if the manager still wants us.

    It may have lost patience and started a kernel the ordinary way; two with one connection file
    would be one too many.
    """
    wanted = False
    with contextlib.suppress(OSError):
        connection.send(f'{{"pid": {os.getpid()}}}'.encode())
        wanted = connection.recv(16) == b"go"
    if not wanted:
        os._exit(0)


def _replace_files(fork: Fork, *, keep: tuple[int, ...]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(fork.stdout, 1)
    os.dup2(fork.stderr, 2)
    os.close(fork.stdout)
    os.close(fork.stderr)
    for name in os.listdir("/proc/self/fd"):
        file = int(name)
        if file <= 2 or file in (null, *keep):
            continue
        # A preloaded module holds it, and may close it one day, when the number could long be
        # another file's. So the number stays taken, by a file that nobody shares.
        with contextlib.suppress(OSError):
            os.fstat(file)
            os.dup2(null, file, inheritable=False)
    os.close(null)


def _replace_surroundings(request: KernelRequest) -> None:
    os.environ.clear()
    os.environ.update(request.environment)
    os.chdir(request.folder)
    time.tzset()
    with contextlib.suppress(locale.Error):  # an unknown locale: Python carries on without, too
        locale.setlocale(locale.LC_CTYPE, "")
    tempfile.tempdir = None
    sys.argv = ["ipykernel_launcher", *request.arguments]


def _reseed() -> None:
    random.seed()
    if (numpy := sys.modules.get("numpy")) is not None:
        numpy.random.seed()
    if (processes := sys.modules.get("multiprocessing.process")) is not None:
        processes.current_process().authkey = os.urandom(32)


def _run(fork: Fork, manager: int) -> None:
    app = _listen(fork)
    if fork.request.confinement:
        shut_behind(app)
    with contextlib.suppress(OSError), fork.connection:
        fork.connection.send(b'{"listening": true}')
    app.poller = _ManagerWatch(manager)
    if (widgets := sys.modules.get("ipywidgets")) is not None:
        widgets.register_comm_target()  # else done on import, which was before there was a kernel
    app.start()


def _listen(fork: Fork) -> "IPKernelApp":
    if fork.kernel is not None:
        fork.kernel.listen(connection_file_of(fork.request) or "")
        return fork.kernel
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - long imported, in the warm process

    # 1: there is a parent, but ipykernel need not look for it; we do.
    app = IPKernelApp.instance(parent_handle=1)
    app.initialize(list(fork.request.arguments))
    return app


def connection_file_of(request: KernelRequest) -> str | None:
    """Find the connection file; None where there are arguments that a bare kernel has no use for.

    Where history is kept does not matter to a kernel that keeps none.
    """
    match [word for word in request.arguments if not word.startswith("--HistoryManager.")]:
        case ["-f", file]:
            return file
    return None


class _ManagerWatch(threading.Thread):
    """End the kernel as soon as its manager has ended, in whatever way."""

    def __init__(self, manager: int) -> None:
        super().__init__(name="ManagerWatch", daemon=True)
        self._manager = manager

    def run(self) -> None:
        ended = select.poll()
        ended.register(self._manager, select.POLLIN)
        ended.poll()
        os._exit(1)
