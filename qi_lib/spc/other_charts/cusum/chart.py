"""The Bernoulli CUSUM: yes or no, case by case, watched for a change of rate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from qi_lib.spc.argument_checks import check_frame, check_number
from qi_lib.spc.errors import DataError
from qi_lib.spc.other_charts.cusum import words
from qi_lib.spc.other_charts.cusum.drawing import draw
from qi_lib.spc.other_charts.cusum.values import BernoulliCusumValues, add_up
from qi_lib.spc.other_charts.result import Result
from qi_lib.spc.reading.columns import Column, read_numbers

__all__ = ["BernoulliCusum", "bernoulli_cusum"]


class BernoulliCusum(BernoulliCusumValues, Result):
    """Hold both sums, case by case.

    `points` has the columns case, value, cusum_up, cusum_down, signal_up and signal_down. The
    upper sum watches for a rise from `target` to `p1`, the lower for a fall to `p2`.
    """

    def finding(self) -> str:
        """Say in one sentence whether the rate has changed, and at which case."""
        return words.finding(self)

    def explain(self) -> str:
        """Say at which cases the sums gave a signal, and what they watch for."""
        return words.explain(self)

    def _draw(self, *, themeable: bool, uid: str) -> str:
        return draw(self, self.finding(), themeable=themeable, uid=uid)

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        return words.table(self)


def bernoulli_cusum(
    data: pd.DataFrame | None = None,
    *,
    y: Column,
    target: float,
    odds_ratio: float = 2,
    limit: float = 3.5,
) -> BernoulliCusum:
    """Watch a rate case by case.

    Args:
        data: a data frame, or none with an array for `y`.
        y: 1 where it happened and 0 where not, in order of time; a column's name or an array.
        target: the usual rate, between 0 and 1.
        odds_ratio: the rise to be found, as a ratio of odds; a fall by the same ratio too.
        limit: the sum at which to signal; the sum then begins again at 0.

    Returns:
        A `BernoulliCusum`.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
        DataError: y holds nothing, or something other than 0 and 1.

    Source: Reynolds and Stoumbos 1999; scores are log likelihood ratios.
    """
    check_frame(data)
    check_number("target", target, above=0, below=1, such_as="0.04")
    check_number("odds_ratio", odds_ratio, above=1, such_as="2")
    check_number("limit", limit, above=0, such_as="3.5")
    values = read_numbers(data, y, "y")
    if not len(values):
        raise DataError("There are no cases. Give at least one.")
    wrong = ~np.isin(values, (0, 1))
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise DataError(f"Row {row + 1} of y is {values[row]:g}. It must be 0 or 1.")
    return BernoulliCusum(**vars(add_up(values, target, odds_ratio, limit)))
