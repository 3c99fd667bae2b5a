"""The headline: what the chart shows, in one short and honest sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.change import Change, is_mostly_zero, points_for_shift
from qi_lib.spc.points import in_words
from qi_lib.spc.verdicts import KINDS, Kind
from qi_lib.spc.words import count_in_words, date_in_words, is_plural, listed, share_in_words

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["FindingPart", "finding_parts", "level_in_words", "per_in_words", "place", "spell"]

# The fewest points about which a headline says more than "too early".
_FEWEST_POINTS = 6


@dataclass(frozen=True, slots=True)
class FindingPart:
    """Hold a stretch of the finding, and the kind to colour it by, if any."""

    text: str
    emphasis: Kind | None = None


def finding_parts(
    chart: Chart, *, subject: str | None, plural: bool | None
) -> tuple[FindingPart, ...]:
    """Choose the sentence that the chart bears out, strongest first."""
    about = subject or chart.settings.measure
    are = is_plural(about) if plural is None else plural
    if chart.worked.axis.kind == "category":
        return _compared(chart, about, are)
    change = chart.change
    if change is not None:
        return _changed(chart, change, about, are)
    there = np.flatnonzero(chart.use)
    if len(there) < _FEWEST_POINTS:
        return (FindingPart(f"Too early to say: {spell(chart, len(there))} of data so far"),)
    phases = np.unique(chart.phase)
    new = int((chart.use & (chart.phase == phases[-1])).sum())
    if len(phases) > 1 and new < points_for_shift(chart):
        reason = chart.reason(int(phases[-1]))
        since = f" since {_lower_first(reason)}" if reason else " of the new phase"
        return (FindingPart(f"Too early to say: {spell(chart, new)}{since}"),)
    return _latest(chart, int(there[-1]), about, are) or _unchanged(chart, about, are)


def spell(chart: Chart, count: int) -> str:
    """Say how long so many points last: "nine months", "one week", "twelve points"."""
    unit = chart.interval or "point"
    return f"{count_in_words(count)} {unit}{'' if count == 1 else 's'}"


def place(chart: Chart, i: int) -> str:
    """Say where a point stands: "March 2025", "point 4", "Ward 3"."""
    if chart.worked.axis.kind == "date":
        return date_in_words(chart.x[i], chart.interval)
    if chart.worked.axis.kind == "category":
        return str(chart.x[i])
    return f"point {in_words(chart.worked.axis, chart.x[i])}"


def _changed(chart: Chart, change: Change, about: str, are: bool) -> tuple[FindingPart, ...]:
    verb, amount = _amount_in_words(chart, change)
    be = {"be": "are" if are else "is", "have": "have" if are else "has"}
    have = be["have"]
    way = "up" if change.side > 0 else "down"
    if change.has_held:
        held = f", and {have} stayed {way} for {spell(chart, change.points)}"
    else:
        held = f" since {place(chart, change.since)}"
    return (
        FindingPart(f"{about} {be[verb]} "),
        FindingPart(amount, None if change.kind == "common" else change.kind),
        FindingPart(held),
    )


def _amount_in_words(chart: Chart, change: Change) -> tuple[str, str]:
    """Say how much has changed: the verb to use ("be" or "have"), and the words."""
    way = "up" if change.side > 0 else "down"
    old, new = change.before, change.after
    decimals = chart.decimals(old, new)
    levels = f"from {chart.show(old, decimals)} to {chart.show(new, decimals)}"
    if chart.settings.is_percent or old <= 0 or new < 0:
        return "be", f"{way} {levels}"
    share = abs(new - old) / old
    if change.side > 0 and share >= 0.9:
        return "have", _times(new / old)
    if share < 0.04:
        return "be", f"{way} slightly, {levels}"
    if share > 0.95:
        return "be", "down to none" if new == 0 else "almost down to none"
    words = share_in_words(share)
    return "be", f"{way} by {words}"


def _times(ratio: float) -> str:
    for times, words in ((4, "quadrupled"), (3, "tripled"), (2, "doubled")):
        if ratio >= times * 1.1:
            return f"more than {words}"
        if ratio >= times * 0.95:
            return words
    return "almost doubled"


def _latest(chart: Chart, last: int, about: str, are: bool) -> tuple[FindingPart, ...]:
    """Say what the latest point is part of, when it is a signal but not a lasting change."""
    if not chart.kind[last] or (is_mostly_zero(chart) and chart.value[last] == 0):
        return ()
    kind, side, hits = KINDS[int(chart.kind[last])], int(chart.seen[last]), chart.hits
    verb, have = ("are", "have") if are else ("is", "has")
    way = "high" if side > 0 else "low"

    def shows(rule: str) -> bool:
        return rule in hits and bool(hits[rule].member[last]) and hits[rule].direction[last] == side

    if shows("trend"):
        first = last
        while first and hits["trend"].member[first - 1] and hits["trend"].direction[first] == side:
            first -= 1
        going = f"{'rising' if side > 0 else 'falling'}"
        return (
            FindingPart(f"{about} {have} been "),
            FindingPart(going, kind),
            FindingPart(f" since {place(chart, first)}"),
        )
    if shows("outside"):
        where = place(chart, last)
        value = chart.show(chart.value[last])
        was = "were" if are else "was"
        return (
            FindingPart(f"{about} {was} "),
            FindingPart(f"unusually {way}", kind),
            FindingPart(f" in {where}: {value}" if chart.interval else f" at {where}: {value}"),
        )
    if side == 0:
        return (
            FindingPart("Something has changed", kind),
            FindingPart(f": {about} {verb} not varying by chance alone"),
        )
    return (
        FindingPart(f"{about} {have} lately been "),
        FindingPart("higher" if side > 0 else "lower", kind),
        FindingPart(" than chance explains"),
    )


def _compared(chart: Chart, about: str, are: bool) -> tuple[FindingPart, ...]:
    """Say which names differ from the rest, where x has no order in time."""
    apart = [i for i in np.flatnonzero(chart.kind) if chart.observed[i]]
    level = level_in_words(chart, float(chart.centre[-1]))
    if not apart:
        verb = "do not differ" if are else "does not differ"
        return (FindingPart(f"{about} {verb} by more than chance explains: {level} overall"),)
    kinds = {int(chart.kind[i]) for i in apart}
    kind = KINDS[kinds.pop()] if len(kinds) == 1 else KINDS[3]
    names = listed([place(chart, int(i)) for i in apart[:3]])
    if len(apart) > 3:
        names = f"{len(apart)} of {len(chart)}"
    verb = "differ" if len(apart) > 1 else "differs"
    return (
        FindingPart(f"{about}: {names} {verb} from the rest by "),
        FindingPart("more than chance explains", kind),
    )


def _unchanged(chart: Chart, about: str, are: bool) -> tuple[FindingPart, ...]:
    stay = "stay" if are else "stays"
    words = level_in_words(chart, float(chart.centre[-1]))
    has_signals = bool((chart.kind[chart.phase == chart.phase[-1]] > 0).any())
    lead = "No lasting change yet" if has_signals else "No sign of change yet"
    return (FindingPart(f"{lead}: {about} {stay} around {words}"),)


def level_in_words(chart: Chart, value: float, decimals: int | None = None) -> str:
    """Say a level with its unit and period: "8.8 a month", "74%", "41 minutes"."""
    words = chart.show(value, decimals)
    unit, per = chart.settings.unit, chart.settings.per
    if per:
        return f"{words} {per_in_words(per)}"
    if unit and not chart.settings.is_percent:
        return f"{words} {unit}"
    return words


def per_in_words(per: str) -> str:
    """Put the right article before a period: "a month", "an hour", "per 1,000 bed days"."""
    if per.startswith(("a ", "an ", "per ", "each ")):
        return per
    if per[:1].isdigit():
        return f"per {per}"
    return f"{'an' if per[:1] in 'aeio' or per.startswith('hour') else 'a'} {per}"


def _lower_first(text: str) -> str:
    """Begin with a small letter, unless the first word is an abbreviation or a name."""
    first = text.split(" ")[0]
    return text if len(first) > 1 and not first[1:].islower() else text[:1].lower() + text[1:]
