"""Which points belong to which phase, and why each phase began."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from qi_lib.spc.arrays.array_types import Ints
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.reading.axis import Axis, Note
from qi_lib.spc.reading.points import Points
from qi_lib.spc.request.settings import Settings
from qi_lib.spc.series.named_places import by_facet, reached

__all__ = ["Reasons", "find_phases"]

Reasons: TypeAlias = Mapping[str | None, tuple[str, ...]]
"""The reasons of the phases by number less 1, by facet; None stands for all facets."""

_NO_REASONS: Reasons = {None: ("",)}


def find_phases(
    axis: Axis,
    points: Points,
    facets: Segments,
    settings: Settings,
    facet_names: Sequence[str],
    label_names: Sequence[str] | None,
    notes: list[Note],
) -> tuple[Ints | None, Reasons]:
    """Number the phases of each series from 1, and give each number its reason.

    None stands for one phase without end.
    """
    if label_names is not None:
        return _phases_by_name(points, facets, facet_names, label_names)
    if not settings.phases:
        return None, _NO_REASONS
    begun = np.zeros(len(points.x), np.int64)  # how many phases have started
    planned: dict[str | None, list[str]] = {}
    for facet, where, phases in by_facet(settings.phases, points, facet_names, "phases"):
        starts = [where & reached(axis, points, facets, p.start, "phases") for p in phases]
        order = sorted(range(len(starts)), key=lambda i: -int(starts[i].sum()))
        for i in order:
            if not starts[i].any():
                code = None if facet is None else facet_names.index(facet)
                said = f"The phase that starts at {phases[i].start} has no points yet."
                notes.append((code, said))
            begun += starts[i]
        planned[facet] = [phases[i].reason for i in order]
    return _numbered(begun, points, facets, facet_names, planned)


def _numbered(
    begun: Ints,
    points: Points,
    facets: Segments,
    facet_names: Sequence[str],
    planned: Mapping[str | None, Sequence[str]],
) -> tuple[Ints, Reasons]:
    """Number phases without gaps; those that start at one point are one, with all reasons."""
    first = facets.starts
    changed = np.zeros(len(begun), np.bool_)
    changed[1:] = begun[1:] != begun[:-1]
    changed[first] = False
    total: Ints = np.cumsum(changed)
    reasons: dict[str | None, tuple[str, ...]] = {None: ("",)}
    for start, length in zip(first.tolist(), facets.lengths.tolist(), strict=True):
        name = facet_names[points.facet[start]] if facet_names else None
        said = planned.get(name, planned.get(None, ()))
        inside = changed[start : start + length].nonzero()[0] + start
        ends = [int(begun[i]) for i in (start, *inside.tolist())]
        pairs = zip([0, *ends[:-1]], ends, strict=True)
        reasons[name] = tuple("; ".join(filter(None, said[a:b])) for a, b in pairs)
    return total - total[first][facets.ids] + 1, reasons


def _phases_by_name(
    points: Points, facets: Segments, facet_names: Sequence[str], label_names: Sequence[str]
) -> tuple[Ints, Reasons]:
    """Start a phase wherever the name changes; a name that returns is a new phase."""
    changed = np.zeros(len(points.x), np.int64)
    changed[1:] = points.label[1:] != points.label[:-1]
    changed[facets.starts] = 0
    total = np.cumsum(changed)
    phase = total - total[facets.starts][facets.ids] + 1
    reasons: dict[str | None, tuple[str, ...]] = {None: ("",)}
    for start, length in zip(facets.starts, facets.lengths, strict=True):
        inside = points.label[start : start + length]
        new = np.flatnonzero(np.diff(inside, prepend=-1))
        name = facet_names[points.facet[start]] if facet_names else None
        reasons[name] = tuple(label_names[inside[i]] for i in new)
    return phase, reasons
