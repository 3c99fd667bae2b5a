"""The funnel plot: units of different size compared fairly, at one time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from qi_lib.spc.argument_checks import check_flag, check_frame, check_name, check_number
from qi_lib.spc.other_charts.funnel import words
from qi_lib.spc.other_charts.funnel.drawing import draw
from qi_lib.spc.other_charts.funnel.limits import check_level
from qi_lib.spc.other_charts.funnel.values import FunnelValues, compare_units, read_units
from qi_lib.spc.other_charts.result import Result
from qi_lib.spc.reading.columns import Column, name_of

__all__ = ["Funnel", "funnel"]


class Funnel(FunnelValues, Result):
    """Hold one row a unit, sorted by name.

    `points` has the columns group, numerator, denominator, ratio, and the limits lower_95,
    upper_95, lower_998, upper_998, the same with overdispersion (od_…), and is_outlier. `phi`
    (the spread of z) and `tau2` (variance between units) are 0 unless overdispersion is asked for.
    """

    def finding(self) -> str:
        """Say in one sentence which units differ by more than chance, and which way."""
        return words.finding(self)

    def explain(self) -> str:
        """Name the units outside the limits, with their values, and say what the limits are."""
        return words.explain(self)

    def _draw(self, *, themeable: bool, uid: str) -> str:
        return draw(self, self.finding(), themeable=themeable, uid=uid)

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        return words.table(self)


def funnel(
    data: pd.DataFrame | None = None,
    *,
    group: Column,
    numerator: Column,
    denominator: Column,
    kind: Literal["proportion", "ratio", "rate"] = "proportion",
    limit: float = 99.8,
    overdispersion: bool = False,
    trim: float = 0.1,
    multiply: float = 1,
) -> Funnel:
    """Compare units with limits that fit their size.

    Args:
        data: a data frame, or none with arrays; rows of one group are added up.
        group: the unit: a ward, a trust.
        numerator: events; observed events for a ratio.
        denominator: cases for a proportion; expected events for a ratio; exposure for a rate.
        kind: "proportion" (target: all events / all cases, arcsine scale), "ratio"
            (standardised, target 1) or "rate" (target: all events / all exposure; limits from
            the Poisson distribution).
        limit: 95 or 99.8: the limits that decide on outliers.
        overdispersion: widen the limits for what units vary beyond chance, if they do.
        trim: share of extreme units left out, or pulled in, when that is judged.
        multiply: multiply ratios and limits, such as 1000.

    Returns:
        A `Funnel`.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
        DataError: a denominator is not above zero, or a proportion exceeds 1.

    Source: Spiegelhalter 2005, Statistics in Medicine; for ratios the log scale of the SHMI.
    """
    check_frame(data)
    check_name("kind", kind, ("proportion", "ratio", "rate"))
    check_level(limit)
    check_flag("overdispersion", overdispersion)
    check_number("trim", trim, least=0, below=0.5)
    check_number("multiply", multiply, above=0, such_as="1000")
    units, left_out = read_units(data, group, numerator, denominator, kind)
    found = compare_units(
        units, kind, limit, trim=trim if overdispersion else None, multiply=multiply,
        notes=left_out, over=name_of(denominator) or "",
    )  # fmt: skip
    return Funnel(**vars(found))
