"""The chart types: what each plots, its centre line and its limits."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.errors import ArgumentError, _one_of
from qi_lib.spc.limits import counts_and_shares, measurements, rare_events
from qi_lib.spc.limits.centre_and_limits import Basis, Lines
from qi_lib.spc.reading.points import Aggregate, Points
from qi_lib.spc.records import record

__all__ = ["CHART_TYPES", "ChartType", "chart_type"]


@record
class ChartType:
    """Describe one type of chart.

    `n` tells whether a denominator is needed, may be given, or makes no sense; `is_share`
    that values are proportions, kept as fractions and shown as per cent; `values` which
    values there can be; `plot` what is drawn, if not the value itself. `in_order` is False
    where neighbouring points depend on each other, so that patterns say nothing.
    """

    name: str
    words: str
    lines: Callable[[Basis], Lines]
    n: Literal["needed", "allowed", "none"] = "none"
    aggregate: Aggregate = "mean"
    is_share: bool = False
    values: Literal["any", "not negative", "above zero"] = "any"
    plot: Callable[[Points, Segments], Floats] | None = None
    in_order: bool = True
    centre_words: str = "average"

    @property
    def one(self) -> str:
        """Speak of one such chart: "an I chart (XmR)"."""
        # The names of charts are letters, said as such: an "ess" chart, a "tee" chart.
        return f"{'an' if self.words[0] in 'IMSRnx' else 'a'} {self.words}"

    @property
    def one_first(self) -> str:
        """Begin a sentence with one such chart."""
        return self.one[0].upper() + self.one[1:]

    @property
    def least(self) -> float:
        """Give the least that can be plotted."""
        return 0.0 if self.values != "any" or self.is_spread else -math.inf

    @property
    def counts(self) -> bool:
        """Tell whether it counts events, which are whole."""
        return self.values == "not negative"

    @property
    def is_ratio(self) -> bool:
        """Tell whether it plots one number over another, where there are two."""
        return self.n != "none" and self.name != "np"

    @property
    def is_spread(self) -> bool:
        """Tell whether it shows how far values lie apart, which is never negative."""
        return self.name in ("mr", "s", "r")


CHART_TYPES: dict[str, ChartType] = {
    kind.name: kind
    for kind in (
        ChartType("run", "run chart", measurements.run_lines, "allowed", centre_words="median"),
        ChartType("i", "I chart (XmR)", measurements.i_lines, "allowed"),
        ChartType(
            "mr", "MR chart", measurements.mr_lines, plot=measurements.moving_range, in_order=False
        ),
        ChartType("xbar", "x-bar chart", measurements.xbar_lines, aggregate="subgroup"),
        ChartType(
            "xbar_r",
            "x-bar chart with limits from R",
            measurements.xbar_r_lines,
            aggregate="ranged",
        ),
        ChartType("s", "S chart", measurements.s_lines, aggregate="sd"),
        ChartType("r", "R chart", measurements.r_lines, aggregate="range"),
        ChartType("ip", "I′ chart", measurements.ip_lines, "needed"),
        ChartType(
            "p",
            "p chart",
            counts_and_shares.p_lines,
            "needed",
            is_share=True,
            values="not negative",
        ),
        ChartType(
            "pp",
            "p′ chart",
            counts_and_shares.pp_lines,
            "needed",
            is_share=True,
            values="not negative",
        ),
        ChartType(
            "np",
            "np chart",
            counts_and_shares.np_lines,
            "needed",
            values="not negative",
            plot=counts_and_shares.numerator,
        ),
        ChartType("u", "u chart", counts_and_shares.u_lines, "needed", values="not negative"),
        ChartType("up", "u′ chart", counts_and_shares.up_lines, "needed", values="not negative"),
        ChartType(
            "c", "c chart", counts_and_shares.c_lines, aggregate="sum", values="not negative"
        ),
        # Two events on one date stay two points.
        ChartType(
            "g",
            "g chart",
            rare_events.g_lines,
            aggregate="each",
            values="not negative",
            centre_words="median",
        ),
        ChartType("t", "t chart", rare_events.t_lines, aggregate="each", values="above zero"),
    )
}
_ALIASES = {
    "xmr": "i",
    "x": "i",
    "x-bar": "xbar",
    "xbar-r": "xbar_r",
    "p'": "pp",
    "p′": "pp",
    "u'": "up",
    "u′": "up",
    "i'": "ip",
    "i′": "ip",
}


def chart_type(name: object) -> ChartType:
    """Find a chart type by its name."""
    if isinstance(name, str):
        known = name.lower()
        known = _ALIASES.get(known, known)
        if known in CHART_TYPES:
            return CHART_TYPES[known]
    raise ArgumentError("chart", name, _one_of([*CHART_TYPES, "auto"], name))
