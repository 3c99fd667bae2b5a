"""Which points belong to which phase, which fix its lines, and which target holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np

from qi_lib.spc.arrays import Bools, Floats, Ints, constant, filled
from qi_lib.spc.data import Axis
from qi_lib.spc.errors import ArgumentError, _one_of
from qi_lib.spc.marks import When
from qi_lib.spc.points import Points
from qi_lib.spc.segments import Segments
from qi_lib.spc.settings import Settings

__all__ = ["Reasons", "find_baseline", "find_excluded", "find_phases", "find_targets"]

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
    notes: list[str],
) -> tuple[Ints | None, Reasons]:
    """Number the phases of each series from 1, and give each number its reason.

    None stands for one phase without end.
    """
    if label_names is not None:
        return _phases_by_name(points, facets, facet_names, label_names)
    if not settings.phases:
        return None, _NO_REASONS
    phase = np.ones(len(points.x), np.int64)
    reasons: dict[str | None, tuple[str, ...]] = {None: ("",)}
    for facet, where, planned in _by_facet(settings.phases, points, facet_names, "phases"):
        starts = [where & _reached(axis, points, facets, p.start, "phases") for p in planned]
        order = sorted(range(len(starts)), key=lambda i: -int(starts[i].sum()))
        for i in order:
            if not starts[i].any():
                notes.append(f"The phase that starts at {planned[i].start} has no points yet.")
            phase += starts[i]
        reasons[facet] = ("", *(planned[i].reason for i in order))
    return phase, reasons


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
    position = _position(place)
    if position is not None and axis.kind != "number":
        if position < 1:
            raise ArgumentError(argument, place, "Positions count points from 1.")
        return facets.position + 1 >= position
    return np.asarray(points.x >= axis.locate(place, argument))


def _position(place: object) -> int | None:
    """Read a whole number as a position, counted from 1."""
    is_whole = isinstance(place, (int, np.integer)) and not isinstance(place, bool)
    return int(place) if is_whole else None  # type: ignore[call-overload]


def find_excluded(axis: Axis, points: Points, facets: Segments, settings: Settings) -> Bools:
    """Mark the points that count for neither lines nor runs."""
    excluded = np.zeros(len(points.x), np.bool_)
    for place in settings.exclude:
        position = _position(place)
        if position is not None and axis.kind != "number":
            found: Bools = facets.position + 1 == position
        else:
            found = np.asarray(points.x == axis.locate(place, "exclude"))
        if not found.any():
            raise ArgumentError("exclude", place, "No point stands there.")
        excluded |= found
    return excluded


def find_baseline(axis: Axis, points: Points, segments: Segments, baseline: When) -> Bools:
    """Mark the points of each phase that fix its centre line and limits."""
    position = _position(baseline)
    if position is not None:
        return segments.position < position
    inside: Bools = points.x <= axis.locate(baseline, "baseline")
    if segments.ids[0] == 0 and not inside[0]:
        raise ArgumentError("baseline", baseline, "It lies before the first point.")
    # A phase that starts after the date has no baseline of its own: all of it counts.
    has_some = segments.count(inside) > 0
    return inside | ~has_some[segments.ids]


def find_targets(
    axis: Axis, points: Points, settings: Settings, facet_names: Sequence[str]
) -> Floats:
    """Give each point the target in force, in the frame's units."""
    size, everywhere = len(points.x), settings.targets.get(None, ())
    if not settings.targets:
        return constant(size, np.nan)
    if len(everywhere) == len(settings.targets) == 1 and everywhere[0].start is None:
        return filled(size, everywhere[0].value / settings.shown)
    target = filled(size)

    def when(start: When | None) -> Any:  # Any: a key of the axis
        return None if start is None else axis.locate(start, "target")

    for _, where, items in _by_facet(settings.targets, points, facet_names, "target"):
        dated = [(when(item.start), item.value) for item in items]
        for start, value in sorted(dated, key=lambda pair: (pair[0] is not None, pair[0])):
            held = where if start is None else where & (points.x >= start)
            target[held] = value / settings.shown
    return target
