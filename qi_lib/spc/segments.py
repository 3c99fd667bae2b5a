"""Stretches of a long array that are worked out separately, all in one pass.

Every series, and every phase of every series, is one segment of a flat array. The
functions below work on all segments at once, so that a thousand charts cost little
more than one.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from qi_lib.spc.arrays import Bools, Floats, Ints, filled

__all__ = ["Segments", "divide"]


class Segments:
    """Divide a flat array of `size` elements at `starts` (the first is 0)."""

    def __init__(self, starts: Ints, size: int) -> None:
        self.starts = starts
        self.size = size
        self.single = len(starts) == 1
        if self.single:
            self.lengths: Ints = np.array([size])
            self.ids: Ints = np.zeros(size, np.int64)
            return
        ends = np.empty_like(starts)
        ends[:-1], ends[-1:] = starts[1:], size
        self.lengths = ends - starts
        self.ids = np.repeat(np.arange(len(starts)), self.lengths)

    @classmethod
    def of(cls, labels: Ints, outer: Segments | None = None) -> Segments:
        """Start a segment wherever the label changes, and wherever an outer one starts."""
        new = np.ones(len(labels), np.bool_)
        np.not_equal(labels[1:], labels[:-1], out=new[1:])
        if outer is not None:
            new[outer.starts] = True
        return cls(new.nonzero()[0], len(labels))

    def count(self, where: Bools) -> Ints:
        """Count the true elements of each segment."""
        return np.add.reduceat(where, self.starts, dtype=np.int64)

    def sum(self, values: Floats, where: Bools) -> Floats:
        """Add up `values` over the true elements of each segment."""
        return np.add.reduceat(np.where(where, values, 0.0), self.starts)

    def mean(self, values: Floats, where: Bools) -> Floats:
        """Average `values` over the true elements; NaN where a segment has none."""
        total = self.sum(values, where)
        if self.single:
            count = np.count_nonzero(where)
            return total / count if count else filled(1)
        return divide(total, self.count(where))

    def median(self, values: Floats, where: Bools) -> Floats:
        """Take the median of `values` over the true elements; NaN where there are none."""
        order, first, count = self._sorted(values, where)
        if not len(order):
            return filled(len(self.starts))
        low = np.minimum(first + np.maximum(count - 1, 0) // 2, len(order) - 1)
        high = np.minimum(first + count // 2, len(order) - 1)
        return np.where(count > 0, (order[low] + order[high]) / 2, np.nan)

    def largest(self, values: Floats, where: Bools, *, empty: float = 0.0) -> Floats:
        """Take the largest of `values` over the true elements, `empty` where there are none."""
        return np.maximum.reduceat(np.where(where, values, empty), self.starts)

    def spread(self, per_segment: Floats) -> Floats:
        """Give each element the value of its segment."""
        if self.single:
            return filled(self.size, per_segment[0])
        return np.repeat(per_segment, self.lengths)

    @cached_property
    def position(self) -> Ints:
        """Count the elements of each segment from 0."""
        return np.arange(self.size) - self.starts[self.ids]

    def only(self, where: Bools) -> tuple[Ints, Segments]:
        """Keep the true elements: their positions, and the segments they still form."""
        kept = where.nonzero()[0]
        return kept, Segments.of(self.ids[kept])

    def _sorted(self, values: Floats, where: Bools) -> tuple[Floats, Ints, Ints]:
        chosen = values[where]
        count = self.count(where)
        if self.single:
            return np.sort(chosen), np.zeros(1, np.int64), count
        order = np.lexsort((chosen, self.ids[where]))
        return chosen[order], np.cumsum(count) - count, count


def divide(top: Floats, bottom: Floats | Ints) -> Floats:
    """Divide, giving NaN (and no warning) where the bottom is zero."""
    out = filled(len(top))
    np.divide(top, bottom, out=out, where=np.asarray(bottom) != 0)
    return out
