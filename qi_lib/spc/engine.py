"""The calculation: from gathered points to lines, signals and verdicts, all series at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from qi_lib.spc.arrays import Floats, Ints, Signs, filled
from qi_lib.spc.data import Axis
from qi_lib.spc.errors import DataError
from qi_lib.spc.lines import Basis, Lines
from qi_lib.spc.points import Points
from qi_lib.spc.records import record
from qi_lib.spc.rules import Outside
from qi_lib.spc.scene import Hits, Scene
from qi_lib.spc.segments import Segments
from qi_lib.spc.settings import Settings
from qi_lib.spc.stages import Reasons, find_baseline, find_excluded, find_phases, find_targets
from qi_lib.spc.verdicts import judge

__all__ = ["Worked", "work_out"]


@record
class Worked:
    """Hold all that was worked out, one element a point, over every series."""

    settings: Settings
    axis: Axis
    points: Points
    segments: Segments
    phase: Ints  # from 1
    reasons: Reasons
    scene: Scene
    value: Floats  # from here on multiplied, as in the frame
    centre: Floats
    lower: Floats
    upper: Floats
    lower_2sigma: Floats
    upper_2sigma: Floats
    target: Floats
    in_order: bool  # patterns over time mean something
    hits: tuple[Hits, ...]
    kind: Ints
    seen: Signs
    notes: tuple[str, ...]
    again: Callable[[Settings], Worked]  # the same points under other choices


def work_out(
    axis: Axis,
    points: Points,
    settings: Settings,
    *,
    facet_names: Sequence[str] = (),
    label_names: Sequence[str] | None = None,
) -> Worked:
    """Work out lines, signals and verdicts for the points of every series."""
    size = len(points.x)
    facets = Segments.of(points.facet)
    again = partial(work_out, axis, points, facet_names=facet_names, label_names=label_names)
    notes = list(points.notes)
    for note in settings.annotations:
        axis.locate(note.x, "annotations")
    phase, reasons = find_phases(axis, points, facets, settings, facet_names, label_names, notes)
    segments = facets
    if label_names is not None or any(settings.phases.values()):
        segments = Segments.of(phase, facets)
    if settings.kind.plot is not None:
        points = replace(points, value=settings.kind.plot(points, segments))
    observed = ~np.isnan(points.value)
    excluded = find_excluded(axis, points, facets, settings)
    kept = find_baseline(axis, points, segments, settings) & ~excluded
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
        sigma=None if settings.sigma is None else settings.sigma / scale,
        is_category=axis.kind == "category",
    )
    lines = _remembered(_cut(settings.kind.lines(basis), points, settings))
    use = observed & ~excluded
    scene = Scene(segments, points.value, lines, use, observed)
    # Names without an order, and moving ranges, make no pattern that means anything.
    in_order = settings.kind.in_order and axis.kind != "category"
    hits = tuple(
        rule.find(scene) if in_order or isinstance(rule, Outside) else scene.nothing()
        for rule in settings.rules.rules
    )
    kind, seen = judge(
        hits,
        segments,
        settings.direction,
        improvement_wins=settings.rules.improvement_wins,
    )
    nothing = (filled(size),) * 2
    lower, upper = lines.limits(3) if lines.limits else nothing
    lower_2, upper_2 = lines.limits(2) if lines.limits else nothing
    shown = [points.value, lines.centre, lower, upper, lower_2, upper_2]
    if settings.multiply != 1:
        shown = [line * settings.multiply for line in shown]
    value, centre, lower, upper, lower_2, upper_2 = shown
    return Worked(
        settings=settings,
        axis=axis,
        points=points,
        segments=segments,
        phase=phase,
        reasons=reasons,
        scene=scene,
        value=value,
        centre=centre,
        lower=lower,
        upper=upper,
        lower_2sigma=lower_2,
        upper_2sigma=upper_2,
        target=find_targets(axis, points, settings, facet_names),
        in_order=in_order,
        hits=hits,
        kind=kind,
        seen=seen,
        notes=tuple(notes),
        again=again,
    )


def _remembered(lines: Lines) -> Lines:
    """Work out each pair of limits once, however many rules ask for it."""
    if lines.limits is None:
        return lines
    work_out_limits, known = lines.limits, dict[float, tuple[Floats, Floats]]()

    def limits(sigmas: float) -> tuple[Floats, Floats]:
        if sigmas not in known:
            known[sigmas] = work_out_limits(sigmas)
        return known[sigmas]

    return Lines(lines.centre, limits)


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
