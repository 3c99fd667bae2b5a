"""What `qi_lib.spc` says when it is given something it cannot work with."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["ArgumentError", "DataError", "SpcError"]


class SpcError(ValueError):
    """Is the base of every error that the chart engine raises on purpose."""


class ArgumentError(SpcError):
    """Says which argument is wrong, what was given, and what would be right."""

    def __init__(self, argument: str, given: object, right: str) -> None:
        self.argument = argument
        self.given = given
        super().__init__(f"{argument} is {given!r}. {right}")


class DataError(SpcError):
    """Says which rows of the data cannot be used, and what to do about them."""


def _one_of(names: Iterable[str], given: object) -> str:
    """Say which names are right, nearest first when one is near."""
    names = list(names)
    near = get_close_matches(str(given), names, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return f"{hint}It must be one of: {', '.join(names)}."
