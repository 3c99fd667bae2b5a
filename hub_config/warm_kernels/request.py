"""What a kernel's owner asks of the warm process, and how it travels between the two."""

import json
import os
import socket
import struct
from dataclasses import asdict, dataclass

__all__ = ["KernelRequest", "peer_of", "receive_request", "send_request"]

_LARGEST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class KernelRequest:
    """One kernel: the arguments of its program, its whole environment, and its folder."""

    arguments: tuple[str, ...]
    environment: dict[str, str]
    folder: str


def send_request(
    connection: socket.socket, request: KernelRequest, *, stdout: int, stderr: int
) -> None:
    """Send a request, with the files that the kernel prints to."""
    message = json.dumps(asdict(request)).encode("utf-8", "surrogateescape")
    socket.send_fds(connection, [message], [stdout, stderr])


def receive_request(connection: socket.socket) -> tuple[KernelRequest | None, list[int]]:
    """Receive a request and its two files; without a request, the sender asks for an end."""
    message, files, _, _ = socket.recv_fds(connection, _LARGEST_BYTES, 2)
    for file in files:
        os.set_inheritable(file, False)
    if len(files) != 2:
        return None, files
    fields = json.loads(message.decode("utf-8", "surrogateescape"))
    arguments = tuple(fields["arguments"])
    return KernelRequest(arguments, fields["environment"], fields["folder"]), files


def peer_of(connection: socket.socket) -> tuple[int, int]:
    """Find the process and the user at the other end, from the operating system."""
    credentials = connection.getsockopt(
        socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")
    )
    pid, user, _group = struct.unpack("3i", credentials)
    return pid, user
