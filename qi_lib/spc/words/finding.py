"""The headline: what the chart shows, in one short and honest sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from qi_lib.spc.argument_checks import check_flag, check_text
from qi_lib.spc.numbers_in_words import listed, share_in_words
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.signals.lasting_change import Change
from qi_lib.spc.signals.main_finding import Apart, Latest, TooEarly, Unchanged
from qi_lib.spc.signals.point_kinds import Kind
from qi_lib.spc.words.grammar import is_plural
from qi_lib.spc.words.phrases import (
    at_place,
    decimals_in_common,
    denominator_in_words,
    level_in_words,
    place,
    rate_in_words,
    show,
    spell,
    spread_in_words,
)

__all__ = ["FindingPart", "finding", "finding_parts"]


@dataclass(frozen=True, slots=True)
class FindingPart:
    """Hold a stretch of the finding, and the kind to colour it by, if any."""

    text: str
    emphasis: Kind | None = None


_Parts = tuple[FindingPart, ...]


def finding(series: JudgedSeries, *, subject: str | None = None, plural: bool | None = None) -> str:
    """Say the finding in one sentence without a full stop; see `Chart.finding`."""
    parts = finding_parts(series, subject=subject, plural=plural)
    return "".join(part.text for part in parts)


def finding_parts(
    series: JudgedSeries, *, subject: str | None = None, plural: bool | None = None
) -> _Parts:
    """Put the main finding in words; see `Chart.finding_parts`."""
    if subject is not None:
        check_text("subject", subject)
    if plural is not None:
        check_flag("plural", plural)
    if not series.settings.kind.is_spread:
        about = subject or series.settings.measure
        return _parts(series, about, is_plural(about) if plural is None else plural)
    first, *others = _parts(series, spread_in_words(series, subject), False)
    return replace(first, text=first.text[:1].upper() + first.text[1:]), *others


def _parts(series: JudgedSeries, about: str, are: bool) -> _Parts:
    found = series.main_finding
    if isinstance(found, Change):
        return _changed(series, found, about, are)
    if isinstance(found, Latest):
        return _latest(series, found, about, are)
    if isinstance(found, TooEarly):
        return _too_early(series, found)
    if isinstance(found, Apart):
        return _apart(series, found, about, are)
    return _unchanged(series, found, about, are)


def _too_early(series: Series, found: TooEarly) -> _Parts:
    so_far = f"Too early to say: {spell(series, found.points)}"
    if not found.is_new_phase:
        return (FindingPart(f"{so_far} of data so far"),)
    reason = series.reason(int(series.phase[-1]))
    return (FindingPart(so_far + (f" since “{reason}”" if reason else " of the new phase")),)


def _changed(series: Series, change: Change, about: str, are: bool) -> _Parts:
    kind = None if change.kind == "common" else change.kind
    have = "have" if are else "has"
    if change.is_throughout:
        side = "higher" if change.side > 0 else "lower"
        return (
            FindingPart(f"{about} {have} been "),
            FindingPart(f"{side} than {level_in_words(series, change.before)}", kind),
            FindingPart(f" throughout: around {rate_in_words(series, change.after)}"),
        )
    verb, amount = _amount_in_words(series, change)
    be = {"be": "are" if are else "is", "have": have}
    way = "up" if change.side > 0 else "down"
    to = _level_reached(series, change, amount)
    if change.has_held and not series.absent[change.since + 1 :].any():
        held = f"{to}, and {have} stayed {way} for {spell(series, change.points)}"
    else:
        held = f"{to}{',' if to else ''} since {place(series, change.since)}"
    return (FindingPart(f"{about} {be[verb]} "), FindingPart(amount, kind), FindingPart(held))


def _amount_in_words(series: Series, change: Change) -> tuple[str, str]:
    """Say how much has changed: the verb to use ("be" or "have"), and the words."""
    way = "up" if change.side > 0 else "down"
    old, new = change.before, change.after
    digits = decimals_in_common(series, old, new)
    levels = f"from {show(series, old, digits)} to {rate_in_words(series, new, digits)}"
    if series.settings.is_percent or old <= 0 or new < 0:
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


def _level_reached(series: Series, change: Change, amount: str) -> str:
    """Say of a rate where it has come to, so that its headline is not read as one of counts."""
    is_said = not denominator_in_words(series) or " from " in amount or change.after == 0
    return "" if is_said else f", to {rate_in_words(series, change.after)}"


def _times(ratio: float) -> str:
    for times, words in ((4, "quadrupled"), (3, "tripled"), (2, "doubled")):
        if ratio >= times * 1.1:
            return f"more than {words}"
        if ratio >= times * 0.95:
            return words
    return "almost doubled"


def _latest(series: Series, found: Latest, about: str, are: bool) -> _Parts:
    """Say what the latest point is part of."""
    have, was = ("have", "were") if are else ("has", "was")
    if found.pattern == "trend":
        return (
            FindingPart(f"{about} {have} been "),
            FindingPart("rising" if found.side > 0 else "falling", found.kind),
            FindingPart(f" since {place(series, found.since)}"),
        )
    if found.pattern == "outside":
        value = rate_in_words(series, series.value[found.at])
        return (
            FindingPart(f"{about} {was} "),
            FindingPart(f"unusually {'high' if found.side > 0 else 'low'}", found.kind),
            FindingPart(f" {at_place(series, found.at)}: {value}"),
        )
    if found.pattern == "mixed":
        return (
            FindingPart("Something may have changed", found.kind),
            FindingPart(f": the pattern of {about} is unusual"),
        )
    return (
        FindingPart(f"{about} {have} lately been "),
        FindingPart("higher" if found.side > 0 else "lower", found.kind),
        FindingPart(" than usual"),
    )


def _apart(series: Series, found: Apart, about: str, are: bool) -> _Parts:
    """Say which names differ from the rest."""
    apart = found.places
    level = level_in_words(series, series.level(np.arange(len(series))))
    if not apart:
        verb = "do not differ" if are else "does not differ"
        return (FindingPart(f"{about} {verb} by more than chance explains: {level} overall"),)
    names = listed([place(series, i) for i in apart[:3]])
    if len(apart) > 3:
        names = f"{len(apart)} of {len(series)}"
    verb = "differ" if len(apart) > 1 else "differs"
    return (
        FindingPart(f"{about}: {names} {verb} from the rest by "),
        FindingPart("more than chance explains", found.kind),
    )


def _unchanged(series: JudgedSeries, found: Unchanged, about: str, are: bool) -> _Parts:
    levels = [series.level(part) for part in series.parts]
    words = level_in_words(series, levels[-1])
    if len(levels) > 1 and np.isfinite(levels).all():
        digits = decimals_in_common(series, levels[0], levels[-1])
        old, new = (rate_in_words(series, level, digits) for level in (levels[0], levels[-1]))
        if old != new:
            say = show if denominator_in_words(series) else level_in_words
            was = say(series, levels[0], digits)
            were = "were" if are else "was"
            said = f"Not yet more than chance: {about} {were} around {was}, now {new}"
            return (FindingPart(said),)
    stay = "stay" if are else "stays"
    if not found.has_signals:
        return (FindingPart(f"No sign of change yet: {about} {stay} around {words}"),)
    out = np.any([hits.direction != 0 for hits in series.claims.values()], axis=0).sum()
    though = "some points stand out" if out > 1 else "one point stands out"
    though = though if out else "the pattern is unusual"
    return (FindingPart(f"No lasting change yet: {about} {stay} around {words}, though {though}"),)
