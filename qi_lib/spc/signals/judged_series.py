"""One series together with what it shows, each under a plain name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from qi_lib.spc.arrays.array_types import Signs
from qi_lib.spc.rules.compared_points import Hits
from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.lasting_change import Change
from qi_lib.spc.signals.point_kinds import Judged
from qi_lib.spc.signals.signals import Signals

__all__ = ["JudgedSeries"]


@dataclass(frozen=True, eq=False)
class JudgedSeries(Series):
    """Hold one series, and hand on its signals."""

    judged: Judged

    @cached_property
    def signals(self) -> Signals:
        """Give all that the series tells, in one value."""
        return Signals(self, self.judged)

    @property
    def kind(self) -> Signs:
        """Give the kind of each point: 0 common, 1 improvement, 2 concern, 3 neutral."""
        return self.signals.kind

    @property
    def seen(self) -> Signs:
        """Give the direction each point's kind was judged on: 1 high, -1 low."""
        return self.signals.seen

    @property
    def hits(self) -> dict[str, Hits]:
        """Give what each rule found, by the rule's name."""
        return self.signals.hits

    @property
    def points_in_phase(self) -> int:
        """Count the points of the last phase that are observed and not excluded."""
        return self.signals.points_in_phase

    @property
    def is_trial(self) -> bool:
        """Tell whether the last phase has too few points for firm limits."""
        return self.signals.is_trial

    @property
    def variation(self) -> str | None:
        """Name the variation icon: the state of the latest point.

        None while there are too few points, and for names, of which none is the latest.
        """
        return self.signals.variation

    @property
    def assurance(self) -> str | None:
        """Name the assurance icon: the limits in force against the target; None without one."""
        return self.signals.assurance

    @property
    def change(self) -> Change | None:
        """Give the lasting change that the chart shows, if it shows one."""
        return self.signals.change

    @property
    def shown_kinds(self) -> list[str]:
        """Name the kind that each point is drawn as: a clear change of level counts too."""
        return self.signals.shown_kinds
