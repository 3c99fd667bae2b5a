"""Propose what the dates of a column leave open: day or month first, which year, whose quarters."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qi_lib.tables.amounts import Amount
from qi_lib.tables.calendars import Calendar, DayOrder, lacks_year, read_order, to_days
from qi_lib.tables.cells import say_cell
from qi_lib.tables.finding.table import Table
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.period_patterns import WrittenPeriod
from qi_lib.tables.reading.choices import Choices, Option, Question
from qi_lib.tables.reading.columns import Columns

__all__ = ["choose_clock", "choose_dates", "choose_scale"]

_FEWEST = 4
_MONTHS = 12
_YEARS_BACK = 4
_CLOCK = re.compile(r"\d{1,3}:[0-5]\d")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:\s?[/–-]\s?(?:20)?\d\d)?(?!\d)")


def choose_dates(
    table: Table, filled: Choices, *, today: dt.date
) -> tuple[Choices, list[Question]]:
    """Propose how the dates are read; ask whatever the column does not settle."""
    column = table.column(filled.when or "")
    periods = [column.periods.get(cell) for cell in column.cells]
    questions: list[Question] = []
    for choose in (_choose_order, _choose_quarters):
        filled, asked = choose(periods, filled)
        questions += asked
    filled, asked = _choose_year(table, periods, filled, today)
    return filled, [*questions, *asked]


def _choose_order(
    periods: Sequence[WrittenPeriod | None], filled: Choices
) -> tuple[Choices, list[Question]]:
    day_first, month_first = read_order(periods)
    if not any(one and one.is_numeric for one in periods):
        return filled, []
    looks_american = month_first > day_first or _looks_monthly(periods)
    likely: DayOrder = "month first" if looks_american else "day first"
    chosen = filled.day_order or likely
    numeric = [one for one in periods if one and one.is_numeric and one.day != one.month]
    both = (one for one in numeric if one.day <= _MONTHS and one.month <= _MONTHS)
    first, second = next(((one.day, one.month) for one in both), (3, 4))
    shown = f"{first:02}/{second:02}"
    text = (
        "These look like American dates (month first). How are they written?"
        if looks_american
        else "Some dates are written day first and some month first. How are they written?"
        if month_first
        else "How are the dates written?"
    )
    options = (
        Option(f"Day first: {shown} is {_say(first, second)}", {"day_order": "day first"}),
        Option(f"Month first: {shown} is {_say(second, first)}", {"day_order": "month first"}),
    )
    is_open = filled.day_order is None and (looks_american or month_first > 0)
    question = Question(
        "day_order", text, options, chosen=int(chosen == "month first"), is_open=is_open
    )
    return filled.change(day_order=chosen), [question]


def _say(day: int, month: int) -> str:
    return f"{day} {calendar.month_name[month]}"


def _looks_monthly(periods: Sequence[WrittenPeriod | None]) -> bool:
    """Tell whether dates that can be read both ways make months only with the month first."""
    numeric = [one for one in periods if one and one.is_numeric and one.year]
    if len(numeric) < _FEWEST or any(read_order(numeric)):
        return False
    british = [day for day in to_days(numeric, Calendar("day first")) if day]
    american = [day for day in to_days(numeric, Calendar("month first")) if day]
    # 1/1 to 12/1 are the first days of January, or the firsts of twelve months: nobody can tell.
    may_be_months = not _are_even(british) or all(day.day == 1 for day in american)
    return _are_months(american) and may_be_months and not _are_months(british)


def _are_months(days: list[dt.date]) -> bool:
    steps = {(later - first).days for first, later in pairwise(days)}
    return bool(steps) and steps <= {28, 29, 30, 31}


def _are_even(days: list[dt.date]) -> bool:
    return len({(later - first).days for first, later in pairwise(days)}) == 1


def _choose_quarters(
    periods: Sequence[WrittenPeriod | None], filled: Choices
) -> tuple[Choices, list[Question]]:
    unsaid = [
        one
        for one in periods
        if one and one.grain == "quarter" and one.number and one.is_financial is None
    ]
    if not unsaid:
        return filled, []
    chosen = filled.quarters or "financial"
    year = unsaid[0].year
    of = f" {year}" if year else ""
    options = (
        Option(f"Financial years: Q1{of} begins in April", {"quarters": "financial"}),
        Option(f"Calendar years: Q1{of} begins in January", {"quarters": "calendar"}),
    )
    question = Question(
        name="quarters",
        text="Whose quarters are these?",
        options=options,
        chosen=int(chosen == "calendar"),
        is_open=filled.quarters is None,
    )
    return filled.change(quarters=chosen), [question]


def _choose_year(
    table: Table, periods: Sequence[WrittenPeriod | None], filled: Choices, today: dt.date
) -> tuple[Choices, list[Question]]:
    if not lacks_year(periods):
        return filled, []
    years = list(dict.fromkeys([*_years_named(table), *_years_until(periods, filled, today)]))
    chosen = filled.year or years[0]
    if chosen not in years:
        years.insert(0, chosen)
    options = tuple(Option(_say_span(periods, filled, year), {"year": year}) for year in years)
    question = Question(
        name="year",
        text="The dates say no year. Which year does the first one belong to?",
        options=options,
        chosen=years.index(chosen),
        is_open=filled.year is None,
        takes="year",
    )
    return filled.change(year=chosen), [question]


def _years_named(table: Table) -> Iterator[int]:
    """Find years in what stands above the table, and in the names of sheet and file."""
    above = [say_cell(cell) for row in table.above for cell in row]
    for text in (table.title, *above, table.sheet, table.name):
        yield from (int(year) for year in _YEAR.findall(text))


def _years_until(
    periods: Sequence[WrittenPeriod | None], filled: Choices, today: dt.date
) -> Iterator[int]:
    for year in range(today.year, today.year - _YEARS_BACK, -1):
        days = _days(periods, filled, year)
        if days and max(days) <= today:
            yield year
    yield today.year - _YEARS_BACK


def _say_span(periods: Sequence[WrittenPeriod | None], filled: Choices, year: int) -> str:
    days = _days(periods, filled, year)
    if not days:
        return str(year)
    return f"{year}: {min(days):%d/%m/%Y} to {max(days):%d/%m/%Y}"


def _days(periods: Sequence[WrittenPeriod | None], filled: Choices, year: int) -> list[dt.date]:
    settled = Calendar(filled.day_order or "day first", year, filled.quarters or "financial")
    return [day for day in to_days(periods, settled) if day]


def choose_clock(columns: Columns, filled: Choices) -> tuple[Choices, list[Question]]:
    """Ask whether 1:30 is hours and minutes, where its heading speaks of minutes."""
    number = filled.number or ""
    if number not in columns.candidates or not columns.is_time(number):
        return filled, []
    texts = [say_cell(cell).strip() for cell in columns.table.column(number).counted]
    clocks = [text for text in texts if _CLOCK.fullmatch(text)]
    if not sounds(number, "minutes") or len(clocks) * 2 <= len(texts):
        return filled, []
    chosen = filled.clock or "minutes"
    options = (
        Option(f"{clocks[0]} is minutes and seconds", {"clock": "minutes"}),
        Option(f"{clocks[0]} is hours and minutes", {"clock": "hours"}),
    )
    question = Question(
        name="clock",
        text=f"How are the times in “{number}” written?",
        options=options,
        chosen=int(chosen == "hours"),
        is_open=filled.clock is None,
    )
    return filled.change(clock=chosen), [question]


def choose_scale(columns: Columns, filled: Choices) -> tuple[Choices, list[Question]]:
    """Ask whether 0.845 below a heading with “%” is 84.5%."""
    number = filled.number or ""
    if number not in columns.candidates or filled.out_of:
        return filled, []
    read = [one for one in columns.amounts(number) if isinstance(one, Amount)]
    if not read or any(one.is_percent or one.is_time or one.out_of is not None for one in read):
        return filled, []
    values = [one.value for one in read]
    is_share = all(0 <= value <= 1 for value in values) and any(value % 1 for value in values)
    if not is_share:
        return filled, []
    shown = next(value for value in values if value % 1)
    chosen = filled.scale or "share"
    options = (
        Option(f"{shown:.10g} is {100 * shown:.10g}%", {"scale": "share"}),
        Option(f"{shown:.10g} stays as it is", {"scale": "percent"}),
    )
    question = Question(
        name="scale",
        text=f"The numbers in “{number}” lie between 0 and 1. Are they percentages?",
        options=options,
        chosen=int(chosen == "percent"),
        is_open=filled.scale is None,
    )
    return filled.change(scale=chosen), [question]
