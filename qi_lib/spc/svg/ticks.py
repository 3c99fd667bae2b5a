"""Round numbers along an axis, and how they are written."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qi_lib.spc.numbers_in_words import decimals_for, exact_decimals, short_number

__all__ = ["nice_ticks", "tick_words"]


def nice_ticks(low: float, high: float, wanted: int) -> list[float]:
    """Choose round numbers that lie inside a range."""
    if high <= low:
        return [low]
    rough = (high - low) / max(wanted, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    first = last = 0
    step = power
    for step in (m * power for m in (0.5, 1, 2, 2.5, 5, 10, 20)):
        first = math.ceil(low / step - 1e-9)
        last = math.floor(high / step + 1e-9)
        if last - first <= wanted:
            break
    return [float(f"{k * step:.12g}") for k in range(first, last + 1)]


def tick_words(ticks: Sequence[float], *, is_percent: bool) -> list[str]:
    """Write ticks with as many decimals as the finest of them needs."""
    if len(ticks) == 1:
        decimals = decimals_for(ticks, is_percent=is_percent)
    else:
        decimals = max(exact_decimals(tick) for tick in ticks)
    return [short_number(tick, decimals) + ("%" if is_percent else "") for tick in ticks]
