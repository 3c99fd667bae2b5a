"""Ask about single rows: numbers and dates that cannot be read, or that can hardly be right."""

import datetime as dt
from collections.abc import Iterator, Sequence
from statistics import median

from qi_lib.model import Observation
from qi_lib.tables.cells import say_cell
from qi_lib.tables.finding.table import Table
from qi_lib.tables.reading.choices import KEEP, LEAVE_OUT, Choices, Option, Question
from qi_lib.tables.reading.dated_rows import Unreadable, cell_label
from qi_lib.tables.reading.jumps import is_jump, size_of, usual_size
from qi_lib.tables.reading.neighbours import are_in_order, expected_day, is_out_of_line
from qi_lib.tables.reading.readings import Reading
from qi_lib.wording.dates import say_day

__all__ = ["ask_about_known", "ask_about_rows"]

_MOST_QUESTIONS = 8
_OTHER = 5


def ask_about_rows(
    table: Table,
    choices: Choices,
    reading: Reading,
    *,
    today: dt.date,
    known: Sequence[Observation] = (),
) -> list[Question]:
    """Ask about each row that must be looked at, and about all of a kind where they are many.

    Numbers are compared with each other, and with those that the measure has: `known`.
    """
    unread = (
        list(_unreadable_numbers(table, choices, reading)),
        list(_unreadable_dates(table, choices, reading)),
    )
    unlikely = (
        [*_unlikely_dates(table, choices, reading, today)],
        [*_unlikely_numbers(table, choices, reading, known)],
    )
    answered = choices.cells
    left = ([one for one in kind if one.place not in answered] for kind in unlikely)
    return [question for kind in (*unread, *left) for question in _together(kind)]


def _together(questions: list[Question]) -> list[Question]:
    """Ask once about one cell, and about rows that are too many to ask about one by one."""
    questions = list({question.place: question for question in reversed(questions)}.values())[::-1]
    if len(questions) <= _MOST_QUESTIONS:
        return questions
    first = questions[0]
    out = {question.place: LEAVE_OUT for question in questions}
    keep = {question.place: KEEP for question in questions}
    options = [Option(f"Leave all {len(questions)} out", {"cells": out})]
    if any(KEEP in option.sets["cells"].values() for option in first.options):
        options.insert(0, Option(f"Keep all {len(questions)} as they are", {"cells": keep}))
    text = f"{first.text} {len(questions) - 1} more rows are like it."
    return [Question(first.name, text, tuple(options), chosen=len(options) - 1, is_open=True)]


def _unreadable_numbers(table: Table, choices: Choices, reading: Reading) -> Iterator[Question]:
    for cell in reading.values.unreadable:
        is_answered = table.place_of(table.rows[cell.row], cell.column) in choices.cells
        may_be_one = cell.likely or any(map(str.isdigit, cell.text)) or is_answered
        if cell.column == choices.until or not may_be_one:
            continue
        where = _where(table, choices, cell)
        text = f"{where} has “{cell.text[:40]}” in “{cell.column}”. What is meant?"
        likely = [cell.likely] if cell.likely else []
        yield _about(table, cell, text, [(one, one) for one in likely], takes="number")


def _unreadable_dates(table: Table, choices: Choices, reading: Reading) -> Iterator[Question]:
    if not reading.dated.unreadable:
        return
    days = _days_of_all(table, reading)
    numbered = set(_with_numbers(table, choices, reading))
    for cell in reading.dated.unreadable:
        if cell.row not in numbered:
            continue
        likely = expected_day(days, cell.row, reading.dated.grain)
        place = table.say_place(table.rows[cell.row], cell.column)
        text = f"{place} has “{cell.text[:40]}” where a date should be. Which is meant?"
        options = [(f"{likely:%Y-%m-%d}", _say(likely, reading))] if likely else []
        yield _about(table, cell, text, options, takes="date")


def _with_numbers(table: Table, choices: Choices, reading: Reading) -> Iterator[int]:
    at = table.at(choices.number) if choices.number else None
    for cell in reading.dated.unreadable:
        if at is None or say_cell(table.rows[cell.row].cells[at]).strip():
            yield cell.row


def _unlikely_dates(
    table: Table, choices: Choices, reading: Reading, today: dt.date
) -> Iterator[Question]:
    """Ask about dates to come, and about those far from the dates above and below."""
    dated = reading.dated
    used = {point.row for points in reading.gathered.points.values() for point in points}
    are_ordered = are_in_order(dated.days)
    odd = [
        at
        for at, (row, day) in enumerate(zip(dated.rows, dated.days, strict=True))
        if row in used and (day > today or (are_ordered and is_out_of_line(dated.days, at)))
    ]
    odd += [at for at, row in enumerate(dated.rows) if row in dated.asides and at not in odd]
    for at in odd:
        row, day = dated.rows[at], dated.days[at]
        likely = None
        if are_ordered and len(odd) <= _MOST_QUESTIONS:
            others = [None if index == at else one for index, one in enumerate(dated.days)]
            likely = expected_day(others, at, dated.grain)
        cell = Unreadable(row, choices.when or "", _written(table, row, choices.when))
        what = "is still to come" if day > today else "is far from the dates around it"
        if row in dated.asides:
            what = f"has “{dated.asides[row][:40]}” beside it, and may not be full"
        place = table.say_place(table.rows[row], cell.column)
        is_other = likely is not None and likely != day and likely <= today
        options = [(f"{likely:%Y-%m-%d}", _say(likely, reading))] if likely and is_other else []
        options.append((KEEP, f"{_say(day, reading)} is right"))
        text = f"{place} has “{cell.text[:40]}”: {_say(day, reading)} {what}. Which date is meant?"
        yield _about(table, cell, text, options, takes="date", kept=len(options) - 1)


def _unlikely_numbers(
    table: Table, choices: Choices, reading: Reading, known: Sequence[Observation]
) -> Iterator[Question]:
    """Ask about numbers that are many times the usual, and about shares that are not clear."""
    values = reading.values
    if values.are_counts or choices.until or not choices.number or choices.same_date == "all":
        return
    sizes = [abs(value) for value in values.values]
    if not choices.out_of:
        sizes += [abs(one.value) for one in known if one.value is not None]
    usual = usual_size(sizes)
    there = {(one.when, one.value) for one in known}  # was asked about when it came in
    for at, value in zip(values.at, values.values, strict=True):
        row = reading.dated.rows[at]
        is_far = is_jump(abs(value), sizes) and (reading.dated.days[at], value) not in there
        is_beyond = values.is_percent and value > 100
        is_bare_one = row in values.shares and value == 100
        if not (is_far or is_beyond or is_bare_one):
            continue
        text = _written(table, row, choices.number)
        where = _where(table, choices, Unreadable(row, choices.number, text))
        why = (
            f"many times the usual {say_cell(usual)}"
            if is_far
            else "1%, or all of them" if is_bare_one else "more than all of them"
        )  # fmt: skip
        yield _about(
            table,
            Unreadable(row, choices.number, text),
            f"{where} has “{text[:40]}” in “{choices.number}”: {why}. Is it right?",
            [("1%", "1%"), ("100%", "100%")] if is_bare_one else [(KEEP, f"{text} is right")],
            takes="number",
            kept=1 if is_bare_one else 0,
        )


def _about(
    table: Table,
    cell: Unreadable,
    text: str,
    options: list[tuple[str, str]],
    *,
    takes: str,
    kept: int | None = None,
) -> Question:
    place = table.place_of(table.rows[cell.row], cell.column)
    offered = [Option(label, {"cells": {place: meant}}) for meant, label in options]
    offered.append(Option("Leave this row out", {"cells": {place: LEAVE_OUT}}))
    return Question(
        name=f"cell {place}",
        text=text,
        options=tuple(offered),
        chosen=len(offered) - 1 if kept is None else kept,
        is_open=True,
        takes="date" if takes == "date" else "number",
        place=place,
    )


def _where(table: Table, choices: Choices, cell: Unreadable) -> str:
    """Name a row by its date, as a person looks for it."""
    written = _written(table, cell.row, choices.when)
    place = table.say_place(table.rows[cell.row], cell.column)
    return f"{place} ({written})" if written else place


def _written(table: Table, row: int, name: str | None) -> str:
    return cell_label(table.rows[row].cells[table.at(name)]) if name else ""


def _say(day: dt.date, reading: Reading) -> str:
    is_month = reading.dated.grain in ("month", "quarter") and day.day == 1
    return f"{day:%B %Y}" if is_month else say_day(day)


def _days_of_all(table: Table, reading: Reading) -> list[dt.date | None]:
    days: list[dt.date | None] = [None] * len(table.rows)
    for row, day in zip(reading.dated.rows, reading.dated.days, strict=True):
        days[row] = day
    return days


def ask_about_known(
    choices: Choices, reading: Reading, known: Sequence[Observation]
) -> list[Question]:
    """Ask whether numbers belong to a measure whose own are quite other."""
    here, there = _sizes(reading.observations), _sizes(known)
    if not here or not there or choices.differs:
        return []
    is_other_kind = _are_shares(reading.observations) != _are_shares(known)
    middle, usual = median(here), median(there)
    is_far = middle > _OTHER * max(usual, max(there) / _OTHER) or _OTHER * max(here) < min(there)
    if not (is_other_kind or is_far):
        return []
    said = f"{_span(here)}, and those of this measure are {_span(there)}"
    kinds = " One is so many out of so many, the other is not." if is_other_kind else ""
    option = Option("They belong to this measure", {"differs": "keep"})
    text = f"These numbers are {said}.{kinds} Are they of the same measure?"
    return [Question("differs", text, (option,), chosen=-1, is_open=True)]


def _sizes(observations: Sequence[Observation]) -> list[float]:
    return [size for one in observations if (size := size_of(one)) is not None]


def _are_shares(observations: Sequence[Observation]) -> bool:
    return sum(one.denominator is not None for one in observations) * 2 > len(observations)


def _span(sizes: list[float]) -> str:
    low, high = min(sizes), max(sizes)
    return say_cell(round(low, 2)) if low == high else f"{low:.4g} to {high:.4g}"
