"""What was decided about the limits and rules of a chart, and the ways to decide it."""

from qi_lib.charting.given_lines import say_bounds
from widgets.chart.chart_view import ChartView
from widgets.chart.settings.given_lines import BOUNDS, STANDARD, say_standard
from widgets.chart.settings.kept_limits import LIMITS, baseline_row
from widgets.chart.settings.own_rules import OWN_RULES
from widgets.chart.settings.own_rules_screens import own_rules_line
from widgets.frame.screen import Button, Fold, Links

__all__ = ["DECISION_SCREENS", "decided_rows", "limits_link", "more_links"]

DECISION_SCREENS = frozenset(one.screen for one in (LIMITS, STANDARD, BOUNDS, OWN_RULES))
"""Where each of them is asked for."""


def limits_link(view: ChartView) -> Button:
    """Lead to the points that the limits come from."""
    return Button(
        label="Which points the limits come from",
        hint=baseline_row(view)[0] if view.measure.baseline else "All of a phase",
        act="baseline",
    )


def decided_rows(view: ChartView) -> dict[str, tuple[str, str]]:
    """List what was decided about the lines and the rules, by the place that asks for it."""
    measure, rows = view.measure, dict[str, tuple[str, str]]()
    if measure.baseline:
        rows["baseline"] = baseline_row(view)
    if measure.standard:
        rows["standard"] = _all_along(say_standard(measure.standard), measure.standard.reason)
    if measure.bounds:
        what = f"No value {say_bounds(measure.bounds)}"
        rows["bounds"] = _all_along(what, measure.bounds.reason)
    if measure.own_rules:
        rows["own-rules"] = _all_along(own_rules_line(measure), measure.own_rules.reason)
    return rows


def _all_along(what: str, reason: str) -> tuple[str, str]:
    return "All along", f"{what}: {reason}"


def more_links(view: ChartView) -> Fold:
    """Lead to what few charts need; unfolded where this one has it."""
    measure = view.measure
    buttons = (
        Button(
            label="A middle line from elsewhere",
            hint=say_standard(measure.standard) if measure.standard else "Such as an average",
            act="standard",
        ),
        Button(
            label="What a value can be",
            hint=f"Never {say_bounds(measure.bounds)}"
            if measure.bounds
            else "Such as 100% at most",
            act="bounds",
        ),
        Button(
            label="Rules of your own",
            hint=own_rules_line(measure) if measure.own_rules else "Pick them one by one",
            act="own-rules",
        ),
    )
    return Fold(
        name="more-lines",
        label="More about limits and rules",
        parts=(Links(name="more-lines-of", label="Limits and rules", buttons=buttons),),
        is_open=any((measure.standard, measure.bounds, measure.own_rules)),
    )
