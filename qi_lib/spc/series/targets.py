"""Which target holds at each point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from qi_lib.spc.arrays.array_types import Bools, Floats, constant, filled
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.reading.axis import Axis
from qi_lib.spc.reading.points import Points
from qi_lib.spc.request.phases_targets_annotations import Target
from qi_lib.spc.request.settings import Settings
from qi_lib.spc.series.named_places import by_facet, reached

__all__ = ["find_targets"]


def find_targets(
    axis: Axis, points: Points, facets: Segments, settings: Settings, facet_names: Sequence[str]
) -> Floats:
    """Give each point the target in force, in the frame's units."""
    size, everywhere = len(points.x), settings.targets.get(None, ())
    if not settings.targets:
        return constant(size, np.nan)
    if len(everywhere) == len(settings.targets) == 1 and everywhere[0].start is None:
        return constant(size, everywhere[0].value / settings.shown)
    target = filled(size)
    for _, where, items in by_facet(settings.targets, points, facet_names, "target"):
        held = [(where & _holds(axis, points, facets, item), item) for item in items]
        # A target that holds for fewer points began later; it replaces the one before.
        for inside, item in sorted(held, key=lambda pair: _how_late(axis, *pair)):
            target[inside] = item.value / settings.shown
    return target


def _holds(axis: Axis, points: Points, facets: Segments, target: Target) -> Bools:
    if target.start is None:
        return constant(len(points.x), True)
    return reached(axis, points, facets, target.start, "target")


def _how_late(axis: Axis, inside: Bools, target: Target) -> tuple[int, bool, Any]:
    """Order targets by when they begin, those before the first point too."""
    start = target.start
    is_dated = start is not None and axis.position(start, "target") is None
    key: Any = np.zeros(1, axis.keys.dtype)[0]  # Any: a key of the axis
    if is_dated:
        key = axis.locate(start, "target")
    return -int(np.count_nonzero(inside)), start is not None, key
