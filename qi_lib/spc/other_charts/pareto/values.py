"""What a Pareto chart is made of: categories counted, and the few that make most of the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.errors import DataError
from qi_lib.spc.numbers_in_words import number
from qi_lib.spc.other_charts.pareto.leftovers import is_leftover

__all__ = ["ParetoValues", "count_categories", "show_count"]

_VITAL_SHARE = 0.8  # Juran's "vital few": the causes that together make four fifths.
# What else is said to stand out: more than half, by clearly fewer than half of the categories.
_MOST, _CLEARLY = 0.5, 1.25


@dataclass(frozen=True, eq=False)
class ParetoValues:
    """Hold the categories, most frequent first and "Other" last; see `Pareto`."""

    table: pd.DataFrame
    measure: str
    notes: tuple[str, ...] = ()

    @property
    def named(self) -> int:
        """Count the categories that name a cause; what stands for the rest comes after them."""
        return sum(not is_leftover(name) for name in self.table["category"])

    @property
    def vital_few(self) -> int:
        """Count the categories that together reach four fifths, or all that have a name."""
        needed = int((self.table["cum_share"] < _VITAL_SHARE - 1e-12).sum()) + 1
        return min(needed, self.named)

    @property
    def few(self) -> int | None:
        """Count the few that stand out: four fifths of the whole, or else clearly over half."""
        many = len(self.table)
        if not self.named:
            return None
        make = self.table["cum_share"].to_numpy()
        is_enough = make[self.vital_few - 1] >= _VITAL_SHARE - 1e-12
        if many == 1 or (is_enough and self.vital_few <= many / 2):
            return self.vital_few
        few = min(int((make <= _MOST).sum()) + 1, self.named)
        share = float(make[few - 1])
        # Where all are alike, half of the categories make half of the whole.
        return few if few <= many / 2 and share >= _CLEARLY * few / many else None

    @property
    def names(self) -> list[str]:
        """Name the categories; what is not known too."""
        given = self.table["category"].tolist()
        return ["not known" if name is None else str(name) for name in given]


def count_categories(
    names: pd.Series, counts: Floats, measure: str, *, include_missing: bool
) -> ParetoValues:
    """Add up the counts of each category, and put the most frequent first, "Other" last."""
    missing = names.isna().to_numpy(dtype=bool)
    left_out = float(counts[missing].sum())
    totals = pd.Series(counts[~missing]).groupby(names[~missing].map(str).to_numpy()).sum()
    ordered = [(str(name), float(total)) for name, total in totals.items()]
    if include_missing and left_out:
        ordered.append((None, left_out))  # type: ignore[arg-type]
    ordered.sort(key=lambda pair: (is_leftover(pair[0]), -pair[1], pair[0] is None, str(pair[0])))
    total = sum(amount for _, amount in ordered)
    if not total:
        raise DataError("There is nothing to count. Give one category for each event.")
    amounts = np.array([amount for _, amount in ordered])
    amounts = amounts.astype(np.int64) if (amounts == np.round(amounts)).all() else amounts
    table = pd.DataFrame(
        {
            "category": pd.Series([name for name, _ in ordered], dtype=object),
            "count": amounts,
            "cum_count": amounts.cumsum(),
            "share": amounts / total,
            "cum_share": amounts.cumsum() / total,
        }
    )
    notes = () if include_missing or not left_out else (_left_out(left_out),)
    return ParetoValues(table, measure, notes)


def _left_out(count: float) -> str:
    if count == 1:
        return "One without a category is left out."
    return f"{show_count(count)} without a category are left out."


def show_count(count: float) -> str:
    """Write a count, which may be a sum of parts."""
    return number(float(count), 0 if float(count).is_integer() else 1)
