"""A new phase, suggested with its evidence and never made by itself.

Whether to recalculate is a judgement (NHS England, Making Data Count): only people know
whether something has really changed. So a suggestion asks for a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from qi_lib.spc.argument_checks import check_text
from qi_lib.spc.errors import ArgumentError
from qi_lib.spc.request.phases_targets_annotations import Phase, When
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.signals.lasting_change import longest_run
from qi_lib.spc.words.phrases import decimals_in_common, level_in_words, place, show, spell

__all__ = ["Suggestion", "suggest_phase"]


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


def suggest_phase(series: JudgedSeries) -> Suggestion | None:
    """Suggest a new phase where the last level of the latest phase began; see `find_step`."""
    step = series.step_in_phase
    if step is None or step.is_throughout:
        return None
    since, use = step.since, series.use
    digits = decimals_in_common(series, step.before, step.after)
    points = int(use[since:].sum())
    far = np.sign(series.value[since:] - step.before)[use[since:]] == step.side
    was = level_in_words(series, step.before, digits)
    now = level_in_words(series, step.after, digits)
    beyond = f"{'above' if step.side > 0 else 'below'} {show(series, step.before, digits)}"
    in_a_row = f"{spell(series, longest_run(far), since)} in a row"
    run = f"all {spell(series, points, since)}" if far.all() else in_a_row
    evidence = (
        f"Since {place(series, since)} the level is {now}, after {was} before: {run} lie {beyond}, "
        "and the two levels differ by more than chance explains."
    )
    needed = series.settings.rules.points_needed
    if points < needed:
        evidence += f" The new limits would be on trial until there are {needed} points."
    start: Any = series.x[since]  # Any: a date, a number or a name
    return Suggestion(start, step.before, step.after, points, evidence)
