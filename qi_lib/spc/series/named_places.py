"""Places along the axis that a person named: which points lie there, or from there on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from qi_lib.spc.arrays.array_types import Bools, constant
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.errors import ArgumentError, _one_of
from qi_lib.spc.reading.axis import Axis, Note
from qi_lib.spc.reading.points import Points
from qi_lib.spc.request.phases_targets_annotations import Annotation, When
from qi_lib.spc.request.settings import Settings

__all__ = ["by_facet", "find_baseline", "find_excluded", "find_marked", "reached"]

_T = TypeVar("_T")


def by_facet(
    given: Mapping[str | None, tuple[_T, ...]],
    points: Points,
    facet_names: Sequence[str],
    argument: str,
) -> list[tuple[str | None, Bools, tuple[_T, ...]]]:
    """Go through what was given for all facets, or for each by its name."""
    out = []
    for name, items in given.items():
        if name is not None and not facet_names:
            right = "A mapping needs `facet` too; without, give what holds for the chart."
            raise ArgumentError(argument, name, right)
        if name is not None and name not in facet_names:
            raise ArgumentError(argument, name, _one_of(facet_names, name))
        if not items:
            continue
        if name is None:
            where = constant(len(points.x), True)
        else:
            where = points.facet == facet_names.index(name)
        out.append((name, where, items))
    return out


def reached(axis: Axis, points: Points, facets: Segments, place: When, argument: str) -> Bools:
    """Tell which points lie at or after a place on the axis."""
    position = axis.position(place, argument)
    if position is not None:
        return facets.position + 1 >= position
    return np.asarray(points.x >= axis.locate(place, argument))


def find_excluded(axis: Axis, points: Points, facets: Segments, settings: Settings) -> Bools:
    """Mark the points that count for neither lines nor runs."""
    excluded = np.zeros(len(points.x), np.bool_)
    for place in settings.exclude:
        position = axis.position(place, "exclude")
        if position is not None:
            found: Bools = facets.position + 1 == position
        else:
            found = np.asarray(points.x == axis.locate(place, "exclude"))
        if not found.any():
            raise ArgumentError("exclude", place, "No point stands there.")
        excluded |= found
    return excluded


def find_baseline(axis: Axis, points: Points, segments: Segments, baseline: When) -> Bools:
    """Mark the points of each phase that fix its centre line and limits."""
    if isinstance(baseline, int):
        return segments.position < baseline
    inside: Bools = points.x <= axis.locate(baseline, "baseline")
    if segments.ids[0] == 0 and not inside[0]:
        raise ArgumentError("baseline", baseline, "It lies before the first point.")
    # A phase that starts after the date has no baseline of its own: all of it counts.
    has_some = segments.count(inside) > 0
    return inside | ~has_some[segments.ids]


def find_marked(
    axis: Axis,
    points: Points,
    facets: Segments,
    settings: Settings,
    notes: list[Note],
) -> tuple[tuple[int, Annotation], ...]:
    """Find the point of each annotation in each series; what lies outside is said and left out."""
    found = list[tuple[int, Annotation]]()
    for note in settings.annotations:
        position = axis.position(note.x, "annotations")
        key = axis.locate(note.x, "annotations") if position is None else None
        for start, length in zip(facets.starts.tolist(), facets.lengths.tolist(), strict=True):
            keys = points.x[start : start + length]
            at = _nearest(axis, keys, key) if position is None else position - 1
            if at is not None and at < length:
                found.append((start + at, note))
            else:
                said = f"“{note.text}” lies outside these data ({note.x}), so it is not shown."
                notes.append((int(points.facet[start]), said))
    return tuple(found)


def _nearest(axis: Axis, keys: npt.NDArray[Any], key: Any) -> int | None:
    """Find the nearest point; None further outside than points are usually apart."""
    at = int(np.abs(keys - key).argmin())
    if keys[at] == key or keys[0] < key < keys[-1]:
        return at if axis.kind != "category" or keys[at] == key else None
    gaps = np.sort(np.diff(keys))
    is_near = len(gaps) > 0 and abs(keys[at] - key) < gaps[len(gaps) // 2]
    return at if is_near and axis.kind != "category" else None
