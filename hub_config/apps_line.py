"""The line between a page and its kernel: nothing is read from it that does not add up."""

import struct
from itertools import pairwise

from hub_config.apps_kernels import ViewerLine

__all__ = ["CheckedLine", "adds_up"]

_NOT_A_MESSAGE = 1007
# Channel, header, parent, metadata, content; and where the last of them ends.
_LEAST_OFFSETS = 6


class CheckedLine(ViewerLine):
    """Ends when a page sends what cannot be a message."""

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        """Pass a message on, if it is one."""
        if adds_up(incoming_msg, is_v1=bool(self.subprotocol)):
            super().handle_incoming_message(incoming_msg)
        else:
            self.log.warning("A page sent what is no message to kernel %s.", self.kernel_id)
            self.websocket_handler.close(_NOT_A_MESSAGE, "not a message")


def adds_up(message: str | bytes, *, is_v1: bool) -> bool:
    """Tell whether the offsets at the beginning of a message name parts of it, one by one.

    Jupyter Server believes them: with four bytes that promise four thousand million parts it would
    count for minutes, until there is no memory left; and answer nobody meanwhile.
    """
    if isinstance(message, str):
        return not is_v1
    word = struct.Struct("<Q" if is_v1 else "!I")
    count = word.unpack_from(message)[0] if len(message) >= word.size else 0
    table_ends = word.size * (count + 1)
    if count < (_LEAST_OFFSETS if is_v1 else 1) or table_ends > len(message):
        return False
    starts = [start for (start,) in word.iter_unpack(message[word.size : table_ends])]
    return all(one <= after for one, after in pairwise([table_ends, *starts, len(message)]))
