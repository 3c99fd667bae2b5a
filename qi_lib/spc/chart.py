"""The result of `spc`: data, words and drawings of one series."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qi_lib.spc.argument_checks import check_flag, check_kind, check_name, check_text
from qi_lib.spc.drawing.data_table import table_html
from qi_lib.spc.drawing.matplotlib_figure import matplotlib_figure
from qi_lib.spc.drawing.points_to_tap import Spot, spots
from qi_lib.spc.drawing.sizes import SIZES
from qi_lib.spc.drawing.svg_chart import draw
from qi_lib.spc.records import record
from qi_lib.spc.rules.rule_sets import RuleSet, ruleset
from qi_lib.spc.signals.data_frames import points_frame, summary_frame
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.signals.point_kinds import judge
from qi_lib.spc.signals.rule_sets_compared import compare_rules
from qi_lib.spc.svg.notebook_view import notebook_view
from qi_lib.spc.words.explanation import explain
from qi_lib.spc.words.finding import FindingPart, finding, finding_parts
from qi_lib.spc.words.notes import notes
from qi_lib.spc.words.phase_suggestion import Suggestion, suggest_phase
from qi_lib.spc.words.phrases import decimals, show

if TYPE_CHECKING:
    import bqplot

__all__ = ["Chart"]


@record
class Chart(JudgedSeries):
    """Hold one series with its lines, signals and verdicts. Made by `spc`."""

    def __repr__(self) -> str:
        """Say which chart this is and what it found."""
        return f"<Chart {self.settings.kind.name}, {len(self)} points: {self.finding()}>"

    @property
    def because(self) -> str | None:
        """Say why `chart="auto"` chose this type; None if it was not asked to."""
        return self.settings.because

    # ---- frames ----

    @cached_property
    def points(self) -> pd.DataFrame:
        """Give one row a point: value, lines, phase, signals and kind.

        Shares are fractions. `sigma` is one standard deviation of the point, by the chart's own
        formula and before limits are cut (NaN on run and t charts). `signals` names the rules a
        point is part of, `completes` those whose pattern it completes. `versus_before` is the
        kind that a point of a new phase shows against the level before, once the change is
        beyond doubt.
        """
        return points_frame(self)

    def summary(self) -> pd.DataFrame:
        """Give one row a phase: level, limits at its end, signals, and the runs analysis.

        `is_trial` says that there are fewer points than the rule set asks for before limits
        are more than a trial. The runs analysis is Anhøj's, whatever the rule set.
        """
        return summary_frame(self)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Say in sentences what was done to the data, and what to be careful about."""
        return notes(self)

    # ---- other choices ----

    def with_rules(self, rules: str | RuleSet) -> Chart:
        """Give the same data under other rules, with the limits that go with them.

        Args:
            rules: a name from `RULE_SETS`, or a `RuleSet`.

        Returns:
            A chart. Whether very large moving ranges are screened out is as the rule set says,
            unless `screen` was given to `spc`.

        Raises:
            ArgumentError: there is no such rule set.
        """
        worked = self.worked.under(ruleset(rules))
        return Chart(worked, self.start, self.stop, self.facet, judge(worked))

    def compare_rules(self, *names: str | RuleSet) -> pd.DataFrame:
        """Set rule sets side by side on this series.

        Args:
            names: rule sets; all that there are, if left out.

        Returns:
            One row a rule set: how many points signal, the first and the last of them, the
            rules that fired, and the icons.

        Raises:
            ArgumentError: there is no such rule set.
        """
        return compare_rules(self, names)

    def suggest_phase(self) -> Suggestion | None:
        """Suggest where a new phase might start.

        Returns:
            A `Suggestion` with its evidence, or None without any.
        """
        return suggest_phase(self)

    # ---- words ----

    def finding(self, *, subject: str | None = None, plural: bool | None = None) -> str:
        """Say the finding in one short sentence, for very large letters.

        Args:
            subject: what it is about, such as "Falls on Willow Ward"; the measure, if left out.
            plural: whether "are" follows it rather than "is"; guessed, if left out.

        Returns:
            A sentence without a full stop.

        Raises:
            ArgumentError: the subject is no text, or plural not True or False.
        """
        return finding(self, subject=subject, plural=plural)

    def finding_parts(
        self, *, subject: str | None = None, plural: bool | None = None
    ) -> tuple[FindingPart, ...]:
        """Give the finding in parts, so that a page can colour the one that matters.

        Args:
            subject: what it is about; the measure, if left out.
            plural: whether "are" follows it rather than "is"; guessed, if left out.

        Returns:
            Parts with their `text` and `emphasis`; joined, they are the finding.

        Raises:
            ArgumentError: the subject is no text, or plural not True or False.
        """
        return finding_parts(self, subject=subject, plural=plural)

    def explain(self) -> str:
        """Explain the chart in plain words, as a ward sister would say them aloud."""
        return explain(self)

    def show(self, value: float, decimals: int | None = None, *, unit: bool = True) -> str:
        """Write a value of the frame as it is shown to people: "8.8", "74%", "6 billion".

        Args:
            value: a value as in `points`; shares are fractions. NaN is written as a dash.
            decimals: how many decimals; chosen to suit the value, if left out.
            unit: write the per cent sign, where values are shares.

        Returns:
            The number as text.

        Raises:
            ArgumentError: the value is no number.
        """
        check_kind("value", value, (int, float, np.number), "Give a number.")
        return show(self, value, decimals, unit=unit)

    def decimals(self, *values: float) -> int:
        """Choose how many decimals tell these values apart.

        Args:
            values: values as in `points`; shares are fractions.

        Returns:
            A number of decimals, for `show`.

        Raises:
            ArgumentError: a value is no number.
        """
        for value in values:
            check_kind("values", value, (int, float, np.number), "Give numbers.")
        return decimals(self, *values)

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
            size: "thumbnail", "phone", "page", "tv", or "portrait" for a screen on a wall that
                stands upright.
            heading: write the title (or the finding) above the chart; a page usually does so.
            icons: draw the two icons at the top right.
            themeable: take colours from CSS custom properties (`--spc-improvement`, …), with
                ours as fallback; False writes plain colours, for documents.
            uid: start of the element's ids, to get the same text each time; random if left out.
            subject: what the finding is about.

        Returns:
            The text of an `<svg>` element.

        Raises:
            ArgumentError: there is no such size, or another argument is of the wrong kind.
        """
        check_name("size", size, SIZES)
        for name, flag in (("heading", heading), ("icons", icons), ("themeable", themeable)):
            check_flag(name, flag)
        for name, text in (("uid", uid), ("subject", subject)):
            if text is not None:
                check_text(name, text)
        return draw(
            self,
            size,
            heading=heading,
            icons=icons,
            themeable=themeable,
            uid=uid,
            subject=subject,
        )

    def spots(self, size: str = "page") -> tuple[Spot, ...]:
        """Give the points that `to_svg` marks in a drawing of this size without a heading.

        Args:
            size: as for `to_svg`.

        Returns:
            For each point its place as a share of the drawing's width and height, and its date,
            its value and why it is coloured, in words.

        Raises:
            ArgumentError: there is no such size.
        """
        return spots(self, size)

    def to_table_html(self) -> str:
        """Write the data as an HTML table, for screen readers and for copying.

        Returns:
            The text of a `<table>` element.
        """
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

        Returns:
            A `bqplot.Figure`.

        Raises:
            ArgumentError: what is to be called cannot be.
        """
        # bqplot is heavy: only when asked for.
        from qi_lib.spc.drawing.bqplot_figure import figure  # noqa: PLC0415

        return figure(self, on_annotate=on_annotate, on_phase=on_phase)

    def to_matplotlib(self) -> Any:  # Any: matplotlib is an optional extra, without types here
        """Draw the chart as a matplotlib figure, for those who have matplotlib.

        Returns:
            A `matplotlib.figure.Figure`.

        Raises:
            SpcError: matplotlib is not installed.
        """
        return matplotlib_figure(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Show the chart in a notebook at once, with notes and its data table below."""
        return notebook_view(
            svg=self.to_svg("page", heading=True, icons=True),
            table=self.to_table_html(),
            words=self.explain(),
            notes=self.notes,
        )
