"""What `qi_lib.spc` says when it is given something it cannot work with."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["ArgumentError", "DataError", "SpcError"]

# What is longer is not written out in a message.
_FEW, _LONG = 6, 120
_KINDS = {"ndarray": "an array", "Series": "a column", "dict": "a mapping"}


class SpcError(ValueError):
    """Is the base of every error that the chart engine raises on purpose."""


class ArgumentError(SpcError):
    """Says which argument is wrong, what was given, and what would be right."""

    def __init__(self, argument: str, given: object, right: str) -> None:
        self.argument = argument
        self.given = given
        super().__init__(f"{argument} is {_described(given)}. {right}")


class DataError(SpcError):
    """Says which rows of the data cannot be used, and what to do about them."""


def _described(given: object) -> str:
    """Write what was given, or say what it is where it would fill a page."""
    kind = type(given).__name__
    if kind == "DataFrame":
        return "a data frame"
    is_short = isinstance(given, (list, tuple, dict)) and len(given) <= _FEW
    if hasattr(given, "__len__") and not (is_short or isinstance(given, str)):
        return f"{_KINDS.get(kind, 'a ' + kind)} of {len(given):,}"
    written = repr(given)
    return written if len(written) <= _LONG else f"{written[:_LONG]}…"


def _one_of(names: Iterable[str], given: object) -> str:
    """Say which names are right, nearest first when one is near."""
    names = list(names)
    near = get_close_matches(str(given), names, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return f"{hint}It must be one of: {', '.join(names)}."
