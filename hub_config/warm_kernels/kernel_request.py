"""What a kernel's owner asks of the warm process, and how it travels between the two."""

import json
import os
import socket
import struct
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["KernelRequest", "make_key", "peer_of", "receive_request", "send_request"]

_LARGEST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class KernelRequest:
    """One kernel: its program's arguments, its whole environment, its folder, its confinement."""

    arguments: tuple[str, ...]
    environment: dict[str, str]
    folder: str
    confinement: str = ""


def make_key(address: Path) -> None:
    """Make the file that whoever asks at this address must show to have opened.

    A confined kernel of the same user can find the address, and could ask for an unconfined one.
    """
    _key(address).write_text("key")


def send_request(
    connection: socket.socket,
    address: Path,
    request: KernelRequest | None,
    files: tuple[int, ...] = (),
) -> None:
    """Send a request, with the files that the kernel prints to; or none, which asks for an end."""
    fields = asdict(request) if request else None
    message = json.dumps(fields).encode("utf-8", "surrogateescape")
    with _key(address).open("rb") as key:
        socket.send_fds(connection, [message], [key.fileno(), *files])


def receive_request(
    connection: socket.socket, address: Path
) -> tuple[KernelRequest | None, list[int]]:
    """Receive a request and its two files; without a request, the sender asks for an end.

    Raises `PermissionError` when the sender does not show the key.
    """
    message, files, _, _ = socket.recv_fds(connection, _LARGEST_BYTES, 3)
    for file in files:
        os.set_inheritable(file, False)
    try:
        if not files or not _is_key(files[0], address):
            raise PermissionError("the key was not shown")
        fields = json.loads(message.decode("utf-8", "surrogateescape"))
    except (OSError, ValueError):
        for file in files:
            os.close(file)
        raise
    os.close(files[0])
    if fields is None:
        return None, files[1:]
    return KernelRequest(**{**fields, "arguments": tuple(fields["arguments"])}), files[1:]


def _key(address: Path) -> Path:
    return address.with_name("key")


def _is_key(file: int, address: Path) -> bool:
    # What is opened by name only (O_PATH), which anybody may do, cannot be read.
    return os.path.samestat(os.fstat(file), _key(address).stat()) and bool(os.pread(file, 1, 0))


def peer_of(connection: socket.socket) -> tuple[int, int]:
    """Find the process and the user at the other end, from the operating system."""
    credentials = connection.getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")
    )
    pid, user, _group = struct.unpack("3i", credentials)
    return pid, user
