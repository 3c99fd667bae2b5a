"""Stretches and windows of points, found in one pass over all segments."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Ints, Signs
from qi_lib.spc.arrays.segments import Segments

__all__ = [
    "Found",
    "before_ends",
    "count_in_window",
    "in_window",
    "long_runs",
    "may_hold_run",
    "put_back",
]

_HIGH, _LOW = b"\x01", b"\xff"  # as the bytes of an array of signs

_Numbers = TypeVar("_Numbers", Bools, Ints, Signs)
Found: TypeAlias = tuple[Bools, Signs, Bools]
"""Which points are part of a pattern, on which side, and which complete it."""


def long_runs(state: Signs, segments: Segments, length: int | Ints) -> Found | None:
    """Find runs of one non-zero state, `length` or longer; `length` may differ by element.

    None where there is no such run. Searching bytes is the fastest way to pass over all that
    is no run, in a short series as in a long one.
    """
    shortest = length if isinstance(length, int) else int(length.min(initial=len(state) + 1))
    states = state.tobytes()
    if _HIGH * shortest not in states and _LOW * shortest not in states:
        return None
    turns = state[1:] != state[:-1]
    turns[segments.starts[1:] - 1] = True
    turned, steady = turns.tobytes(), b"\x00" * (shortest - 1)
    member, completes = np.zeros(len(state), np.bool_), np.zeros(len(state), np.bool_)
    start = turned.find(steady)
    while start >= 0:
        stop = turned.find(b"\x01", start + shortest - 1) + 1 or len(state)
        needed = length if isinstance(length, int) else int(length[start])
        if states[start] and stop - start >= needed:
            member[start:stop] = True
            completes[start + needed - 1 : stop] = True
        start = turned.find(steady, stop)
    return member, state * member, completes


def may_hold_run(flags: Bools, length: int) -> bool:
    """Tell, quickly, whether so many true elements stand together; segments are not looked at."""
    return _HIGH * length in flags.tobytes()


def put_back(found: Found, kept: Ints, size: int) -> Found:
    """Put what was found among the kept elements back among all."""
    out = (np.zeros(size, np.bool_), np.zeros(size, np.int8), np.zeros(size, np.bool_))
    for whole, part in zip(out, found, strict=True):
        whole[kept] = part
    return out


def count_in_window(flags: Bools, window: int, segments: Segments) -> Ints:
    """Count the true elements of the window that ends at each element."""
    return in_window(flags.astype(np.int64), window, segments)


def in_window(values: _Numbers, window: int, segments: Segments) -> _Numbers:
    """Add up the values of the window that ends at each element.

    A window never reaches into the segment before: there it adds up what it holds so far.
    """
    total = values.copy()
    for back in range(1, min(window, len(values))):
        later = total[back:]
        later += _with_room(values[:-back], back, segments)
    return total


def before_ends(ends: Bools, window: int, segments: Segments) -> Bools:
    """Mark all elements of the windows that end at the true elements."""
    inside, marks = ends.copy(), ends.tobytes()
    start = marks.find(_HIGH)
    while start >= 0:
        stop = marks.find(b"\x00", start)
        stop = len(ends) if stop < 0 else stop
        inside[max(start - window + 1, segments.start_of(start)) : stop] = True
        start = marks.find(_HIGH, stop)
    return inside


def _with_room(values: _Numbers, back: int, segments: Segments) -> _Numbers:
    """Drop what would be moved `back` elements across the start of a segment."""
    if segments.single:
        return values
    kept, across = values.copy(), segments.starts[1:, None] - np.arange(1, back + 1)
    kept[across[(across >= 0) & (across < len(kept))]] = 0
    return kept
