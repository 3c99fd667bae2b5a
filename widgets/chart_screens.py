"""The screens of *My chart*."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from qi_lib.cells import say_cell
from qi_lib.model import ChartType, Direction, Drawing, Frequency, Measure, Observation, Project
from widgets.entry import next_day, say_observation, say_period
from widgets.screen import (
    Button,
    Chart,
    Choice,
    Clash,
    Day,
    Fold,
    Group,
    Links,
    Mark,
    Note,
    Option,
    Part,
    Rows,
    Screen,
    Spot,
    Text,
    Words,
)
from widgets.suggestions import suggest_measures

__all__ = [
    "ChartView",
    "chart_part",
    "draw_chart",
    "draw_correction",
    "draw_measures",
    "draw_new",
    "draw_projects",
    "draw_settings",
]

_FREQUENCIES = (
    Option(value=Frequency.DAY, label="Every day"),
    Option(value=Frequency.WEEK, label="Every week"),
    Option(value=Frequency.MONTH, label="Every month"),
    Option(value=Frequency.QUARTER, label="Every quarter"),
)
_DIRECTIONS = (
    Option(value=Direction.DOWN, label="Less is better"),
    Option(value=Direction.UP, label="More is better"),
    Option(value=Direction.NEUTRAL, label="Neither"),
)
_CHARTS = (
    Option(value=ChartType.AUTO, label="Let it choose", hint="It says why"),
    Option(value=ChartType.RUN, label="Run chart", hint="A line and its middle"),
    Option(value=ChartType.I, label="I chart", hint="Single values, with limits"),
    Option(value=ChartType.P, label="P chart", hint="Shares, with limits"),
)
_ONE_OR_SHARE = (
    Option(value="one", label="One number", hint="9 falls, 42 minutes"),
    Option(value="share", label="So many out of so many", hint="12 out of 15"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """All that the screens of a measure show."""

    project: Project
    measure: Measure
    observations: Sequence[Observation] = ()
    drawn: Drawing | None = None
    told: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, str] = field(default_factory=dict)
    may_switch: bool = False
    today: dt.date

    @property
    def has_parts(self) -> bool:
        """Tell whether each point is a part of a whole."""
        if self.observations:
            return self.observations[-1].numerator is not None
        return bool(self.measure.denominator) or self.measure.chart is ChartType.P

    def clash(self, name: str) -> Clash | None:
        """Give what somebody else saved in a field, if anybody did."""
        return Clash(theirs=self.clashes[name]) if name in self.clashes else None


# Which one ---------------------------------------------------------------------------------------


def draw_projects(projects: Sequence[Project], start: str) -> Screen:
    """Ask for the project."""
    buttons = [
        Button(label=one.title, hint=one.place, act="project", value=one.slug) for one in projects
    ]
    begin = Button(label="Start a project", hint="It takes ten minutes", href=start)
    if not projects:
        return Screen(
            key="projects",
            question="Your chart needs a project",
            hint="You are on no team yet. Start a project, or ask its lead to add you.",
            back=Button(label="Home", href="/home"),
            go=Button(label="Start a project", href=start),
        )
    return Screen(
        key="projects",
        question="Which project?",
        parts=(Links(name="projects", label="Your projects", buttons=(*buttons, begin)),),
        back=Button(label="Home", href="/home"),
    )


def draw_measures(project: Project, measures: Sequence[Measure]) -> Screen:
    """Ask for the measure."""
    buttons = [
        Button(label=one.name, hint=_FREQUENCY_NAMES[one.frequency], act="measure", value=one.id)
        for one in measures
    ]
    new = Button(label="Count something new", act="new")
    return Screen(
        key="measures",
        question="Which numbers?",
        hint=project.title,
        parts=(Links(name="measures", label="Measures", buttons=(*buttons, new)),),
        back=Button(label="The project", href=f"/projects/{project.slug}"),
    )


_FREQUENCY_NAMES = {Frequency(option.value): option.label for option in _FREQUENCIES}


def draw_new(project: Project, problems: dict[str, str]) -> Screen:
    """Ask what is counted."""
    ideas = suggest_measures(project.problem, project.aim)
    return Screen(
        key="new",
        question="What will you count?",
        hint="One thing you can count without extra work.",
        parts=(
            Text(
                name="new.name",
                label="What you count",
                is_quiet=True,
                is_kept=True,
                suggestions=tuple(Option(value=idea.name, label=idea.name) for idea in ideas),
                suggestions_label="Tap one, or write your own",
                problem=problems.get("new.name", ""),
            ),
            Choice(
                name="new.shape",
                label="What do you write down each time?",
                options=_ONE_OR_SHARE,
                value="one",
                is_kept=True,
            ),
            Choice(
                name="new.frequency",
                label="How often?",
                options=_FREQUENCIES,
                value=Frequency.MONTH,
                is_kept=True,
            ),
            Choice(
                name="new.direction",
                label="Which way is better?",
                options=_DIRECTIONS[:2],
                value=Direction.DOWN,
                is_kept=True,
            ),
        ),
        back=Button(label="Back", act="back"),
        go=Button(label="Carry on", act="create"),
    )


# The chart ---------------------------------------------------------------------------------------


def draw_chart(view: ChartView) -> Screen:
    """Show the finding, the chart, and the boxes for the next number."""
    measure, drawn = view.measure, view.drawn
    parts: list[Part] = []
    if view.told:
        parts.append(Note(name="told", text=view.told, tone="good"))
    if drawn:
        parts.append(chart_part(measure, drawn))
    parts.append(_entry(view))
    if drawn:
        text = "\n".join((drawn.explanation, *drawn.notes))
        parts.append(Words(name="explained", title="What the chart says", text=text))
    parts.append(_more(view))
    if view.observations:
        parts.append(_table(view))
    if drawn:
        question = "".join(stretch.text for stretch in drawn.finding)
        hint = f"{measure.name}, {view.project.title}"
    else:
        question = measure.name
        hint = "Type the first number, or bring those you have. Six make a chart worth reading."
    return Screen(
        key=f"chart-{measure.id}",
        question=question,
        marks=tuple(Mark(text=one.text, tone=one.tone) for one in drawn.finding) if drawn else (),
        hint=hint,
        parts=tuple(parts),
        back=Button(label="The project", href=f"/projects/{view.project.slug}"),
        go=Button(label="Add this number", act="add"),
    )


def chart_part(measure: Measure, drawn: Drawing) -> Chart:
    """Show a measure's chart as the hub drew it."""
    return Chart(
        name="chart",
        label=f"Chart of {measure.name}. {drawn.explanation}",
        svg=drawn.svg,
        spots=tuple(Spot(across=one.across, down=one.down, words=one.words) for one in drawn.spots),
    )


def _entry(view: ChartView) -> Group:
    measure = view.measure
    last = view.observations[-1].when if view.observations else None
    day = next_day(last, measure.frequency, today=view.today)
    return Group(
        name="entry",
        label="Add a number",
        parts=(
            Day(
                name="entry.when",
                label="When",
                value=day.isoformat(),
                period=measure.frequency.value,
                is_kept=True,
                problem=view.problems.get("entry.when", ""),
            ),
            *_numbers(view),
        ),
    )


def _numbers(view: ChartView, point: Observation | None = None) -> list[Part]:
    measure = view.measure
    value = whole = ""
    if point:
        value = say_cell(point.numerator if view.has_parts else point.value)
        whole = say_cell(point.denominator)
    label = (view.has_parts and measure.numerator) or measure.name
    if measure.unit and measure.unit != "%" and measure.unit.lower() not in label.lower():
        label = f"{label} ({measure.unit})"
    numbers: list[Part] = [
        Text(
            name="entry.value",
            label=label,
            value=value,
            mode="decimal",
            is_kept=True,
            submits="add",
            problem=view.problems.get("entry.value", ""),
        )
    ]
    if view.has_parts:
        numbers.append(
            Text(
                name="entry.whole",
                label=f"out of {measure.denominator or 'how many'}",
                value=whole,
                mode="decimal",
                is_kept=True,
                submits="add",
                problem=view.problems.get("entry.whole", ""),
            )
        )
    return numbers


def _more(view: ChartView) -> Links:
    buttons = [
        Button(
            label="Bring numbers you already have",
            hint="Paste from a spreadsheet, or give an Excel or CSV file",
            act="give",
        ),
        Button(
            label="How this chart is drawn",
            hint="Name, target, which way is better, kind of chart",
            act="settings",
        ),
    ]
    if view.may_switch:
        buttons.append(Button(label="Other numbers of this project", act="switch"))
    else:
        buttons.append(Button(label="Count something else too", act="new"))
    return Links(name="more", label="More", buttons=tuple(buttons))


def _table(view: ChartView) -> Fold:
    newest = list(reversed(view.observations))
    rows = Rows(
        name="numbers",
        label=f"All numbers of {view.measure.name}, the newest first",
        columns=("When", view.measure.name),
        rows=tuple(
            (say_period(one.when, view.measure.frequency), say_observation(one)) for one in newest
        ),
        keys=tuple(one.when.isoformat() for one in newest),
        act="correct",
        act_label="Change",
    )
    count = len(newest)
    label = f"All {count} numbers" if count > 1 else "The number so far"
    return Fold(name="all", label=label, parts=(rows,))


def draw_correction(view: ChartView, day: dt.date) -> Screen:
    """Ask what a number should be."""
    point = next((one for one in view.observations if one.when == day), None)
    return Screen(
        key=f"correct-{view.measure.id}-{day}",
        question=f"What should {say_period(day, view.measure.frequency)} be?",
        hint=f"It is {say_observation(point)} now." if point else "It has been taken out.",
        parts=(
            Group(name="entry", label="The number", parts=tuple(_numbers(view, point))),
            Links(
                name="remove",
                label="Or",
                buttons=(Button(label="Take this number out", act="remove"),),
            ),
        ),
        back=Button(label="Leave as it is", act="back"),
        go=Button(label="Save", act="add"),
    )


# Settings ----------------------------------------------------------------------------------------


def draw_settings(view: ChartView) -> Screen:
    """Ask how the chart is drawn."""
    measure = view.measure
    target = f"{measure.targets[-1].value:g}" if measure.targets else ""
    return Screen(
        key="settings",
        question="How this chart is drawn",
        parts=(
            Text(
                name="measure.name",
                label="What you count",
                value=measure.name,
                clash=view.clash("measure.name"),
            ),
            Text(
                name="measure.unit",
                label="Counted in",
                hint="Falls, minutes, % …",
                value=measure.unit,
                clash=view.clash("measure.unit"),
            ),
            Text(
                name="measure.target",
                label="Target, if you have one",
                value=target,
                mode="decimal",
                clash=view.clash("measure.target"),
            ),
            Choice(
                name="measure.direction",
                label="Which way is better?",
                options=_DIRECTIONS,
                value=measure.direction,
                columns=3,
                clash=view.clash("measure.direction"),
            ),
            Choice(
                name="measure.frequency",
                label="How often?",
                options=_FREQUENCIES,
                value=measure.frequency,
                clash=view.clash("measure.frequency"),
            ),
            Choice(
                name="measure.chart",
                label="Kind of chart",
                options=_CHARTS,
                value=measure.chart,
                clash=view.clash("measure.chart"),
            ),
        ),
        go=Button(label="Back to the chart", act="back"),
    )
