"""The chart types: what each plots, its centre line and its limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qi_lib.spc.lines import Basis, Lines, known_or, mean_moving_range, ratio_centre
from qi_lib.spc.points import Aggregate

__all__ = ["CHART_TYPES", "ChartType"]


@dataclass(frozen=True, slots=True)
class ChartType:
    """Describe one type of chart.

    `is_share` says that values are proportions, kept as fractions and shown as per cent.
    """

    name: str
    words: str
    lines: Callable[[Basis], Lines]
    needs_n: bool = False
    takes_n: bool = False
    aggregate: Aggregate = "mean"
    is_share: bool = False
    is_count: bool = False
    centre_words: str = "average"


def run_lines(basis: Basis) -> Lines:
    """Draw the median of the base and no limits."""
    segments = basis.segments
    centre = segments.spread(segments.median(basis.value, basis.base))
    return Lines(known_or(basis, centre), None)


def i_lines(basis: Basis) -> Lines:
    """Draw the mean, with limits from the mean moving range (Shewhart's XmR chart)."""
    segments = basis.segments
    centre = known_or(basis, segments.spread(segments.mean(basis.value, basis.base)))
    ranges = mean_moving_range(basis, basis.value)
    return Lines.symmetric(centre, segments.spread(ranges * (basis.sigma_factor / 3)))


def p_lines(basis: Basis) -> Lines:
    """Draw the pooled proportion, with binomial limits for each denominator."""
    centre = ratio_centre(basis)
    with np.errstate(invalid="ignore", divide="ignore"):
        sigma = np.sqrt(centre * (1 - centre) / basis.size)
    sigma[~(basis.size > 0)] = np.nan
    return Lines.symmetric(centre, sigma, lowest=0, highest=1)


CHART_TYPES: dict[str, ChartType] = {
    kind.name: kind
    for kind in (
        ChartType("run", "run chart", run_lines, takes_n=True, centre_words="median"),
        ChartType("i", "I chart (XmR)", i_lines, takes_n=True),
        ChartType("p", "p chart", p_lines, needs_n=True, takes_n=True, is_share=True),
    )
}
