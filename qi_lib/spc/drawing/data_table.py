"""The data of a chart as an HTML table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.numbers_in_words import number
from qi_lib.spc.svg.elements import escape
from qi_lib.spc.words.phrases import middle_in_words, place, target_in_words

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["SHOWS", "signal_words", "table_html", "why_words"]

SHOWS = {
    "common": "",
    "improvement": "better than chance explains",
    "concern": "worse than chance explains",
    "neutral": "more than chance explains",
}


def signal_words(chart: Chart) -> list[str]:
    """Say for each point what it is part of; empty where chance explains it."""
    rules = {rule.name: rule.words for rule in chart.settings.rules.rules}
    said = [""] * len(chart)
    for name, hits in chart.hits.items():
        for i in np.flatnonzero(hits.member).tolist():
            said[i] += ("; " if said[i] else "") + rules[name]
    change = chart.change
    new = "" if change is None else f"part of a new level since {place(chart, change.since)}"
    for i, kind in enumerate(chart.shown_kinds):
        if kind == "common":
            said[i] = ""
        elif not chart.kind[i]:
            said[i] = new
    return said


def why_words(chart: Chart) -> list[str]:
    """Say for each point why it is drawn as it is: in colour, or hollow; empty for the rest."""
    said = signal_words(chart)
    for i, kind in enumerate(chart.shown_kinds):
        parts = [f"{SHOWS[kind]}: {said[i]}"] if said[i] else []
        if chart.observed[i] and not chart.use[i]:
            parts.append("left out of lines and runs")
        said[i] = "; ".join(parts)
    return said


def table_html(chart: Chart) -> str:
    """Write one row a point, with a caption that says the finding."""
    has_limits = bool(np.isfinite(chart.upper).any())
    size = chart.worked.points.size[chart.start : chart.stop]
    has_n = chart.settings.kind.n != "none" and bool(np.isfinite(size).any())
    has_target = bool(np.isfinite(chart.target).any())
    middle = middle_in_words(chart).capitalize()
    heads = ["When", chart.settings.measure, *(["Out of"] if has_n else []), middle]
    heads += ["Expected from", "Expected to"] if has_limits else []
    heads += ["Target"] if has_target else []
    heads += ["What it shows"]
    decimals = chart.decimals(*chart.centre[np.isfinite(chart.centre)][:1])
    why = why_words(chart)
    rows = []
    for i in range(len(chart)):
        value = float(chart.value[i])
        own = _own_decimals(value * chart.settings.shown, decimals)
        cells = [_in_full(chart, value, own)]
        cells += [f"{size[i]:,g}"] if has_n else []
        lines = (chart.centre, chart.lower, chart.upper) if has_limits else (chart.centre,)
        cells += [_in_full(chart, float(line[i]), decimals) for line in lines]
        cells += [target_in_words(chart, float(chart.target[i]))] if has_target else []
        inner = "".join(f"<td>{escape(cell)}</td>" for cell in (*cells, why[i]))
        rows.append(f'<tr><th scope="row">{escape(place(chart, i))}</th>{inner}</tr>')
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    caption = escape(chart.settings.title or chart.finding())
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _in_full(chart: Chart, value: float, decimals: int) -> str:
    """Write a value of the frame with all its digits, for copying: never "6 billion"."""
    sign = "%" if chart.settings.is_percent else ""
    return number(value * chart.settings.shown, decimals) + sign


def _own_decimals(shown: float, decimals: int) -> int:
    """Write a whole number as one, whatever its neighbours need."""
    return 0 if np.isfinite(shown) and shown == round(shown) else max(decimals, 1)
