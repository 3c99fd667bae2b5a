"""What confined kernels print: through pipes, into the files of those who started them.

A file itself is not for them. Who may write to it may cut it short, overwrite it, fill the disk, or
print lines that look like somebody else's.
"""

import contextlib
import os
import selectors
import threading
from dataclasses import dataclass

__all__ = ["KernelOutput", "kernel_output"]

_MOST_BYTES = 200_000
_AT_ONCE_BYTES = 8192
_LONGEST_LINE = 2000


@dataclass(slots=True)
class _Pipe:
    """The end of a pipe that is read, where it leads to, and what has come through it."""

    file: int
    goes_to: int
    name: str
    line: bytes = b""
    bytes_so_far: int = 0


class KernelOutput:
    """Copies what comes through pipes, line by line, each with the name of who prints it."""

    def __init__(self) -> None:
        self._pipes = selectors.DefaultSelector()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def pipe_to(self, file: int, name: str) -> int:
        """Make a pipe that leads to a file; returns the end to write to, for the kernel."""
        end, beginning = os.pipe()
        os.set_blocking(end, False)
        with self._lock:
            self._pipes.register(end, selectors.EVENT_READ, _Pipe(end, os.dup(file), name))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="KernelOutput", daemon=True)
                self._thread.start()
        return beginning

    def _run(self) -> None:
        while True:
            for key, _ in self._pipes.select():
                self._read(key.data)

    def _read(self, pipe: _Pipe) -> None:
        try:
            read = os.read(pipe.file, _AT_ONCE_BYTES)
        except BlockingIOError:
            return
        pipe.bytes_so_far += len(read)
        *lines, rest = (pipe.line + read).split(b"\n")
        pipe.line = rest[:_LONGEST_LINE]
        for line in lines:
            _write(pipe, line)
        if pipe.bytes_so_far > _MOST_BYTES:
            pipe.line = b"(It prints too much, and is not listened to any more.)"
        if not read or pipe.bytes_so_far > _MOST_BYTES:
            self._close(pipe)

    def _close(self, pipe: _Pipe) -> None:
        if pipe.line:
            _write(pipe, pipe.line)
        with self._lock:
            self._pipes.unregister(pipe.file)
        os.close(pipe.file)
        os.close(pipe.goes_to)


kernel_output = KernelOutput()
"""The one of this program."""


def _write(pipe: _Pipe, line: bytes) -> None:
    text = line[:_LONGEST_LINE].decode("utf-8", "replace").expandtabs()
    # Some characters move the cursor of a terminal in which the log is read.
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    with contextlib.suppress(OSError):  # a full disk, or nobody who reads: no reason to end
        os.write(pipe.goes_to, f"{pipe.name}: {shown}\n".encode())
