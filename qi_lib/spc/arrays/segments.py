"""Stretches of a long array that are worked out separately, all in one pass.

Every series, and every phase of every series, is one segment of a flat array. The
functions below work on all segments at once, so that a thousand charts cost little
more than one.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, filled, numbered

__all__ = ["Level", "Segments", "divide"]


Level: TypeAlias = Floats | float
"""One number a segment; where all have the same, a plain float, with which Python is fastest."""

# Where the one segment of an undivided array starts.
_AT_FIRST = np.zeros(1, np.int64)


class Segments:
    """Divide a flat array of `size` elements at `starts` (the first is 0)."""

    def __init__(self, starts: Ints, size: int) -> None:
        self.starts = starts
        self.size = size
        self.single = len(starts) == 1

    @classmethod
    def whole(cls, size: int) -> Segments:
        """Leave the array in one piece."""
        return cls(_AT_FIRST, size)

    @classmethod
    def of(cls, labels: npt.NDArray[Any], outer: Segments | None = None) -> Segments:
        """Start a segment wherever the label changes, and wherever an outer one starts."""
        new = np.ones(len(labels), np.bool_)
        np.not_equal(labels[1:], labels[:-1], out=new[1:])
        if outer is not None:
            new[outer.starts] = True
        return cls(new.nonzero()[0], len(labels))

    def cut(self, places: Ints) -> Segments:
        """Divide them further, at these places."""
        return Segments(np.union1d(self.starts, places), self.size)

    def count(self, where: Bools) -> Ints:
        """Count the true elements of each segment."""
        return np.add.reduceat(where, self.starts, dtype=np.int64)

    def sum(self, values: Floats, where: Bools) -> Floats:
        """Add up `values` over the true elements of each segment."""
        if np.count_nonzero(where) < self.size:
            values = np.where(where, values, 0.0)
        return np.add.reduceat(values, self.starts)

    def mean(self, values: Floats, where: Bools) -> Level:
        """Average `values` over the true elements; NaN where a segment has none."""
        if not self.single:
            return divide(self.sum(values, where), self.count(where))
        count = int(np.count_nonzero(where))
        kept = values if count == self.size else values[where]
        return float(np.add.reduceat(kept, _AT_FIRST)[0]) / count if count else np.nan

    def median(self, values: Floats, where: Bools) -> Floats:
        """Take the median of `values` over the true elements; NaN where there are none."""
        order, first, count = self._sorted(values, where)
        if not len(order):
            return filled(len(self.starts))
        low = np.minimum(first + np.maximum(count - 1, 0) // 2, len(order) - 1)
        high = np.minimum(first + count // 2, len(order) - 1)
        return np.where(count > 0, (order[low] + order[high]) / 2, np.nan)

    def largest(self, values: Floats, where: Bools | None, *, empty: float = 0.0) -> Level:
        """Take the largest of `values` over the true elements, `empty` where there are none."""
        if where is not None:
            values = np.where(where, values, empty)
        if self.single:
            return float(values[values.argmax()])
        return np.maximum.reduceat(values, self.starts)

    def spread(self, levels: Level) -> Floats:
        """Give each element the level of its segment."""
        if isinstance(levels, float):
            return filled(self.size, levels)
        if self.single:
            return filled(self.size, levels[0])
        return np.repeat(levels, self.lengths)

    @cached_property
    def lengths(self) -> Ints:
        """Count the elements of each segment."""
        ends = np.append(self.starts[1:], self.size)
        return ends - self.starts

    @cached_property
    def ids(self) -> Ints:
        """Number the segment of each element from 0."""
        return np.repeat(np.arange(len(self.starts)), self.lengths)

    @cached_property
    def position(self) -> Ints:
        """Count the elements of each segment from 0."""
        return numbered(self.size) - np.repeat(self.starts, self.lengths)

    def id_at(self, places: Ints | int) -> Ints:
        """Number the segments at some places, without numbering them at all."""
        return self.starts.searchsorted(places, side="right") - 1

    def start_of(self, place: int) -> int:
        """Give where the segment starts that a place is in."""
        return 0 if self.single else int(self.starts[self.id_at(place)])

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
