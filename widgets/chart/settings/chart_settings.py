"""How a chart is drawn, and what it counts: the screens of *My chart* that ask for its settings."""

from qi_lib.charting.fitting_charts import CHARTS_OF_PARTS, CHARTS_OF_SEVERAL, fitting_chart_types
from qi_lib.charting.longer_periods import longer_periods
from qi_lib.model import ChartType, RuleSet
from widgets.chart.activity import Act, Draw, shows
from widgets.chart.chart_view import ChartView
from widgets.chart.definition_form import definition_parts
from widgets.chart.settings.decision_links import limits_link, more_links
from widgets.frame.screen import Button, Choice, Links, Option, Part, Screen, Text
from widgets.frame.tap_outcome import Outcome

__all__ = ["ChartSettings"]

_CHARTS = {
    ChartType.AUTO: ("Let the hub choose", "It says why"),
    ChartType.RUN: ("Run chart", "A line and its middle"),
    ChartType.I: ("I chart", "Single values, with limits"),
    ChartType.MR: ("MR chart", "How far each value is from the one before"),
    ChartType.XBAR: ("x-bar chart", "The average of several values each time"),
    ChartType.XBAR_R: ("x-bar chart, limits from R", "The same, where many use ranges"),
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
    dict.fromkeys(CHARTS_OF_PARTS, "so many out of so many")
    | dict.fromkeys(CHARTS_OF_SEVERAL, "several values of each date")
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
_SHOW_ALL = Button(label="Show all kinds", hint="And what each of them needs", act="all-kinds")
_OTHER_KINDS = Links(name="all-kinds", label="Other kinds", buttons=(_SHOW_ALL,))


class ChartSettings:
    """Settings that are saved as they are chosen."""

    def __init__(self) -> None:
        self._shows_all_kinds = False

    @property
    def screens(self) -> dict[str, Draw]:
        """Ask how the chart is drawn, and what is counted."""
        return {"settings": self._draw, "define": _draw_definition}

    @property
    def acts(self) -> dict[str, Act]:
        """Lead to both; show every kind of chart."""
        return {
            "settings": lambda _: self._open(shows_all_kinds=False),
            "all-kinds": lambda _: self._open(shows_all_kinds=True),
            "define": shows("define"),
        }

    def _open(self, *, shows_all_kinds: bool) -> Outcome:
        self._shows_all_kinds = shows_all_kinds
        return Outcome(show="settings")

    def _draw(self, view: ChartView) -> Screen:
        return _draw_settings(view, shows_all_kinds=self._shows_all_kinds)


def _draw_settings(view: ChartView, *, shows_all_kinds: bool) -> Screen:
    measure = view.measure
    target = f"{measure.targets[-1].value:g}" if measure.targets else ""
    count = len(measure.targets)
    return Screen(
        key="settings",
        question="How this chart is drawn",
        parts=(
            view.history.bar(),
            _chart_types(view, shows_all_kinds=shows_all_kinds),
            *(() if shows_all_kinds else (_OTHER_KINDS,)),
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
            *_shown_by(view),
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
            label="What counts as a signal?",
            options=_RULES,
            value=view.measure.rules,
            clash=view.clash("measure.rules"),
        ),
    )


def _chart_types(view: ChartView, *, shows_all_kinds: bool) -> Choice:
    """Offer the types that fit the numbers, and the one that was chosen before."""
    chosen = view.measure.chart
    fits = list(fitting_chart_types(view.measure, view.observations))
    hints = {kind: hint for kind, (_, hint) in _CHARTS.items()}
    for kind in _CHARTS:
        if kind not in fits and (shows_all_kinds or kind is chosen):
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


def _draw_definition(view: ChartView) -> Screen:
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


def _shown_by(view: ChartView) -> tuple[Choice, ...]:
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
