"""How much more units vary than chance explains, their extremes held back."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats

__all__ = ["Spread", "spread_of"]

Spread = tuple[float, float, list[str]]
"""The spread of z, the variance between units, and what a reader should know."""


def spread_of(kind: str, events: Floats, sizes: Floats, target: float, trim: float) -> Spread:
    """Judge the spread of units about the target; `trim` is the share of extreme ones held back."""
    if kind == "proportion":
        return _proportion_spread(events, sizes, target, trim)
    return _count_spread(events, sizes, target, trim)


def _proportion_spread(r: Floats, n: Floats, target: float, trim: float) -> Spread:
    """Judge the spread on the arcsine scale, extreme z-scores pulled in (winsorised)."""
    s = 1 / (2 * np.sqrt(n))
    u = (np.arcsin(np.sqrt(r / n)) - np.arcsin(np.sqrt(target))) / s
    pulled = np.clip(u, *np.quantile(u, [trim, 1 - trim]))
    phi = float((pulled**2).mean())
    return phi, _between(phi, len(u), 1 / s**2), []


def _count_spread(r: Floats, n: Floats, target: float, trim: float) -> Spread:
    """Judge the spread of counts about those expected on the log scale, the extremes left out."""
    expected = n * target
    rounded = np.round(expected, 2)
    with np.errstate(divide="ignore"):
        u = np.log(r / expected) * np.sqrt(rounded)
    notes = []
    usable = np.isfinite(u) & (rounded > 0)
    if not usable.all():
        notes.append(f"{int((~usable).sum())} units without events do not count for the spread.")
    kept = usable.copy()
    if trim > 0:
        parts = round(1 / trim)
        rank = pd.Series(u).rank().to_numpy()
        tenth = np.floor(rank / (len(u) + 1) / trim + 1e-12)
        kept &= (tenth != 0) & (tenth != parts - 1)
    phi = float((u[kept] ** 2).mean()) if kept.any() else 0.0
    return phi, _between(phi, int(kept.sum()), rounded[kept]), notes


def _between(phi: float, m: int, weights: Floats) -> float:
    """Work out the variance between units (DerSimonian and Laird)."""
    if m * phi < m - 1 or m < 2:
        return 0.0
    total = weights.sum()
    return max(0.0, float((m * phi - (m - 1)) / (total - (weights**2).sum() / total)))
