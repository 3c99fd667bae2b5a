"""A new phase, suggested with its evidence and never made by itself.

Whether to recalculate is a judgement (NHS England, Making Data Count): only people know
whether something has really changed. So a suggestion asks for a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from qi_lib.spc.checks import check_kind, check_name, check_text, check_whole
from qi_lib.spc.errors import ArgumentError
from qi_lib.spc.request.phases_targets_annotations import Phase, When
from qi_lib.spc.rules.compared_points import CLOSENESS
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.lasting_change import longest_run
from qi_lib.spc.signals.step_in_phase import find_step
from qi_lib.spc.words.phrases import level_in_words, place, spell

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["Suggestion", "suggest_medians", "suggest_phase"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Offer the start of a new phase: where, from what level to what, and why."""

    start: When
    before: float
    after: float
    points: int
    evidence: str

    def phase(self, reason: str) -> Phase:
        """Make the phase, once somebody has said what changed.

        Args:
            reason: what changed, in a few words.

        Returns:
            A `Phase`, for `spc(phases=...)`.

        Raises:
            ArgumentError: the reason is empty, or no text.
        """
        if not check_text("reason", reason, "Say in a few words what changed.").strip():
            raise ArgumentError("reason", reason, "Say in a few words what changed.")
        return Phase(self.start, reason)


def suggest_phase(chart: Chart) -> Suggestion | None:
    """Suggest a new phase where the last level of the latest phase began; see `find_step`."""
    step = find_step(chart)
    if step is None or step.is_throughout:
        return None
    since, use = step.since, chart.use
    decimals = chart.decimals(step.before, step.after)
    points = int(use[since:].sum())
    far = np.sign(chart.value[since:] - step.before)[use[since:]] == step.side
    was = level_in_words(chart, step.before, decimals)
    now = level_in_words(chart, step.after, decimals)
    beyond = f"{'above' if step.side > 0 else 'below'} {chart.show(step.before, decimals)}"
    in_a_row = f"{spell(chart, longest_run(far))} in a row"
    run = f"all {spell(chart, points)}" if far.all() else in_a_row
    evidence = (
        f"Since {place(chart, since)} the level is {now}, after {was} before: {run} lie {beyond}, "
        "and the two levels differ by more than chance explains."
    )
    needed = chart.settings.rules.points_needed
    if points < needed:
        evidence += f" The new limits would be on trial until there are {needed} points."
    start: Any = chart.x[since]  # Any: a date, a number or a name
    return Suggestion(start, step.before, step.after, points, evidence)


def suggest_medians(
    chart: Chart,
    *,
    baseline: int = 13,
    run: int = 9,
    side: Literal["below", "above", "either"] = "either",
) -> pd.DataFrame:
    """Follow a median through a series: where would it have been revised, and to what?

    The first median is that of the first `baseline` points. Then each run of `run` points in
    a row on the wanted side of the median (points on it are passed over) gives the next one,
    the median of those points; the search goes on after them. (runcharter's rule.)

    Args:
        chart: a run chart, or any other.
        baseline: how many points give the first median.
        run: how many points in a row give a new one.
        side: the side on which a run counts.

    Returns:
        One row a median: kind ("baseline" or "sustained"), median, start and end of the
        points it comes from. Empty where there are fewer points than `baseline`.

    Raises:
        ArgumentError: an argument is wrong; the message says what would be right.
    """
    check_kind("chart", chart, Series, 'Give one chart, such as charts["Willow"].')
    check_whole("baseline", baseline, least=2, of="points")
    check_whole("run", run, least=2, of="points")
    check_name("side", side, ("below", "above", "either"))
    there = np.flatnonzero(chart.use)
    values, x = chart.value[there], chart.x[there]
    rows: list[dict[str, object]] = []
    if len(values) >= baseline:
        median = float(np.median(values[:baseline]))
        rows.append({"kind": "baseline", "median": median, "start": x[0], "end": x[baseline - 1]})
        wanted = {"below": (-1,), "above": (1,), "either": (-1, 1)}[side]
        close = CLOSENESS * float(np.abs(values).max())
        held: list[int] = []
        way = 0
        for i in range(baseline, len(values)):
            away = values[i] - median
            sign = 0 if abs(away) <= close else (1 if away > 0 else -1)
            if sign == 0:
                continue
            held = [*held, i] if sign == way else [i]
            way = sign
            if len(held) == run and way in wanted:
                median = float(np.median(values[held]))
                rows.append(
                    {"kind": "sustained", "median": median, "start": x[held[0]], "end": x[i]}
                )
                held, way = [], 0
    return pd.DataFrame(rows, columns=["kind", "median", "start", "end"])
