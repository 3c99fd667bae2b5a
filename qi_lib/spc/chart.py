"""The result of `spc`: data, words and drawings of one series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qi_lib.spc.arrays import Bools, Floats, Ints, Signs
from qi_lib.spc.change import Change, find_change, is_mostly_zero
from qi_lib.spc.engine import Worked
from qi_lib.spc.explain import explain
from qi_lib.spc.finding import FindingPart, finding_parts
from qi_lib.spc.frames import points_frame, summary_frame
from qi_lib.spc.interval import interval_of
from qi_lib.spc.matplotlib_figure import matplotlib_figure
from qi_lib.spc.rulesets import RULE_SETS, RuleSet, ruleset
from qi_lib.spc.scene import Hits
from qi_lib.spc.settings import Settings
from qi_lib.spc.suggestion import Suggestion, suggest_phase
from qi_lib.spc.svg import draw
from qi_lib.spc.table import table_html
from qi_lib.spc.verdicts import KINDS, assurance_icon, finite_last, variation_icon
from qi_lib.spc.words import decimals_for, number

if TYPE_CHECKING:
    import bqplot

__all__ = ["Chart"]


@dataclass(frozen=True, eq=False)
class Chart:
    """Hold one series with its lines, signals and verdicts. Made by `spc`."""

    worked: Worked
    start: int
    stop: int
    facet: str | None = None

    def __repr__(self) -> str:
        """Say which chart this is and what it found."""
        return f"<Chart {self.settings.kind.name}, {len(self)} points: {self.finding()}>"

    def __len__(self) -> int:
        """Count the points, gaps included."""
        return self.stop - self.start

    @property
    def settings(self) -> Settings:
        """Give the checked choices behind the chart."""
        return self.worked.settings

    @property
    def because(self) -> str | None:
        """Say why `chart="auto"` chose this type; None if it was not asked to."""
        return self.settings.because

    def reason(self, phase: int) -> str:
        """Give the reason of a phase, by its number; empty for the first."""
        reasons = self.worked.reasons
        found = reasons.get(self.facet) or reasons[None]
        return found[phase - 1] if phase <= len(found) else ""

    # ---- arrays, one element a point ----

    @property
    def x(self) -> npt.NDArray[Any]:
        """Give the places on the time axis: dates, numbers or names."""
        keys = self.worked.points.x[self.start : self.stop]
        if self.worked.axis.kind == "category":
            return np.asarray([self.worked.axis.names[int(code)] for code in keys], dtype=object)
        return keys

    def _part(self, whole: Floats) -> Floats:
        return whole[self.start : self.stop]

    @property
    def value(self) -> Floats:
        """Give the plotted values; shares as fractions."""
        return self._part(self.worked.value)

    @property
    def centre(self) -> Floats:
        """Give the centre line."""
        return self._part(self.worked.centre)

    @property
    def lower(self) -> Floats:
        """Give the lower limits, at three sigma; NaN where there is none."""
        return self._part(self.worked.lower)

    @property
    def upper(self) -> Floats:
        """Give the upper limits, at three sigma; NaN where there is none."""
        return self._part(self.worked.upper)

    @property
    def target(self) -> Floats:
        """Give the target in force; NaN where there is none."""
        return self._part(self.worked.target)

    @property
    def phase(self) -> Ints:
        """Give the number of each point's phase, from 1."""
        return self.worked.phase[self.start : self.stop]

    @property
    def kind(self) -> Ints:
        """Give the kind of each point as an index into `KINDS`."""
        return self.worked.kind[self.start : self.stop]

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
    def seen(self) -> Signs:
        """Give the direction each point's kind was judged on: 1 high, -1 low."""
        return self.worked.seen[self.start : self.stop]

    @property
    def use(self) -> Bools:
        """Tell which points are observed and not excluded."""
        return self.worked.scene.use[self.start : self.stop]

    @property
    def observed(self) -> Bools:
        """Tell which points have a value."""
        return self.worked.scene.observed[self.start : self.stop]

    @property
    def hits(self) -> dict[str, Hits]:
        """Give what each rule found, by the rule's name."""
        cut = slice(self.start, self.stop)
        rules = self.settings.rules.rules
        return {
            rule.name: Hits(h.member[cut], h.direction[cut], h.completes[cut])
            for rule, h in zip(rules, self.worked.hits, strict=True)
        }

    @cached_property
    def interval(self) -> str | None:
        """Name the spacing of the points: "day", "week", "month", …; None if uneven."""
        return interval_of(self.x) if self.worked.axis.kind == "date" else None

    # ---- frames ----

    @cached_property
    def points(self) -> pd.DataFrame:
        """Give one row a point: value, lines, phase, signals and kind.

        Shares are fractions. `signals` names the rules a point is part of, `completes`
        those whose pattern it completes. `versus_before` is the kind that a point of a new
        phase shows against the level before, once the change is beyond doubt.
        """
        return points_frame(self)

    def summary(self) -> pd.DataFrame:
        """Give one row a phase: level, limits at its end, signals, and the runs analysis.

        `is_trial` says that there are fewer points than the rule set asks for before limits
        are more than a trial. The runs analysis is Anhøj's, whatever the rule set.
        """
        return summary_frame(self)

    # ---- verdicts ----

    @property
    def points_in_phase(self) -> int:
        """Count the points of the last phase that are observed and not excluded."""
        return int(((self.phase == self.phase[-1]) & self.use).sum())

    @property
    def is_trial(self) -> bool:
        """Tell whether the last phase has too few points for firm limits."""
        return self.points_in_phase < self.settings.rules.points_needed

    @property
    def variation(self) -> str | None:
        """Name the variation icon: the state of the latest point; None while too few."""
        there = np.flatnonzero(self.observed)
        if self.points_in_phase < self.settings.rules.icons_from or not len(there):
            return None
        last = int(there[-1])
        return variation_icon(int(self.kind[last]), int(self.seen[last]))

    @property
    def assurance(self) -> str | None:
        """Name the assurance icon: the limits in force against the target; None without one."""
        if self.points_in_phase < self.settings.rules.icons_from:
            return None
        lower = finite_last(self.lower)
        upper = finite_last(self.upper)
        target = float(self.target[-1])
        return assurance_icon(lower, upper, target, self.settings.direction)

    @cached_property
    def change(self) -> Change | None:
        """Give the lasting change that the chart shows, if it shows one."""
        return find_change(self)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Say in sentences what was done to the data, and what to be careful about."""
        notes = list(self.worked.notes)
        if self.settings.doubt:
            notes.append(self.settings.doubt)
        percent_target = self.settings.shown == 100 and any(
            0 < item.value <= 1 for items in self.settings.targets.values() for item in items
        )
        if percent_target:
            shown = float(self.target[-1]) * 100
            notes.append(f"The target {shown:g} is read as {shown:g}%; write 95 for 95%.")
        if is_mostly_zero(self) and self.settings.kind.name not in ("mr", "s", "r", "g", "t"):
            between = "A t or g chart of what lies between events would see more."
            notes.append(f"Most points are zero, so a run of zeros says little. {between}")
        if self.is_trial and self.settings.kind.name != "run":
            needed = self.settings.rules.points_needed
            notes.append(f"Fewer than {needed} points in this phase: its limits are on trial.")
        return tuple(notes)

    # ---- other choices ----

    def with_rules(self, rules: str | RuleSet) -> Chart:
        """Give the same data under other rules, with the limits that go with them."""
        chosen, now = ruleset(rules), self.settings
        screen = chosen.screen if now.screen == now.rules.screen else now.screen
        worked = self.worked.again(replace(now, rules=chosen, screen=screen))
        return Chart(worked, self.start, self.stop, self.facet)

    def compare_rules(self, *names: str | RuleSet) -> pd.DataFrame:
        """Set rule sets side by side on this series.

        Args:
            names: rule sets; all that there are, if left out.

        Returns:
            One row a rule set: how many points signal, the first and the last of them, the
            rules that fired, and the icons.
        """
        rows = []
        for name in names or tuple(RULE_SETS):
            chart = self.with_rules(name)
            flagged = {rule: hits.member for rule, hits in chart.hits.items()}
            at = np.flatnonzero(np.any(list(flagged.values()), axis=0))
            rows.append(
                {
                    "rules": chart.settings.rules.name,
                    "signals": len(at),
                    "first": self.x[at[0]] if len(at) else None,
                    "last": self.x[at[-1]] if len(at) else None,
                    "fired": tuple(rule for rule, member in flagged.items() if member.any()),
                    "variation": chart.variation,
                    "assurance": chart.assurance,
                }
            )
        return pd.DataFrame(rows)

    def suggest_phase(self) -> Suggestion | None:
        """Suggest where a new phase might start, with the evidence; None without any."""
        return suggest_phase(self)

    # ---- words ----

    def finding(self, *, subject: str | None = None, plural: bool | None = None) -> str:
        """Say the finding in one short sentence, for very large letters.

        Args:
            subject: what it is about, such as "Falls on Willow Ward"; the measure, if left out.
            plural: whether "are" follows it rather than "is"; guessed, if left out.
        """
        parts = self.finding_parts(subject=subject, plural=plural)
        return "".join(part.text for part in parts)

    def finding_parts(
        self, *, subject: str | None = None, plural: bool | None = None
    ) -> tuple[FindingPart, ...]:
        """Give the finding in parts, so that a page can colour the one that matters."""
        return finding_parts(self, subject=subject, plural=plural)

    def explain(self) -> str:
        """Explain the chart in plain words, as a ward sister would say them aloud."""
        return explain(self)

    def show(self, value: float, decimals: int | None = None, *, unit: bool = True) -> str:
        """Write a value of the frame as it is shown to people: "8.8", "74%"."""
        shown = value * self.settings.shown
        if decimals is None:
            decimals = self.decimals(value)
        sign = "%" if unit and self.settings.is_percent else ""
        return number(shown, decimals) + sign

    def decimals(self, *values: float) -> int:
        """Choose how many decimals tell these values of the frame apart."""
        shown = [v * self.settings.shown for v in values]
        return decimals_for(shown, is_percent=self.settings.is_percent)

    # ---- drawings ----

    def to_svg(
        self,
        size: str = "page",
        *,
        heading: bool = False,
        icons: bool = False,
        themeable: bool = True,
        uid: str | None = None,
        subject: str | None = None,
    ) -> str:
        """Draw the chart as one SVG element.

        Args:
            size: "thumbnail", "page" or "tv".
            heading: write the title (or the finding) above the chart; a page usually does so.
            icons: draw the two icons at the top right.
            themeable: take colours from CSS custom properties (`--spc-improvement`, …), with
                ours as fallback; False writes plain colours, for documents.
            uid: start of the element's ids, to get the same text each time; random if left out.
            subject: what the finding is about.
        """
        return draw(
            self, size, heading=heading, icons=icons, themeable=themeable, uid=uid, subject=subject
        )

    def to_table_html(self) -> str:
        """Write the data as an HTML table, for screen readers and for copying."""
        return table_html(self)

    def to_bqplot(
        self,
        *,
        on_annotate: Callable[[Any], None] | None = None,
        on_phase: Callable[[Any], None] | None = None,
    ) -> bqplot.Figure:
        """Draw the chart as a bqplot figure, with tooltips that name the rules.

        Args:
            on_annotate: called with the place of a point (a value of x) when it is tapped.
            on_phase: called with the first point of a stretch dragged along the axis. With
                both, taps come first; set `figure.interaction = figure.phase_brush` to drag.
        """
        # bqplot is heavy: only when asked for.
        from qi_lib.spc.figure import figure  # noqa: PLC0415

        return figure(self, on_annotate=on_annotate, on_phase=on_phase)

    def to_matplotlib(self) -> Any:  # Any: matplotlib is an optional extra, without types here
        """Draw the chart as a matplotlib figure, for those who have matplotlib.

        Raises:
            SpcError: matplotlib is not installed.
        """
        return matplotlib_figure(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Show the chart in a notebook at once, with its data table folded below."""
        svg = self.to_svg("page", heading=True, icons=True)
        table = f"<details><summary>Data</summary>{self.to_table_html()}</details>"
        return {
            "text/plain": self.explain(),
            "text/html": f"<figure>{svg}{table}</figure>",
            "image/svg+xml": svg,
        }
