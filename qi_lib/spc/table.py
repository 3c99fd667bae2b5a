"""The data of a chart as an HTML table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.finding import place
from qi_lib.spc.ink import escape
from qi_lib.spc.verdicts import KINDS

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["SHOWS", "signal_words", "table_html"]

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
        for i in np.flatnonzero(hits.member):
            said[i] += ("; " if said[i] else "") + rules[name]
    return said


def table_html(chart: Chart) -> str:
    """Write one row a point, with a caption that says the finding."""
    has_limits = bool(np.isfinite(chart.upper).any())
    size = chart.worked.points.size[chart.start : chart.stop]
    has_n = chart.settings.kind.n != "none" and bool(np.isfinite(size).any())
    has_target = bool(np.isfinite(chart.target).any())
    middle = chart.settings.kind.centre_words.capitalize()
    heads = ["When", chart.settings.measure, *(["Out of"] if has_n else []), middle]
    heads += ["Expected from", "Expected to"] if has_limits else []
    heads += ["Target"] if has_target else []
    heads += ["What it shows"]
    decimals = chart.decimals(*chart.centre[np.isfinite(chart.centre)][:1])
    said = signal_words(chart)
    rows = []
    for i in range(len(chart)):
        value = float(chart.value[i])
        cells = [chart.show(value, _own_decimals(value * chart.settings.shown, decimals))]
        cells += [f"{size[i]:,g}"] if has_n else []
        cells.append(chart.show(float(chart.centre[i]), decimals))
        for whole in (chart.lower, chart.upper) if has_limits else ():
            cells.append(chart.show(float(whole[i]), decimals))
        cells += [chart.show(float(chart.target[i]))] if has_target else []
        shows = SHOWS[KINDS[chart.kind[i]]]
        cells.append(f"{shows}: {said[i]}" if shows else "")
        inner = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        rows.append(f'<tr><th scope="row">{escape(place(chart, i))}</th>{inner}</tr>')
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    caption = escape(chart.settings.title or chart.finding())
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _own_decimals(shown: float, decimals: int) -> int:
    """Write a whole number as one, whatever its neighbours need."""
    return 0 if np.isfinite(shown) and shown == round(shown) else max(decimals, 1)
