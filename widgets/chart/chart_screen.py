"""The screens of *My chart*."""

import datetime as dt
from collections.abc import Sequence

from qi_lib.charting.collection_periods import say_period
from qi_lib.charting.fitting_charts import is_count
from qi_lib.model import Measure, Observation, Project
from qi_lib.tables.cells import say_cell
from widgets.chart.chart_view import FREQUENCY_NAMES, ChartView
from widgets.chart.marks.mark_screens import chart_part, marks_of, phase_idea
from widgets.chart.numbers.typed_numbers import next_day, say_observation
from widgets.chart.other_views import looks_link
from widgets.frame.screen import (
    Button,
    Day,
    Fold,
    Group,
    Links,
    Mark,
    Part,
    Rows,
    Screen,
    Text,
    Words,
    Written,
)
from widgets.frame.tour import HOW_IT_WORKS

__all__ = [
    "draw_chart",
    "draw_correction",
    "draw_measures",
]


# Which one ---------------------------------------------------------------------------------------


def draw_measures(project: Project, measures: Sequence[Measure]) -> Screen:
    """Ask for the measure."""
    buttons = [
        Button(
            label=Written(one.name),
            hint=FREQUENCY_NAMES[one.frequency],
            act="measure",
            value=one.id,
        )
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


# The chart ---------------------------------------------------------------------------------------


def draw_chart(view: ChartView) -> Screen:
    """Show the finding, the chart, and the boxes for the next number."""
    measure, drawn = view.measure, view.drawn
    parts = view.news()
    if drawn:
        parts.append(chart_part(measure, drawn, may_write=True))
    parts += [view.history.bar(HOW_IT_WORKS), _entry(view)]
    if drawn:
        text = "\n".join((drawn.explanation, *drawn.notes))
        parts.append(Words(name="explained", title="What the chart says", text=text))
        parts.extend(phase_idea(view))
        parts.append(marks_of(view))
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
        is_wide=drawn is not None,
        parts=tuple(parts),
        back=Button(label="The project", href=f"/projects/{view.project.slug}"),
        go=Button(label=f"Add {'these numbers' if view.is_several else 'this number'}", act="add"),
    )


def _entry(view: ChartView) -> Group:
    measure = view.measure
    last = view.observations[-1].when if view.observations else None
    day = next_day(last, measure.frequency, today=view.today)
    there = next((one for one in view.observations if one.when == day), None)
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
            *_numbers(view, there if _is_tally(view) else None),
        ),
        buttons=_one_or_several(view),
    )


def _one_or_several(view: ChartView) -> tuple[Button, ...]:
    if view.has_parts or _is_tally(view):
        return ()
    if view.is_several:
        return (Button(label="Only one number", act="several", value=""),)
    return (Button(label="Several numbers of one date", act="several", value="yes"),)


def _is_tally(view: ChartView) -> bool:
    """Tell whether the number can be counted up by touch, as it happens."""
    values = [one.value for one in view.observations if one.value is not None]
    is_single = not view.has_parts and not view.is_several
    return is_single and is_count(view.measure, values)


def _numbers(view: ChartView, point: Observation | None = None) -> list[Part]:
    measure = view.measure
    value = whole = ""
    if point:
        value = say_cell(point.numerator if view.has_parts else point.value)
        if view.is_several and point.values:
            value = "\n".join(say_cell(one) for one in point.values)
        whole = say_cell(point.denominator)
    label = (view.has_parts and measure.numerator) or measure.name
    if measure.unit and measure.unit != "%" and measure.unit.lower() not in label.lower():
        label = f"{label} ({measure.unit})"
    numbers: list[Part] = [
        Text(
            name="entry.value",
            label=label,
            value=value,
            hint="One below the other, or with spaces between" if view.is_several else "",
            rows=4 if view.is_several else 1,
            is_tally=_is_tally(view),
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
            hint="Kind of chart, targets, rules",
            act="settings",
        ),
        *looks_link(view),
        Button(
            label="What is counted, exactly",
            hint="Name, purpose, definition, how often, who collects",
            act="define",
        ),
        Button(
            label="A sheet to print",
            hint="To collect the next numbers on paper",
            href=f"/projects/{view.project.slug}/measures/{view.measure.id}/sheet",
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
