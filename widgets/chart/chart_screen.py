"""The screen of *My chart* with the chart on it: what it says, and the next number."""

from qi_lib.tables.frequencies import say_period
from widgets.chart.chart_picture import chart_part
from widgets.chart.chart_view import ChartView
from widgets.chart.marks.mark_screens import AT_A_POINT, marks_of, phase_idea
from widgets.chart.numbers.number_form import entry_part
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.chart.other_views import looks_link
from widgets.frame.displays import Rows
from widgets.frame.screen import Button, Fold, Links, Mark, Screen, Words
from widgets.frame.tour import HOW_IT_WORKS

__all__ = ["draw_chart"]


def draw_chart(view: ChartView) -> Screen:
    """Show the finding, the chart, and the boxes for the next number."""
    measure, drawn = view.measure, view.drawn
    parts = view.news()
    if drawn:
        parts.append(chart_part(measure, drawn, AT_A_POINT))
    parts += [view.history.bar(HOW_IT_WORKS), entry_part(view)]
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
