"""The warm process: it imports what kernels need, and forks a kernel for each request.

Nothing in it may run beside the main thread, because a fork copies that thread alone: a lock that
another one holds would stay locked in the kernel for ever. So it has no event loop, no ZeroMQ, no
helper threads; a module that starts one when it is imported is refused by name.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import site
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from .changed_code import code_of_modules
from .forked_child import Fork, become_kernel, connection_file_of
from .kernel_request import KernelRequest, make_key, peer_of, receive_request

if TYPE_CHECKING:
    from .bare_kernel import BareKernelApp

__all__ = ["ForkServer", "main"]

# What ipykernel and IPython import only once a kernel runs: the debugger, mostly.
_LATE_MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
    "IPython.core.debugger",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "faulthandler",
    "http.server",
    "psutil",
    "sqlite3",
)
_THREAD_COUNTS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
# Container images set these, and nothing that a kernel does depends on them.
_NO_MATTER = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
_PATIENCE_SECONDS = 2.0
_MOST_SILENT = 100


class ForkServer:
    """Answer requests for kernels at a socket, watch over the kernels, and tell how they end."""

    def __init__(self, address: Path, owner: int, kernel: "BareKernelApp | None" = None) -> None:
        self._address = address
        self._owner = os.pidfd_open(owner)
        self._kernel = kernel
        self._code = code_of_modules()
        self._kernels: dict[int, tuple[int, socket.socket]] = {}
        # Connections that have not said yet what they want, and until when they may; oldest first.
        self._silent: dict[int, tuple[socket.socket, float]] = {}
        self._poll = select.poll()
        self._poll.register(self._owner, select.POLLIN)
        self._listener: socket.socket | None = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        make_key(address)
        unready = address.with_name("unready")
        self._listener.bind(str(unready))
        self._listener.listen(128)
        unready.rename(address)  # who finds the address is answered
        self._poll.register(self._listener, select.POLLIN)

    def serve(self) -> Fork | None:
        """Serve until the owner has ended, or the code has changed, and the last kernel is gone.

        In a kernel's process this returns what it shall become.
        """
        while self._listener is not None or self._kernels:
            for file, _ in self._poll.poll(self._patience_ms()):
                if file in self._kernels:
                    self._report(file)
                elif file == self._owner:
                    self._retire()
                    self._poll.unregister(self._owner)
                elif file not in self._silent:
                    self._accept()
                elif (fork := self._answer(self._hear(file))) is not None:
                    return fork
            self._hang_up()
        return None

    def _accept(self) -> None:
        """Take a connection, and wait for its request no longer than for everything else."""
        if self._listener is None:
            return
        connection, _ = self._listener.accept()
        connection.settimeout(_PATIENCE_SECONDS)
        if peer_of(connection)[1] != os.getuid():
            _refuse(connection, "another user asks")
            connection.close()
            return
        self._silent[connection.fileno()] = (connection, time.monotonic() + _PATIENCE_SECONDS)
        self._poll.register(connection, select.POLLIN)

    def _hear(self, file: int) -> socket.socket:
        self._poll.unregister(file)
        return self._silent.pop(file)[0]

    def _hang_up(self) -> None:
        """Close what has been silent for too long, and the oldest when there are too many."""
        now = time.monotonic()
        for file, (_, until) in list(self._silent.items()):
            if until <= now or len(self._silent) > _MOST_SILENT:
                self._hear(file).close()

    def _patience_ms(self) -> float | None:
        if not self._silent:
            return None
        _, until = next(iter(self._silent.values()))
        return max(0, until - time.monotonic()) * 1000 + 1

    def _answer(self, connection: socket.socket) -> Fork | None:
        """Answer one request. In the kernel's process this returns what it shall become."""
        files: list[int] = []
        try:
            manager, _ = peer_of(connection)
            request, files = receive_request(connection, self._address)
            objection = self._objection(request)
            if request is not None and not objection:
                stdout, stderr = files
                return self._fork(Fork(request, manager, connection, stdout, stderr, self._kernel))
            connection.send(json.dumps(objection).encode())
        except PermissionError as error:
            _refuse(connection, str(error))
        except (OSError, ValueError, TypeError):  # gone in mid-sentence; or no memory for a fork
            pass
        connection.close()
        _close(files)
        return None

    def _objection(self, request: KernelRequest | None) -> dict[str, str]:
        """Say why not to fork, in the form of an answer; and retire when that is the answer."""
        if request is None or code_of_modules(self._code) != self._code:
            self._retire()
            return {"stale": "the code that it has loaded was changed"}
        reason = _unsuitable(request.environment)
        if not reason and self._kernel is not None and connection_file_of(request) is None:
            reason = f"a bare kernel has no settings such as {' '.join(request.arguments)}"
        return {"refused": reason} if reason else {}

    def _fork(self, fork: Fork) -> Fork | None:
        pid = os.fork()
        if pid == 0:
            self._forget()
            return fork
        kernel = os.pidfd_open(pid)
        self._kernels[kernel] = (pid, fork.connection)
        self._poll.register(kernel, select.POLLIN)
        _close([fork.stdout, fork.stderr])
        return None

    def _report(self, kernel: int) -> None:
        """Tell a kernel's manager how it has ended."""
        pid, connection = self._kernels.pop(kernel)
        self._poll.unregister(kernel)
        os.close(kernel)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        with contextlib.suppress(OSError), connection:  # the manager may have ended before
            connection.send(json.dumps({"ended": code}).encode())

    def _retire(self) -> None:
        """Take no more requests; what runs is watched over to its end."""
        if self._listener is None:
            return
        self._poll.unregister(self._listener)
        self._listener.close()
        self._listener = None
        shutil.rmtree(self._address.parent, ignore_errors=True)

    def _forget(self) -> None:
        """Close in a kernel's process what belongs to the warm one."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        os.close(self._owner)
        for kernel, (_, connection) in self._kernels.items():
            os.close(kernel)
            connection.close()
        for connection, _ in self._silent.values():
            connection.close()
        self._kernels, self._silent = {}, {}


def _refuse(connection: socket.socket, reason: str) -> None:
    with contextlib.suppress(OSError):
        connection.send(json.dumps({"refused": reason}).encode())


def _close(files: list[int]) -> None:
    for file in files:
        os.close(file)


def _unsuitable(environment: dict[str, str]) -> str:
    """Name what a running interpreter cannot take on any more; empty when there is nothing."""
    for name in {*environment, *os.environ} - _NO_MATTER:
        decides = name.startswith(("PYTHON", "LD_")) or (name == "HOME" and site.ENABLE_USER_SITE)
        if decides and environment.get(name) != os.environ.get(name):
            return f"{name} is not as it is in the warm process"
    for name in _THREAD_COUNTS:
        if environment.get(name, "1") != "1":
            return f"{name} asks for more than one thread"
    return ""


def _preload(modules: list[str]) -> None:
    """Import each module; of one that is given as “module:function”, call the function too."""
    for name in modules:
        module, _, function = name.partition(":")
        imported = importlib.import_module(module)
        if function:
            getattr(imported, function)()
        if len(os.listdir("/proc/self/task")) > 1:
            sys.exit(f"“{name}” starts threads. Leave it out of “preload”.")


def _import_late_modules() -> None:
    for name in _LATE_MODULES:
        with contextlib.suppress(ImportError):  # other versions have other modules
            importlib.import_module(name)


def _prepare_bare_kernel(folder: Path) -> "BareKernelApp":
    # Python's own way to say that there is none. Loaded, it costs every kernel some megabytes.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    from .bare_kernel import BareKernelApp  # noqa: PLC0415 - after the line above

    kernel: BareKernelApp = BareKernelApp.instance(parent_handle=1)  # 1: see forked_child
    kernel.prepare(folder)
    return kernel


def main() -> None:
    """Run: `python -m …template <socket> <owner's process id> <bare or full> <module> …`."""
    if not sys.flags.safe_path:
        del sys.path[0]  # where this package is; kernels have no business there
    address, owner, kind, *modules = sys.argv[1:]
    gc.disable()  # so that no free memory lies between what is kept
    kernel = _prepare_bare_kernel(Path(address).parent / "ipython") if kind == "bare" else None
    _import_late_modules()
    _preload(modules)
    template = ForkServer(Path(address), int(owner), kernel)
    gc.freeze()
    fork = template.serve()
    if fork is not None:
        become_kernel(fork)  # and `template` stays: to free it would copy the memory it is in


if __name__ == "__main__":
    main()
