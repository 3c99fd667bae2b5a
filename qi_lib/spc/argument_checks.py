"""Arguments checked at the door, all in one way.

Each function gives back what it was given, or refuses it with an `ArgumentError` that names
the argument, the bad value and what would be right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TypeVar

import numpy as np
import pandas as pd

from qi_lib.spc.errors import ArgumentError, _one_of

__all__ = [
    "check_flag",
    "check_frame",
    "check_kind",
    "check_length",
    "check_mapping",
    "check_name",
    "check_number",
    "check_text",
    "check_whole",
]

_T = TypeVar("_T")


def check_name(argument: str, given: object, names: Iterable[str]) -> str:
    """Take one of the names there are."""
    names = tuple(names)
    if isinstance(given, str) and given in names:
        return given
    raise ArgumentError(argument, given, _one_of(names, given))


def check_number(
    argument: str,
    given: object,
    *,
    above: float = -math.inf,
    least: float = -math.inf,
    most: float = math.inf,
    below: float = math.inf,
    such_as: str = "",
) -> float:
    """Take a number between bounds; `above` and `below` themselves are outside."""
    if isinstance(given, (int, float, np.integer, np.floating)) and not isinstance(given, bool):
        found = float(given)
        if math.isfinite(found) and above < found < below and least <= found <= most:
            return found
    example = f", such as {such_as}" if such_as else ""
    bounds = _bounds(above, least, most, below)
    raise ArgumentError(argument, given, f"Give a number{bounds}{example}.")


def _bounds(above: float, least: float, most: float, below: float) -> str:
    lower = f" from {least:g}" if math.isfinite(least) else ""
    lower += f" above {above:g}" if math.isfinite(above) else ""
    upper = f"{most:g}" if math.isfinite(most) else ""
    upper += f"below {below:g}" if math.isfinite(below) else ""
    if lower and upper:
        return f"{lower} {'to' if math.isfinite(least) else 'and'} {upper}"
    return f" of {least:g} or more" if math.isfinite(least) else lower + upper


def check_whole(
    argument: str, given: object, *, least: int, most: int | None = None, of: str = ""
) -> int:
    """Take a whole number, `of` what; the numbers of NumPy count too."""
    if isinstance(given, (int, np.integer)) and not isinstance(given, bool):
        found = int(given)
        if found >= least and (most is None or found <= most):
            return found
    what = f"a whole number{' of ' + of if of else ''}"
    bounds = f"{least} or more" if most is None else f"from {least} to {most:,}"
    raise ArgumentError(argument, given, f"Give {what}, {bounds}.")


def check_text(argument: str, given: object, right: str = "Give text.") -> str:
    """Take text."""
    if isinstance(given, str):
        return given
    raise ArgumentError(argument, given, right)


def check_flag(argument: str, given: object) -> bool:
    """Take True or False."""
    if isinstance(given, (bool, np.bool_)):
        return bool(given)
    raise ArgumentError(argument, given, "It must be True or False.")


def check_kind(
    argument: str, given: object, kind: type[_T] | tuple[type[_T], ...], right: str
) -> _T:
    """Take what is of the kind that is needed."""
    if isinstance(given, kind):
        return given
    raise ArgumentError(argument, given, right)


def check_frame(given: object) -> None:
    """Refuse data that are no data frame."""
    if given is not None and not isinstance(given, pd.DataFrame):
        right = "Give a data frame, or leave it out and give lists or arrays by name."
        raise ArgumentError("data", given, right)


def check_mapping(argument: str, given: object, example: str) -> None:
    """Refuse what does not map names to things."""
    if not isinstance(given, Mapping):
        raise ArgumentError(argument, given, f"Give a mapping from names, such as {example}.")


def check_length(argument: str, length: int, expected: int, like: str) -> None:
    """Refuse a list that is longer or shorter than the one it goes with."""
    if length != expected:
        right = f"It has {length:,} values, but {like} has {expected:,}. Give as many."
        raise ArgumentError(argument, _Values(length), right)


class _Values(int):
    """Stand for so many values in a message."""

    def __repr__(self) -> str:
        return f"a list of {int(self):,}"
