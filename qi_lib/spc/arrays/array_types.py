"""Names for the kinds of array that the chart engine passes about."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Bools", "Floats", "Ints", "Signs", "constant", "filled", "numbered"]

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Signs: TypeAlias = npt.NDArray[np.int8]


def filled(size: int, value: float = np.nan) -> Floats:
    """Make an array of one value; for a short array in a third of the time of `np.full`."""
    out = np.empty(size)
    out.fill(value)
    return out


@lru_cache(maxsize=32, typed=True)  # typed: 1 and True make different arrays
def constant(size: int, value: float | int | bool) -> npt.NDArray[Any]:  # Any: as the value
    """Give an array of one value, held once in memory; nobody may write to it."""
    return np.broadcast_to(np.asarray(value), size)


@lru_cache(maxsize=4)
def numbered(size: int) -> Ints:
    """Count from 0; made once for all who need it, so nobody may write to it."""
    numbers = np.arange(size)
    numbers.flags.writeable = False
    return numbers


# The C library hands freed memory back to the system, and asking for it again takes a third of
# the time of a thousand series. Once it has seen a larger array come and go, it keeps as much at
# hand: twice these 4 MB (glibc, mallopt(3): "dynamic adjustment of the mmap threshold").
np.empty(2**19)
