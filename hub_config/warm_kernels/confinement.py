"""What a confined kernel may still do: Landlock, a filter of system calls, and limits.

Linux lets any process give up rights for good, without being root: files but those named
(Landlock), other processes' memory and signals (Landlock too: a process in a domain of its own can
neither trace another nor look behind its /proc entries), and sockets of other kinds than are needed
(seccomp). This module stands alone, because it is also run as a program, before an ordinary kernel.
"""

import contextlib
import ctypes
import errno
import json
import os
import platform
import resource
import stat
import struct
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["NEWEST_USED", "Confinement", "confine", "landlock_version"]

_libc = ctypes.CDLL(None, use_errno=True)

# Numbers of the kernel's interface: uapi/linux/landlock.h, and system calls of every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_REMOVE_FILE, _MAKE_SOCK, _TRUNCATE = 1 << 5, 1 << 9, 1 << 14
_MAKE_DEVICES = 1 << 6 | 1 << 11
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | 1 << 15
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_BIND_TCP, _CONNECT_TCP = 1, 2
_BENEATH_PATH, _AT_PORT = 1, 2
# How many of the rights on files each version of Landlock knows.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_NEWEST_FILE_RIGHTS = 16
_NETWORK_SINCE = 4
NEWEST_USED = 6

_CAPABILITY_VERSION, _DAC_OVERRIDE = 0x20080522, 1 << 1
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 4, 38, 22

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


@dataclass(frozen=True, slots=True)
class Confinement:
    """What a kernel may do besides what Python itself needs.

    `readable` and `writable` are files, or folders with all that is in them; in `socket_folders` it
    may open sockets by name and read nothing. It may connect to `ports` by TCP, and listen at
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


def landlock_version() -> int:
    """Find which version of Landlock this system has; 0: none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)))


def confine(confinement: Confinement) -> None:
    """Confine this process and all that it starts, for good. It must have one thread only."""
    _set_limits(confinement)
    if sys.platform != "linux":
        return
    _call(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _call(_libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0))
    _drop_capabilities()
    if version := landlock_version():
        _restrict(confinement, version)
    _filter_calls()


def _drop_capabilities() -> None:
    """Leave root nothing but files that are other people's, of which Landlock names the few."""
    header = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    held = ctypes.create_string_buffer(24)
    _call(_libc.capget(header, held))
    kept = struct.unpack("=I", held.raw[4:8])[0] & _DAC_OVERRIDE
    _call(_libc.capset(header, struct.pack("=6I", kept, kept, 0, 0, 0, 0)))


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
    all_rights = (1 << _FILE_RIGHTS.get(version, _NEWEST_FILE_RIGHTS)) - 1
    network = _BIND_TCP | _CONNECT_TCP if version >= _NETWORK_SINCE else 0
    scopes = 0b11 if version >= NEWEST_USED else 0  # abstract sockets, signals
    rules = _Rules(struct.pack("=QQQ", all_rights, network, scopes), all_rights)
    rules.allow(_READ, {sys.prefix, sys.base_prefix, *_SYSTEM, *confinement.readable})
    rules.allow(_READ_FILE | _WRITE_FILE, ["/dev/null"])
    rules.allow(all_rights & ~_EXECUTE & ~_MAKE_DEVICES, confinement.writable)
    rules.allow(_MAKE_SOCK | _REMOVE_FILE, confinement.socket_folders)
    if network:
        rules.allow_ports(_CONNECT_TCP, confinement.ports)
        rules.allow_ports(_BIND_TCP, confinement.own_ports)
    rules.enforce()


class _Rules:
    """A ruleset of Landlock. What it names is allowed, all else is not."""

    def __init__(self, attributes: bytes, all_rights: int) -> None:
        self._all = all_rights
        size = ctypes.c_size_t(len(attributes))
        self._file = _call(_libc.syscall(_CREATE_RULESET, attributes, size, 0))

    def allow(self, rights: int, paths: Iterable[str]) -> None:
        for path in paths:
            with contextlib.suppress(FileNotFoundError):
                place = os.open(path, os.O_PATH | os.O_CLOEXEC)
                is_folder = stat.S_ISDIR(os.fstat(place).st_mode)
                given = rights & self._all & (self._all if is_folder else _ON_FILES)
                self._add(_BENEATH_PATH, struct.pack("=Qi", given, place))
                os.close(place)

    def allow_ports(self, right: int, ports: Iterable[int]) -> None:
        for port in ports:
            self._add(_AT_PORT, struct.pack("=QQ", right, port))

    def enforce(self) -> None:
        _call(_libc.syscall(_RESTRICT_SELF, self._file, 0))
        os.close(self._file)

    def _add(self, kind: int, rule: bytes) -> None:
        _call(_libc.syscall(_ADD_RULE, self._file, kind, rule, 0))


# The filter of system calls -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Calls:
    """The numbers of system calls on one architecture, and its mark."""

    mark: int
    socket: int
    sendto: int
    sendmsg: int
    sendmmsg: int
    prlimit: int
    set_scheduler: int
    clone: int
    mmap: int
    ignored: tuple[int, ...]
    refused: tuple[int, ...]


# In `refused`, what neither Landlock nor the limits see: to watch folders, which tells the names in
# them; a file's owner and attributes; another process's turn and processors; memory that no limit
# counts; new processes, each with limits of its own; io_uring, which passes filters. A file's mode
# and times stay as they are in silence: libraries that copy files give up when told so.
_ARCHITECTURES = {
    "x86_64": _Calls(
        mark=0xC000003E,
        **{"socket": 41, "sendto": 44, "sendmsg": 46, "sendmmsg": 307},
        **{"prlimit": 302, "set_scheduler": 144, "clone": 56, "mmap": 9},
        ignored=(
            *(90, 91, 268, 452),  # chmod, fchmod, fchmodat, fchmodat2
            *(132, 235, 261, 280),  # utime, utimes, futimesat, utimensat
        ),
        refused=(
            *(253, 294, 300),  # inotify_init, inotify_init1, fanotify_init
            *(92, 93, 94, 260),  # chown, fchown, lchown, fchownat
            *(188, 189, 190, 463, 197, 198, 199, 466, 469),  # setxattr …, removexattr …, file_…
            *(141, 142, 203, 251, 314),  # setpriority, sched_set…, ioprio_set
            *(319, 447, 29),  # memfd_create, memfd_secret, shmget
            *(57, 58),  # fork, vfork
            425,  # io_uring_setup
        ),
    ),
    "aarch64": _Calls(
        mark=0xC00000B7,
        **{"socket": 198, "sendto": 206, "sendmsg": 211, "sendmmsg": 269},
        **{"prlimit": 261, "set_scheduler": 119, "clone": 220, "mmap": 222},
        ignored=(52, 53, 452, 88),
        refused=(
            *(26, 262),
            *(54, 55),
            *(5, 6, 7, 463, 14, 15, 16, 466, 469),
            *(140, 118, 122, 30, 274),
            *(279, 447, 194),
            425,
        ),
    ),
}
_CLONE3 = 435
_THREAD = 0x10000
_SHARED_BY_NOBODY = 0x21  # MAP_SHARED, MAP_ANONYMOUS
_OTHER_ABI = 0x40000000
_FAST_OPEN = 0x20000000
_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_IF_EQUAL, _IF_AT_LEAST, _IF_ANY_OF = 0x15, 0x35, 0x45
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, (16, 24, 32, 40)
# “Not supported”, because with “not permitted” ZeroMQ gives up instead of doing without.
_ALLOW, _DO_NOTHING = 0x7FFF0000, 0x50000
_REFUSE, _UNKNOWN = _DO_NOTHING | errno.EOPNOTSUPP, _DO_NOTHING | errno.ENOSYS


def _filter_calls() -> None:
    """Leave sockets of this machine's own, and TCP; all that Landlock does not look at, not.

    Not UDP; not netlink, which tells the names of everybody's sockets; not multipath TCP and fast
    open, which Landlock would let pass. Threads, but no processes; limits for this one alone.
    """
    calls = _ARCHITECTURES.get(platform.machine())
    if calls is None:
        return
    program = _assemble(
        [
            (_LOAD, _ARCHITECTURE, "", ""),
            (_IF_EQUAL, calls.mark, "", "refuse"),
            (_LOAD, _NUMBER, "", ""),
            (_IF_AT_LEAST, _OTHER_ABI, "refuse", ""),
            *((_IF_EQUAL, number, "ignore", "") for number in calls.ignored),
            *((_IF_EQUAL, number, "refuse", "") for number in calls.refused),
            (_IF_EQUAL, _CLONE3, "unknown", ""),
            (_IF_EQUAL, calls.clone, "is thread", ""),
            (_IF_EQUAL, calls.mmap, "is private", ""),
            (_IF_EQUAL, calls.prlimit, "is own", ""),
            (_IF_EQUAL, calls.set_scheduler, "is ordinary", ""),
            (_IF_EQUAL, calls.sendto, "flags in 3", ""),
            (_IF_EQUAL, calls.sendmmsg, "flags in 3", ""),
            (_IF_EQUAL, calls.sendmsg, "flags in 2", ""),
            (_IF_EQUAL, calls.socket, "", "allow"),
            (_LOAD, _ARGUMENTS[0], "", ""),
            (_IF_EQUAL, 1, "allow", ""),  # AF_UNIX
            (_IF_EQUAL, 2, "internet", ""),
            (_IF_EQUAL, 10, "internet", "refuse"),
            "internet",
            (_LOAD, _ARGUMENTS[1], "", ""),
            (_AND, 0xF, "", ""),
            (_IF_EQUAL, 1, "", "refuse"),  # SOCK_STREAM
            (_LOAD, _ARGUMENTS[2], "", ""),
            (_IF_EQUAL, 0, "allow", ""),
            (_IF_EQUAL, 6, "allow", "refuse"),  # IPPROTO_TCP
            "is thread",
            (_LOAD, _ARGUMENTS[0], "", ""),
            (_IF_ANY_OF, _THREAD, "allow", "refuse"),
            "is private",
            (_LOAD, _ARGUMENTS[3], "", ""),
            (_AND, _SHARED_BY_NOBODY, "", ""),
            (_IF_EQUAL, _SHARED_BY_NOBODY, "refuse", "allow"),
            "is own",
            (_LOAD, _ARGUMENTS[0], "", ""),
            (_IF_EQUAL, 0, "allow", "refuse"),
            "is ordinary",  # which ZeroMQ makes each of its threads
            (_LOAD, _ARGUMENTS[1], "", ""),
            (_IF_EQUAL, 0, "allow", "refuse"),
            "flags in 3",
            (_LOAD, _ARGUMENTS[3], "", ""),
            (_IF_ANY_OF, _FAST_OPEN, "refuse", "allow"),
            "flags in 2",
            (_LOAD, _ARGUMENTS[2], "", ""),
            (_IF_ANY_OF, _FAST_OPEN, "refuse", "allow"),
            "allow",
            (_RETURN, _ALLOW, "", ""),
            "refuse",
            (_RETURN, _REFUSE, "", ""),
            "ignore",
            (_RETURN, _DO_NOTHING, "", ""),
            "unknown",  # so that the C library asks with `clone`, which can be looked into
            (_RETURN, _UNKNOWN, "", ""),
        ]
    )
    code = ctypes.create_string_buffer(program, len(program))
    handle = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    _call(_libc.prctl(_PR_SET_SECCOMP, 2, handle, 0, 0))


def _assemble(lines: list[tuple[int, int, str, str] | str]) -> bytes:
    """Translate for the kernel; a string is a place, and where a jump goes if so, or else."""
    places: dict[str, int] = {}
    steps: list[tuple[int, int, str, str]] = []
    for line in lines:
        if isinstance(line, str):
            places[line] = len(steps)
        else:
            steps.append(line)
    return b"".join(
        struct.pack("=HBBI", what, *(places[to] - at - 1 if to else 0 for to in (yes, no)), value)
        for at, (what, value, yes, no) in enumerate(steps)
    )


def _call(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"The kernel could not be confined: {os.strerror(number)}")
    return int(result)


if __name__ == "__main__":
    # An ordinary kernel, confined: confinement.py <confinement as JSON> <program> <argument> …
    confine(Confinement.from_json(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])
