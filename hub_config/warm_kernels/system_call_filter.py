"""A filter of system calls (seccomp): it refuses what Landlock does not look at."""

import ctypes
import errno
import platform
import struct

from .c_library import checked, libc
from .system_call_numbers import AARCH64, X86_64

__all__ = ["filter_system_calls", "refuse_listening", "refuse_unix_sockets"]

_Step = tuple[int, int, str, str]
"""What to do, with which value, where to go on if so, and if not; empty: at the next step."""

# By the mark that the kernel gives each architecture.
_ARCHITECTURES = {"x86_64": (0xC000003E, X86_64), "aarch64": (0xC00000B7, AARCH64)}

# What neither Landlock nor the limits see.
_REFUSED = (
    # To watch folders, which tells the names in them.
    *("inotify_init", "inotify_init1", "fanotify_init"),
    # A file's owner and attributes.
    *("chown", "fchown", "lchown", "fchownat"),
    *("setxattr", "lsetxattr", "fsetxattr", "setxattrat"),
    *("removexattr", "lremovexattr", "fremovexattr", "removexattrat", "file_setattr"),
    # Another process's turn and processors.
    *("setpriority", "ioprio_set", "sched_setparam", "sched_setaffinity", "sched_setattr"),
    # Memory that no limit counts.
    *("memfd_create", "memfd_secret", "shmget"),
    # What all processes of a user share: memory, messages, semaphores, keys.
    *("shmat", "shmctl", "msgget", "msgsnd", "msgrcv", "msgctl", "mq_open"),
    *("semget", "semop", "semctl", "semtimedop", "add_key", "request_key", "keyctl"),
    # New processes, each with limits of its own.
    *("fork", "vfork"),
    # Calls that no filter sees, and those that stop the system in the middle of one.
    *("io_uring_setup", "userfaultfd"),
)
# A file's mode and times stay as they are in silence: libraries that copy files give up when told.
_IGNORED = (
    *("chmod", "fchmod", "fchmodat", "fchmodat2"),
    *("utime", "utimes", "futimesat", "utimensat"),
)

_THREAD = 0x10000
_SHARED_BY_NOBODY = 0x21  # MAP_SHARED, MAP_ANONYMOUS
_OTHER_ABI = 0x40000000
_FAST_OPEN = 0x20000000
_UNIX, _INTERNET, _INTERNET_6 = 1, 2, 10
_STREAM, _TCP, _KINDS = 1, 6, 0xF
_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_IF_EQUAL, _IF_AT_LEAST, _IF_ANY_OF = 0x15, 0x35, 0x45
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, (16, 24, 32, 40)
# “Not supported”, because with “not permitted” ZeroMQ gives up instead of doing without.
_ALLOW, _DO_NOTHING = 0x7FFF0000, 0x50000
_REFUSE, _UNKNOWN = _DO_NOTHING | errno.EOPNOTSUPP, _DO_NOTHING | errno.ENOSYS
_SET_FILTER, _FOR_ALL_THREADS = 1, 1


def filter_system_calls() -> None:
    """Leave Unix sockets, and TCP; all that Landlock does not look at, not.

    Not UDP; not netlink, which tells the names of everybody's sockets; not multipath TCP and fast
    open, which Landlock would let pass; no pairs of sockets that could be connected elsewhere
    later. Threads, but no processes; limits for this one alone.
    """
    if (known := _ARCHITECTURES.get(platform.machine())) is not None:
        _install(known, _sort(known[1]), _PLACES)


def refuse_unix_sockets() -> None:
    """Refuse new Unix sockets, also to threads that run already. What listens can still answer.

    To connect to one takes a new one, and a name is no secret; Landlock has no rule for it.
    """
    if (known := _ARCHITECTURES.get(platform.machine())) is not None:
        sort: list[_Step] = [
            (_IF_EQUAL, known[1]["socket"], "", "allow"),
            (_LOAD, _ARGUMENTS[0], "", ""),
            (_IF_EQUAL, _UNIX, "refuse", "allow"),
        ]
        _install(known, sort, [])


def refuse_listening() -> None:
    """Refuse to listen anywhere else. Landlock lets pass who listens without choosing a port."""
    if (known := _ARCHITECTURES.get(platform.machine())) is not None:
        _install(known, [(_IF_EQUAL, known[1]["listen"], "refuse", "allow")], [])


def _sort(numbers: dict[str, int]) -> list[_Step]:
    """Send each call to the place where it is looked into, or decided on."""
    looked_into = {
        **dict.fromkeys(_IGNORED, "ignore"),
        **dict.fromkeys(_REFUSED, "refuse"),
        # So that the C library asks with `clone`, which can be looked into.
        "clone3": "unknown",
        "clone": "is thread",
        "mmap": "is private",
        "prlimit64": "is own",
        "sched_setscheduler": "is ordinary",
        "sendto": "flags in 3",
        "sendmmsg": "flags in 3",
        "sendmsg": "flags in 2",
        "socketpair": "is stream",
    }
    sort: list[_Step] = [
        (_IF_EQUAL, numbers[name], place, "")
        for name, place in looked_into.items()
        if name in numbers
    ]
    return [*sort, (_IF_EQUAL, numbers["socket"], "is socket", "allow")]


_PLACES: list[_Step | str] = [
    "is socket",
    (_LOAD, _ARGUMENTS[0], "", ""),
    (_IF_EQUAL, _UNIX, "allow", ""),
    (_IF_EQUAL, _INTERNET, "is tcp", ""),
    (_IF_EQUAL, _INTERNET_6, "is tcp", "refuse"),
    "is tcp",
    (_LOAD, _ARGUMENTS[2], "", ""),
    (_IF_EQUAL, 0, "is stream", ""),
    (_IF_EQUAL, _TCP, "is stream", "refuse"),
    "is stream",
    (_LOAD, _ARGUMENTS[1], "", ""),
    (_AND, _KINDS, "", ""),
    (_IF_EQUAL, _STREAM, "allow", "refuse"),
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
    "ignore",
    (_RETURN, _DO_NOTHING, "", ""),
    "unknown",
    (_RETURN, _UNKNOWN, "", ""),
]


def _install(
    known: tuple[int, dict[str, int]], sort: list[_Step], places: list[_Step | str]
) -> None:
    mark, numbers = known
    program = _assemble(
        [
            (_LOAD, _ARCHITECTURE, "", ""),
            (_IF_EQUAL, mark, "", "refuse"),
            (_LOAD, _NUMBER, "", ""),
            (_IF_AT_LEAST, _OTHER_ABI, "refuse", ""),
            *sort,
            *places,
            "allow",
            (_RETURN, _ALLOW, "", ""),
            "refuse",
            (_RETURN, _REFUSE, "", ""),
        ]
    )
    code = ctypes.create_string_buffer(program, len(program))
    handle = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    thread = checked(libc.syscall(numbers["seccomp"], _SET_FILTER, _FOR_ALL_THREADS, handle))
    if thread:
        raise RuntimeError(f"The kernel could not be confined: thread {thread} stands apart.")


def _assemble(lines: list[_Step | str]) -> bytes:
    """Translate for the kernel; a string is a place, which jumps name."""
    places: dict[str, int] = {}
    steps: list[_Step] = []
    for line in lines:
        if isinstance(line, str):
            places[line] = len(steps)
        else:
            steps.append(line)
    return b"".join(
        struct.pack("=HBBI", what, *(places[to] - at - 1 if to else 0 for to in (yes, no)), value)
        for at, (what, value, yes, no) in enumerate(steps)
    )
