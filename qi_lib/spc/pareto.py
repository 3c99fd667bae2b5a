"""The Pareto chart: which few causes make most of the harm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from qi_lib.spc.errors import DataError
from qi_lib.spc.ink import Ink, escape
from qi_lib.spc.lettering import text_width, wrap
from qi_lib.spc.words import count_in_words

__all__ = ["Pareto", "pareto"]

_VITAL_SHARE = 0.8  # Juran's "vital few": the causes that together make four fifths.


@dataclass(frozen=True, slots=True, eq=False)
class Pareto:
    """Hold the categories, most frequent first.

    `table` has the columns category, count, cum_count, share and cum_share; shares are
    fractions of the whole.
    """

    table: pd.DataFrame
    measure: str

    def finding(self) -> str:
        """Say in one sentence how few categories make most of the whole."""
        few = self.vital_few
        if len(self.table) < 2 or few > len(self.table) / 2:
            return f"No few categories make most of {self.measure}"
        share = self.table["cum_share"].iloc[few - 1]
        make = "category makes" if few == 1 else "categories make"
        return f"{count_in_words(few).capitalize()} {make} {share:.0%} of {self.measure}"

    @property
    def vital_few(self) -> int:
        """Count the categories that together reach four fifths."""
        return int((self.table["cum_share"] < _VITAL_SHARE - 1e-12).sum()) + 1

    def to_svg(self, *, themeable: bool = True, uid: str = "pareto") -> str:
        """Draw a bar for each category, with its count and the share so far."""
        row, left, width, size = 34.0, 0.0, 720.0, 17.0
        names = ["not known" if c is None else str(c) for c in self.table["category"].tolist()]
        left = min(max(text_width(name, size) for name in names) + 14, width * 0.4)
        room = width - left - 190
        top = float(self.table["count"].max()) or 1.0
        ink = Ink(themeable=themeable)
        ink.text(width, size, "together", 16, "soft", anchor="end")
        for i, (name, count, so_far) in enumerate(
            zip(names, self.table["count"], self.table["cum_share"], strict=True)
        ):
            y = 30 + i * row
            wide = room * float(count) / top
            fill = "ink" if i < self.vital_few else "common"
            ink.polygon(
                [(left, y), (left + wide, y), (left + wide, y + row - 8), (left, y + row - 8)],
                fill,
                opacity=0.85,
            )
            base = y + (row - 8) / 2 + size * 0.35
            ink.text(left - 8, base, wrap(name, size, left - 10, lines=1)[0], size, anchor="end")
            ink.text(left + wide + 8, base, f"{count:,}", size, bold=True)
            ink.text(width, base, f"{so_far:.0%}", 16, "soft", anchor="end")
        said = "; ".join(f"{n}: {c}" for n, c in zip(names, self.table["count"], strict=True))
        height = 30 + row * len(names)
        return ink.document(width, height, uid, title=self.finding(), description=said + ".")

    def to_table_html(self) -> str:
        """Write the data as an HTML table."""
        columns = (
            self.table[name].tolist() for name in ("category", "count", "share", "cum_share")
        )
        rows = "".join(
            f'<tr><th scope="row">{escape("not known" if name is None else str(name))}</th>'
            f"<td>{count:,}</td><td>{share:.0%}</td><td>{so_far:.0%}</td></tr>"
            for name, count, share, so_far in zip(*columns, strict=True)
        )
        heads = "".join(
            f'<th scope="col">{h}</th>' for h in ("Category", "Count", "Share", "Together")
        )
        return (
            f"<table><caption>{escape(self.finding())}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _repr_html_(self) -> str:
        return self.to_svg()


def pareto(
    values: Iterable[object], *, include_missing: bool = False, measure: str = "all events"
) -> Pareto:
    """Count categories and put the most frequent first.

    Args:
        values: one category for each event.
        include_missing: count missing values as a category of their own; else leave them out.
        measure: what is counted, such as "falls", for the sentence.

    Returns:
        A `Pareto`. Equal counts are in alphabetical order.

    Raises:
        DataError: there is no event to count.

    Example:
        >>> from qi_lib.spc import pareto
        >>> pareto(["slip", "bed", "slip"]).table["category"].tolist()
        ['slip', 'bed']
    """
    given = pd.Series(list(values), dtype=object)
    counts: dict[object, int] = {}
    for value in given[given.notna()]:
        counts[str(value)] = counts.get(str(value), 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    missing = int(given.isna().sum())
    if include_missing and missing:
        ordered.append((None, missing))
        ordered.sort(key=lambda pair: -pair[1])
    if not ordered:
        raise DataError("There is nothing to count. Give one category for each event.")
    table = pd.DataFrame(
        {
            "category": pd.Series([name for name, _ in ordered], dtype=object),
            "count": [count for _, count in ordered],
        }
    )
    total = table["count"].sum()
    table["cum_count"] = table["count"].cumsum()
    table["share"] = table["count"] / total
    table["cum_share"] = table["cum_count"] / total
    return Pareto(table, measure)
