"""The calculation: from gathered points to phases and lines, all series at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, constant
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.errors import ArgumentError, DataError
from qi_lib.spc.limits.centre_and_limits import Basis, Lines
from qi_lib.spc.reading.axis import Axis, Note
from qi_lib.spc.reading.points import Points
from qi_lib.spc.records import record
from qi_lib.spc.request.phases_targets_annotations import Annotation
from qi_lib.spc.request.settings import Settings
from qi_lib.spc.rules.compared_points import ComparedPoints
from qi_lib.spc.rules.rule_sets import RuleSet
from qi_lib.spc.series.holes import find_holes
from qi_lib.spc.series.named_places import find_baseline, find_excluded, find_marked
from qi_lib.spc.series.phases import Reasons, find_phases
from qi_lib.spc.series.targets import find_targets

__all__ = ["Worked", "work_out"]


@record
class Worked:
    """Hold the points and lines that were worked out, one element a point, over every series."""

    settings: Settings
    axis: Axis
    points: Points
    facet_names: Sequence[str]
    label_names: Sequence[str] | None
    segments: Segments
    phase: Ints  # from 1
    reasons: Reasons
    marked: tuple[tuple[int, Annotation], ...]  # the point of each annotation
    compared: ComparedPoints
    value: Floats  # from here on multiplied, as in the frame
    centre: Floats
    lower: Floats
    upper: Floats
    lower_2sigma: Floats
    upper_2sigma: Floats
    target: Floats
    notes: tuple[Note, ...]

    @property
    def in_order(self) -> bool:
        """Tell whether patterns over time mean something."""
        # Names without an order, and moving ranges, make no pattern that does.
        return self.settings.kind.in_order and self.axis.kind != "category"

    def under(self, rules: RuleSet) -> Worked:
        """Work out the same points with the limits that go with other rules."""
        return work_out(
            self.axis,
            self.points,
            replace(self.settings, rules=rules),
            facet_names=self.facet_names,
            label_names=self.label_names,
        )


def work_out(
    axis: Axis,
    points: Points,
    settings: Settings,
    *,
    facet_names: Sequence[str] = (),
    label_names: Sequence[str] | None = None,
) -> Worked:
    """Work out phases, lines and targets for the points of every series."""
    facets = Segments.of(points.facet) if facet_names else Segments.whole(len(points.x))
    notes = [*axis.notes, *points.notes]
    marked = find_marked(axis, points, facets, settings, notes) if settings.annotations else ()
    phase, reasons = find_phases(axis, points, facets, settings, facet_names, label_names, notes)
    segments = facets if phase is None else Segments.of(phase, facets)
    compared = _compare(axis, points, facets, segments, settings)
    value, centre, lower, upper, lower_2sigma, upper_2sigma = _shown(compared, settings.multiply)
    return Worked(
        settings=settings,
        axis=axis,
        points=points,
        facet_names=facet_names,
        label_names=label_names,
        segments=segments,
        phase=constant(len(points.x), 1) if phase is None else phase,
        reasons=reasons,
        marked=marked,
        compared=compared,
        value=value,
        centre=centre,
        lower=lower,
        upper=upper,
        lower_2sigma=lower_2sigma,
        upper_2sigma=upper_2sigma,
        target=find_targets(axis, points, facets, settings, facet_names),
        notes=tuple(notes),
    )


def _compare(
    axis: Axis, points: Points, facets: Segments, segments: Segments, settings: Settings
) -> ComparedPoints:
    """Work out the lines, and set the points against them."""
    kind = settings.kind
    there = points.value == points.value  # only NaN is not equal to itself
    holes = find_holes(axis, points, facets, there, settings) if settings.holes == "stop" else None
    pieces = segments if holes is None else segments.cut(holes)
    value = points.value if kind.plot is None else kind.plot(points, pieces)
    observed = there if kind.plot is None else value == value
    use, base, kept = observed, observed, None
    if settings.exclude:
        kept = ~find_excluded(axis, points, facets, settings)
        use = base = observed & kept
    if settings.baseline is not None:
        inside = find_baseline(axis, points, segments, settings.baseline)
        kept, base = inside if kept is None else kept & inside, use & inside
    scale = settings.shown * settings.multiply
    basis = Basis(
        segments=segments,
        pieces=pieces,
        value=value,
        count=points.count,
        size=points.size,
        within=points.within,
        base=base,
        kept=kept,
        screen=settings.screens,
        sigma_factor=settings.rules.sigma_factor,
        centre=None if settings.centre is None else _centre(settings, scale, points.size, use),
        sigma=None if settings.sigma is None else settings.sigma / scale,
        is_category=axis.kind == "category",
    )
    lines = kind.lines(basis)
    if settings.lowest is not None or settings.highest is not None:
        lines = _cut(lines, axis, points, value, settings)
    return ComparedPoints(segments, pieces, value, lines, use, observed)


def _centre(settings: Settings, scale: float, size: Floats, use: Bools) -> float:
    """Give the known centre as lines are worked out: for a count out of n, as a share of n."""
    centre = float(settings.centre or 0) / scale
    if settings.kind.name != "np":
        return centre
    sizes = np.unique(size[use])
    if len(sizes) != 1:
        right = "The denominators differ, so no one count is to be expected. Use a p chart."
        raise ArgumentError("centre", settings.centre, right)
    n = float(sizes[0])
    if centre > n:
        raise ArgumentError("centre", settings.centre, f"No count can be above {n * scale:g}.")
    return centre / n


def _cut(lines: Lines, axis: Axis, points: Points, value: Floats, settings: Settings) -> Lines:
    """Keep limits inside the range that values can take, where a person gave one."""
    lowest, highest = settings.lowest, settings.highest
    if lines.limits is None:
        return lines
    scale = settings.shown * settings.multiply
    low = -np.inf if lowest is None else lowest / scale
    high = np.inf if highest is None else highest / scale
    outside = np.flatnonzero((value < low) | (value > high))
    if len(outside):
        i = int(outside[0])
        argument, bound = ("lowest", lowest) if value[i] < low else ("highest", highest)
        raise DataError(
            f"The value at {axis.say(points.x[i])} is {value[i] * scale:g}, but "
            f"{argument} is {bound:g}. Correct one of them."
        )
    uncut = lines.limits

    def limits(sigmas: float) -> tuple[Floats, Floats]:
        lower, upper = uncut(sigmas)
        return np.maximum(lower, low), np.minimum(upper, high)

    return Lines(lines.centre, limits, lines.sigma)


def _shown(compared: ComparedPoints, multiply: float) -> list[Floats]:
    """Give value, centre and the limits at three and two sigmas, as in the frame."""
    outer, inner = compared.limits(3), compared.limits(2)
    if outer is None or inner is None:
        outer = inner = (constant(len(compared.value), np.nan),) * 2
    shown = [compared.value, compared.lines.centre, *outer, *inner]
    return shown if multiply == 1 else [line * multiply for line in shown]
