"""The warm process as its owner sees it: started, watched, renewed."""

import atexit
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from .forked_kernel import ForkedKernel, NotWarm, StaleCode, ask_to_retire, fork_kernel
from .kernel_request import KernelRequest

__all__ = [
    "ADDRESS_VARIABLE",
    "CONFINEMENT_VARIABLE",
    "WarmProcess",
    "is_supported",
    "keep_warm",
]

# Where a manager in another process finds a warm process that its parent owns; and how its kernels
# are confined, as JSON.
ADDRESS_VARIABLE = "WARM_KERNELS_ADDRESS"
CONFINEMENT_VARIABLE = "WARM_KERNELS_CONFINEMENT"
_PROVISIONER_VARIABLE = "JUPYTER_DEFAULT_PROVISIONER_NAME"
_PROVISIONER = "warm-kernels"
# All that the warm process learns of our environment: what Python itself needs to start.
_NEEDED = ("PATH", "HOME", "LANG", "TZ")
_NEEDED_PREFIXES = ("PYTHON", "LC_", "LD_")
_ADDED = {
    # A pool of threads would not survive the fork.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # The debugger's remark on frozen modules; a kernel's goes to nobody, this would go to the log.
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
_LONGEST_PAUSE_SECONDS = 60.0
_log = logging.getLogger(__name__)
_kept: dict[tuple[bool, tuple[str, ...]], "WarmProcess"] = {}
_keeping = threading.Lock()


def is_supported() -> bool:
    """Tell whether kernels can be forked here: on Linux 5.4 and newer."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def keep_warm(preload: Iterable[str], *, bare: bool = False) -> "WarmProcess":
    """Find this program's warm process with these modules; there is one for each set of them."""
    modules = tuple(preload)
    with _keeping:
        if (bare, modules) not in _kept:
            _kept[bare, modules] = WarmProcess(modules, bare=bare)
        return _kept[bare, modules]


class WarmProcess:
    """A process with modules loaded, from which kernels are forked; ends with its owner."""

    def __init__(self, preload: Iterable[str], *, bare: bool = False) -> None:
        self._preload = tuple(preload)
        self._kind = "bare" if bare else "full"
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._retired: list[subprocess.Popen[bytes]] = []
        self._address = Path()
        self._was_ready = False
        self._pause_seconds = 0.0
        self._not_before = 0.0

    @property
    def pid(self) -> int | None:
        """The process's id; none before the first start."""
        return None if self._process is None else self._process.pid

    @property
    def is_ready(self) -> bool:
        """Whether it takes requests."""
        ready = self._address.is_socket() and self._is_running()
        self._was_ready = self._was_ready or ready
        return ready

    def start(self) -> None:
        """Start the process unless it runs. Returns at once; a second or so later it is ready.

        One that never got ready is tried again after a pause, longer each time.
        """
        with self._lock:
            if not is_supported() or self._is_running():
                return
            self._tidy_up()
            if time.monotonic() >= self._not_before:
                self._launch()

    def wait_until_ready(self, timeout_seconds: float = 30.0) -> bool:
        """Start the process and wait until it takes requests; tell whether it does."""
        self.start()
        deadline = time.monotonic() + timeout_seconds
        while not self.is_ready and self._is_running() and time.monotonic() < deadline:
            time.sleep(0.02)
        return self.is_ready

    def fork(self, request: KernelRequest, *, stdout: int = 1, stderr: int = 2) -> ForkedKernel:
        """Fork a kernel; raises `NotWarm` when there is none to be had, and mends what it can."""
        if not self.is_ready:
            self.start()
            raise NotWarm("it is not ready yet")
        try:
            return fork_kernel(self._address, request, stdout=stdout, stderr=stderr)
        except StaleCode:
            self._replace()
            raise

    def environment(self, confinement: Mapping[str, object] | None = None) -> dict[str, str]:
        """Say what a program we start needs to know to fork its kernels from this process.

        While the process is not ready, that program starts its kernels as ever; confined, if
        `confinement` (as the provisioner's setting of that name) says so.
        """
        self.start()
        found = {}
        if self.is_ready:
            found[ADDRESS_VARIABLE] = str(self._address)
        if confinement:
            found[CONFINEMENT_VARIABLE] = json.dumps(confinement)
        return found and {_PROVISIONER_VARIABLE: _PROVISIONER, **found}

    def stop(self) -> None:
        """Take no more requests; the process ends as soon as its last kernel has."""
        with self._lock:
            self._retire()
        for process in self._retired:
            try:
                process.wait(1)
            except subprocess.TimeoutExpired:
                _log.debug("Warm process %s still has kernels.", process.pid)

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _replace(self) -> None:
        with self._lock:
            if self._process is not None:
                self._retired.append(self._process)
                self._process = None
        self.start()

    def _retire(self) -> None:
        if self._process is None:
            return
        if self.is_ready:
            ask_to_retire(self._address)
        else:
            self._process.terminate()
            shutil.rmtree(self._address.parent, ignore_errors=True)
        self._retired.append(self._process)
        self._process = None

    def _tidy_up(self) -> None:
        """Clear away what has ended; after a failed start, set when to try again."""
        self._retired = [process for process in self._retired if process.poll() is None]
        if self._process is None:
            return
        shutil.rmtree(self._address.parent, ignore_errors=True)
        if not self._was_ready:
            self._pause_seconds = min(_LONGEST_PAUSE_SECONDS, 2 * self._pause_seconds or 1)
            self._not_before = time.monotonic() + self._pause_seconds
            _log.warning(
                "The warm process did not start (exit code %s; the reason is printed above). "
                "Kernels start the ordinary way; next attempt in %d s at the earliest.",
                self._process.returncode,
                self._pause_seconds,
            )
        else:
            self._pause_seconds = 0
            _log.warning("The warm process has ended (%s).", self._process.returncode)
        self._process = None

    def _launch(self) -> None:
        self._address = Path(tempfile.mkdtemp(prefix="warm-kernels-")) / "socket"
        self._was_ready = False
        package = __package__ or ""
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                f"{package}.fork_server",
                str(self._address),
                str(os.getpid()),
                self._kind,
                *self._preload,
            ],
            cwd=Path(__file__).parents[len(package.split("."))],
            env=_bare_environment(),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for its owner
        )
        atexit.unregister(self.stop)
        atexit.register(self.stop)


def _bare_environment() -> dict[str, str]:
    needed = {
        name: value
        for name, value in os.environ.items()
        if name in _NEEDED or name.startswith(_NEEDED_PREFIXES)
    }
    return {**needed, **_ADDED}
