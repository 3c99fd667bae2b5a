"""The Pareto chart: which few causes make most of the harm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from qi_lib.spc.argument_checks import check_flag, check_text
from qi_lib.spc.other_charts.pareto import words
from qi_lib.spc.other_charts.pareto.drawing import draw
from qi_lib.spc.other_charts.pareto.reading import read_events
from qi_lib.spc.other_charts.pareto.values import ParetoValues, count_categories
from qi_lib.spc.other_charts.result import Result
from qi_lib.spc.reading.columns import Column

__all__ = ["Pareto", "pareto"]


class Pareto(ParetoValues, Result):
    """Hold the categories, most frequent first; "Other" and the like come last.

    `table` has the columns category, count, cum_count, share and cum_share; shares are
    fractions of the whole.
    """

    def finding(self) -> str:
        """Say in one sentence how few categories make most of the whole."""
        return words.finding(self)

    def explain(self) -> str:
        """Name the categories that matter most, and say what they make together."""
        return words.explain(self)

    def _draw(self, *, themeable: bool, uid: str) -> str:
        return draw(self, self.finding(), themeable=themeable, uid=uid)

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        return words.table(self)


def pareto(
    data: pd.DataFrame | pd.Series | Mapping[str, float] | Iterable[object] | None = None,
    *,
    category: Column | None = None,
    count: Column | None = None,
    include_missing: bool = False,
    measure: str = "all events",
) -> Pareto:
    """Count categories and put the most frequent first.

    "Other", "Miscellaneous", "Not known" and the like name no cause: they come last, however
    large they are, and are never among the few that make most of the whole.

    Args:
        data: a data frame; or what is to be counted: one category for each event, or counts by
            category (a mapping, or what `value_counts()` gives).
        category: the category of each row: a column's name, or an array.
        count: how many events each row stands for: a column's name, or an array. Left out: one.
        include_missing: count missing categories as one of their own; else leave them out.
        measure: what is counted, such as "falls", for the sentence.

    Returns:
        A `Pareto`. Equal counts are in alphabetical order.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
        DataError: there is no event to count, or a count is negative.

    Example:
        >>> from qi_lib.spc import pareto
        >>> pareto(["slip", "bed", "slip"]).table["category"].tolist()
        ['slip', 'bed']
    """
    check_flag("include_missing", include_missing)
    check_text("measure", measure)
    names, counts = read_events(data, category, count)
    found = count_categories(names, counts, measure, include_missing=include_missing)
    return Pareto(**vars(found))
