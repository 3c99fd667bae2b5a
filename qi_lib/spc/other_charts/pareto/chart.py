"""The Pareto chart: which few causes make most of the harm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.checks import check_flag, check_length, check_text
from qi_lib.spc.errors import ArgumentError, DataError
from qi_lib.spc.numbers_in_words import count_in_words, listed, number
from qi_lib.spc.other_charts.result import Result
from qi_lib.spc.reading.columns import Column, read_numbers, rows_in_words, take
from qi_lib.spc.svg.elements import SvgDrawing
from qi_lib.spc.svg.text_width import text_width, wrap

__all__ = ["Pareto", "pareto"]

_VITAL_SHARE = 0.8  # Juran's "vital few": the causes that together make four fifths.
# What else is said to stand out: more than half, by clearly fewer than half of the categories.
_MOST, _CLEARLY = 0.5, 1.25


@dataclass(frozen=True, slots=True, eq=False)
class Pareto(Result):
    """Hold the categories, most frequent first.

    `table` has the columns category, count, cum_count, share and cum_share; shares are
    fractions of the whole.
    """

    table: pd.DataFrame
    measure: str
    notes: tuple[str, ...] = ()

    def finding(self) -> str:
        """Say in one sentence how few categories make most of the whole."""
        few = self._few
        if few is None:
            return f"No few categories stand out among {self.measure}"
        share = self.table["cum_share"].iloc[few - 1]
        make = "category makes" if few == 1 else "categories make"
        return f"{count_in_words(few).capitalize()} {make} {share:.0%} of {self.measure}"

    def explain(self) -> str:
        """Name the categories that matter most, and say what they make together."""
        total, names = self.table["count"].sum(), self._names
        sentences = [f"{self.finding()}."]
        if self._few is not None and len(names) > 1:
            shares = zip(names[: self._few], self.table["share"], strict=False)
            sentences.append(f"{listed([f'{name} ({share:.0%})' for name, share in shares])}.")
        if self._few != self.vital_few:
            together = self.table["cum_share"].iloc[self.vital_few - 1]
            first = count_in_words(self.vital_few)
            sentences.append(f"The first {first} of {len(names)} make {together:.0%} together.")
        sentences.append("There is one." if total == 1 else f"There are {_shown(total)} in all.")
        return " ".join(sentences)

    @property
    def vital_few(self) -> int:
        """Count the categories that together reach four fifths."""
        return int((self.table["cum_share"] < _VITAL_SHARE - 1e-12).sum()) + 1

    @property
    def _few(self) -> int | None:
        """Count the few that stand out: four fifths of the whole, or else clearly over half."""
        many = len(self.table)
        if many == 1 or self.vital_few <= many / 2:
            return self.vital_few
        few = int((self.table["cum_share"] <= _MOST).sum()) + 1
        share = float(self.table["cum_share"].iloc[few - 1])
        # Where all are alike, half of the categories make half of the whole.
        return few if few <= many / 2 and share >= _CLEARLY * few / many else None

    @property
    def _names(self) -> list[str]:
        given = self.table["category"].tolist()
        return ["not known" if name is None else str(name) for name in given]

    def _draw(self, *, themeable: bool, uid: str) -> str:
        row, left, width, size = 34.0, 0.0, 720.0, 17.0
        names = self._names
        left = min(max(text_width(name, size) for name in names) + 14, width * 0.4)
        room = width - left - 190
        top = float(self.table["count"].max()) or 1.0
        svg = SvgDrawing(themeable=themeable)
        svg.text(width, size, "together", 16, "soft", anchor="end")
        for i, (name, count, so_far) in enumerate(
            zip(names, self.table["count"], self.table["cum_share"], strict=True)
        ):
            y = 30 + i * row
            wide = room * float(count) / top
            fill = "ink" if i < self.vital_few else "common"
            svg.polygon(
                [(left, y), (left + wide, y), (left + wide, y + row - 8), (left, y + row - 8)],
                fill,
                opacity=0.85,
            )
            base = y + (row - 8) / 2 + size * 0.35
            svg.text(left - 8, base, wrap(name, size, left - 10, lines=1)[0], size, anchor="end")
            svg.text(left + wide + 8, base, _shown(count), size, bold=True)
            svg.text(width, base, f"{so_far:.0%}", 16, "soft", anchor="end")
        said = "; ".join(
            f"{n}: {_shown(c)}" for n, c in zip(names, self.table["count"], strict=True)
        )
        height = 30 + row * len(names)
        return svg.document(width, height, uid, title=self.finding(), description=said + ".")

    def _table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        columns = (self.table[name].tolist() for name in ("count", "share", "cum_share"))
        rows = [
            (name, _shown(count), f"{share:.0%}", f"{so_far:.0%}")
            for name, count, share, so_far in zip(self._names, *columns, strict=True)
        ]
        return ("Category", "Count", "Share", "Together"), rows


def _shown(count: float) -> str:
    return number(float(count), 0 if float(count).is_integer() else 1)


def pareto(
    data: pd.DataFrame | pd.Series | Mapping[str, float] | Iterable[object] | None = None,
    *,
    category: Column | None = None,
    count: Column | None = None,
    include_missing: bool = False,
    measure: str = "all events",
) -> Pareto:
    """Count categories and put the most frequent first.

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
    names, counts = _read(data, category, count)
    missing = names.isna().to_numpy(dtype=bool)
    left_out = float(counts[missing].sum())
    totals = pd.Series(counts[~missing]).groupby(names[~missing].map(str).to_numpy()).sum()
    ordered = [(str(name), float(total)) for name, total in totals.items()]
    if include_missing and left_out:
        ordered.append((None, left_out))  # type: ignore[arg-type]
    ordered.sort(key=lambda pair: (-pair[1], pair[0] is None, str(pair[0])))
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
    return Pareto(table, measure, notes)


def _left_out(count: float) -> str:
    are = "one without a category is" if count == 1 else f"{_shown(count)} without a category are"
    return f"{are[0].upper()}{are[1:]} left out."


def _read(data: object, category: Column | None, count: Column | None) -> tuple[pd.Series, Floats]:
    """Read the category of each row, and how many events it stands for."""
    if data is None or isinstance(data, pd.DataFrame):
        if category is None:
            right = "Give a column's name, or one category for each event."
            raise ArgumentError("category", category, right)
        names = take(data, category, "category").reset_index(drop=True)
        if count is None:
            return names, np.ones(len(names))
        counts = read_numbers(data, count, "count")
        check_length("count", len(counts), len(names), "category")
    else:
        for name, given in (("category", category), ("count", count)):
            if given is not None:
                raise ArgumentError(name, given, "Give a data frame first, or leave it out.")
        is_counted = isinstance(data, pd.Series) and _counts_by_name(data)
        if not (isinstance(data, Mapping) or is_counted):
            return _events(data), np.ones(len(_events(data)))
        by_name = pd.Series(data)
        names = pd.Series(by_name.index, dtype=object)
        counts = read_numbers(None, by_name.reset_index(drop=True), "data")
    counts = np.where(np.isnan(counts), 0.0, counts)
    if (counts < 0).any():
        where = rows_in_words(np.flatnonzero(counts < 0))
        raise DataError(f"The count is negative in {where}. Correct it.")
    return names, counts


def _counts_by_name(data: pd.Series) -> bool:
    """Tell whether these are numbers by name, as `value_counts()` gives them."""
    is_named = data.name == "count" or not pd.api.types.is_integer_dtype(data.index.dtype)
    return pd.api.types.is_numeric_dtype(data.dtype) and is_named


def _events(data: object) -> pd.Series:
    if isinstance(data, (str, bytes)) or not isinstance(data, Iterable):
        right = "Give one category for each event, a mapping to counts, or a data frame."
        raise ArgumentError("data", data, right)
    return pd.Series(list(data), dtype=object)
