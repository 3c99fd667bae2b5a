"""The chart in plain words, as they would be said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.numbers_in_words import count_in_words
from qi_lib.spc.signals.patterns_found import Pattern, find_patterns
from qi_lib.spc.signals.verdicts import ASSURANCE_WORDS, KINDS, Kind, versus
from qi_lib.spc.words.phrases import (
    at_place,
    level_in_words,
    middle_in_words,
    place,
    spell,
    target_in_words,
)

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["explain"]

_JUDGED = {"improvement": "better than", "concern": "worse than"}
_MOST = 4  # patterns that are said aloud


def explain(chart: Chart) -> str:
    """Say what the chart shows, what is to be expected, and how sure that is."""
    finding = chart.finding()
    sentences = [finding if finding.endswith(".") else finding + "."]
    sentences += _levels(chart)
    sentences += _signals(chart)
    sentences += _expected(chart)
    assurance = chart.assurance
    if assurance is not None:
        target = target_in_words(chart, float(chart.target[-1]))
        sentences.append(f"Target {target}: {_lower(ASSURANCE_WORDS[assurance])}.")
    sentences += chart.settings.remarks
    return " ".join(sentences)


def _levels(chart: Chart) -> list[str]:
    """Say the level of each phase, where there are several."""
    levels = [chart.level(part) for part in chart.parts]
    if len(levels) < 2 or chart.settings.centre is not None:
        return []
    decimals = chart.decimals(*levels)
    first = level_in_words(chart, levels[0], decimals)
    said = [f"The {chart.settings.kind.centre_words} was {first} at first"]
    for part, value in zip(chart.parts[1:], levels[1:], strict=True):
        i = int(part[0])
        reason = chart.reason(int(chart.phase[i]))
        why = f" ({reason})" if reason else ""
        said.append(f"{level_in_words(chart, value, decimals)} since {place(chart, i)}{why}")
    return [", then ".join(said) + "."]


def _signals(chart: Chart) -> list[str]:
    """Say each pattern of the current phase, the latest first."""
    said = [_pattern(chart, pattern) for pattern in find_patterns(chart)]
    change = chart.change
    if change is not None and change.is_between_phases and change.has_held:
        words = _in_a_row(chart, change.since, change.points, change.kind, change.side)
        said.insert(0, f"{words} the earlier {chart.settings.kind.centre_words}")
    if not said:
        return []
    first, *others = said[:_MOST]
    sentences = [f"{_upper(first)}: that is very unlikely to be chance."]
    if others:
        sentences.append(
            f"So {'are these' if len(others) > 1 else 'is this'}: {'; '.join(others)}."
        )
    earlier = len(said) - _MOST
    if earlier > 0:
        are = "signal is" if earlier == 1 else "signals are"
        sentences.append(f"{_upper(count_in_words(earlier))} earlier {are} in the table.")
    return sentences


def _pattern(chart: Chart, found: Pattern) -> str:
    first, last, side = found.first, found.last, found.side
    middle = middle_in_words(chart)
    if found.rule == "outside":
        word = "above" if side > 0 else "below"
        left_out = "" if chart.use[last] else ", though it is left out of the lines"
        value = chart.show(chart.value[last])
        return f"{at_place(chart, last)}, {value} is {word} the expected range{left_out}"
    if found.rule == "trend":
        way = "rose" if side > 0 else "fell"
        unit = chart.interval or "point"
        row = f"{unit} after {unit}, {count_in_words(found.count)} in all"
        return f"from {place(chart, first)} to {place(chart, last)} the line {way} {row}"
    if found.rule in ("two_of_three", "four_of_five"):
        edge = "top" if side > 0 else "bottom"
        return f"around {place(chart, last)}, points lie close to the {edge} of the expected range"
    if side == 0:
        return _undirected(chart, found)
    kind = KINDS[int(versus(np.array([side], np.int8), chart.settings.direction)[0])]
    until = None if last == int(np.flatnonzero(chart.use)[-1]) else last
    words = _in_a_row(chart, first, found.count, kind, side, until=until)
    has_baseline = chart.settings.baseline is not None and chart.settings.centre is None
    return f"{words} the {middle}{' of the baseline' if has_baseline else ''}"


def _undirected(chart: Chart, found: Pattern) -> str:
    """Say a pattern that points neither up nor down, by what its rule looks for."""
    if found.rule == "few_crossings":
        return f"the line crosses the {middle_in_words(chart)} unusually seldom"
    words = next(rule.words for rule in chart.settings.rules.rules if rule.name == found.rule)
    if found.rule in ("too_few_runs", "too_many_runs"):
        return f"there are {words}"
    return f"from {place(chart, found.first)} to {place(chart, found.last)} there are {words}"


def _in_a_row(
    chart: Chart, first: int, count: int, kind: Kind, side: int, *, until: int | None = None
) -> str:
    where, verb = f"since {place(chart, first)}", "are"
    if until is not None:
        where, verb = f"from {place(chart, first)} to {place(chart, until)}", "were"
    compare = _JUDGED.get(kind, "above" if side > 0 else "below")
    return f"{where}, {spell(chart, count)} in a row {verb} {compare}"


def _expected(chart: Chart) -> list[str]:
    there = np.flatnonzero(np.isfinite(chart.upper))
    if not len(there):
        return []
    low, high = float(chart.lower[there[-1]]), float(chart.upper[there[-1]])
    decimals = chart.decimals(low, high)
    low_words, high_words = chart.show(low, decimals), chart.show(high, decimals)
    while low_words == high_words and not np.isclose(low, high, rtol=1e-9, atol=0):
        decimals += 1
        low_words, high_words = chart.show(low, decimals), chart.show(high, decimals)
    if low_words == high_words:
        return ["The values do not vary, so there is no telling what chance alone would do."]
    unit = (
        f" {chart.settings.unit}" if chart.settings.unit and not chart.settings.is_percent else ""
    )
    said = f"Chance alone would keep it between {low_words} and {high_words}{unit}"
    if chart.is_trial:
        return [f"{said}; with so few points, take that as a first guess."]
    return [f"{said}."]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
