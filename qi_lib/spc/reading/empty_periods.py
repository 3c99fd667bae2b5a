"""Events counted by period: where nothing happened there is no row, and the count is 0."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from qi_lib.spc.arrays.array_types import constant
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.reading.axis import Axis, Note
from qi_lib.spc.reading.calendar_periods import all_periods
from qi_lib.spc.reading.rows import Rows

__all__ = ["fill_periods"]


def fill_periods(rows: Rows, period: str) -> Rows:
    """Add a row that counts 0 for each period without rows, from first to last of each facet."""
    axis = rows.axis
    codes = constant(len(rows.y), 0) if rows.facet is None else rows.facet
    order = np.lexsort((axis.keys, codes))
    keys, codes = axis.keys[order], codes[order]
    series = Segments.of(codes)
    new, before, notes = [axis.keys], [np.arange(len(rows.y))], list[Note](axis.notes)
    for start, length in zip(series.starts.tolist(), series.lengths.tolist(), strict=True):
        there = keys[start : start + length]
        empty = np.setdiff1d(all_periods(there[0], there[-1], period), there)
        if len(empty):
            new.append(empty)
            # A period without rows belongs to the phase of the row before it.
            before.append(order[start + np.searchsorted(there, empty) - 1])
            notes.append((int(codes[start]), _in_words(len(empty), period)))
    taken = np.concatenate(before)
    return replace(
        rows,
        axis=Axis(axis.kind, np.concatenate(new), zone=axis.zone, notes=tuple(notes)),
        y=np.concatenate((rows.y, np.zeros(len(taken) - len(rows.y)))),
        facet=None if rows.facet is None else rows.facet[taken],
        label=None if rows.label is None else rows.label[taken],
    )


def _in_words(count: int, period: str) -> str:
    if count == 1:
        return f"One {period} without rows counts as 0."
    return f"{count:,} {period}s without rows count as 0."
