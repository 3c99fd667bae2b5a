"""What a funnel plot is made of: the units, added up, and what they are compared with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from qi_lib.spc.argument_checks import check_length
from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.errors import DataError
from qi_lib.spc.numbers_in_words import listed, so_many_of
from qi_lib.spc.other_charts.funnel.limits import limits_of
from qi_lib.spc.other_charts.funnel.overdispersion import spread_of
from qi_lib.spc.reading.columns import Column, read_labels, read_numbers

__all__ = ["FunnelValues", "compare_units", "read_units"]


# So many units outside, and such a share of all, are no exceptions.
_MANY_OUTSIDE, _SHARE_OUTSIDE = 3, 0.2


@dataclass(frozen=True, eq=False)
class FunnelValues:
    """Hold the units and their limits, for words and drawing; see `Funnel`."""

    points: pd.DataFrame
    kind: str
    target: float
    phi: float
    tau2: float
    limit: float
    is_overdispersed: bool
    multiply: float
    notes: tuple[str, ...]
    per: str  # what a rate is per, such as "1,000 bed days"; empty without a name

    @property
    def is_share(self) -> bool:
        """Tell whether ratios are shown as per cent."""
        return self.kind == "proportion" and self.multiply == 1

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
        tau2 = self.tau2 if self.is_overdispersed else None
        lower, upper = limits_of(self.kind, sizes, target, tau2)[self.limit]
        return lower * self.multiply, upper * self.multiply


def read_units(
    data: pd.DataFrame | None, group: Column, numerator: Column, denominator: Column, kind: str
) -> tuple[pd.DataFrame, list[str]]:
    """Add up the rows of each unit; say which were left out."""
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


def compare_units(
    units: pd.DataFrame,
    kind: str,
    limit: float,
    *,
    trim: float | None,
    multiply: float,
    notes: list[str],
    over: str,
) -> FunnelValues:
    """Give each unit its ratio and limits; `trim` is None where chance alone is allowed for.

    `over` names the denominators.
    """
    r = units["numerator"].to_numpy(dtype=np.float64)
    n = units["denominator"].to_numpy(dtype=np.float64)
    target = 1.0 if kind == "ratio" else float(r.sum() / n.sum())
    phi, tau2, said = (0.0, 0.0, []) if trim is None else spread_of(kind, r, n, target, trim)
    is_wider = phi > 1
    if trim is not None and not is_wider:
        said.append("Units vary no more than chance explains, so the limits are not widened.")
    limits, od_limits = limits_of(kind, n, target, None), limits_of(kind, n, target, tau2)
    lower, upper = (od_limits if is_wider else limits)[limit]
    points = units.assign(ratio=r / n * multiply)
    for prefix, found in (("", limits), ("od_", od_limits)):
        for level, (low, high) in found.items():
            tag = "998" if level == 99.8 else "95"
            points[f"{prefix}lower_{tag}"] = low * multiply
            points[f"{prefix}upper_{tag}"] = high * multiply
    points["is_outlier"] = (r / n < lower) | (r / n > upper)
    outside = int(points["is_outlier"].sum())
    if trim is None and outside >= _MANY_OUTSIDE and outside > _SHARE_OUTSIDE * len(points):
        said.append(
            f"{outside} of {len(points)} units lie outside, so units vary by more than chance all "
            "over: in whom they see, or how they count. Limits adjusted for overdispersion allow "
            "for that."
        )
    return FunnelValues(
        points,
        kind,
        target * multiply,
        phi,
        tau2,
        limit,
        is_overdispersed=is_wider,
        multiply=multiply,
        notes=(*notes, *said),
        per=(so_many_of(over, multiply) or "") if kind == "rate" else "",
    )
