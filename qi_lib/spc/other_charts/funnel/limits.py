"""The limits of a funnel plot: how far from the target chance takes a unit of some size."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.argument_checks import check_number
from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.errors import ArgumentError
from qi_lib.spc.other_charts.funnel.poisson_limits import poisson_limits

__all__ = ["Limits", "check_level", "limits_of"]

_Z = {95.0: 1.959964, 99.8: 3.090232}  # normal quantiles of 0.975 and 0.999
_TAIL = {95.0: 0.025, 99.8: 0.001}
Limits = dict[float, tuple[Floats, Floats]]
"""The lower and the upper limits, by level."""


def check_level(limit: object) -> None:
    """Refuse a level for which there are no limits."""
    if check_number("limit", limit, such_as="95 or 99.8") not in _Z:
        raise ArgumentError("limit", limit, "It must be 95 or 99.8.")


def limits_of(kind: str, sizes: Floats, target: float, tau2: float | None) -> Limits:
    """Give both limits at both levels; `tau2` widens them by what units vary beyond chance."""
    if kind == "proportion":
        return _proportion_limits(sizes, target, tau2)
    return _count_limits(sizes, target, tau2)


def _proportion_limits(n: Floats, target: float, tau2: float | None) -> Limits:
    s2, middle = 1 / (4 * n), np.arcsin(np.sqrt(target))

    def back(z: float) -> tuple[Floats, Floats]:
        reach = z * np.sqrt(s2 + (tau2 or 0.0))
        lower, upper = middle - reach, middle + reach
        low = np.where(lower < 0, 0.0, np.sin(lower) ** 2)
        return low, np.where(upper > np.pi / 2, 1.0, np.sin(upper) ** 2)

    return {level: back(z) for level, z in _Z.items()}


def _count_limits(n: Floats, target: float, tau2: float | None) -> Limits:
    """Give exact Poisson limits, or, widened for overdispersion, those of the log scale."""
    expected = n * target
    if tau2 is None:
        exact = {level: poisson_limits(expected, tail) for level, tail in _TAIL.items()}
        return {level: (lower / n, upper / n) for level, (lower, upper) in exact.items()}
    sigma = np.sqrt(1 / np.maximum(np.round(expected, 2), 0.01) + tau2)
    return {
        level: (target * np.exp(-z * sigma), target * np.exp(z * sigma)) for level, z in _Z.items()
    }
