"""The data of a chart as an HTML table."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.numbers_in_words import number
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.svg.elements import escape
from qi_lib.spc.words.finding import finding
from qi_lib.spc.words.phrases import (
    decimals,
    denominator_in_words,
    middle_in_words,
    place,
    spread_in_words,
    target_in_words,
)
from qi_lib.spc.words.point_words import why_words

__all__ = ["table_html"]


def table_html(series: JudgedSeries) -> str:
    """Write one row a point, with a caption that says the finding."""
    has_limits = bool(np.isfinite(series.upper).any())
    size = series.size
    has_n = series.settings.kind.n != "none" and bool(np.isfinite(size).any())
    has_target = bool(np.isfinite(series.target).any())
    middle = middle_in_words(series).capitalize()
    what = f"{series.settings.measure} {denominator_in_words(series)}".strip()
    if series.settings.kind.is_spread:
        what = spread_in_words(series, None)
        what = what[:1].upper() + what[1:]
    heads = ["When", what, *(["Out of"] if has_n else []), middle]
    heads += ["Expected from", "Expected to"] if has_limits else []
    heads += ["Target"] if has_target else []
    heads += ["What it shows"]
    digits = decimals(series, *series.centre[np.isfinite(series.centre)][:1])
    why = why_words(series)
    rows = []
    for i in range(len(series)):
        value = float(series.value[i])
        own = _own_decimals(series, value, digits)
        cells = [_in_full(series, value, own)]
        cells += [f"{size[i]:,g}"] if has_n else []
        lines = (series.centre, series.lower, series.upper) if has_limits else (series.centre,)
        cells += [_in_full(series, float(line[i]), digits) for line in lines]
        cells += [target_in_words(series, float(series.target[i]))] if has_target else []
        inner = "".join(f"<td>{escape(cell)}</td>" for cell in (*cells, why[i]))
        rows.append(f'<tr><th scope="row">{escape(place(series, i))}</th>{inner}</tr>')
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    caption = escape(series.settings.title or finding(series))
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _in_full(series: Series, value: float, decimals: int) -> str:
    """Write a value of the frame with all its digits, for copying: never "6 billion"."""
    sign = "%" if series.settings.is_percent else ""
    return number(value * series.settings.shown, decimals) + sign


def _own_decimals(series: Series, value: float, others: int) -> int:
    """Write a whole number as one, whatever its neighbours need, and no small one as 0."""
    shown = value * series.settings.shown
    if np.isfinite(shown) and shown == round(shown):
        return 0
    return max(others, decimals(series, value), 1)
