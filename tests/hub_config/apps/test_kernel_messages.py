"""What comes over the line from a page is looked at before anything believes it."""

import json
import struct

import pytest
from jupyter_server.services.kernels.connection.base import (
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)

from hub_config.apps.kernel_messages import NotAMessage, read_message

HEADER = {"msg_type": "comm_msg", "msg_id": "one"}
WHOLE = {"header": HEADER, "parent_header": {}, "metadata": {}, "content": {"data": {}}}
PARTS = [json.dumps(part).encode() for part in WHOLE.values()]


def _v1(*offsets: int, rest: bytes = b"") -> bytes:
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + rest


@pytest.mark.parametrize("buffers", [[], [b"", b"picture"]])
def test_messages_add_up(buffers: list[bytes]) -> None:
    v1 = serialize_msg_to_ws_v1([*PARTS, *buffers], "control")
    older = {**WHOLE, "channel": "control", "buffers": buffers}

    for message in (
        read_message(v1, is_v1=True),
        read_message(serialize_binary_message(older), is_v1=False),
    ):
        assert (message.channel, message.kind) == ("control", "comm_msg")
        assert message.parts == [*PARTS, *buffers]
    assert read_message(json.dumps(WHOLE), is_v1=False).parts == PARTS


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
        json.dumps(WHOLE),
        serialize_msg_to_ws_v1([*PARTS[:3], b"[" * 100_000], "shell"),
        serialize_msg_to_ws_v1([*PARTS[:3], b"nothing"], "shell"),
        serialize_msg_to_ws_v1(PARTS[:3], "shell"),
    ],
)
def test_what_does_not_add_up_is_seen(message: bytes | str) -> None:
    with pytest.raises(NotAMessage):
        read_message(message, is_v1=True)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "nothing",
        "[" * 100_000,
        "null",
        "[]",
        "{}",
        json.dumps({**WHOLE, "header": []}),
        json.dumps({**WHOLE, "header": {"msg_type": ["comm_msg"], "msg_id": "one"}}),
        json.dumps({**WHOLE, "content": 1}),
        json.dumps({**WHOLE, "channel": {}}),
        b"",
        b"\x7f\xff\xff\xff",
        b"\xff" * 64,
        bytes(4),
        struct.pack("!3I", 2, 0, 0) + b"{}",
        struct.pack("!3I", 2, 14, 12) + b"{}",
        struct.pack("!2I", 1, 99) + b"{}",
    ],
)
def test_so_it_is_in_the_older_protocol(message: str | bytes) -> None:
    with pytest.raises(NotAMessage):
        read_message(message, is_v1=False)
