"""One series inside the arrays that were worked out for all."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from qi_lib.spc.argument_checks import check_whole
from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, Signs, constant
from qi_lib.spc.records import record
from qi_lib.spc.request.phases_targets_annotations import Annotation
from qi_lib.spc.request.settings import Settings
from qi_lib.spc.series.calculation import Worked
from qi_lib.spc.series.holes import absent_before
from qi_lib.spc.series.spacing import interval_of

__all__ = ["Series"]


@record
class Series:
    """Give the stretch from `start` to `stop` of each array, one element a point."""

    worked: Worked
    start: int
    stop: int
    facet: str | None

    def __len__(self) -> int:
        """Count the points, gaps included."""
        return self.stop - self.start

    @property
    def settings(self) -> Settings:
        """Give the checked choices behind the chart."""
        return self.worked.settings

    def reason(self, phase: int) -> str:
        """Give the reason of a phase; empty where there is none.

        Args:
            phase: the number of the phase, from 1.

        Returns:
            The reason, or the reasons of phases that start at one point.

        Raises:
            ArgumentError: it is no number of a phase.
        """
        check_whole("phase", phase, least=1)
        reasons = self.worked.reasons
        found = reasons.get(self.facet) or reasons[None]
        return found[phase - 1] if phase <= len(found) else ""

    @property
    def x(self) -> npt.NDArray[Any]:
        """Give the places on the time axis: dates, numbers or names."""
        keys = self.worked.points.x[self.start : self.stop]
        if self.worked.axis.kind == "category":
            return np.asarray([self.worked.axis.names[int(code)] for code in keys], dtype=object)
        return keys

    def _part(self, whole: Floats) -> Floats:
        return whole[self.start : self.stop]

    @property
    def value(self) -> Floats:
        """Give the plotted values; shares as fractions."""
        return self._part(self.worked.value)

    @property
    def count(self) -> Floats:
        """Give the numerators, where there are denominators; else the values."""
        return self._part(self.worked.points.count)

    @property
    def size(self) -> Floats:
        """Give the denominators, or the sizes of subgroups; NaN where there are none."""
        return self._part(self.worked.points.size)

    @property
    def centre(self) -> Floats:
        """Give the centre line."""
        return self._part(self.worked.centre)

    @property
    def lower(self) -> Floats:
        """Give the lower limits, at three sigma; NaN where there is none."""
        return self._part(self.worked.lower)

    @property
    def upper(self) -> Floats:
        """Give the upper limits, at three sigma; NaN where there is none."""
        return self._part(self.worked.upper)

    @property
    def sigma(self) -> Floats:
        """Give one standard deviation of each point, before limits are cut.

        NaN on a run chart, which has no limits, and on a t chart, whose limits come from another
        scale.
        """
        worked, sigma = self.worked, self.worked.compared.lines.sigma
        if sigma is None:
            return constant(len(self), np.nan)
        if isinstance(sigma, float) or len(sigma) < len(worked.value):
            sigma = worked.segments.spread(sigma)
        return self._part(sigma) * self.settings.multiply

    @property
    def target(self) -> Floats:
        """Give the target in force; NaN where there is none."""
        return self._part(self.worked.target)

    @property
    def phase(self) -> Ints:
        """Give the number of each point's phase, from 1."""
        return self.worked.phase[self.start : self.stop]

    @cached_property
    def parts(self) -> list[Ints]:
        """Give the positions of the points of each phase."""
        return list(np.split(np.arange(len(self)), np.flatnonzero(np.diff(self.phase)) + 1))

    def level(self, part: Ints) -> float:
        """Give the level of some points: their centre line, or where it steps, its mean.

        Args:
            part: positions of the points, counted from 0.

        Returns:
            The level, in the units of `points`.

        Raises:
            IndexError: a position lies outside the chart.
        """
        centre = self.centre[part]
        steps = centre[np.isfinite(centre) & self.use[part]]
        if not len(steps) or steps.min() == steps.max():
            return float(centre[0])
        return float(steps.mean())

    @property
    def use(self) -> Bools:
        """Tell which points are observed and not excluded."""
        return self.worked.compared.use[self.start : self.stop]

    @property
    def observed(self) -> Bools:
        """Tell which points have a value."""
        return self.worked.compared.observed[self.start : self.stop]

    @property
    def side(self) -> Signs:
        """Give the side of the centre line: 1 above, -1 below, 0 on it or without a value."""
        return self.worked.compared.side[self.start : self.stop]

    @property
    def latest(self) -> int | None:
        """Give the place of the last observed point in the arrays of all series."""
        observed, last = self.worked.compared.observed, self.stop - 1
        if observed[last]:
            return last
        there = observed[self.start : last].nonzero()[0]
        return self.start + int(there[-1]) if len(there) else None

    @cached_property
    def marked(self) -> list[tuple[int, Annotation]]:
        """Give the annotations on this series, each with the position of its point from 0."""
        inside = range(self.start, self.stop)
        return [(i - self.start, note) for i, note in self.worked.marked if i in inside]

    @cached_property
    def absent(self) -> Ints:
        """Count for each point the periods without a value since the last that has one."""
        if self.worked.axis.kind != "date" or self.settings.kind.name in ("g", "t"):
            return np.zeros(len(self), np.int64)
        return absent_before(self.x, self.observed)

    @cached_property
    def holes(self) -> Ints:
        """Give the points after a hole at which rules and moving ranges stop."""
        found = self.worked.compared.pieces.starts
        found = found[(found > self.start) & (found < self.stop)] - self.start
        return np.setdiff1d(found, [part[0] for part in self.parts])

    @cached_property
    def interval(self) -> str | None:
        """Name the spacing of the points: "day", "week", "month", …; None if uneven."""
        return interval_of(self.x) if self.worked.axis.kind == "date" else None
