"""The boxes in which a number is typed: for the next date, or to correct one."""

import datetime as dt

from qi_lib.charting.fitting_charts import is_count
from qi_lib.model import Observation
from qi_lib.tables.cells import say_cell
from qi_lib.tables.frequencies import say_period
from qi_lib.tables.kept_back import kept_back_text
from widgets.chart.chart_view import ChartView
from widgets.chart.numbers.typed_numbers import next_day, say_observation
from widgets.frame.screen import Button, Day, Group, Links, Part, Screen, Text

__all__ = ["draw_correction", "entry_part"]


def entry_part(view: ChartView) -> Group:
    """Ask for the next number."""
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
        value = value or kept_back_text(point)
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
