"""What a team writes on its chart: the tapped point, the list below, the screen to write on."""

from qi_lib.model import Annotation, Exclusion, Phase
from qi_lib.tables.frequencies import say_period
from widgets.chart.chart_view import ChartView
from widgets.chart.marks.saved_marks import (
    ANNOTATIONS,
    EXCLUSIONS,
    PHASES,
    Marking,
    mark_key,
    mark_words,
)
from widgets.chart.saved_measure import day_of
from widgets.chart.settings.decision_links import decided_rows
from widgets.frame.displays import Rows
from widgets.frame.screen import Button, Day, Fold, Links, Note, Part, Screen, Text

__all__ = ["AT_A_POINT", "draw_mark", "marks_of", "phase_idea"]

AT_A_POINT = (
    Button(label="Write here what happened", act=f"write {ANNOTATIONS}"),
    Button(label="Something changed from here on", act=f"write {PHASES}"),
    Button(label="Leave it out of the limits", act="leave-out"),
)
"""What is offered at a point that was tapped."""


def phase_idea(view: ChartView) -> list[Part]:
    """Show where a new phase might start, and ask for the reason; nothing starts by itself."""
    idea = view.drawn.phase_idea if view.drawn else None
    if idea is None:
        return []
    since = say_period(idea.start, view.measure.frequency)
    say = Button(
        label="Say what changed", act=f"write {PHASES}", value=idea.start.isoformat(), is_main=True
    )
    return [
        Note(
            name="idea",
            title=f"Did something change in {since}?",
            text=f"{idea.evidence} If you know what was done differently, the chart can begin a "
            "new phase there. If not, leave it as it is.",
            buttons=(say,),
        )
    ]


def marks_of(view: ChartView) -> Fold:
    """List what is written on the chart, each with a way to change it."""
    measure = view.measure
    marks: list[Annotation | Exclusion | Phase] = [
        *measure.annotations,
        *measure.phases,
        *measure.exclusions,
    ]
    marks.sort(key=day_of)
    rows = [(say_period(day_of(one), measure.frequency), mark_words(one)) for one in marks]
    keys = [mark_key(one) for one in marks]
    for key, row in decided_rows(view).items():
        rows.append(row)
        keys.append(key)
    parts: list[Part] = []
    if rows:
        parts.append(
            Rows(
                name="marks",
                label="Written on the chart",
                columns=("When", "What"),
                rows=tuple(rows),
                keys=tuple(keys),
                act="mark",
                act_label="Change",
            )
        )
    more = Button(
        label="Write about a date", hint="Or tap a point of the chart", act=f"write {ANNOTATIONS}"
    )
    parts.append(Links(name="write", label="Write on the chart", buttons=(more,)))
    return Fold(
        name="written", label="Written on this chart", parts=tuple(parts), is_open=bool(rows)
    )


def draw_mark(view: ChartView, marking: Marking) -> Screen:
    """Ask what happened, or what changed from a date on."""
    if marking.name == EXCLUSIONS:
        return _draw_left_out(view, marking)
    is_phase = marking.name == PHASES
    when = say_period(marking.when, view.measure.frequency) if marking.when else ""
    if is_phase:
        question = f"What changed from {when} on?" if when else "What changed, and from when on?"
        hint = (
            "The chart gets a new middle line from there on. Only where something was really done "
            "differently: a phase without a reason hides what the chart has to say."
        )
    else:
        question = f"What happened in {when}?" if when else "What happened, and when?"
        hint = "A few words, to be read on the chart. Leave out names of people."
    remove = Links(
        name="remove", label="Or", buttons=(Button(label="Take it off the chart", act="unmark"),)
    )
    return Screen(
        key=f"mark-{marking.key}",
        question=question,
        hint=hint,
        parts=(
            Text(
                name="mark.text",
                label="What changed" if is_phase else "What happened",
                value=marking.text,
                is_kept=True,
                submits="keep",
                problem=view.problems.get("mark.text", ""),
            ),
            Day(
                name="mark.when",
                label="From when on" if is_phase else "When",
                value=marking.when.isoformat() if marking.when else view.today.isoformat(),
                period=view.measure.frequency.value,
                is_kept=True,
                problem=view.problems.get("mark.when", ""),
            ),
            *((remove,) if marking.before else ()),
        ),
        back=Button(label="Leave it", act="back"),
        go=Button(label="Begin a new phase" if is_phase else "Write it on the chart", act="keep"),
    )


def _draw_left_out(view: ChartView, marking: Marking) -> Screen:
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
