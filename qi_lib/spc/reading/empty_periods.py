"""Events counted by period: where nothing happened there is no row, and the count is 0."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Floats, Ints
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.reading.axis import Axis, Note
from qi_lib.spc.reading.calendar_periods import all_periods

__all__ = ["fill_periods"]


def fill_periods(
    axis: Axis, y: Floats, facet: Ints | None, label: Ints | None, period: str
) -> tuple[Axis, Floats, Ints | None, Ints | None]:
    """Add a row that counts 0 for each period without rows, from first to last of each facet."""
    codes = np.zeros(len(y), np.int64) if facet is None else facet
    order = np.lexsort((axis.keys, codes))
    keys, codes = axis.keys[order], codes[order]
    series = Segments.of(codes)
    new, before, notes = [axis.keys], [np.arange(len(y))], list[Note](axis.notes)
    for start, length in zip(series.starts.tolist(), series.lengths.tolist(), strict=True):
        there = keys[start : start + length]
        empty = np.setdiff1d(all_periods(there[0], there[-1], period), there)
        if len(empty):
            new.append(empty)
            # A period without rows belongs to the phase of the row before it.
            before.append(order[start + np.searchsorted(there, empty) - 1])
            notes.append((int(codes[start]), _in_words(len(empty), period)))
    rows = np.concatenate(before)
    zeros = np.zeros(len(rows) - len(y))
    filled = Axis(axis.kind, np.concatenate(new), zone=axis.zone, notes=tuple(notes))
    return (
        filled,
        np.concatenate((y, zeros)),
        None if facet is None else facet[rows],
        None if label is None else label[rows],
    )


def _in_words(count: int, period: str) -> str:
    if count == 1:
        return f"One {period} without rows counts as 0."
    return f"{count:,} {period}s without rows count as 0."
