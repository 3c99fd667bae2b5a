"""What a confined kernel may still do: Landlock, a filter of system calls, and limits.

Linux lets any process give up rights for good, without being root: files but those named
(Landlock), other processes' memory and signals (Landlock too: a process in a domain of its own can
neither trace another nor look behind its /proc entries), and sockets of other kinds than are needed
(seccomp).
"""

import contextlib
import ctypes
import json
import os
import resource
import socket
import struct
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from .c_library import checked, libc
from .landlock import Rules, landlock_version
from .system_call_filter import filter_system_calls, refuse_listening, refuse_unix_sockets

if TYPE_CHECKING:
    from ipykernel.kernelapp import IPKernelApp

__all__ = ["Confinement", "confine", "shut_behind"]

_CAPABILITY_VERSION, _DAC_OVERRIDE = 0x20080522, 1 << 1
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38

# What Python, its libraries and the C library read of the system.
_SYSTEM = (
    *("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share/zoneinfo"),
    *(
        "/usr/share/locale",
        "/etc/ld.so.cache",
        "/etc/localtime",
        "/etc/timezone",
        "/etc/mime.types",
    ),
    *("/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/resolv.conf"),
    *("/etc/passwd", "/etc/group", "/etc/ssl", "/sys/devices/system/cpu"),
    *("/dev/urandom", "/dev/random"),
    *("/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/proc/sys/kernel/osrelease"),
    # Not all of /proc/self: it also has the names of everybody's sockets.
    *(f"/proc/self/{name}" for name in ("fd", "maps", "smaps_rollup", "stat", "statm", "status")),
)
_MOST_OPEN_FILES = 512
_PATIENCE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Confinement:
    """What a kernel may do besides what Python itself needs.

    `readable` and `writable` are files, or folders with all that is in them; in `socket_folders` it
    may make its own sockets and read nothing. It may connect to `ports` by TCP, and listen at
    `own_ports`. It has `memory_mb` of memory, and ends after `processor_seconds` of processor time;
    0: no limit.
    """

    readable: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    socket_folders: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()
    own_ports: tuple[int, ...] = ()
    memory_mb: int = 0
    processor_seconds: int = 0

    def as_json(self) -> str:
        """Write it down for another process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Confinement":
        """Read what `as_json` wrote."""
        fields: dict[str, Any] = json.loads(text)  # what as_json wrote, lists for tuples
        for name, value in fields.items():
            fields[name] = tuple(value) if isinstance(value, list) else value
        return cls(**fields)


def confine(confinement: Confinement) -> None:
    """Confine this process and all that it starts, for good. It must have one thread only.

    It can still make the sockets at which it listens; `shut_behind` takes that too.
    """
    _set_limits(confinement)
    if sys.platform != "linux":
        return
    checked(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    checked(libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0))
    _drop_capabilities()
    if version := landlock_version():
        _restrict(confinement, version)
    filter_system_calls()


def shut_behind(kernel: "IPKernelApp") -> None:
    """Refuse a kernel that listens to listen elsewhere, and to make any other Unix socket."""
    if sys.platform != "linux":
        return
    # A thread makes this one. A kernel without a heart would be given up by its manager.
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not _is_listened_at(_address_of_heart(kernel)) and time.monotonic() < deadline:
        time.sleep(0.001)
    refuse_listening()
    refuse_unix_sockets()


def _address_of_heart(kernel: "IPKernelApp") -> str | tuple[str, int]:
    if kernel.transport == "ipc":
        return f"{kernel.ip}-{kernel.hb_port}"
    return kernel.ip, kernel.hb_port


def _is_listened_at(address: str | tuple[str, int]) -> bool:
    """Look among this process's own sockets; to ask from outside may be forbidden already."""
    for file in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(int(file))) as one:
            listens = one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if listens and one.getsockname() == address:
                return True
    return False


def _drop_capabilities() -> None:
    """Leave root nothing but files that are other people's, of which Landlock names the few."""
    header = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    held = ctypes.create_string_buffer(24)
    checked(libc.capget(header, held))
    kept = struct.unpack("=I", held.raw[4:8])[0] & _DAC_OVERRIDE
    checked(libc.capset(header, struct.pack("=6I", kept, kept, 0, 0, 0, 0)))


def _set_limits(confinement: Confinement) -> None:
    megabytes, seconds = confinement.memory_mb, confinement.processor_seconds
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, _MOST_OPEN_FILES)
    if megabytes:
        _limit(resource.RLIMIT_DATA, megabytes << 20)
    if seconds:
        _limit(resource.RLIMIT_CPU, seconds, hard=seconds + 2)


def _limit(what: int, most: int, *, hard: int | None = None) -> None:
    allowed = resource.getrlimit(what)[1]
    wanted = most if hard is None else hard
    hard = wanted if allowed == resource.RLIM_INFINITY else min(wanted, allowed)
    resource.setrlimit(what, (min(most, hard), hard))


def _restrict(confinement: Confinement, version: int) -> None:
    rules = Rules(version)
    rules.let_read({sys.prefix, sys.base_prefix, *_SYSTEM, *confinement.readable})
    rules.let_read_and_write(["/dev/null"])
    rules.let_change(confinement.writable)
    rules.let_make_sockets(confinement.socket_folders)
    rules.let_connect(confinement.ports)
    rules.let_listen(confinement.own_ports)
    rules.enforce()
