"""Per cent or share: is 0.82 meant as 82%, or as less than one per cent? Asked, never guessed."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.errors import ArgumentError
from qi_lib.spc.reading.rows import Rows
from qi_lib.spc.request.settings import Settings

__all__ = ["are_fractions", "check_percent", "is_far_below"]

# The values of these are what was measured; those of all others are counted.
_MEASURED = ("run", "i", "mr", "xbar", "xbar_r", "s", "r")


def check_percent(settings: Settings, rows: Rows) -> None:
    """Ask where the unit is per cent, values or levels look like fractions, and nobody said which.

    Somebody who gives `multiply` has said so. Where per cent is but how shares are shown, a note
    is enough.
    """
    if settings.is_scaled:
        return
    if rows.n is None and settings.kind.name in _MEASURED and are_fractions(rows.y):
        most = float(np.nanmax(rows.y))
        right = (
            f"All values lie between 0 and 1. Is {most:g} meant as {most * 100:g}%? Then give "
            f"multiply=100. If it is {most:g}%, give multiply=1."
        )
        raise ArgumentError("unit", settings.unit, right)
    levels = [("target", item.value) for found in settings.targets.values() for item in found]
    if settings.centre is not None:
        levels.append(("centre", settings.centre))
    usual = _usual(settings, rows) if levels else 0.0
    for argument, level in levels:
        if is_far_below(level, usual):
            share = f"{level * 100:g}"
            right = (
                f"Is it {share}% or {level:g}%? Write {share} for {share}%. For {level:g}%, give "
                "multiply=1 too."
            )
            raise ArgumentError(argument, level, right)


def are_fractions(values: Floats) -> bool:
    """Tell whether all values lie between 0 and 1, and not all are 0."""
    there = values[~np.isnan(values)]
    return bool(len(there)) and bool(there.min() >= 0 and 0 < there.max() <= 1)


def is_far_below(level: float, usual: float) -> bool:
    """Tell whether a level of up to 1 is nearer to usual values if it is taken for a share."""
    # Between a level and a hundred times as much, ten times as much is the middle of the scale.
    return 0 < level <= 1 and usual > 10 * level


def _usual(settings: Settings, rows: Rows) -> float:
    """Give the average value, as it is shown."""
    y, n = rows.y, rows.n
    there = ~np.isnan(y if n is None else y + n)
    whole = float(there.sum()) if n is None else float(n[there].sum())
    return float(y[there].sum()) / whole * settings.shown * settings.multiply if whole else 0.0
