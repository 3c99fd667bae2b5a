"""What a chart has to tell first: the one finding that it bears out, strongest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import numpy as np

from qi_lib.spc.records import record
from qi_lib.spc.rules.compared_points import Hits
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.lasting_change import Change
from qi_lib.spc.signals.level_of_points import points_for_shift
from qi_lib.spc.signals.point_kinds import KINDS, JudgedPoints, Kind

__all__ = ["Apart", "Latest", "MainFinding", "TooEarly", "Unchanged", "find_main"]

# The fewest points about which a headline says more than "too early".
_FEWEST_POINTS = 6


@record
class Latest:
    """The latest point is a signal: of which kind, and what it is part of.

    `pattern` is "trend" (since point `since`), "outside" the limits, "mixed" where it points
    neither up nor down, or "run" on one side.
    """

    at: int
    kind: Kind
    side: int
    pattern: Literal["trend", "outside", "mixed", "run"]
    since: int


@record
class TooEarly:
    """There are too few points to say anything, in all or in the new phase."""

    points: int
    is_new_phase: bool


@record
class Apart:
    """Some names differ from the rest, where x has no order in time; none, if it is empty."""

    places: tuple[int, ...]
    kind: Kind


@record
class Unchanged:
    """No lasting change is there, though there may be signals in the latest phase."""

    has_signals: bool


MainFinding: TypeAlias = Change | Latest | TooEarly | Apart | Unchanged


def find_main(
    series: Series,
    points: JudgedPoints,
    hits: Mapping[str, Hits],
    change: Change | None,
    *,
    is_news: bool,
) -> MainFinding:
    """Choose what the chart bears out, strongest first.

    A lasting change comes first, unless the latest point is a signal the other way: then that
    is the news, and the icon says so too. `points` are judged, `hits` are by rule; `is_news`
    says that the variation icon shows a signal.
    """
    if series.worked.axis.kind == "category":
        return _find_apart(series, points)
    there = np.flatnonzero(series.observed)
    latest = _find_latest(series, points, hits, int(there[-1])) if len(there) else None
    if change is not None and not (latest and int(points.seen[latest.at]) * change.side < 0):
        return change
    if latest and is_news:
        return latest
    has_signals = bool((points.kind[series.parts[-1]] > 0).any())
    return _find_too_early(series) or latest or Unchanged(has_signals)


def _find_too_early(series: Series) -> TooEarly | None:
    points = int(series.use.sum())
    if points < _FEWEST_POINTS:
        return TooEarly(points, is_new_phase=False)
    new = int(series.use[series.parts[-1]].sum())
    if len(series.parts) > 1 and new < points_for_shift(series):
        return TooEarly(new, is_new_phase=True)
    return None


def _find_latest(
    series: Series, points: JudgedPoints, hits: Mapping[str, Hits], last: int
) -> Latest | None:
    """Tell what the latest point is part of, when it is a signal but not a lasting change."""
    if not points.kind[last]:
        return None
    kind, side = KINDS[int(points.kind[last])], int(points.seen[last])

    def shows(rule: str) -> bool:
        return rule in hits and bool(hits[rule].member[last]) and hits[rule].direction[last] == side

    if shows("trend"):
        return Latest(last, kind, side, "trend", _start_of_trend(series, hits["trend"], last, side))
    if shows("outside"):
        return Latest(last, kind, side, "outside", last)
    return Latest(last, kind, side, "mixed" if side == 0 else "run", last)


def _start_of_trend(series: Series, trend: Hits, last: int, side: int) -> int:
    first = last
    for i in np.flatnonzero(series.use[:last])[::-1]:
        if not trend.member[i] or trend.direction[first] != side:
            break
        if first in series.holes:
            break
        first = int(i)
    return first


def _find_apart(series: Series, points: JudgedPoints) -> Apart:
    apart = [int(i) for i in np.flatnonzero(points.kind) if series.observed[i]]
    kinds = {int(points.kind[i]) for i in apart}
    return Apart(tuple(apart), KINDS[kinds.pop()] if len(kinds) == 1 else KINDS[3])
