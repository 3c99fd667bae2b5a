"""Whether one value is so common that points which have it tell little."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.arrays.array_types import Floats

__all__ = ["usual_value"]


def usual_value(values: Floats) -> float | None:
    """Give the one value that more than half of the points have, if there is one.

    Run charts are not for such points (Provost and Murray, The Health Care Data Guide).
    """
    if not len(values):
        return None
    half = len(values) // 2
    middle = float(np.partition(values, half)[half])
    return middle if np.count_nonzero(values == middle) * 2 > len(values) else None
