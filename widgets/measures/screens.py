"""The screens of *Measures* on which one measure is looked at, described and counted."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qi_lib.charting.fitting_charts import CHARTS_OF_SEVERAL, is_count
from qi_lib.journey.measure_family import KIND_NAMES, Standing
from qi_lib.model import Measure, Observation
from qi_lib.tables.frequencies import say_period
from widgets.chart.definition_form import FREQUENCY_NAMES, KINDS, definition_parts
from widgets.chart.settings.targets import new_target_part, target_rows
from widgets.frame.screen import (
    Actions,
    Button,
    Clash,
    Day,
    Fold,
    Group,
    Links,
    Note,
    Part,
    Screen,
    Text,
    Words,
)
from widgets.measures.touch_count import COUNT, PART, REST, TouchCount
from widgets.record.undo import History

__all__ = ["MeasureView", "draw_count", "draw_kinds", "draw_measure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """All that the screen of one measure shows. Without a project it is practice."""

    slug: str
    measure: Measure
    observations: Sequence[Observation]
    standing: Standing
    today: dt.date
    clash: Callable[[str], Clash | None]
    apps: str
    history: History
    told: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def chart(self) -> str:
        """The address of the measure's chart."""
        return f"{self.apps}chart.ipynb?project={self.slug}&measure={self.measure.id}"

    @property
    def has_parts(self) -> bool:
        """Tell whether each point is a part of a whole."""
        if self.observations:
            return self.observations[-1].numerator is not None
        return bool(self.measure.denominator)

    @property
    def may_be_counted(self) -> bool:
        """Tell whether it can be counted one by one, as it happens."""
        values = [one.value for one in self.observations if one.value is not None]
        is_several = self.measure.chart in CHARTS_OF_SEVERAL
        return self.has_parts or (not is_several and is_count(self.measure, values))


def draw_kinds() -> Screen:
    """Ask what a new measure is for."""
    buttons = tuple(
        Button(label=one.label, hint=one.hint, act="kind", value=one.value) for one in KINDS
    )
    return Screen(
        key="kind",
        question="What is the new measure for?",
        hint="A family has some of each.",
        parts=(Links(name="kinds", label="Kinds", buttons=buttons),),
        back=Button(label="Back", act="work"),
    )


def draw_measure(view: MeasureView) -> Screen:
    """Show one measure: how it stands, where to go from here, what it says of itself."""
    measure = view.measure
    parts: list[Part] = [_bar(view)]
    if view.told:
        parts.append(Note(name="told", text=view.told, tone="good"))
    parts.append(Words(name="standing", text=_say(view)))
    if view.slug:
        parts.append(Links(name="ways", label="With this measure", buttons=_ways(view)))
    prefix = measure.id
    exact = "So that two people who count the same day get the same number."
    parts.append(Words(name="definition", title="What is counted, exactly", text=exact))
    parts += definition_parts(measure, prefix=prefix, clash=view.clash)
    count = len(measure.targets)
    parts.append(
        Fold(
            name="over-time",
            label=f"Targets over time ({count})" if count else "Set a target",
            parts=(*target_rows(measure), _target(view)),
        )
    )
    away = Button(
        label="Put this measure away",
        hint="It is hidden, not lost: you can bring it back with its numbers",
        act="archive",
    )
    parts.append(Links(name="away", label="Or", buttons=(away,)))
    chart = Button(label="Open its chart", href=view.chart) if view.slug else None
    return Screen(
        key=f"measure-{measure.id}",
        question=measure.name,
        hint=f"{KIND_NAMES[measure.kind]}, {FREQUENCY_NAMES[measure.frequency].lower()}",
        parts=tuple(parts),
        back=Button(label="All measures", act="work"),
        go=chart,
    )


def _bar(view: MeasureView) -> Actions:
    past = (Button(label="History", act="past"),) if view.slug else ()
    return view.history.bar(*past)


def _target(view: MeasureView) -> Group:
    group = new_target_part(view.today, view.problems)
    add = Button(label="Add this target", act="add-target")
    return Group(name=group.name, label=group.label, parts=group.parts, buttons=(add,))


def _say(view: MeasureView) -> str:
    standing = view.standing
    if standing.latest_on is None:
        return "No numbers yet."
    when = say_period(standing.latest_on, view.measure.frequency)
    facts = [f"Latest: {standing.latest} in {when}", standing.verdict, standing.due.words]
    return "; ".join(one for one in facts if one) + "."


def _ways(view: MeasureView) -> tuple[Button, ...]:
    page = f"/projects/{view.slug}/measures/{view.measure.id}"
    ways = [
        Button(label="A sheet to print", hint="To collect on paper", href=f"{page}/sheet"),
        Button(
            label="Bring numbers you already have",
            hint="Paste from a spreadsheet, or give an Excel or CSV file",
            href=f"{view.chart}&at=give",
        ),
    ]
    if view.may_be_counted:
        hint = "A tap for each one, day by day, on any device"
        ways.insert(0, Button(label="Count by touch", hint=hint, act="tally"))
    return tuple(ways)


def draw_count(view: MeasureView, count: TouchCount) -> Screen:
    """Show a day's count with large buttons, and what it adds up to."""
    measure = view.measure
    labels = {
        COUNT: measure.name,
        PART: measure.numerator or measure.name,
        REST: f"The others (of {measure.denominator or 'all'})",
    }
    counters = tuple(
        Text(
            name=f"tally.{count.key(name)}",
            label=labels[name],
            value=count.read(name),
            mode="decimal",
            is_tally=True,
            clash=view.clash(f"tally.{count.key(name)}"),
        )
        for name in count.names
    )
    undo = Button(label="Undo", act="uncount", is_off=not count.may_undo)
    parts: list[Part] = [Actions(name="bar", label="Changes", buttons=(undo,))]
    if view.told:
        parts.append(Note(name="told", text=view.told, tone="good"))
    day = Day(name="tally.day", label="Day", value=count.day.isoformat())
    total = count.say_total()
    if count.total() and not count.is_over:
        total += f"\nPut it on the chart when {count.say_period()} is over."
    parts += [*counters, Words(name="total", text=total), day]
    put = Button(label=f"Put {count.say_period()} on the chart", act="put")
    return Screen(
        key=f"tally-{measure.id}",
        question=measure.name,
        hint=count.hint(),
        parts=tuple(parts),
        back=Button(label="Back", act="measure"),
        go=put if count.total() else None,
    )
