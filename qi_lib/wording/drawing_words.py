"""How a drawing says its own words: as they are, or as who looks at it is used to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["reword", "rewording_by"]

_SAID: ContextVar[Callable[[str], str]] = ContextVar("said", default=str)


def reword(words: str) -> str:
    """Say words of our own as they are to be said here; never what people wrote."""
    return _SAID.get()(words)


@contextmanager
def rewording_by(change: Callable[[str], str]) -> Iterator[None]:
    """Let everything that is drawn meanwhile say its own words as `change` gives them.

    Example:
        >>> with rewording_by(str.upper):
        ...     reword("Change ideas")
        'CHANGE IDEAS'
    """
    before = _SAID.set(change)
    try:
        yield
    finally:
        _SAID.reset(before)
