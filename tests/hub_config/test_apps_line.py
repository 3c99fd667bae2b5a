"""What comes over the line from a page is looked at before anything believes it."""

import json
import struct

import pytest
from jupyter_server.services.kernels.connection.base import (
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)

from hub_config.apps_line import adds_up

EMPTY = [b"{}"] * 4


def _v1(*offsets: int, rest: bytes = b"") -> bytes:
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + rest


@pytest.mark.parametrize("buffers", [[], [b"", b"picture"]])
def test_messages_add_up(buffers: list[bytes]) -> None:
    v1 = serialize_msg_to_ws_v1([*EMPTY, *buffers], "shell")
    message = {"header": {}, "parent_header": {}, "content": {}, "buffers": buffers}

    assert adds_up(v1, is_v1=True)
    assert adds_up(serialize_binary_message(message), is_v1=False)
    assert adds_up(json.dumps(message | {"buffers": []}), is_v1=False)


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xff" * 4,
        b"\xff" * 8,
        struct.pack("<Q", 1 << 32) + bytes(80),
        _v1(8),
        _v1(*[56] * 5),
        _v1(*[0, 9999] * 20, rest=bytes(9999)),  # one part many times over
        _v1(56, 58, 57, 58, 58, 58, rest=bytes(2)),
        _v1(56, 57, 57, 57, 57, 1 << 60, rest=bytes(2)),
        "{}",
    ],
)
def test_offsets_that_do_not_add_up_are_seen(message: bytes | str) -> None:
    assert not adds_up(message, is_v1=True)


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\x7f\xff\xff\xff",
        b"\xff" * 64,
        bytes(4),
        struct.pack("!3I", 2, 0, 0) + b"{}",
        struct.pack("!3I", 2, 14, 12) + b"{}",
        struct.pack("!2I", 1, 99) + b"{}",
    ],
)
def test_so_are_those_of_the_older_protocol(message: bytes) -> None:
    assert not adds_up(message, is_v1=False)
