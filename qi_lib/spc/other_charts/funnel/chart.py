"""The funnel plot: units of different size compared fairly, at one time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.checks import check_flag, check_frame, check_length, check_name, check_number
from qi_lib.spc.errors import ArgumentError, DataError
from qi_lib.spc.numbers_in_words import decimals_for, listed, number
from qi_lib.spc.other_charts.funnel.drawing import draw_funnel
from qi_lib.spc.other_charts.funnel.poisson_limits import poisson_limits
from qi_lib.spc.other_charts.result import Result
from qi_lib.spc.reading.columns import Column, read_labels, read_numbers

__all__ = ["Funnel", "funnel"]

_Z = {95.0: 1.959964, 99.8: 3.090232}  # normal quantiles of 0.975 and 0.999
_TAIL = {95.0: 0.025, 99.8: 0.001}


@dataclass(frozen=True, slots=True, eq=False)
class Funnel(Result):
    """Hold one row a unit, sorted by name.

    `points` has the columns group, numerator, denominator, ratio, and the limits lower_95,
    upper_95, lower_998, upper_998, the same with overdispersion (od_…), and is_outlier. `phi`
    (the spread of z) and `tau2` (variance between units) are 0 unless overdispersion is asked for.
    """

    points: pd.DataFrame
    kind: str
    target: float
    phi: float
    tau2: float
    limit: float
    is_overdispersed: bool
    multiply: float
    notes: tuple[str, ...]

    def finding(self) -> str:
        """Say in one sentence which units differ by more than chance, and which way."""
        rest = "expected" if self.kind == "ratio" else "the rest"
        outliers = self.points[self.points["is_outlier"]]
        if outliers.empty:
            than = "what was expected" if self.kind == "ratio" else rest
            return f"No unit differs from {than} by more than chance explains"
        is_high = outliers["ratio"] > self.target
        sides = (("higher", outliers[is_high]), ("lower", outliers[~is_high]))
        is_long = len(outliers) > 4
        said = [
            (f"{len(units)} of {len(self.points)} units" if is_long else listed(names))
            + f" {'is' if len(units) == 1 else 'are'} {way}"
            for way, units in sides
            if (names := units["group"].tolist())
        ]
        units = ", and ".join(said) + ("," if len(said) > 1 else "")
        return f"{units} than {rest} by more than chance explains"

    def limits_at(self, sizes: Floats) -> tuple[Floats, Floats]:
        """Give the lower and upper limit in use for units of any size, such as to draw them.

        Args:
            sizes: denominators, above 0.

        Returns:
            The lower and the upper limits, in the units of `points["ratio"]`.

        Raises:
            TypeError: the sizes are no numbers.
        """
        target = self.target / self.multiply
        scale = _proportion_limits if self.kind == "proportion" else _count_limits
        tau2 = self.tau2 if self.is_overdispersed else None
        lower, upper = scale(sizes, target, tau2)[self.limit]
        return lower * self.multiply, upper * self.multiply

    def explain(self) -> str:
        """Name the units outside the limits, with their values, and say what the limits are."""
        sentences = [f"{self.finding()}."]
        outside = self.points[self.points["is_outlier"]]
        for is_high, words in ((True, "Higher than chance explains"), (False, "Lower")):
            found = outside[(outside["ratio"] > self.target) == is_high]
            if len(found):
                pairs = zip(found["group"], found["ratio"], strict=True)
                named = [f"{name} ({self._show(ratio)})" for name, ratio in pairs]
                named = named if len(named) < 7 else [*named[:5], f"{len(named) - 5} more"]
                sentences.append(f"{words}: {listed(named)}.")
        centre = self._show(self.target)
        as_expected = f"{centre} means as many as expected"
        sentences.append(
            f"{as_expected if self.kind == 'ratio' else f'All units together have {centre}'}."
        )
        chance = "one in 20" if self.limit == 95 else "two in 1,000"
        lie = f"lie outside the {self.limit:g}% limits by chance alone"
        sentences.append(f"Of units that do not differ, {chance} {lie}.")
        return " ".join(sentences)

    def _show(self, ratio: float) -> str:
        is_share = self.kind == "proportion" and self.multiply == 1
        shown = ratio * 100 if is_share else ratio
        return number(shown, decimals_for([shown])) + ("%" if is_share else "")

    def _draw(self, *, themeable: bool, uid: str) -> str:
        return draw_funnel(self, themeable=themeable, uid=uid)

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        over, under = ("Observed", "Expected") if self.kind == "ratio" else ("Events", "Out of")
        prefix, tag = "od_" if self.is_overdispersed else "", "998" if self.limit > 99 else "95"
        limits = (f"{prefix}lower_{tag}", f"{prefix}upper_{tag}")
        names = ("group", "numerator", "denominator", "ratio", *limits, "is_outlier")
        rows = [
            (
                *(str(group), f"{events:,g}", f"{size:,g}"),
                *(self._show(value) for value in (ratio, low, high)),
                "more than chance explains" if is_outlier else "",
            )
            for group, events, size, ratio, low, high, is_outlier in zip(
                *(self.points[name].tolist() for name in names), strict=True
            )
        ]
        heads = ("Unit", over, under, "Ratio", "Expected from", "Expected to", "What it shows")
        return heads, rows


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
    if check_number("limit", limit, such_as="95 or 99.8") not in _Z:
        raise ArgumentError("limit", limit, "It must be 95 or 99.8.")
    check_flag("overdispersion", overdispersion)
    check_number("trim", trim, least=0, below=0.5)
    check_number("multiply", multiply, above=0, such_as="1000")
    points, left_out = _grouped(data, group, numerator, denominator, kind)
    r = points["numerator"].to_numpy(dtype=np.float64)
    n = points["denominator"].to_numpy(dtype=np.float64)
    target = 1.0 if kind == "ratio" else float(r.sum() / n.sum())
    spread = _proportion_spread if kind == "proportion" else _count_spread
    phi, tau2, notes = spread(r, n, target, trim) if overdispersion else (0.0, 0.0, [])
    scale = _proportion_limits if kind == "proportion" else _count_limits
    limits, od_limits = scale(n, target, None), scale(n, target, tau2)
    used = overdispersion and phi > 1
    if overdispersion and not used:
        notes = [*notes, "Units vary no more than chance explains, so the limits are not widened."]
    notes = [*left_out, *notes]
    points["ratio"] = r / n * multiply
    for prefix, found in (("", limits), ("od_", od_limits)):
        for level, (lower, upper) in found.items():
            tag = "998" if level == 99.8 else "95"
            points[f"{prefix}lower_{tag}"] = lower * multiply
            points[f"{prefix}upper_{tag}"] = upper * multiply
    lower, upper = (od_limits if used else limits)[limit]
    points["is_outlier"] = (r / n < lower) | (r / n > upper)
    return Funnel(points, kind, target * multiply, phi, tau2, limit, used, multiply, tuple(notes))


def _grouped(
    data: pd.DataFrame | None, group: Column, numerator: Column, denominator: Column, kind: str
) -> tuple[pd.DataFrame, list[str]]:
    codes, names = read_labels(data, group, "group")
    columns = {"numerator": numerator, "denominator": denominator}
    numbers = {name: read_numbers(data, column, name) for name, column in columns.items()}
    for name, read in numbers.items():
        check_length(name, len(read), len(codes), "group")
    whole = pd.DataFrame({"group": [names[code] for code in codes], **numbers})
    frame = whole.dropna()
    lost = len(whole) - len(frame)
    rows = "One row lacks a number and is" if lost == 1 else f"{lost:,} rows lack a number and are"
    notes = [f"{rows} left out."] if lost else []
    points = frame.groupby("group", sort=True)[["numerator", "denominator"]].sum().reset_index()
    r, n = points["numerator"].to_numpy(), points["denominator"].to_numpy()
    wrong = (n <= 0) | (r < 0) | ((r > n) & (kind == "proportion"))
    if wrong.any():
        names_wrong = listed(points["group"][wrong].tolist())
        raise DataError(f"Numerator or denominator is impossible for {names_wrong}. Correct it.")
    if not len(points):
        raise DataError("There are no units. Give at least one row without gaps.")
    return points, notes


_Limits = dict[float, tuple[Floats, Floats]]
_Spread = tuple[float, float, list[str]]


def _proportion_spread(r: Floats, n: Floats, target: float, trim: float) -> _Spread:
    """Judge the spread on the arcsine scale, extreme z-scores pulled in (winsorised)."""
    s = 1 / (2 * np.sqrt(n))
    u = (np.arcsin(np.sqrt(r / n)) - np.arcsin(np.sqrt(target))) / s
    pulled = np.clip(u, *np.quantile(u, [trim, 1 - trim]))
    phi = float((pulled**2).mean())
    return phi, _between(phi, len(u), 1 / s**2), []


def _proportion_limits(n: Floats, target: float, tau2: float | None) -> _Limits:
    s2, middle = 1 / (4 * n), np.arcsin(np.sqrt(target))

    def back(z: float) -> tuple[Floats, Floats]:
        reach = z * np.sqrt(s2 + (tau2 or 0.0))
        lower, upper = middle - reach, middle + reach
        low = np.where(lower < 0, 0.0, np.sin(lower) ** 2)
        return low, np.where(upper > np.pi / 2, 1.0, np.sin(upper) ** 2)

    return {level: back(z) for level, z in _Z.items()}


def _count_spread(r: Floats, n: Floats, target: float, trim: float) -> _Spread:
    """Judge the spread of counts about those expected on the log scale, the extremes left out."""
    expected = n * target
    rounded = np.round(expected, 2)
    with np.errstate(divide="ignore"):
        u = np.log(r / expected) * np.sqrt(rounded)
    notes = []
    usable = np.isfinite(u) & (rounded > 0)
    if not usable.all():
        notes.append(f"{int((~usable).sum())} units without events do not count for the spread.")
    kept = usable.copy()
    if trim > 0:
        parts = round(1 / trim)
        rank = pd.Series(u).rank().to_numpy()
        tenth = np.floor(rank / (len(u) + 1) / trim + 1e-12)
        kept &= (tenth != 0) & (tenth != parts - 1)
    phi = float((u[kept] ** 2).mean()) if kept.any() else 0.0
    return phi, _between(phi, int(kept.sum()), rounded[kept]), notes


def _count_limits(n: Floats, target: float, tau2: float | None) -> _Limits:
    """Give exact Poisson limits, or, widened for overdispersion, those of the log scale."""
    expected = n * target
    if tau2 is None:
        exact = {level: poisson_limits(expected, tail) for level, tail in _TAIL.items()}
        return {level: (lower / n, upper / n) for level, (lower, upper) in exact.items()}
    sigma = np.sqrt(1 / np.maximum(np.round(expected, 2), 0.01) + tau2)
    return {
        level: (target * np.exp(-z * sigma), target * np.exp(z * sigma)) for level, z in _Z.items()
    }


def _between(phi: float, m: int, weights: Floats) -> float:
    """Work out the variance between units (DerSimonian and Laird)."""
    if m * phi < m - 1 or m < 2:
        return 0.0
    total = weights.sum()
    return max(0.0, float((m * phi - (m - 1)) / (total - (weights**2).sum() / total)))
