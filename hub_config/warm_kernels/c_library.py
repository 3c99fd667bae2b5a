"""The C library, for what Python has no function for; and an error where a call fails."""

import ctypes
import os

__all__ = ["checked", "libc"]

libc = ctypes.CDLL(None, use_errno=True)


def checked(result: int) -> int:
    """Give the result of a call, or raise what it failed with."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"The kernel could not be confined: {os.strerror(number)}")
    return int(result)
