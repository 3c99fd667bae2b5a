"""The headline: what the chart shows, in one short and honest sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qi_lib.spc.numbers_in_words import is_plural, listed, share_in_words
from qi_lib.spc.signals.lasting_change import Change
from qi_lib.spc.signals.step_in_phase import is_mostly_zero, points_for_shift
from qi_lib.spc.signals.verdicts import KINDS, Kind
from qi_lib.spc.words.phrases import at_place, level_in_words, place, spell

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["FindingPart", "finding_parts"]

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
    """Choose the sentence that the chart bears out, strongest first.

    A lasting change comes first, unless the latest point is a signal the other way: then that
    is the news, and the icon says so too.
    """
    about = subject or chart.settings.measure
    are = is_plural(about) if plural is None else plural
    if chart.worked.axis.kind == "category":
        return _apart(chart, about, are)
    change, there = chart.change, np.flatnonzero(chart.observed)
    last = int(there[-1]) if len(there) else None
    latest = () if last is None else _latest(chart, last, about, are)
    if change is not None and not (latest and _is_other_way(chart, change, last)):
        return _changed(chart, change, about, are)
    if latest and chart.variation not in (None, "common_cause"):
        return latest
    return _too_early(chart) or latest or _unchanged(chart, about, are)


def _is_other_way(chart: Chart, change: Change, last: int | None) -> bool:
    return last is not None and int(chart.seen[last]) * change.side < 0


def _too_early(chart: Chart) -> tuple[FindingPart, ...]:
    points = int(chart.use.sum())
    if points < _FEWEST_POINTS:
        return (FindingPart(f"Too early to say: {spell(chart, points)} of data so far"),)
    new = chart.points_in_phase
    if len(chart.parts) > 1 and new < points_for_shift(chart):
        reason = chart.reason(int(chart.phase[-1]))
        since = f" since “{reason}”" if reason else " of the new phase"
        return (FindingPart(f"Too early to say: {spell(chart, new)}{since}"),)
    return ()


def _changed(chart: Chart, change: Change, about: str, are: bool) -> tuple[FindingPart, ...]:
    kind = None if change.kind == "common" else change.kind
    have = "have" if are else "has"
    if change.is_throughout:
        side = "higher" if change.side > 0 else "lower"
        return (
            FindingPart(f"{about} {have} been "),
            FindingPart(f"{side} than {level_in_words(chart, change.before)}", kind),
            FindingPart(f" throughout: around {chart.show(change.after)}"),
        )
    verb, amount = _amount_in_words(chart, change)
    be = {"be": "are" if are else "is", "have": have}
    way = "up" if change.side > 0 else "down"
    if change.has_held:
        held = f", and {have} stayed {way} for {spell(chart, change.points)}"
    else:
        held = f" since {place(chart, change.since)}"
    return (FindingPart(f"{about} {be[verb]} "), FindingPart(amount, kind), FindingPart(held))


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
        first, trend = last, hits["trend"]
        for i in np.flatnonzero(chart.use[:last])[::-1]:
            if not trend.member[i] or trend.direction[first] != side:
                break
            first = int(i)
        going = "rising" if side > 0 else "falling"
        return (
            FindingPart(f"{about} {have} been "),
            FindingPart(going, kind),
            FindingPart(f" since {place(chart, first)}"),
        )
    if shows("outside"):
        value = chart.show(chart.value[last])
        was = "were" if are else "was"
        return (
            FindingPart(f"{about} {was} "),
            FindingPart(f"unusually {way}", kind),
            FindingPart(f" {at_place(chart, last)}: {value}"),
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


def _apart(chart: Chart, about: str, are: bool) -> tuple[FindingPart, ...]:
    """Say which names differ from the rest, where x has no order in time."""
    apart = [i for i in np.flatnonzero(chart.kind) if chart.observed[i]]
    level = level_in_words(chart, chart.level(np.arange(len(chart))))
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
    levels = [chart.level(part) for part in chart.parts]
    words = level_in_words(chart, levels[-1])
    if len(levels) > 1 and np.isfinite(levels).all():
        decimals = chart.decimals(levels[0], levels[-1])
        old, new = (chart.show(level, decimals) for level in (levels[0], levels[-1]))
        if old != new:
            was = level_in_words(chart, levels[0], decimals)
            were = "were" if are else "was"
            said = f"Not yet more than chance: {about} {were} around {was}, now {new}"
            return (FindingPart(said),)
    stay = "stay" if are else "stays"
    if not (chart.kind[chart.parts[-1]] > 0).any():
        return (FindingPart(f"No sign of change yet: {about} {stay} around {words}"),)
    though = "" if is_mostly_zero(chart) else ", though not by chance alone"
    return (FindingPart(f"No lasting change yet: {about} {stay} around {words}{though}"),)
