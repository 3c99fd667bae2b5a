"""A median that is revised where a run lasts: where would that have been, and to what?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import pandas as pd

from qi_lib.spc.argument_checks import check_kind, check_name, check_whole
from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.rules.compared_points import CLOSENESS
from qi_lib.spc.series.series import Series

__all__ = ["suggest_medians"]


def suggest_medians(
    chart: Series,
    *,
    baseline: int = 13,
    run: int = 9,
    side: Literal["below", "above", "either"] = "either",
) -> pd.DataFrame:
    """Follow a median through a series: where would it have been revised, and to what?

    The first median is that of the first `baseline` points. Then each run of `run` points in
    a row on the wanted side of the median (points on it are passed over) gives the next one,
    the median of those points; the search goes on after them. (runcharter's rule.)

    Args:
        chart: a run chart, or any other.
        baseline: how many points give the first median.
        run: how many points in a row give a new one.
        side: the side on which a run counts.

    Returns:
        One row a median: kind ("baseline" or "sustained"), median, start and end of the
        points it comes from. Empty where there are fewer points than `baseline`.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """
    check_kind("chart", chart, Series, 'Give one chart, such as charts["Willow"].')
    check_whole("baseline", baseline, least=2, of="points")
    check_whole("run", run, least=2, of="points")
    check_name("side", side, ("below", "above", "either"))
    there = np.flatnonzero(chart.use)
    values, x = chart.value[there], chart.x[there]
    wanted = {"below": (-1,), "above": (1,), "either": (-1, 1)}[side]
    rows = [
        {"kind": "sustained", "median": median, "start": x[first], "end": x[last]}
        for median, first, last in _medians(values, baseline, run, wanted)
    ]
    if rows:
        rows[0]["kind"] = "baseline"
    return pd.DataFrame(rows, columns=["kind", "median", "start", "end"])


def _medians(
    values: Floats, baseline: int, run: int, wanted: tuple[int, ...]
) -> Iterator[tuple[float, int, int]]:
    """Give each median with the first and the last of the points it comes from."""
    if len(values) < baseline:
        return
    median = float(np.median(values[:baseline]))
    yield median, 0, baseline - 1
    close = CLOSENESS * float(np.abs(values).max())
    held: list[int] = []
    way = 0
    for i in range(baseline, len(values)):
        away = values[i] - median
        sign = 0 if abs(away) <= close else (1 if away > 0 else -1)
        if sign == 0:
            continue
        held = [*held, i] if sign == way else [i]
        way = sign
        if len(held) == run and way in wanted:
            median = float(np.median(values[held]))
            yield median, held[0], i
            held, way = [], 0
