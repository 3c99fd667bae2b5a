"""Landlock: rules for which files and ports a process can reach, which need no root."""

import contextlib
import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable

from .c_library import checked, libc

__all__ = ["NEWEST_USED", "Rules", "landlock_version"]

# Numbers of the kernel's interface: uapi/linux/landlock.h, and system calls of every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_MAKE_SOCK, _TRUNCATE = 1 << 9, 1 << 14
_MAKE_DEVICES = 1 << 6 | 1 << 11
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | 1 << 15
_BIND_TCP, _CONNECT_TCP = 1, 2
_BENEATH_PATH, _AT_PORT = 1, 2
_ABSTRACT_SOCKETS, _SIGNALS = 1, 2
# How many of the rights on files each version of Landlock knows.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_NEWEST_FILE_RIGHTS = 16
_NETWORK_SINCE = 4
NEWEST_USED = 6


def landlock_version() -> int:
    """Find which version of Landlock this system has; 0: none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)))


class Rules:
    """What a process may reach: what is named here, and nothing else of its kind."""

    def __init__(self, version: int) -> None:
        self._all = (1 << _FILE_RIGHTS.get(version, _NEWEST_FILE_RIGHTS)) - 1
        self._has_network = version >= _NETWORK_SINCE
        network = _BIND_TCP | _CONNECT_TCP if self._has_network else 0
        scopes = _ABSTRACT_SOCKETS | _SIGNALS if version >= NEWEST_USED else 0
        attributes = struct.pack("=QQQ", self._all, network, scopes)
        size = ctypes.c_size_t(len(attributes))
        self._file = checked(libc.syscall(_CREATE_RULESET, attributes, size, 0))

    def let_read(self, paths: Iterable[str]) -> None:
        """Let files be read and run, and folders with all that is in them."""
        self._let(_EXECUTE | _READ_FILE | _READ_DIR, paths)

    def let_read_and_write(self, files: Iterable[str]) -> None:
        """Let files be read and written that are there already."""
        self._let(_READ_FILE | _WRITE_FILE, files)

    def let_change(self, paths: Iterable[str]) -> None:
        """Let anything be done in folders but run programs and make devices."""
        self._let(self._all & ~_EXECUTE & ~_MAKE_DEVICES, paths)

    def let_make_sockets(self, folders: Iterable[str]) -> None:
        """Let sockets with names be made in folders, and nothing be read or deleted there."""
        self._let(_MAKE_SOCK, folders)

    def let_connect(self, ports: Iterable[int]) -> None:
        """Let connections be made to ports by TCP."""
        self._let_at(_CONNECT_TCP, ports)

    def let_listen(self, ports: Iterable[int]) -> None:
        """Let ports be listened at by TCP."""
        self._let_at(_BIND_TCP, ports)

    def enforce(self) -> None:
        """Keep this process to the rules, and all that it starts, for good."""
        checked(libc.syscall(_RESTRICT_SELF, self._file, 0))
        os.close(self._file)

    def _let(self, rights: int, paths: Iterable[str]) -> None:
        for path in paths:
            # What is not there, or what this user cannot reach, needs no rule.
            with contextlib.suppress(FileNotFoundError, PermissionError):
                place = os.open(path, os.O_PATH | os.O_CLOEXEC)
                is_folder = stat.S_ISDIR(os.fstat(place).st_mode)
                given = rights & self._all & (self._all if is_folder else _ON_FILES)
                self._add(_BENEATH_PATH, struct.pack("=Qi", given, place))
                os.close(place)

    def _let_at(self, right: int, ports: Iterable[int]) -> None:
        if self._has_network:
            for port in ports:
                self._add(_AT_PORT, struct.pack("=QQ", right, port))

    def _add(self, kind: int, rule: bytes) -> None:
        checked(libc.syscall(_ADD_RULE, self._file, kind, rule, 0))
