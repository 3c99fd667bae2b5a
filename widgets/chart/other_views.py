"""Other ways to look at the numbers of *My chart*: each says what it is for."""

from qi_lib.charting.other_views import fitting_looks
from qi_lib.model import Look, LookChoices, LookKind
from widgets.chart.activity import Act, Draw, Tap, shows
from widgets.chart.chart_view import ChartView
from widgets.chart.other_view_choices import beside_choice, look_choices
from widgets.chart.saved_measure import SavedMeasure
from widgets.frame.displays import Chart, Rows
from widgets.frame.screen import Button, Fold, Links, Part, Screen, Words
from widgets.frame.tap_outcome import Outcome

__all__ = ["OtherViews", "looks_link"]

_NAMES = {
    LookKind.HISTOGRAM: ("How the numbers are spread", "A histogram: what is usual, what is rare"),
    LookKind.FUNNEL: (
        "Small and large wholes, compared fairly",
        "A funnel plot: which dates differ",
    ),
    LookKind.CUSUM: ("Yes and no, case by case", "A CUSUM: the sum of small hints"),
    LookKind.MEDIANS: ("Where the middle moved", "A new one after each nine in a row"),
    LookKind.RULES: ("What other rules would see", "All sets of rules, side by side"),
    LookKind.BESIDE: ("Beside others of this project", "Wards, sites or shifts on equal axes"),
}
_WHY = {
    LookKind.HISTOGRAM: "Each bar says how often numbers of that size came. Their order in time is "
    "lost, so read the chart first.",
    LookKind.FUNNEL: "Each dot is one date, here called a unit; the larger its whole, the further "
    "right. Of a small whole chance alone makes high and low shares: the lines stand wide apart.",
    LookKind.CUSUM: "Each yes moves the upper line up, each no the lower one down. A line that "
    "reaches its limit says: this is no longer as usual.",
    LookKind.MEDIANS: "As the middle line of a run chart would have moved, had a new one begun "
    "after each such row on one side. Nothing on your chart changes.",
    LookKind.BESIDE: "Each keeps its own middle line, limits and phases. Do not rank wards by "
    "their middle lines alone: chance makes somebody first.",
    LookKind.RULES: "The same numbers under each set of rules. Yours is chosen under “How this "
    "chart is drawn”.",
}
_BACK = Button(label="Back to the chart", act="back")


class OtherViews:
    """One way at a time, drawn as a person wants it while the page is open."""

    def __init__(self, saved: SavedMeasure) -> None:
        self._saved = saved
        self._kind = LookKind.HISTOGRAM
        self._chosen: dict[str, str] = {}

    @property
    def screens(self) -> dict[str, Draw]:
        """Offer the ways, and show one."""
        return {"looks": _draw_ways, "look": self._draw}

    @property
    def acts(self) -> dict[str, Act]:
        """Lead to the ways, and to one of them."""
        return {"looks": shows("looks"), "look": self._turn_to}

    def choose(self, name: str, value: str) -> str:
        """Have it drawn otherwise."""
        self._chosen[name] = value
        return value

    def show_beside(self) -> Outcome:
        """Show the measure beside others that it can be compared with."""
        self._kind = LookKind.BESIDE
        return Outcome(show="look")

    def _turn_to(self, tap: Tap) -> Outcome:
        self._kind = LookKind(tap.value)
        return Outcome(show="look")

    def _draw(self, view: ChartView) -> Screen:
        chosen = {name: value for name, value in self._chosen.items() if value}
        choices = LookChoices.model_validate(chosen)
        look = self._saved.handle.look(self._kind, choices)
        return _draw_look(view, self._kind, look, choices)


def looks_link(view: ChartView) -> tuple[Button, ...]:
    """Lead to the other ways, where there are any."""
    if not fitting_looks(view.measure, view.observations, view.family):
        return ()
    hint = "How they are spread, beside other wards, what other rules see"
    return (Button(label="Other ways to look at these numbers", hint=hint, act="looks"),)


def _draw_ways(view: ChartView) -> Screen:
    buttons = [
        Button(label=_NAMES[kind][0], hint=_NAMES[kind][1], act="look", value=kind)
        for kind in fitting_looks(view.measure, view.observations, view.family)
    ]
    pareto = Button(
        label="Which causes come most often",
        hint="A Pareto chart, in a tool of its own",
        href=f"{view.apps}pareto.ipynb?project={view.project.slug}",
    )
    return Screen(
        key="looks",
        question="Other ways to look at these numbers",
        hint="Each shows something that the chart does not. None of them changes the chart.",
        parts=(Links(name="looks", label="Ways to look", buttons=(*buttons, pareto)),),
        go=_BACK,
    )


def _draw_look(view: ChartView, kind: LookKind, look: Look, choices: LookChoices) -> Screen:
    """Show the numbers in one of these ways, and say how it is read."""
    words = "\n".join(filter(None, (look.explanation, _WHY[kind])))
    parts: list[Part] = []
    if look.svg:
        parts.append(Chart(name="look", label=f"{_NAMES[kind][0]}. {look.finding}.", svg=look.svg))
    if look.rows:
        parts.append(
            Rows(name="look-rows", label=_NAMES[kind][0], columns=look.columns, rows=look.rows)
        )
    parts.append(Words(name="look-words", title="What it says", text=words))
    if kind is LookKind.BESIDE:
        parts.append(beside_choice(view.measure, view.family, choices))
    otherwise = look_choices(kind, choices)
    if otherwise:
        parts.append(Fold(name="otherwise", label="Draw it otherwise", parts=otherwise))
    return Screen(
        key=f"look-{kind}-{view.measure.id}",
        question=look.finding,
        hint=f"{_NAMES[kind][0]}: {view.measure.name}",
        is_wide=kind is LookKind.BESIDE,
        parts=tuple(parts),
        back=Button(label="Other ways", act="looks"),
        go=_BACK,
    )
