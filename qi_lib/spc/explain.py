"""The chart in plain words, as they would be said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.finding import level_in_words, place, spell
from qi_lib.spc.verdicts import ASSURANCE_WORDS, KINDS
from qi_lib.spc.words import count_in_words

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["explain", "signal_sentences"]

_JUDGED = {"improvement": "better than", "concern": "worse than"}


def explain(chart: Chart) -> str:
    """Say what the chart shows, what is to be expected, and how sure that is."""
    finding = chart.finding()
    sentences = [finding if finding.endswith(".") else finding + "."]
    sentences += _levels(chart)
    sentences += signal_sentences(chart)
    sentences += _expected(chart)
    assurance = chart.assurance
    if assurance is not None:
        target = chart.show(float(chart.target[-1]))
        sentences.append(f"Target {target}: {_lower(ASSURANCE_WORDS[assurance])}.")
    return " ".join(sentences)


def _levels(chart: Chart) -> list[str]:
    """Say the level of each phase, where there are several."""
    numbers = np.unique(chart.phase)
    if len(numbers) < 2:
        return []
    firsts = [int(np.flatnonzero(chart.phase == p)[0]) for p in numbers]
    levels = [float(chart.centre[i]) for i in firsts]
    decimals = chart.decimals(*levels)
    middle = chart.settings.kind.centre_words
    said = [f"The {middle} was {level_in_words(chart, levels[0], decimals)} at first"]
    for i, value in zip(firsts[1:], levels[1:], strict=True):
        reason = chart.reason(int(chart.phase[i]))
        why = f" ({reason})" if reason else ""
        said.append(f"{level_in_words(chart, value, decimals)} since {place(chart, i)}{why}")
    return [", then ".join(said) + "."]


def signal_sentences(chart: Chart) -> list[str]:
    """Say each pattern of the current phase, the latest first."""
    found: list[tuple[int, str]] = []
    now = chart.phase == chart.phase[-1]
    for name, hits in chart.hits.items():
        for first, last in _stretches(chart, hits.member & now, hits.direction):
            count = int(chart.use[first : last + 1].sum())
            side = int(hits.direction[last])
            words = _pattern(chart, name, first, last, count, side)
            found.append((last, words))
    change = chart.change
    if change is not None and change.is_between_phases and change.has_held:
        words = _in_a_row(chart, change.since, change.points, change.side, change.kind)
        found.append((len(chart), f"{words} the earlier {chart.settings.kind.centre_words}"))
    found.sort(key=lambda item: -item[0])
    sentences = [f"{words}: that is very unlikely to be chance." for _, words in found[:4]]
    earlier = len(found) - 4
    if earlier > 0:
        are = "signal is" if earlier == 1 else "signals are"
        sentences.append(f"{count_in_words(earlier).capitalize()} earlier {are} in the table.")
    return sentences


def _stretches(chart: Chart, member: np.ndarray, direction: np.ndarray) -> list[tuple[int, int]]:
    """Join the points of a pattern that follow one another, gaps passed over."""
    there = np.flatnonzero(chart.observed)
    inside = [int(i) for i in there if member[i]]
    order = {int(i): k for k, i in enumerate(there)}
    out: list[tuple[int, int]] = []
    for i in inside:
        if out and order[i] == order[out[-1][1]] + 1 and direction[i] == direction[out[-1][1]]:
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out


def _pattern(chart: Chart, name: str, first: int, last: int, count: int, side: int) -> str:
    middle = chart.settings.kind.centre_words
    judged = chart.settings.direction
    kind = "neutral" if judged == "neutral" else _kind(judged == "up", side)
    if name == "outside":
        word = "above" if side > 0 else "below"
        value = chart.show(chart.value[last])
        return f"{_at(chart, last)}, {value} is {word} the expected range"
    if name == "trend":
        way = "rise" if side > 0 else "fall"
        return f"From {place(chart, first)} to {place(chart, last)}, {spell(chart, count)} {way}"
    if name in ("two_of_three", "four_of_five"):
        edge = "top" if side > 0 else "bottom"
        return f"Around {place(chart, last)}, points lie close to the {edge} of the expected range"
    if side == 0:
        return _undirected(chart, name, first, last)
    ended = last != int(np.flatnonzero(chart.use)[-1])
    words = _in_a_row(chart, first, count, side, kind, until=last if ended else None)
    return f"{words} the {middle}" + (
        " of the baseline" if chart.settings.baseline is not None else ""
    )


def _undirected(chart: Chart, name: str, first: int, last: int) -> str:
    """Say a pattern that points neither up nor down, by what its rule looks for."""
    if name == "few_crossings":
        return f"The line crosses the {chart.settings.kind.centre_words} unusually seldom"
    words = next(rule.words for rule in chart.settings.rules.rules if rule.name == name)
    if name in ("too_few_runs", "too_many_runs"):
        return f"There are {words}"
    return f"From {place(chart, first)} to {place(chart, last)} there are {words}"


def _in_a_row(
    chart: Chart, first: int, count: int, side: int, kind: str, *, until: int | None = None
) -> str:
    where = f"Since {place(chart, first)}"
    verb = "are"
    if until is not None:
        where, verb = f"From {place(chart, first)} to {place(chart, until)}", "were"
    compare = _JUDGED.get(kind, "above" if side > 0 else "below")
    return f"{where}, {spell(chart, count)} in a row {verb} {compare}"


def _kind(up_is_good: bool, side: int) -> str:
    if side == 0:
        return KINDS[3]
    return KINDS[1] if (side > 0) == up_is_good else KINDS[2]


def _at(chart: Chart, i: int) -> str:
    where = place(chart, i)
    if chart.interval in ("day", "week", "fortnight"):
        return f"On {where}"
    return f"In {where}" if chart.interval else f"At {where}"


def _expected(chart: Chart) -> list[str]:
    there = np.flatnonzero(np.isfinite(chart.upper))
    if not len(there):
        return []
    low, high = float(chart.lower[there[-1]]), float(chart.upper[there[-1]])
    decimals = chart.decimals(low, high)
    low_words, high_words = chart.show(low, decimals), chart.show(high, decimals)
    unit = (
        f" {chart.settings.unit}" if chart.settings.unit and not chart.settings.is_percent else ""
    )
    said = f"Chance alone would keep it between {low_words} and {high_words}{unit}"
    if chart.is_trial:
        return [f"{said}; with so few points, take that as a first guess."]
    return [f"{said}."]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
