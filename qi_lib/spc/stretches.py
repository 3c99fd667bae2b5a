"""Stretches and windows of points, found in one pass over all segments."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from qi_lib.spc.arrays import Bools, Ints, Signs
from qi_lib.spc.segments import Segments

__all__ = ["Found", "before_ends", "in_window", "long_runs", "put_back"]

Found: TypeAlias = tuple[Bools, Signs, Bools]


def long_runs(state: Signs, segments: Segments, length: int | Ints) -> Found:
    """Find runs of one non-zero state, `length` or longer; `length` may differ by element."""
    size = len(state)
    if not size:
        return np.zeros(0, np.bool_), state, np.zeros(0, np.bool_)
    turned = np.ones(size, np.bool_)
    np.not_equal(state[1:], state[:-1], out=turned[1:])
    turned[segments.starts] = True
    starts = np.flatnonzero(turned)
    ends = np.empty_like(starts)
    ends[:-1], ends[-1] = starts[1:], size
    lengths = ends - starts
    if isinstance(length, int) and int(lengths.max()) < length:
        nothing = np.zeros(size, np.bool_)
        return nothing, np.zeros(size, np.int8), nothing
    position = np.arange(size) - np.repeat(starts, lengths)
    counts = state != 0
    member = (np.repeat(lengths, lengths) >= length) & counts
    completes = member & (position >= np.asarray(length) - 1)
    return member, np.where(member, state, np.int8(0)), completes


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
    total = np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))
    starts = np.arange(1 - window, len(flags) + 1 - window)
    first = 0 if segments.single else segments.starts[segments.ids]
    counts = total[1:] - total[np.maximum(starts, first)]
    return counts if short else np.where(starts >= first, counts, 0)


def before_ends(ends: Bools, window: int, segments: Segments) -> Bools:
    """Mark all elements of the windows that end at the true elements."""
    size = len(ends)
    change = np.zeros(size + 1, np.int64)
    at = np.flatnonzero(ends)
    first = segments.starts[segments.ids[at]]
    np.add.at(change, np.maximum(at - window + 1, first), 1)
    np.add.at(change, at + 1, -1)
    return np.cumsum(change[:-1]) > 0
