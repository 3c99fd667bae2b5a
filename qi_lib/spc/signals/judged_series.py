"""One series and all that it shows: signals, verdicts, the lasting change, the main finding."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from qi_lib.spc.arrays.array_types import Signs
from qi_lib.spc.records import record
from qi_lib.spc.rules.compared_points import Hits
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.lasting_change import Change, find_change
from qi_lib.spc.signals.main_finding import MainFinding, find_main
from qi_lib.spc.signals.patterns_found import Pattern, find_patterns
from qi_lib.spc.signals.point_kinds import KINDS, Judged, JudgedPoints
from qi_lib.spc.signals.step_in_phase import Step, find_step
from qi_lib.spc.signals.verdicts import assurance_icon, finite_last, variation_icon

__all__ = ["JudgedSeries"]


@record
class JudgedSeries(Series):
    """Hold one series with what the rules found in it, and tell what that means.

    Words and drawings ask this value. Each answer is worked out when it is first asked for.
    """

    judged: Judged  # of every series

    @cached_property
    def _points(self) -> JudgedPoints:
        return self.judged.part(self.start, self.stop)

    @property
    def kind(self) -> Signs:
        """Give the kind of each point as an index into `KINDS`."""
        return self._points.kind

    @property
    def seen(self) -> Signs:
        """Give the direction each point's kind was judged on: 1 high, -1 low."""
        return self._points.seen

    @cached_property
    def hits(self) -> dict[str, Hits]:
        """Give what each rule found, by the rule's name."""
        return self._by_rule(self._points.hits)

    @cached_property
    def claims(self) -> dict[str, Hits]:
        """Give of what each rule found that on which colour, icon and words rest.

        Left out is what the nature of the points explains: runs where nearly all lie on one
        side, or a count outside the limits that is the next one possible.
        """
        return self._by_rule(self._points.claims)

    def _by_rule(self, found: Sequence[Hits]) -> dict[str, Hits]:
        rules = self.settings.rules.rules
        return {rule.name: h for rule, h in zip(rules, found, strict=True)}

    # ---- verdicts ----

    @property
    def limits_in_force(self) -> tuple[float, float]:
        """Give the last limits of the latest phase; NaN where its points make none."""
        first = max(self.start, self.worked.segments.start_of(self.stop - 1)) - self.start
        return finite_last(self.lower[first:]), finite_last(self.upper[first:])

    @property
    def points_in_phase(self) -> int:
        """Count the points of the last phase that are observed and not excluded."""
        start = max(self.start, self.worked.segments.start_of(self.stop - 1))
        return int(np.count_nonzero(self.worked.compared.use[start : self.stop]))

    @property
    def is_trial(self) -> bool:
        """Tell whether the last phase has too few points for firm limits."""
        return self.points_in_phase < self.settings.rules.points_needed

    @property
    def variation(self) -> str | None:
        """Name the variation icon: the state of the latest point.

        None while there are too few points, and for names, of which none is the latest.
        """
        worked, last = self.worked, self.latest
        if last is None or self.points_in_phase < worked.settings.rules.icons_from:
            return None
        if worked.axis.kind == "category":
            return None
        return variation_icon(*self.judged.at(last))

    @property
    def assurance(self) -> str | None:
        """Name the assurance icon: the limits in force against the target; None without one."""
        if self.points_in_phase < self.settings.rules.icons_from:
            return None
        lower, upper = self.limits_in_force
        target = float(self.worked.target[self.stop - 1])
        return assurance_icon(lower, upper, target, self.settings.direction)

    # ---- what has changed ----

    @cached_property
    def step_in_phase(self) -> Step | None:
        """Give the last change of level inside the latest phase, if there is one."""
        return find_step(self, self.claims)

    @cached_property
    def change(self) -> Change | None:
        """Give the lasting change that the series shows, if it shows one."""
        return find_change(self, self.step_in_phase)

    @cached_property
    def shown_kinds(self) -> list[str]:
        """Name the kind that each point is drawn as: a clear change of level counts too."""
        names: list[str] = [KINDS[kind] for kind in self.kind]
        change = self.change
        if change is not None and change.is_between_phases:
            for i in range(change.since, len(names)):
                names[i] = names[i] if names[i] != "common" else change.kind
        return names

    @property
    def shown_sides(self) -> Signs:
        """Give the side that each point's kind speaks of: 1 high, -1 low, 0 neither."""
        change = self.change
        if change is None or not change.is_between_phases:
            return self.seen
        since = np.arange(len(self)) >= change.since
        return np.where(since & (self.kind == 0), change.side, self.seen).astype(np.int8)

    @cached_property
    def patterns(self) -> list[Pattern]:
        """Give the patterns of the current phase, the latest first."""
        return find_patterns(self, self.claims)

    @cached_property
    def main_finding(self) -> MainFinding:
        """Give the finding to be told first."""
        is_news = self.variation not in (None, "common_cause")
        return find_main(self, self._points, self.claims, self.change, is_news=is_news)
