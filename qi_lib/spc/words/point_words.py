"""What each point says when it is asked: when it was, what it was, and why it is coloured."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.words.phrases import place, show

__all__ = ["point_words", "why_words"]

_SHOWS = {"improvement": "better than usual", "concern": "worse than usual", "neutral": "unusual"}
# Said of points since a lasting change alone: quiet charts show other signals too.
_SHOWS_CHANGE = {
    "improvement": "better than chance explains",
    "concern": "worse than chance explains",
    "neutral": "more than chance explains",
}


def _signal_words(series: JudgedSeries) -> list[str]:
    """Say for each point what it is part of; empty where that is nothing."""
    rules = {rule.name: rule.words for rule in series.settings.rules.rules}
    said = [""] * len(series)
    for name, hits in series.claims.items():
        for i in np.flatnonzero(hits.member).tolist():
            said[i] += ("; " if said[i] else "") + rules[name]
    change = series.change
    new = "" if change is None else f"part of a new level since {place(series, change.since)}"
    for i, kind in enumerate(series.shown_kinds):
        if kind == "common":
            said[i] = ""
        elif not series.kind[i]:
            said[i] = new
    return said


def why_words(series: JudgedSeries) -> list[str]:
    """Say for each point why it is drawn as it is: in colour, or hollow; empty for the rest."""
    said, change = _signal_words(series), series.change
    for i, kind in enumerate(series.shown_kinds):
        is_new = change is not None and i >= change.since and kind == change.kind
        shows = _SHOWS_CHANGE if is_new else _SHOWS
        parts = [f"{shows[kind]}: {said[i]}"] if said[i] else []
        if series.observed[i] and not series.use[i]:
            parts.append("left out of lines and runs")
        said[i] = "; ".join(parts)
    return said


def point_words(series: JudgedSeries) -> list[str]:
    """Say of each point when it was, what it was, and in words the rule that coloured it."""
    shown = [show(series, float(value)) for value in series.value]
    return [
        f"{place(series, i)}: {shown[i]}" + (f" – {said}" if said else "")
        for i, said in enumerate(why_words(series))
    ]
