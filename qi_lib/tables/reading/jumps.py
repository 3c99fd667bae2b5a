"""Tell a number that is many times the usual from one that is only high."""

from collections.abc import Sequence
from statistics import median

from qi_lib.model import Observation

__all__ = ["is_jump", "size_of", "usual_size"]

_TIMES_THE_USUAL = 10
_TIMES_THE_NEXT = 5
_FEWEST = 5


def size_of(observation: Observation) -> float | None:
    """Give how large an observation is: its value, or its share in per cent."""
    if observation.denominator and observation.numerator is not None:
        return abs(100 * observation.numerator / observation.denominator)
    return None if observation.value is None else abs(observation.value)


def usual_size(sizes: Sequence[float]) -> float:
    """Give the median of those that are not 0; 0 where all are."""
    return median([size for size in sizes if size] or [0])


def is_jump(size: float, sizes: Sequence[float]) -> bool:
    """Tell whether one of some sizes is many times the usual, and the next below it."""
    next_below = max((one for one in sizes if one < size), default=0)
    is_far = len(sizes) >= _FEWEST and size > _TIMES_THE_USUAL * usual_size(sizes) > 0
    return is_far and size > _TIMES_THE_NEXT * next_below
