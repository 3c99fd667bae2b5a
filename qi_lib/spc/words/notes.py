"""What a careful reader should know of a chart beside what it shows."""

from __future__ import annotations

import numpy as np

from qi_lib.spc.limits.centre_and_limits import D2
from qi_lib.spc.request.percent_checks import are_fractions
from qi_lib.spc.series.holes import HOLE
from qi_lib.spc.series.series import Series
from qi_lib.spc.series.usual_value import usual_value
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.signals.level_of_points import comparable_values
from qi_lib.spc.words.phrases import place, show, spell

__all__ = ["notes"]

# On these, zero is no count of events in a period.
_NO_COUNTS = ("mr", "s", "r", "g", "t")
# So many points outside, and such a share of all, are no exceptions.
_MANY_OUTSIDE, _SHARE_OUTSIDE = 4, 0.2
# So many times the spread of chance alone, from one point to the next (Laney's sigma z).
_WIDE = 1.5
_P_PRIME = "a p′ chart allows for that."
_WIDER = {
    "p": _P_PRIME,
    "np": _P_PRIME,
    "u": "a u′ chart allows for that.",
    "c": "an I chart allows for that.",
}


def notes(series: JudgedSeries) -> tuple[str, ...]:
    """Say what was done to the data, why this chart was chosen, and where care is needed."""
    settings = series.settings
    facet = int(series.worked.points.facet[series.start])
    said = [words for of, words in series.worked.notes if of in (None, facet)]
    said += [words for words in (settings.because, settings.doubt) if words]
    said += _percent(series)
    if series.worked.axis.kind == "category":
        said.append(
            "Names have no order in time, so no rule about order (runs, trends) is used: only "
            "what lies outside the limits is marked."
        )
    said += _holes(series)
    said += _usual_value(series)
    said += _set_aside(series)
    said += _overdispersed(series)
    return (*said, *_trial(series))


def _trial(series: JudgedSeries) -> list[str]:
    """Say that limits are a trial, or that there are none yet."""
    if series.settings.kind.name == "run" or not series.is_trial:
        return []
    if not np.isfinite(series.limits_in_force[1]):
        return ["Too few points in this phase: it has no limits yet."]
    needed = series.settings.rules.points_needed
    return [f"Fewer than {needed} points in this phase: its limits are on trial."]


def _holes(series: JudgedSeries) -> list[str]:
    """Name the longest hole in time, and say what is made of it."""
    holes, absent = np.flatnonzero(series.absent >= HOLE), series.absent
    if not len(holes):
        return []
    after = int(holes[np.argmax(absent[holes])])
    before = int(np.flatnonzero(series.observed[:after])[-1])
    count = int(absent[after])
    between = f"Between {place(series, before)} and {place(series, after)}"
    said = f"{between}, {spell(series, count)} have no value"
    if len(holes) > 1:
        said += f" (the longest of {len(holes)} holes)"
    if series.settings.holes == "stop":
        return [f"{said}: runs, trends and moving ranges stop there."]
    return [f"{said}: points before and after are taken for neighbours."]


def _usual_value(series: JudgedSeries) -> list[str]:
    """Say what to chart instead, where most points have one and the same value."""
    if series.settings.kind.name in _NO_COUNTS:
        return []
    values = comparable_values(series)[series.use]
    usual, between = usual_value(values), "A t or g chart of what lies between"
    if usual is None:
        return []
    if usual == 0:
        said = "Most points are zero, so a run of zeros says little."
        return [f"{said} {between} events would see more."]
    if _are_all_of(series, usual):
        said = "Most points are at 100%, so a run of them says little."
        return [f"{said} {between} those that fell short would see more."]
    if values.min() == values.max():
        return []
    said = f"Most points are {show(series, usual)}, so a run of them says little."
    return [f"{said} {between} the others would see more."]


def _are_all_of(series: JudgedSeries, value: float) -> bool:
    """Tell whether a value is all out of all, where values are shares."""
    counted, use = series.settings.kind.name, series.use
    if counted not in ("p", "pp", "np", "ip") or (series.count > series.size)[use].any():
        return False
    return bool(value == (1 if counted == "np" else series.settings.multiply))


def _set_aside(series: JudgedSeries) -> list[str]:
    """Say how many points meet a rule only because of how such values fall."""
    met, shown = (
        np.any([hits.member for hits in found.values()], axis=0)
        for found in (series.hits, series.claims)
    )
    count = int((met & ~shown).sum())
    if not count:
        return []
    points = "1 point meets a rule and is" if count == 1 else f"{count} points meet a rule and are"
    return [f"{points} not coloured: values that fall like these often do so by chance."]


def _overdispersed(series: JudgedSeries) -> list[str]:
    """Say where limits from a distribution are too tight for so much else that varies."""
    better, use = _WIDER.get(series.settings.kind.name), series.use
    outside = ((series.value < series.lower) | (series.value > series.upper))[use]
    count, points = int(outside.sum()), len(outside)
    if better is None or count < _MANY_OUTSIDE or count <= _SHARE_OUTSIDE * points:
        return []
    sigma = np.maximum(series.upper - series.centre, series.centre - series.lower)[use] / 3
    z = (series.value - series.centre)[use] / np.where(sigma > 0, sigma, np.nan)
    # Where a level has changed, many lie outside, but neighbours lie close together.
    if not np.abs(np.diff(z)).mean() / D2 > _WIDE:
        return []
    unit = series.interval or "point"
    return [
        f"{count} of {points} points lie outside the limits, and not by chance alone do they vary "
        f"from {unit} to {unit}: {better}"
    ]


def _percent(series: Series) -> list[str]:
    """Say how values and targets are read that could be fractions as well as per cent."""
    settings, said = series.settings, []
    if not settings.is_percent:
        return []
    shown = series.value * settings.shown
    if settings.shown == settings.multiply == 1 and are_fractions(shown):
        most = float(np.nanmax(shown))
        said = [
            f"All values are at most {most:g}%. If {most * 100:g}% is meant, write that number."
        ]
    items = [item for found in settings.targets.values() for item in found]
    if any(0 < item.value <= 1 for item in items):
        target = f"{float(series.target[-1]) * settings.shown:g}"
        said.append(f"The target {target} is read as {target}%; write 95 for 95%.")
    return said
