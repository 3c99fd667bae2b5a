"""*My chart* in plain mode: one question, a paper chart, and large keys for one number."""

import datetime as dt
from collections.abc import Sequence

from qi_lib.charting.fitting_charts import is_count
from qi_lib.charting.number_to_ask_for import ask_for_number, name_period, say_when
from qi_lib.drawing.paper_chart import describe_paper_chart, draw_paper_chart, paper_spots
from qi_lib.model import Frequency, Observation
from qi_lib.tables.cells import say_cell
from widgets.chart.chart_view import ChartView
from widgets.chart.numbers.plain_entry import ANOTHER_DAY, PlainEntry, offered_days
from widgets.chart.numbers.typed_numbers import say_observation
from widgets.frame.displays import Chart, Spot
from widgets.frame.screen import (
    Actions,
    Button,
    Choice,
    Day,
    Group,
    Note,
    Option,
    Pad,
    Part,
    Screen,
    Text,
    Words,
)

__all__ = ["draw_plain"]

_PERIODS = {
    Frequency.DAY: "day",
    Frequency.WEEK: "week",
    Frequency.MONTH: "month",
    Frequency.QUARTER: "quarter",
}
_CURRENT = {Frequency.DAY: "today’s number", Frequency.WEEK: "this week’s number"}


def draw_plain(view: ChartView, entry: PlainEntry) -> Screen:
    """Ask for one number, or show the one that was written."""
    day = entry.day_of(view.measure, view.observations, view.today)
    there = next((one for one in view.observations if one.when == day), None)
    if there and not entry.is_changing:
        return _draw_written(view, entry, day, there)
    if entry.is_left:
        return _draw_left(view, day)
    return _draw_asking(view, entry, day, there)


def _draw_asking(
    view: ChartView, entry: PlainEntry, day: dt.date, there: Observation | None
) -> Screen:
    measure = view.measure
    ask = Group(
        name="entry",
        label="Your number",
        parts=(*_which_day(view, entry, day), _pad(view, day, there)),
    )
    return Screen(
        key=f"plain-{measure.id}-{day}",
        question=ask_for_number(measure, day, has_parts=view.has_parts, today=view.today),
        is_wide=True,
        parts=(*_told(entry), *_paper(view, waiting=day), ask, *_others(view)),
        back=Button(label=_not_now(view, day), act="plain-leave"),
        go=Button(label=f"Save {_whose(view, day)}", act="add", value=day.isoformat()),
    )


def _draw_written(view: ChartView, entry: PlainEntry, day: dt.date, there: Observation) -> Screen:
    when = say_when(view.measure, day, today=view.today)
    again = "Write one more" if there.values else "Change it"
    buttons = [Button(label=again, act="plain-change"), *_other_days(view, day)]
    if entry.may_take_back:
        buttons.insert(0, Button(label="Undo", act="plain-undo"))
    thanks = "Thank you. " if entry.may_take_back else ""
    return Screen(
        key=f"plain-{view.measure.id}-{day}-written",
        question=f"{thanks}{view.measure.name} {when}: {say_observation(there)}",
        is_wide=True,
        parts=(
            *_told(entry),
            *_paper(view, chosen=day),
            Actions(name="after", label="What next", buttons=tuple(buttons)),
            *_others(view),
        ),
        go=Button(label="Done", href=f"/projects/{view.project.slug}"),
    )


def _draw_left(view: ChartView, day: dt.date) -> Screen:
    return Screen(
        key=f"plain-{view.measure.id}-{day}-left",
        question="That is fine",
        hint="Nothing was written down. Come back when it suits you.",
        is_wide=True,
        parts=(
            *_paper(view, waiting=day),
            Actions(
                name="after",
                label="What next",
                buttons=(Button(label="Write it after all", act="plain-ask"),),
            ),
        ),
        go=Button(label="Done", href=f"/projects/{view.project.slug}"),
    )


def _told(entry: PlainEntry) -> tuple[Part, ...]:
    return (Note(name="told", text=entry.told, tone="good"),) if entry.told else ()


def _paper(
    view: ChartView, *, waiting: dt.date | None = None, chosen: dt.date | None = None
) -> tuple[Part, ...]:
    words = describe_paper_chart(view.measure, view.observations)
    svg = draw_paper_chart(
        view.measure, view.observations, waiting=waiting, chosen=chosen, uid="paper"
    )
    spots = paper_spots(view.measure, view.observations, waiting=waiting)
    picture = Chart(
        name="paper",
        label=f"Chart of {view.measure.name}. {words}",
        svg=svg,
        spots=tuple(Spot(across=one.across, down=one.down, words=one.words) for one in spots),
    )
    return (picture, Words(name="going", text=_how_it_goes(view)))


def _how_it_goes(view: ChartView) -> str:
    if view.drawn is None:
        return "The first number begins the chart."
    return "".join(stretch.text for stretch in view.drawn.finding).rstrip(".") + "."


def _which_day(view: ChartView, entry: PlainEntry, day: dt.date) -> tuple[Part, ...]:
    likely = offered_days(view.measure, view.observations, view.today)[:2]
    is_other = entry.is_other or day not in likely
    period = _PERIODS[view.measure.frequency]
    options = [Option(value=one.isoformat(), label=_capital(_name(view, one))) for one in likely]
    choice = Choice(
        name="plain.day",
        label=f"Which {period}?",
        value=ANOTHER_DAY if is_other else day.isoformat(),
        options=(*options, Option(value=ANOTHER_DAY, label=f"Another {period}")),
        columns=3,
    )
    other = Day(
        name="plain.date",
        label=f"The {period}",
        value=day.isoformat(),
        period=view.measure.frequency.value,
        problem=view.problems.get("entry.when", ""),
    )
    return (choice, other) if is_other else (choice,)


def _pad(view: ChartView, day: dt.date, there: Observation | None) -> Pad:
    measure = view.measure
    values = [one.value for one in view.observations if one.value is not None]
    if there and there.values:
        there = None  # the next of several is written, not their average
    part = there.numerator if there and view.has_parts else there.value if there else None
    boxes = [
        _box(
            view,
            day,
            "entry.value",
            (measure.numerator or "How many") if view.has_parts else "",
            part,
        ),
    ]
    if view.has_parts:
        of = f"out of {measure.denominator or 'how many'}"
        boxes.append(_box(view, day, "entry.whole", of, there.denominator if there else None))
    has_point = not view.has_parts and not (is_count(measure, values))
    return Pad(name="pad", label="Number keys", boxes=tuple(boxes), has_point=has_point)


def _box(view: ChartView, day: dt.date, name: str, label: str, value: float | None) -> Text:
    return Text(
        name=name,
        label=_capital(label or view.measure.name),
        value=say_cell(value),
        mode="decimal",
        is_kept=True,
        submits="add",
        submits_value=day.isoformat(),
        problem=view.problems.get(name, ""),
    )


def _other_days(view: ChartView, day: dt.date) -> Sequence[Button]:
    there = {one.when for one in view.observations}
    likely = offered_days(view.measure, view.observations, view.today)
    missing = [one for one in likely if one not in there and one != day]
    write = [
        Button(label=f"Write {_name(view, one)} too", act="plain-day", value=one.isoformat())
        for one in missing[:1]
    ]
    period = _PERIODS[view.measure.frequency]
    return (*write, Button(label=f"Another {period}", act="plain-other"))


def _others(view: ChartView) -> tuple[Part, ...]:
    if not view.may_switch:
        return ()
    switch = Button(label="Other numbers of this project", act="switch")
    return (Actions(name="others", label="More", buttons=(switch,)),)


def _whose(view: ChartView, day: dt.date) -> str:
    name = _name(view, day)
    if name in ("today", "this week"):
        return _CURRENT[view.measure.frequency]
    if name in ("yesterday", "last week"):
        return f"{name}’s number"
    return "this number"


def _not_now(view: ChartView, day: dt.date) -> str:
    return "Not today" if view.measure.frequency is Frequency.DAY and day == view.today else (
        "Not now"
    )  # fmt: skip


def _name(view: ChartView, day: dt.date) -> str:
    return name_period(view.measure, day, today=view.today)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
