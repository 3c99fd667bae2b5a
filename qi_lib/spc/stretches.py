"""Stretches and windows of points, found in one pass over all segments."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from qi_lib.spc.arrays import Bools, Ints, Signs
from qi_lib.spc.segments import Segments

__all__ = ["Found", "before_ends", "in_window", "long_runs", "put_back"]

_HIGH, _LOW = np.int8(1).tobytes(), np.int8(-1).tobytes()

Found: TypeAlias = tuple[Bools, Signs, Bools]


def long_runs(state: Signs, segments: Segments, length: int | Ints) -> Found:
    """Find runs of one non-zero state, `length` or longer; `length` may differ by element."""
    size = len(state)
    if not size or (isinstance(length, int) and not _may_hold_run(state, length)):
        nothing = np.zeros(size, np.bool_)
        return nothing, np.zeros(size, np.int8), nothing
    turned = np.ones(size, np.bool_)
    np.not_equal(state[1:], state[:-1], out=turned[1:])
    turned[segments.starts] = True
    starts = np.flatnonzero(turned)
    ends = np.empty_like(starts)
    ends[:-1], ends[-1] = starts[1:], size
    lengths = ends - starts
    position = np.arange(size) - np.repeat(starts, lengths)
    counts = state != 0
    member = (np.repeat(lengths, lengths) >= length) & counts
    completes = member & (position >= np.asarray(length) - 1)
    return member, np.where(member, state, np.int8(0)), completes


def _may_hold_run(state: Signs, length: int) -> bool:
    """Tell, quickly, whether so many equal states stand together; segments are not looked at."""
    written = state.tobytes()
    return _HIGH * length in written or _LOW * length in written


def put_back(found: Found, kept: Ints, size: int) -> Found:
    out = (np.zeros(size, np.bool_), np.zeros(size, np.int8), np.zeros(size, np.bool_))
    for whole, part in zip(out, found, strict=True):
        whole[kept] = part
    return out


def in_window(flags: Bools, window: int, segments: Segments, *, short: bool = False) -> Ints:
    """Count the true elements of the window that ends at each element.

    A window never reaches into the segment before; where it is not full yet it counts 0, or,
    with `short`, what it holds so far.
    """
    counts: Ints = flags.astype(np.int8 if window < 128 else np.int64)
    for back in range(1, min(window, len(flags))):
        counts[back:] += _with_room(flags[:-back], back, segments).view(np.int8)
    if short:
        return counts
    if segments.single:
        counts[: window - 1] = 0
        return counts
    return np.where(segments.position >= window - 1, counts, 0)


def before_ends(ends: Bools, window: int, segments: Segments) -> Bools:
    """Mark all elements of the windows that end at the true elements."""
    inside = ends.copy()
    for back in range(1, min(window, len(ends))):
        inside[:-back] |= _with_room(ends[back:], back, segments)
    return inside


def _with_room(flags: Bools, back: int, segments: Segments) -> Bools:
    """Drop what belongs to elements that have fewer than `back` others before them."""
    return flags if segments.single else flags & (segments.position[back:] >= back)
