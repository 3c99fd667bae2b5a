"""What a page sends to its kernel: nothing is read from it that does not add up."""

import json
import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

__all__ = ["Message", "NotAMessage", "read_message"]

_PARTS = ("header", "parent_header", "metadata", "content")


class NotAMessage(Exception):
    """What a page sent cannot be a message of Jupyter's protocol."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the kernel takes it, and what it is about."""

    channel: str
    kind: str
    parts: list[bytes]
    is_use: bool
    """Whether a person has done something; not what a page asks by itself."""


def read_message(message: str | bytes, *, is_v1: bool) -> Message:
    """Read what a page sent, in the newer protocol or the older one."""
    try:
        return _read_v1(message) if is_v1 else _read_json(message)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotAMessage from error


def _read_v1(message: str | bytes) -> Message:
    channel, *parts = _split(message, struct.Struct("<Q"), ends_with_end=True)
    return _message(channel.decode(), [json.loads(part) for part in parts[:4]], parts)


def _read_json(message: str | bytes) -> Message:
    buffers: list[bytes] = []
    if isinstance(message, bytes):
        message, *buffers = _split(message, struct.Struct("!I"), ends_with_end=False)
    whole = json.loads(message)
    read = [whole[name] for name in _PARTS]
    parts = [json.dumps(part).encode() for part in read]
    return _message(whole.get("channel", "shell"), read, [*parts, *buffers])


def _message(channel: Any, read: list[Any], parts: list[bytes]) -> Message:
    header, _parent, _metadata, content = read
    kind, name = header["msg_type"], header["msg_id"]
    if not all(isinstance(part, dict) for part in read):
        raise TypeError("a part holds no fields")
    if not all(isinstance(word, str) for word in (channel, kind, name)):
        raise TypeError("a name is no text")
    return Message(channel, kind, parts, kind == "comm_msg" and not _is_ping(content["data"]))


def _is_ping(data: Any) -> bool:
    said = data.get("content")
    return isinstance(said, dict) and said.get("type") == "ping"


def _split(message: str | bytes, word: struct.Struct, *, ends_with_end: bool) -> list[bytes]:
    """Split a message at the offsets at its beginning, which must name parts of it, one by one.

    Jupyter Server believes them: with four bytes that promise four thousand million parts it would
    count for minutes, until there is no memory left; and answer nobody meanwhile.
    """
    if isinstance(message, str):
        raise TypeError("this protocol has no text")
    count = word.unpack_from(message)[0] if len(message) >= word.size else 0
    table_ends = word.size * (count + 1)
    if count == 0 or table_ends > len(message):
        raise ValueError("the table of parts is longer than the message")
    starts = [start for (start,) in word.iter_unpack(message[word.size : table_ends])]
    if not ends_with_end:
        starts.append(len(message))
    in_order = all(one <= after for one, after in pairwise([table_ends, *starts, len(message)]))
    if not in_order:
        raise ValueError("the parts are not one after the other")
    return [message[one:after] for one, after in pairwise(starts)]
