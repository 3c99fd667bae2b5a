"""The verdicts on many series at once, worked out in one pass: the rows of a board."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Bools, Floats, Ints, numbered
from qi_lib.spc.series.calculation import Worked
from qi_lib.spc.signals.point_kinds import KINDS, Judged
from qi_lib.spc.signals.verdicts import variation_icon

__all__ = ["verdict_frame"]


def verdict_frame(
    worked: Worked, judged: Judged, names: Sequence[str], starts: Ints
) -> pd.DataFrame:
    """Give one row a series; see `Facets.verdicts`. The series begin at `starts`."""
    ends = np.append(starts[1:], len(worked.value)) - 1
    seen = np.where(worked.compared.observed, numbered(len(worked.value)), -1)
    last = np.maximum.reduceat(seen, starts)
    last = np.where(last < starts, ends, last)
    return pd.DataFrame(
        {
            "facet": list(names),
            "latest": worked.value[last],
            "centre": worked.centre[last],
            "target": worked.target[last],
            "variation": pd.Series(_variations(worked, judged, last, ends), dtype=object),
            "assurance": pd.Series(_assurances(worked, ends), dtype=object),
        }
    )


def _variations(worked: Worked, judged: Judged, last: Ints, ends: Ints) -> list[str | None]:
    """Name the variation icon of every series: `last` its last observed point."""
    if worked.axis.kind == "category":  # of names, none is the latest
        return [None] * len(last)
    names = [[variation_icon(kind, side) for side in (-1, 0, 1)] for kind in range(len(KINDS))]
    kinds, sides = judged.at_many(last)
    there = _enough(worked, ends) & worked.compared.observed[last]
    triples = zip(there.tolist(), kinds.tolist(), sides.tolist(), strict=True)
    return [names[kind][side + 1] if ok else None for ok, kind, side in triples]


def _assurances(worked: Worked, ends: Ints) -> list[str | None]:
    """Name the assurance icon of every series, from the limits in force at its end."""
    size = len(ends)
    if worked.settings.direction == "neutral" or not np.isfinite(worked.target).any():
        return [None] * size
    limits = np.where(np.isfinite(worked.upper), numbered(len(worked.upper)), -1)
    starts = np.concatenate(([0], ends[:-1] + 1))
    # An earlier phase's limits are not in force: where the last has none, neither has its end.
    phases = worked.segments.starts[worked.segments.id_at(ends)]
    at = np.maximum.reduceat(limits, starts)
    at = np.where(at < phases, ends, at)
    lower, upper, target = worked.lower[at], worked.upper[at], worked.target[ends]
    found = np.full(size, "hit_or_miss", dtype=object)
    is_up = worked.settings.direction == "up"
    found[target > upper] = "fail" if is_up else "pass"
    found[target < lower] = "pass" if is_up else "fail"
    found[_are_close(lower, upper) & _are_close(lower, target)] = "pass"
    found[~(np.isfinite(lower + upper + target) & _enough(worked, ends))] = None
    named: list[str | None] = found.tolist()
    return named


def _are_close(a: Floats, b: Floats) -> Bools:
    """Tell which numbers are equal but for rounding, as `math.isclose` does."""
    return np.isclose(a, b, rtol=1e-9, atol=0)


def _enough(worked: Worked, ends: Ints) -> Bools:
    """Tell which series have points enough in their last phase for icons."""
    counts = worked.segments.count(worked.compared.use)
    return counts[worked.segments.id_at(ends)] >= worked.settings.rules.icons_from
