"""The Bernoulli CUSUM: yes or no, case by case, watched for a change of rate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qi_lib.spc.checks import check_frame, check_number
from qi_lib.spc.errors import DataError
from qi_lib.spc.numbers_in_words import listed, number
from qi_lib.spc.other_charts.result import Result
from qi_lib.spc.reading.columns import Column, read_numbers
from qi_lib.spc.svg.elements import SvgDrawing

__all__ = ["BernoulliCusum", "bernoulli_cusum"]


@dataclass(frozen=True, slots=True, eq=False)
class BernoulliCusum(Result):
    """Hold both sums, case by case.

    `points` has the columns case, value, cusum_up, cusum_down, signal_up and signal_down. The
    upper sum watches for a rise from `target` to `p1`, the lower for a fall to `p2`.
    """

    points: pd.DataFrame
    target: float
    p1: float
    p2: float
    limit: float
    notes: tuple[str, ...] = ()

    def finding(self) -> str:
        """Say in one sentence whether the rate has changed, and at which case."""
        up = np.flatnonzero(self.points["signal_up"])
        down = np.flatnonzero(self.points["signal_down"])
        if not len(up) and not len(down):
            return f"No sign that the rate differs from {self.target:.1%}"
        if len(up) and (not len(down) or up[-1] > down[-1]):
            return f"The rate has risen: signal at case {up[-1] + 1:,}"
        return f"The rate has fallen: signal at case {down[-1] + 1:,}"

    def explain(self) -> str:
        """Say at which cases the sums gave a signal, and what they watch for."""
        cases, happened = len(self.points), int(self.points["value"].sum())
        many = "One case was" if cases == 1 else f"{cases:,} cases were"
        sentences = [
            f"{self.finding()}.",
            f"{many} watched: it happened in {happened:,}, which is {happened / cases:.1%}, "
            f"where {self.target:.1%} is usual.",
        ]
        for signal, words, rate in (
            ("signal_up", "a rise", self.p1),
            ("signal_down", "a fall", self.p2),
        ):
            at = (np.flatnonzero(self.points[signal]) + 1).tolist()
            where = [f"{case:,}" for case in at[:5]]
            where += [f"{len(at) - 5:,} later"] if len(at) > 5 else []
            said = f"at {'case' if len(at) == 1 else 'cases'} {listed(where)}" if at else "nowhere"
            sentences.append(f"The sum that watches for {words} to {rate:.1%} signals {said}.")
        return " ".join(sentences)

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        names = ("case", "value", "cusum_up", "cusum_down", "signal_up", "signal_down")
        rows = [
            (
                f"{case:,}",
                "yes" if value else "no",
                *(number(total, 2) for total in (up, down)),
                "signal: risen" if has_risen else "signal: fallen" if has_fallen else "",
            )
            for case, value, up, down, has_risen, has_fallen in zip(
                *(self.points[name].tolist() for name in names), strict=True
            )
        ]
        return ("Case", "Happened", "Sum for a rise", "Sum for a fall", "What it shows"), rows

    def _draw(self, *, themeable: bool, uid: str) -> str:
        width, height, left, right = 720.0, 320.0, 44.0, 640.0
        svg = SvgDrawing(themeable=themeable)
        top = 1.15 * max(self.limit, float(self.points["cusum_up"].max()))
        low = -1.15 * max(self.limit, -float(self.points["cusum_down"].min()))

        def y(value: float) -> float:
            return 16 + (top - value) / (top - low) * (height - 60)

        xs = np.linspace(left, right, len(self.points))
        for level, words in ((self.limit, "rise"), (-self.limit, "fall"), (0.0, "")):
            dash = "7 5" if words else ""
            svg.line(left, y(level), right, y(level), "soft" if words else "grid", 1.5, dash=dash)
            if words:
                svg.text(right + 10, y(level) + 6, words, 16, "soft")
        for sums, signals in (("cusum_up", "signal_up"), ("cusum_down", "signal_down")):
            ys = [y(float(v)) for v in self.points[sums]]
            svg.polyline(list(zip(xs.tolist(), ys, strict=True)), "common", 2)
            for i in np.flatnonzero(self.points[signals]):
                svg.mark(float(xs[i]), ys[i], "neutral", 5, hollow=False)
        svg.text(left, height - 14, "case 1", 16, "soft")
        svg.text(right, height - 14, f"case {len(self.points):,}", 16, "soft", anchor="end")
        said = f"Sums of evidence for a rise to {self.p1:.1%} or a fall to {self.p2:.1%}."
        return svg.document(width, height, uid, title=self.finding(), description=said)


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
    return BernoulliCusum(points, target, p1, p2, limit)


def _sums(scores: list[float], limit: float) -> list[float]:
    """Add up scores, never below 0, beginning again after the limit is reached."""
    out, total = [], 0.0
    for score in scores:
        total = max(0.0, (0.0 if total >= limit else total) + score)
        out.append(total)
    return out
