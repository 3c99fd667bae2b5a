"""The screens on which points are left out of the limits, and limits are kept."""

from qi_lib.charting.collection_periods import say_period
from qi_lib.charting.given_lines import say_bounds
from qi_lib.charting.longer_periods import longer_periods
from widgets.chart.chart_view import ChartView
from widgets.chart.marks.saved_marks import Marking
from widgets.chart.settings.given_lines import say_standard
from widgets.chart.settings.own_rules import own_rules_line
from widgets.frame.screen import Button, Choice, Day, Fold, Links, Option, Screen, Text

__all__ = [
    "baseline_row",
    "decided_rows",
    "draw_baseline",
    "draw_left_out",
    "limits_link",
    "more_links",
    "shown_by",
]

_ENOUGH = 12  # points from which limits are more than a trial


def draw_left_out(view: ChartView, marking: Marking) -> Screen:
    """Ask why a point shall not count, or whether it shall count again."""
    when = say_period(marking.when, view.measure.frequency) if marking.when else ""
    if marking.before:
        question = f"{when} is left out of the limits"
    else:
        question = f"Why does {when} not count?"
    return_it = Button(label="Put it back: it counts again", act="unmark")
    return Screen(
        key=f"mark-{marking.key}",
        question=question,
        hint="The point stays on the chart, hollow, with your reason beside it. Leave one out only "
        "where you know that it was something else, such as a flood. Never because it is high.",
        parts=(
            Text(
                name="mark.text",
                label="The reason",
                value=marking.text,
                is_kept=True,
                submits="keep",
                problem=view.problems.get("mark.text", ""),
            ),
            *((Links(name="remove", label="Or", buttons=(return_it,)),) if marking.before else ()),
        ),
        back=Button(label="Back", act="back"),
        go=Button(label="Save the reason" if marking.before else "Leave it out", act="keep"),
    )


def limits_link(view: ChartView) -> Button:
    """Lead to the points that the limits come from."""
    return Button(
        label="Which points the limits come from",
        hint=baseline_row(view)[0] if view.measure.baseline else "All of a phase",
        act="baseline",
    )


def shown_by(view: ChartView) -> tuple[Choice, ...]:
    """Ask for how long a period each point of the chart stands, where there is a choice."""
    measure, longer = view.measure, longer_periods(view.measure)
    if not longer:
        return ()
    return (
        Choice(
            name="measure.shown_by",
            label="One point for each",
            hint="The numbers stay as written down. Counts are added up, others averaged.",
            options=(
                Option(value="", label=f"{measure.frequency.value.capitalize()}, as written down"),
                *(Option(value=one, label=one.value.capitalize()) for one in longer),
            ),
            value=measure.shown_by if measure.shown_by in longer else "",
            clash=view.clash("measure.shown_by"),
        ),
    )


def baseline_row(view: ChartView) -> tuple[str, str]:
    """Say up to when the limits are kept, and why."""
    kept = view.measure.baseline
    assert kept is not None, "there are limits that are kept"
    upto = say_period(kept.until, view.measure.frequency)
    return f"Up to {upto}", f"Limits kept: {kept.reason}"


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


def draw_baseline(view: ChartView) -> Screen:
    """Ask up to when the points count for the limits, and why."""
    kept = view.measure.baseline
    release = Button(label="Work them out from all points again", act="release-limits")
    first = view.observations[_ENOUGH - 1].when if len(view.observations) >= _ENOUGH else None
    until = kept.until if kept else first
    options = (Option(value=first.isoformat(), label=f"The first {_ENOUGH}"),) if first else ()
    return Screen(
        key="baseline",
        question="Which points do the limits come from?",
        hint="Usually from all points of a phase. Keep those from before your change, and the "
        "chart compares what follows with how it was. A later phase has limits of its own.",
        parts=(
            Day(
                name="limits.until",
                label="Keep the limits of the points up to",
                value=until.isoformat() if until else "",
                options=options,
                period=view.measure.frequency.value,
                is_kept=True,
                problem=view.problems.get("limits.until", ""),
            ),
            Text(
                name="limits.reason",
                label="The reason",
                hint="It is written on the chart",
                value=kept.reason if kept else "",
                is_kept=True,
                submits="keep-limits",
                problem=view.problems.get("limits.reason", ""),
            ),
            *((Links(name="release", label="Or", buttons=(release,)),) if kept else ()),
        ),
        back=Button(label="Back", act="back"),
        go=Button(label="Keep these limits", act="keep-limits"),
    )
