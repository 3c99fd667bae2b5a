"""The calculation: from gathered points to lines, signals and verdicts, all series at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qi_lib.spc.arrays import Bools, Floats, Ints, Signs
from qi_lib.spc.data import Axis
from qi_lib.spc.errors import ArgumentError, DataError
from qi_lib.spc.lines import Basis, Lines
from qi_lib.spc.marks import When
from qi_lib.spc.points import Points
from qi_lib.spc.scene import Hits, Scene
from qi_lib.spc.segments import Segments
from qi_lib.spc.settings import Settings
from qi_lib.spc.verdicts import judge

__all__ = ["Worked", "work_out"]


@dataclass(frozen=True, slots=True)
class Worked:
    """Hold all that was worked out, one element a point, over every series."""

    settings: Settings
    axis: Axis
    points: Points
    segments: Segments
    phase: Ints  # from 1
    names: tuple[str, ...]  # reason of each phase, by number less 1
    scene: Scene
    value: Floats  # from here on multiplied, as in the frame
    centre: Floats
    lower: Floats
    upper: Floats
    lower_2sigma: Floats
    upper_2sigma: Floats
    target: Floats
    hits: tuple[Hits, ...]
    kind: Ints
    seen: Signs
    notes: tuple[str, ...]


def work_out(
    axis: Axis, points: Points, settings: Settings, *, label_names: Sequence[str] | None
) -> Worked:
    """Work out lines, signals and verdicts for the points of every series."""
    size = len(points.x)
    new_facet = np.ones(size, np.bool_)
    new_facet[1:] = points.facet[1:] != points.facet[:-1]
    facets = Segments(np.flatnonzero(new_facet), size)
    notes = list(points.notes)
    for note in settings.annotations:
        axis.locate(note.x, "annotations")
    phase, names = _phases(axis, points, facets, settings, label_names, notes)
    new_phase = new_facet
    new_phase[1:] |= phase[1:] != phase[:-1]
    segments = Segments(np.flatnonzero(new_phase), size)
    observed = ~np.isnan(points.value)
    excluded = _excluded(axis, points, facets, settings)
    kept = _baseline(axis, points, segments, settings) & ~excluded
    scale = settings.shown * settings.multiply
    basis = Basis(
        segments=segments,
        value=points.value,
        count=points.count,
        size=points.size,
        sd=points.sd,
        base=kept & observed,
        kept=kept,
        screen=settings.screen,
        sigma_factor=settings.rules.sigma_factor,
        centre=None if settings.centre is None else settings.centre / scale,
        is_category=axis.kind == "category",
    )
    lines = _cut(settings.kind.lines(basis), points, settings)
    use = observed & ~excluded
    scene = Scene(segments, points.value, lines, use, observed)
    hits = tuple(rule.find(scene) for rule in settings.rules.rules)
    kind, seen = judge(
        hits,
        segments,
        settings.direction,
        improvement_wins=settings.rules.improvement_wins,
    )
    nothing = np.full(size, np.nan)
    lower, upper = lines.limits(3) if lines.limits else (nothing, nothing)
    lower_2, upper_2 = lines.limits(2) if lines.limits else (nothing, nothing)
    by = settings.multiply
    return Worked(
        settings=settings,
        axis=axis,
        points=points,
        segments=segments,
        phase=phase,
        names=tuple(names),
        scene=scene,
        value=points.value * by,
        centre=lines.centre * by,
        lower=lower * by,
        upper=upper * by,
        lower_2sigma=lower_2 * by,
        upper_2sigma=upper_2 * by,
        target=_targets(axis, points, settings),
        hits=hits,
        kind=kind,
        seen=seen,
        notes=tuple(notes),
    )


def _phases(
    axis: Axis,
    points: Points,
    facets: Segments,
    settings: Settings,
    label_names: Sequence[str] | None,
    notes: list[str],
) -> tuple[Ints, list[str]]:
    """Number the phases of each series from 1, and give each number its reason."""
    size = len(points.x)
    if label_names is not None:
        changed = np.zeros(size, np.int64)
        changed[1:] = points.label[1:] != points.label[:-1]
        changed[facets.starts] = 0
        total = np.cumsum(changed)
        phase = total - total[facets.starts][facets.ids] + 1
        first = [int(np.flatnonzero(phase == p)[0]) for p in range(1, int(phase.max()) + 1)]
        return phase, [label_names[points.label[i]] for i in first]
    phase = np.ones(size, np.int64)
    if not settings.phases:
        return phase, [""]
    starts = [_reached(axis, points, facets, item.start, "phases") for item in settings.phases]
    order = sorted(range(len(starts)), key=lambda i: -int(starts[i].sum()))
    for i in order:
        if not starts[i].any():
            said = settings.phases[i].start
            notes.append(f"The phase that starts at {said} has no points yet.")
        phase += starts[i]
    return phase, ["", *(settings.phases[i].reason for i in order)]


def _reached(axis: Axis, points: Points, facets: Segments, place: When, argument: str) -> Bools:
    """Tell which points lie at or after a place on the axis."""
    position = _position(place)
    if position is not None and axis.kind != "number":
        if position < 1:
            raise ArgumentError(argument, place, "Positions count points from 1.")
        return facets.position() + 1 >= position
    return np.asarray(points.x >= axis.locate(place, argument))


def _position(place: object) -> int | None:
    """Read a whole number as a position, counted from 1."""
    is_whole = isinstance(place, (int, np.integer)) and not isinstance(place, bool)
    return int(place) if is_whole else None  # type: ignore[call-overload]


def _excluded(axis: Axis, points: Points, facets: Segments, settings: Settings) -> Bools:
    excluded = np.zeros(len(points.x), np.bool_)
    for place in settings.exclude:
        position = _position(place)
        if position is not None and axis.kind != "number":
            found: Bools = facets.position() + 1 == position
        else:
            found = np.asarray(points.x == axis.locate(place, "exclude"))
        if not found.any():
            raise ArgumentError("exclude", place, "No point stands there.")
        excluded |= found
    return excluded


def _baseline(axis: Axis, points: Points, segments: Segments, settings: Settings) -> Bools:
    """Mark the points of each phase that fix its centre line and limits."""
    baseline = settings.baseline
    if baseline is None:
        return np.ones(len(points.x), np.bool_)
    position = _position(baseline)
    if position is not None:
        return segments.position() < position
    inside: Bools = points.x <= axis.locate(baseline, "baseline")
    if segments.ids[0] == 0 and not inside[0]:
        raise ArgumentError("baseline", baseline, "It lies before the first point.")
    # A phase that starts after the date has no baseline of its own: all of it counts.
    has_some = segments.count(inside) > 0
    return inside | ~has_some[segments.ids]


def _cut(lines: Lines, points: Points, settings: Settings) -> Lines:
    """Keep limits inside the range that values can take, where a person gave one."""
    lowest, highest = settings.lowest, settings.highest
    if (lowest is None and highest is None) or lines.limits is None:
        return lines
    scale = settings.shown * settings.multiply
    low = -np.inf if lowest is None else lowest / scale
    high = np.inf if highest is None else highest / scale
    with np.errstate(invalid="ignore"):
        outside = (points.value < low) | (points.value > high)
    if outside.any():
        row = int(np.flatnonzero(outside)[0])
        value = points.value[row] * scale
        raise DataError(
            f"Point {row + 1} is {value:g}, outside lowest and highest. Correct one of them."
        )
    uncut = lines.limits

    def limits(sigmas: float) -> tuple[Floats, Floats]:
        lower, upper = uncut(sigmas)
        return np.maximum(lower, low), np.minimum(upper, high)

    return Lines(lines.centre, limits)


def _targets(axis: Axis, points: Points, settings: Settings) -> Floats:
    """Give each point the target in force, in the frame's units."""
    target = np.full(len(points.x), np.nan)
    if not settings.targets:
        return target

    def when(start: When | None) -> Any:  # Any: a key of the axis
        return None if start is None else axis.locate(start, "target")

    dated = [(when(item.start), item.value) for item in settings.targets]
    for start, value in sorted(dated, key=lambda pair: (pair[0] is not None, pair[0])):
        held = np.ones(len(target), np.bool_) if start is None else points.x >= start
        target[held] = value / settings.shown
    return target
