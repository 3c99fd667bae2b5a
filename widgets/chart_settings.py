"""The screens of *My chart* on which a measure is described: what is counted, how it is drawn."""

from qi_lib.chart_choices import OF_PARTS, OF_SEVERAL, fitting_charts
from qi_lib.days import say_day
from qi_lib.model import ChartType, MeasureKind, RuleSet
from widgets.chart_view import DIRECTIONS, FREQUENCIES, ChartView
from widgets.screen import (
    Button,
    Choice,
    Day,
    Group,
    Links,
    Option,
    Part,
    Rows,
    Screen,
    Text,
)

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
    Option(value=RuleSet.IHI, label="IHI", hint="For run charts: six in a row are a shift"),
    Option(
        value=RuleSet.WESTERN_ELECTRIC,
        label="Western Electric",
        hint="Four rules: eight in a row are a shift",
    ),
    Option(value=RuleSet.NELSON, label="Nelson", hint="Eight rules: sees most, errs most"),
)
_KINDS = (
    Option(value=MeasureKind.OUTCOME, label="Outcome", hint="Is it better for people?"),
    Option(value=MeasureKind.PROCESS, label="Process", hint="Do we do what we said?"),
    Option(value=MeasureKind.BALANCING, label="Balancing", hint="Has anything else got worse?"),
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
                ),
            ),
            Choice(
                name="measure.rules",
                label="What counts as more than chance?",
                options=_RULES,
                value=measure.rules,
                clash=view.clash("measure.rules"),
            ),
        ),
        go=Button(label="Back to the chart", act="back"),
    )


def _chart_types(view: ChartView) -> Choice:
    """Offer the types that fit the numbers, and the one that was chosen before."""
    chosen = view.measure.chart
    fits = list(fitting_charts(view.measure, view.observations))
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
    targets = view.measure.targets
    parts = [view.history.bar(), *view.news()]
    if targets:
        parts.append(
            Rows(
                name="targets",
                label="Targets of this measure",
                columns=("From", "Target"),
                rows=tuple(
                    (say_day(one.start) if one.start else "The first point", f"{one.value:g}")
                    for one in targets
                ),
                keys=tuple(str(position) for position in range(len(targets))),
                act="drop-target",
                act_label="Take out",
            )
        )
    parts.append(
        Group(
            name="new-target",
            label="A new target",
            parts=(
                Day(
                    name="target.start",
                    label="From when on",
                    value=view.today.replace(day=1).isoformat(),
                    is_kept=True,
                    problem=view.problems.get("target.start", ""),
                ),
                Text(
                    name="target.value",
                    label="Target",
                    mode="decimal",
                    is_kept=True,
                    submits="add-target",
                    problem=view.problems.get("target.value", ""),
                ),
            ),
        )
    )
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
    measure = view.measure

    def text(name: str, label: str, hint: str = "", rows: int = 1) -> Text:
        return Text(
            name=f"measure.{name}",
            label=label,
            hint=hint,
            rows=rows,
            value=getattr(measure, name),
            clash=view.clash(f"measure.{name}"),
        )

    def choice(name: str, label: str, options: tuple[Option, ...], columns: int) -> Choice:
        return Choice(
            name=f"measure.{name}",
            label=label,
            options=options,
            value=getattr(measure, name),
            columns=columns,
            clash=view.clash(f"measure.{name}"),
        )

    return Screen(
        key="define",
        question="What is counted, exactly",
        hint="So that two people who count the same day get the same number.",
        parts=(
            view.history.bar(),
            text("name", "What you count"),
            choice("kind", "What is it for?", _KINDS, 3),
            text("definition", "What counts, and what does not", "Who, where, what, when", rows=3),
            text("unit", "Counted in", "Falls, minutes, % …"),
            text("numerator", "The part, if it is part of a whole", "Patients seen in four hours"),
            text("denominator", "The whole", "All patients who came"),
            choice("direction", "Which way is better?", DIRECTIONS, 3),
            choice("frequency", "How often?", FREQUENCIES, 2),
            text("collected_by", "Who collects it", "A role or an initial is enough"),
        ),
        go=Button(label="Back to the chart", act="back"),
    )
