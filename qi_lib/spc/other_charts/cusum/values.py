"""What a CUSUM is made of: evidence for a rise and for a fall, added up case by case."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats

__all__ = ["BernoulliCusumValues", "add_up"]


@dataclass(frozen=True, eq=False)
class BernoulliCusumValues:
    """Hold both sums, for words and drawing; see `BernoulliCusum`."""

    points: pd.DataFrame
    target: float
    p1: float
    p2: float
    limit: float
    notes: tuple[str, ...] = ()


def add_up(values: Floats, target: float, odds_ratio: float, limit: float) -> BernoulliCusumValues:
    """Add up both sums; a rise and a fall change the odds by the same ratio."""
    odds = target / (1 - target)
    p1, p2 = (odds * r / (1 + odds * r) for r in (odds_ratio, 1 / odds_ratio))
    score_up = np.where(values == 1, math.log(p1 / target), math.log((1 - p1) / (1 - target)))
    score_down = np.where(values == 1, math.log(p2 / target), math.log((1 - p2) / (1 - target)))
    up, down = _sums(score_up.tolist(), limit), _sums(score_down.tolist(), limit)
    points = pd.DataFrame(
        {
            "case": np.arange(1, len(values) + 1),
            "value": values,
            "cusum_up": up,
            "cusum_down": [-v for v in down],
            "signal_up": np.array(up) >= limit,
            "signal_down": np.array(down) >= limit,
        }
    )
    return BernoulliCusumValues(points, target, p1, p2, limit)


def _sums(scores: list[float], limit: float) -> list[float]:
    """Add up scores, never below 0, beginning again after the limit is reached."""
    out, total = [], 0.0
    for score in scores:
        total = max(0.0, (0.0 if total >= limit else total) + score)
        out.append(total)
    return out
