"""Which points belong to which phase, which fix its lines, and which target holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, constant, filled
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.errors import ArgumentError, _one_of
from qi_lib.spc.reading.columns import Axis, Note
from qi_lib.spc.reading.points import Points
from qi_lib.spc.request.phases_targets_annotations import Annotation, Target, When
from qi_lib.spc.request.settings import Settings

__all__ = [
    "Reasons",
    "find_baseline",
    "find_excluded",
    "find_marked",
    "find_phases",
    "find_targets",
]

_T = TypeVar("_T")
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
    for facet, where, phases in _by_facet(settings.phases, points, facet_names, "phases"):
        starts = [where & _reached(axis, points, facets, p.start, "phases") for p in phases]
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


def _by_facet(
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


def _reached(axis: Axis, points: Points, facets: Segments, place: When, argument: str) -> Bools:
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


def find_targets(
    axis: Axis, points: Points, facets: Segments, settings: Settings, facet_names: Sequence[str]
) -> Floats:
    """Give each point the target in force, in the frame's units."""
    size, everywhere = len(points.x), settings.targets.get(None, ())
    if not settings.targets:
        return constant(size, np.nan)
    if len(everywhere) == len(settings.targets) == 1 and everywhere[0].start is None:
        return filled(size, everywhere[0].value / settings.shown)
    target = filled(size)
    for _, where, items in _by_facet(settings.targets, points, facet_names, "target"):
        held = [(where & _holds(axis, points, facets, item), item) for item in items]
        # A target that holds for fewer points began later; it replaces the one before.
        for inside, item in sorted(held, key=lambda pair: _how_late(axis, *pair)):
            target[inside] = item.value / settings.shown
    return target


def _holds(axis: Axis, points: Points, facets: Segments, target: Target) -> Bools:
    if target.start is None:
        return constant(len(points.x), True)
    return _reached(axis, points, facets, target.start, "target")


def _how_late(axis: Axis, inside: Bools, target: Target) -> tuple[int, bool, Any]:
    """Order targets by when they begin, those before the first point too."""
    start = target.start
    is_dated = start is not None and axis.position(start, "target") is None
    key: Any = np.zeros(1, axis.keys.dtype)[0]  # Any: a key of the axis
    if is_dated:
        key = axis.locate(start, "target")
    return -int(np.count_nonzero(inside)), start is not None, key


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
