"""The screens of *My chart* on which a measure is described: what is counted, how it is drawn."""

from qi_lib.charting.fitting_charts import OF_PARTS, OF_SEVERAL, fitting_chart_types
from qi_lib.model import ChartType, RuleSet
from widgets.chart.chart_view import ChartView
from widgets.chart.definition_form import definition_parts, new_target_part, target_rows
from widgets.chart.settings.decision_links import limits_link, more_links, shown_by
from widgets.frame.screen import Button, Choice, Links, Option, Part, Screen, Text

__all__ = ["draw_definition", "draw_settings", "draw_targets"]

_CHARTS = {
    ChartType.AUTO: ("Let the hub choose", "It says why"),
    ChartType.RUN: ("Run chart", "A line and its middle"),
    ChartType.I: ("I chart", "Single values, with limits"),
    ChartType.MR: ("MR chart", "How far each value is from the one before"),
    ChartType.XBAR: ("x-bar chart", "The average of several values each time"),
    ChartType.S: ("S chart", "How far the values of one time lie apart"),
    ChartType.R: ("R chart", "From the smallest to the largest value of one time"),
    ChartType.IP: ("I′ chart", "Values over wholes of different sizes"),
    ChartType.P: ("p chart", "Shares: so many out of so many"),
    ChartType.PP: ("p′ chart", "Shares of very large wholes"),
    ChartType.NP: ("np chart", "How many, out of the same whole each time"),
    ChartType.U: ("u chart", "Events for so many bed days or hours"),
    ChartType.UP: ("u′ chart", "The same, over very large numbers of them"),
    ChartType.C: ("c chart", "Events, with the same chance each time"),
    ChartType.G: ("g chart", "Rare events: how many went well in between"),
    ChartType.T: ("t chart", "Rare events: the time in between"),
}
_NEEDS = (
    dict.fromkeys(OF_PARTS, "so many out of so many")
    | dict.fromkeys(OF_SEVERAL, "several values of each date")
    | {
        ChartType.C: "counts, in whole numbers",
        ChartType.G: "whole numbers between two events",
        ChartType.T: "times above zero",
    }
)
_RULES = (
    Option(
        value=RuleSet.MDC,
        label="Making Data Count",
        hint="NHS England’s: seven in a row are a shift",
    ),
    Option(value=RuleSet.NHSR, label="NHS-R", hint="The same; a huge jump widens no limits"),
    Option(
        value=RuleSet.ANHOEJ,
        label="Anhøj",
        hint="For run charts: long runs and few crossings",
    ),
    Option(
        value=RuleSet.BEST_BOX,
        label="Anhøj, best box",
        hint="The same, fitted to how many points there are",
    ),
    Option(
        value=RuleSet.CUT_BOX,
        label="Anhøj, cut box",
        hint="The same, and strict where both come near",
    ),
    Option(value=RuleSet.IHI, label="IHI", hint="For run charts: six in a row are a shift"),
    Option(
        value=RuleSet.WESTERN_ELECTRIC,
        label="Western Electric",
        hint="Four rules: eight in a row are a shift",
    ),
    Option(value=RuleSet.NELSON, label="Nelson", hint="Eight rules: sees most, errs most"),
)


def draw_settings(view: ChartView) -> Screen:
    """Ask how the chart is drawn."""
    measure = view.measure
    target = f"{measure.targets[-1].value:g}" if measure.targets else ""
    count = len(measure.targets)
    return Screen(
        key="settings",
        question="How this chart is drawn",
        parts=(
            view.history.bar(),
            _chart_types(view),
            *_other_kinds(view),
            Text(
                name="measure.target",
                label="Target, if you have one",
                hint="The latest of several" if count > 1 else "",
                value=target,
                mode="decimal",
                clash=view.clash("measure.target"),
            ),
            Links(
                name="over-time",
                label="Targets",
                buttons=(
                    Button(
                        label="Targets over time",
                        hint=f"{count} so far" if count > 1 else "When the target changes",
                        act="targets",
                    ),
                    limits_link(view),
                    Button(
                        label="What became of the numbers",
                        hint="Who saved which, and back to any of them",
                        act="past",
                    ),
                ),
            ),
            *shown_by(view),
            *_rules(view),
            more_links(view),
        ),
        go=Button(label="Back to the chart", act="back"),
    )


def _rules(view: ChartView) -> tuple[Part, ...]:
    """Ask for a set of rules, where the team has none of its own."""
    if view.measure.own_rules:
        return ()
    return (
        Choice(
            name="measure.rules",
            label="What counts as more than chance?",
            options=_RULES,
            value=view.measure.rules,
            clash=view.clash("measure.rules"),
        ),
    )


def _chart_types(view: ChartView) -> Choice:
    """Offer the types that fit the numbers, and the one that was chosen before."""
    chosen = view.measure.chart
    fits = list(fitting_chart_types(view.measure, view.observations))
    hints = {kind: hint for kind, (_, hint) in _CHARTS.items()}
    for kind in _CHARTS:
        if kind not in fits and (view.shows_all_kinds or kind is chosen):
            fits.append(kind)
            hints[kind] = f"{hints[kind]}. Does not fit: needs {_NEEDS.get(kind, 'other numbers')}"
    if chosen is ChartType.AUTO and view.drawn and view.drawn.because:
        hints[chosen] = view.drawn.because
    return Choice(
        name="measure.chart",
        label="Kind of chart",
        options=tuple(
            Option(value=kind, label=_CHARTS[kind][0], hint=hints[kind]) for kind in fits
        ),
        value=chosen,
        clash=view.clash("measure.chart"),
    )


def _other_kinds(view: ChartView) -> tuple[Part, ...]:
    if view.shows_all_kinds:
        return ()
    show = Button(label="Show all kinds", hint="And what each of them needs", act="all-kinds")
    return (Links(name="all-kinds", label="Other kinds", buttons=(show,)),)


def draw_targets(view: ChartView) -> Screen:
    """Ask which target holds from when on."""
    parts = [
        view.history.bar(),
        *view.news(),
        *target_rows(view.measure),
        new_target_part(view.today, view.problems),
    ]
    return Screen(
        key="targets",
        question="Targets over time",
        hint="The chart draws each as a step, from its date on.",
        parts=tuple(parts),
        back=Button(label="Back", act="settings"),
        go=Button(label="Add this target", act="add-target"),
    )


def draw_definition(view: ChartView) -> Screen:
    """Ask what is counted, so that two people would count the same."""
    return Screen(
        key="define",
        question="What is counted, exactly",
        hint="So that two people who count the same day get the same number.",
        parts=(
            view.history.bar(),
            *definition_parts(view.measure, prefix="measure", clash=view.clash),
        ),
        go=Button(label="Back to the chart", act="back"),
    )
