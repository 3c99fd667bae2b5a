"""Plain words for a number to write down: which question it answers, of which day."""

import datetime as dt
from collections.abc import Sequence
from itertools import chain

from qi_lib.charting.fitting_charts import is_count
from qi_lib.model import Frequency, Measure, MeasureKind, Observation
from qi_lib.tables.frequencies import period_after
from qi_lib.wording.dates import say_day

__all__ = [
    "ask_for_number",
    "latest_periods",
    "measure_to_ask_for",
    "name_period",
    "period_to_fill",
    "say_when",
]


def measure_to_ask_for(measures: Sequence[Measure], wanted: str = "") -> Measure | None:
    """Choose the measure that a number is asked for: the wanted one, else the first outcome."""
    named = (one for one in measures if one.id == wanted)
    outcomes = (one for one in measures if one.kind is MeasureKind.OUTCOME)
    return next(chain(named, outcomes, measures), None)


def latest_periods(
    measure: Measure, last: dt.date | None, *, today: dt.date, count: int = 3
) -> tuple[dt.date, ...]:
    """Give the latest dates that a number may be for, the newest first.

    A day or a week may be written down while it lasts; a month or a quarter when it is over. Weeks
    begin on the weekday of the `last` number.
    """
    if measure.frequency is Frequency.DAY:
        newest = today
    elif measure.frequency is Frequency.WEEK:
        newest = today - dt.timedelta(days=(today - last).days % 7 if last else today.weekday())
    elif measure.frequency is Frequency.MONTH:
        newest = period_after(today, Frequency.MONTH, steps=-1)
    else:
        this_quarter = today.replace(month=today.month - (today.month - 1) % 3, day=1)
        newest = period_after(this_quarter, Frequency.QUARTER, steps=-1)
    return tuple(period_after(newest, measure.frequency, steps=-step) for step in range(count))


def period_to_fill(
    measure: Measure, observations: Sequence[Observation], *, today: dt.date
) -> dt.date | None:
    """Give the latest period that a number may be for, or None where it has one already."""
    written = {one.when for one in observations}
    newest = latest_periods(measure, max(written, default=None), today=today, count=1)[0]
    return None if newest in written else newest


def name_period(measure: Measure, day: dt.date, *, today: dt.date) -> str:
    """Name a period as people do: today, yesterday, this week, October 2025."""
    if measure.frequency is Frequency.DAY:
        ago = (today - day).days
        return {0: "today", 1: "yesterday"}.get(ago, f"{day:%A} {day.day} {day:%B}")
    if measure.frequency is Frequency.WEEK:
        weeks = (today - day).days // 7
        return {0: "this week", 1: "last week"}.get(weeks, f"the week of {day.day} {day:%B}")
    if measure.frequency is Frequency.QUARTER:
        last = period_after(day, Frequency.MONTH, steps=2)
        return f"{day:%B} to {last:%B %Y}"
    return f"{day:%B %Y}" if day.day == 1 else say_day(day)


def say_when(measure: Measure, day: dt.date, *, today: dt.date) -> str:
    """Put a period into a sentence: today, last week, in October 2025, on Monday 3 November."""
    name = name_period(measure, day, today=today)
    if name in ("today", "yesterday", "this week", "last week"):
        return name
    word = {Frequency.DAY: "on", Frequency.MONTH: "in"}.get(measure.frequency, "in")
    return f"from {name}" if measure.frequency is Frequency.QUARTER else f"{word} {name}"


def ask_for_number(measure: Measure, day: dt.date, *, has_parts: bool, today: dt.date) -> str:
    """Ask for one number in plain words, such as “How many falls were there yesterday?”."""
    when = say_when(measure, day, today=today)
    name = measure.name[:1].lower() + measure.name[1:] if measure.name[1:2].islower() else (
        measure.name
    )  # fmt: skip
    if has_parts:
        return f"{measure.name}: how was it {when}?"
    if is_count(measure, ()) and measure.name.endswith("s"):
        return f"How many {name} {when}?"
    unit = measure.unit.strip()
    if unit and unit != "%":
        return f"{measure.name}: how many {unit} {when}?"
    return f"{measure.name}: what is the number {when}?"
