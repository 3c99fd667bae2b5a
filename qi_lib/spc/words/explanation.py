"""The chart in plain words, as they would be said aloud."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.numbers_in_words import count_in_words
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.signals.lasting_change import Change
from qi_lib.spc.signals.patterns_found import Pattern
from qi_lib.spc.signals.point_kinds import Kind, kind_of
from qi_lib.spc.signals.step_in_phase import FEW_RUNS, RUN_RULES
from qi_lib.spc.words.chance_of_signals import chance_in_words, chance_of_signal
from qi_lib.spc.words.finding import finding
from qi_lib.spc.words.icon_words import ASSURANCE_WORDS
from qi_lib.spc.words.phrases import (
    at_place,
    decimals,
    decimals_in_common,
    denominator_in_words,
    level_in_words,
    middle_in_words,
    place,
    rate_in_words,
    show,
    spell,
    spread_in_words,
    target_in_words,
)

__all__ = ["explain"]

_JUDGED = {"improvement": "better than", "concern": "worse than"}
_MOST = 4  # patterns that are said aloud


def explain(series: JudgedSeries) -> str:
    """Say what the chart shows, what is to be expected, and how sure that is."""
    first = finding(series)
    sentences = [first if first.endswith(".") else first + "."]
    sentences += _levels(series)
    sentences += _signals(series)
    sentences += _expected(series)
    assurance = series.assurance
    if assurance is not None:
        per = denominator_in_words(series)
        target = f"{target_in_words(series, float(series.target[-1]))} {per}".strip()
        sentences.append(f"Target {target}: {_lower(ASSURANCE_WORDS[assurance])}.")
    sentences += series.settings.remarks
    return " ".join(sentences)


def _levels(series: Series) -> list[str]:
    """Say the level of each phase, where there are several."""
    levels = [series.level(part) for part in series.parts]
    if len(levels) < 2 or series.settings.centre is not None or not np.isfinite(levels).all():
        return []
    digits = decimals_in_common(series, *levels)
    first = level_in_words(series, levels[0], digits)
    kind = series.settings.kind
    what = spread_in_words(series, None) if kind.is_spread else f"the {kind.centre_words}"
    said = [f"{_upper(what)} was {first} at first"]
    for part, value in zip(series.parts[1:], levels[1:], strict=True):
        i = int(part[0])
        reason = series.reason(int(series.phase[i]))
        why = f" ({reason})" if reason else ""
        said.append(f"{level_in_words(series, value, digits)} since {place(series, i)}{why}")
    return [", then ".join(said) + "."]


def _signals(series: JudgedSeries) -> list[str]:
    """Say each pattern of the current phase: first what a lasting change rests on, then others.

    Only of a lasting change is it said that chance hardly makes it. Of others it is said how
    often charts like this show such a thing with nothing going on.
    """
    change = series.change
    lasting: list[str] = []
    others: list[str] = []
    for pattern in series.patterns:
        is_part = change is not None and _is_part_of(pattern, change)
        (lasting if is_part else others).append(_pattern(series, pattern))
    if change is not None and change.is_between_phases and change.has_held:
        words = _in_a_row(series, change.since, change.points, change.kind, change.side)
        lasting.insert(0, f"{words} the earlier {series.settings.kind.centre_words}")
    sentences = [f"{_upper(lasting[0])}: that is very unlikely to be chance."] if lasting else []
    rest = [*lasting[1:], *others]
    if not rest:
        return sentences
    shown = rest[: _MOST - len(sentences)]
    sentences.append(f"{_upper('; '.join(shown))}.")
    if others:
        sentences.append(chance_in_words(chance_of_signal(series)))
    earlier = len(rest) - len(shown)
    if earlier:
        are = "signal is" if earlier == 1 else "signals are"
        sentences.append(f"{_upper(count_in_words(earlier))} earlier {are} in the table.")
    return sentences


def _is_part_of(pattern: Pattern, change: Change) -> bool:
    """Tell whether a pattern is a run, before or since, that a lasting change rests on."""
    if pattern.rule in FEW_RUNS:
        return True
    is_since = pattern.side == change.side and pattern.last >= change.since
    is_before = pattern.side == -change.side and pattern.first < change.since
    return pattern.rule in RUN_RULES and (is_since or is_before)


def _pattern(series: Series, found: Pattern) -> str:
    first, last, side = found.first, found.last, found.side
    middle = middle_in_words(series)
    if found.rule == "outside":
        word = "above" if side > 0 else "below"
        left_out = "" if series.use[last] else ", though it is left out of the lines"
        value = rate_in_words(series, series.value[last])
        return f"{at_place(series, last)}, {value} is {word} the expected range{left_out}"
    if found.rule == "trend":
        way = "rose" if side > 0 else "fell"
        unit = "point" if series.absent[first + 1 : last + 1].any() else series.interval or "point"
        row = f"{unit} after {unit}, {count_in_words(found.count)} in all"
        return f"from {place(series, first)} to {place(series, last)} the line {way} {row}"
    if found.rule in ("two_of_three", "four_of_five"):
        edge = "top" if side > 0 else "bottom"
        return f"around {place(series, last)}, points lie close to the {edge} of the expected range"
    if side == 0:
        return _undirected(series, found)
    kind = kind_of(side, series.settings.direction)
    until = None if last == int(np.flatnonzero(series.use)[-1]) else last
    words = _in_a_row(series, first, found.count, kind, side, until=until)
    has_baseline = series.settings.baseline is not None and series.settings.centre is None
    return f"{words} the {middle}{' of the baseline' if has_baseline else ''}"


def _undirected(series: Series, found: Pattern) -> str:
    """Say a pattern that points neither up nor down, by what its rule looks for."""
    if found.rule == "few_crossings":
        return f"the line crosses the {middle_in_words(series)} unusually seldom"
    words = next(rule.words for rule in series.settings.rules.rules if rule.name == found.rule)
    if found.rule in ("too_few_runs", "too_many_runs"):
        return f"there are {words}"
    return f"from {place(series, found.first)} to {place(series, found.last)} there are {words}"


def _in_a_row(
    series: Series, first: int, count: int, kind: Kind, side: int, *, until: int | None = None
) -> str:
    where, verb = f"since {place(series, first)}", "are"
    if until is not None:
        where, verb = f"from {place(series, first)} to {place(series, until)}", "were"
    compare = _JUDGED.get(kind, "above" if side > 0 else "below")
    return f"{where}, {spell(series, count, first, until)} in a row {verb} {compare}"


def _expected(series: JudgedSeries) -> list[str]:
    low, high = series.limits_in_force
    if not np.isfinite(high):
        return _no_limits(series)
    # A thousandth of the upper limit is as good as nothing.
    is_nothing = 0 <= low * 1000 < high
    digits = decimals(series, high) if is_nothing else decimals_in_common(series, low, high)
    low_words, high_words = show(series, low, digits), show(series, high, digits)
    digits = decimals(series, low, high)
    while low_words == high_words and not np.isclose(low, high, rtol=1e-9, atol=0):
        digits += 1
        low_words, high_words = show(series, low, digits), show(series, high, digits)
    if low_words == high_words:
        return ["The values do not vary, so there is no telling what chance alone would do."]
    settings = series.settings
    unit = "" if settings.is_percent else settings.unit or ""
    unit = denominator_in_words(series) if settings.is_rate and settings.per else unit
    said = f"Chance alone would keep it between {low_words} and {high_words} {unit}".rstrip()
    if series.is_trial:
        return [f"{said}; with so few points, take that as a first guess."]
    return [f"{said}."]


def _no_limits(series: JudgedSeries) -> list[str]:
    """Say of a new phase that has no limits yet that those before it do not hold."""
    if len(series.parts) == 1 or not np.isfinite(series.upper).any():
        return []
    return ["There are too few points since then to tell what chance alone would do."]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
