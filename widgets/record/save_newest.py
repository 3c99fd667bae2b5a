"""Save what others may be saving at the same moment."""

from collections.abc import Callable
from typing import TypeVar

from qi_lib.errors import Conflict, Unreachable

__all__ = ["save_newest"]

_TRIES = 4

T = TypeVar("T")


def save_newest(save: Callable[[], T], read_again: Callable[[], object] | None = None) -> T:
    """Call `save` until nobody has saved in between; `read_again` comes after each conflict.

    `save` makes its change from what was read last, so that others' changes stay. Raises
    `Unreachable` when others are always quicker.
    """
    for _ in range(_TRIES):
        try:
            return save()
        except Conflict:
            if read_again is not None:
                read_again()
    raise Unreachable("Others are saving at the same time. It will be saved in a moment.")
