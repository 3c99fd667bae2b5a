"""How often one person may have something costly done."""

import time
from collections import deque
from collections.abc import Callable

from gallery.errors import TooOften

__all__ = ["RateLimit"]

_HOUR_SECONDS = 3600


class RateLimit:
    """A number of times in an hour, for each person; a restart forgets what was counted."""

    def __init__(self, most: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._taken: dict[str, deque[float]] = {}

    def take(self, name: str) -> None:
        """Count one more for a person; raises `TooOften` when that is too many for an hour."""
        now = self._clock()
        taken = self._taken.setdefault(name, deque())
        while taken and taken[0] <= now - _HOUR_SECONDS:
            taken.popleft()
        if len(taken) >= self._most:
            raise TooOften(f"That was {self._most} times within an hour. Try again in a while.")
        taken.append(now)
