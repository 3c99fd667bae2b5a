"""Propose how a file is read, and ask wherever another reading is as likely."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from qi_lib.model import Frequency, Measure, Observation
from qi_lib.tables.finding.table import Table
from qi_lib.tables.opening.book import Book
from qi_lib.tables.reading.choices import AS_PROPOSED, Choices, Every, Question
from qi_lib.tables.reading.columns import Columns, columns_of
from qi_lib.tables.reading.doubts import ask_about_known, ask_about_rows
from qi_lib.tables.reading.offers import Offers, find_offers
from qi_lib.tables.reading.preview import Preview, preview_table
from qi_lib.tables.reading.readings import Reading, read
from qi_lib.tables.reading.which_columns import (
    choose_blanks,
    choose_number,
    choose_out_of,
    choose_unit,
    choose_when,
)
from qi_lib.tables.reading.which_dates import choose_clock, choose_dates, choose_scale
from qi_lib.tables.reading.which_rows import (
    choose_ends,
    choose_every,
    choose_filters,
    choose_same_date,
    choose_wards,
)
from qi_lib.tables.reading.which_table import choose_table, find_all

__all__ = ["Proposal", "Purpose", "propose"]

_EVERY: dict[Frequency, Every] = {
    Frequency.DAY: "day",
    Frequency.WEEK: "week",
    Frequency.MONTH: "month",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a file is read for.

    Dates after `today` are asked about. `known` are the measure's observations, which the new ones
    are compared with; a column called as the `measure` is the number; `every` is how often it has
    one, where it has any: single cases are gathered so.
    """

    today: dt.date
    known: Sequence[Observation] = ()
    measure: str = ""
    every: Every | None = None

    @classmethod
    def of(cls, measure: Measure, known: Sequence[Observation], *, today: dt.date) -> "Purpose":
        """Read a file for a measure."""
        every = _EVERY.get(measure.frequency) if known else None
        return cls(today=today, known=known, measure=measure.name, every=every)


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a file is read: all of it can be changed.

    `given` is what the person chose, `choices` the same completed. `menus` are all questions, also
    those that are settled. `reading` is what comes out, `None` while no column says when.
    `left_out` says which columns are not read, and why; `unknown` names columns that a person chose
    and that are not there. `preview` is the first rows as they stand in the sheet.
    """

    table: Table
    given: Choices
    choices: Choices
    menus: tuple[Question, ...]
    reading: Reading | None
    left_out: tuple[str, ...]
    preview: Preview
    offers: Offers
    unknown: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that must be answered before anything is saved."""
        return tuple(question for question in self.menus if question.is_open)

    @property
    def is_yes_or_no(self) -> bool:
        """Whether what is charted is the share of yes, out of yes and no."""
        return self.choices.number in columns_of(self.table).answers

    @property
    def signature(self) -> tuple[str, ...]:
        """The columns of the table: only a table with the same is read as the last one."""
        return tuple(sorted(self.table.columns))


def propose(book: Book, purpose: Purpose, given: Choices = AS_PROPOSED) -> Proposal:
    """Propose how a file is read.

    Args:
        book: the file, opened.
        purpose: the measure that it is for, and today.
        given: what the person chose so far; what is `None` is proposed.

    Returns:
        The proposal. It never fails: where nothing can be read, its questions ask for what is
        missing, and its preview shows the rows.
    """
    chosen, menus = choose_table(find_all(book, given), given)
    table = chosen.table
    columns = columns_of(table)
    here, unknown = _of_this_table(table, given)
    when, question = choose_when(columns, here)
    menus.append(question)
    filled = here.change(when=when)
    reading = None
    if when is not None:
        filled, asked, reading = _complete(columns, filled, purpose)
        menus += asked
    return Proposal(
        table=table,
        given=given,
        choices=filled,
        menus=tuple(menus),
        reading=reading,
        left_out=tuple(_columns_left_out(columns, filled)),
        preview=preview_table(chosen.sheet, table, columns, filled),
        offers=find_offers(columns, filled, reading) if reading else Offers(),
        unknown=unknown,
    )


def _complete(
    columns: Columns, filled: Choices, purpose: Purpose
) -> tuple[Choices, list[Question], Reading]:
    menus: list[Question] = []
    filled, asked = choose_dates(columns.table, filled, today=purpose.today)
    menus += asked
    filled, number = choose_number(columns, filled, measure=purpose.measure)
    menus += [number, *choose_out_of(columns, filled), *choose_unit(columns, filled)]
    for choose in (choose_scale, choose_clock, choose_blanks, choose_wards):
        filled, asked = choose(columns, filled)
        menus += asked
    menus += choose_filters(columns, filled)
    filled, asked = choose_every(columns, filled, usual=purpose.every)
    menus += asked
    filled, asked, known_reading = choose_same_date(columns, filled)
    menus += asked
    reading = known_reading or read(columns.table, filled)
    filled, asked = choose_ends(columns, filled, reading)
    menus += asked
    if filled.ends == "out":
        reading = read(columns.table, filled)
    menus += ask_about_rows(
        columns.table, filled, reading, today=purpose.today, known=purpose.known
    )
    menus += ask_about_known(filled, reading, purpose.known)
    return filled, menus, reading


def _of_this_table(table: Table, given: Choices) -> tuple[Choices, tuple[str, ...]]:
    """Take back choices of columns that this table does not have."""
    fields = ("when", "until", "number", "out_of", "group")
    missing = {
        field: name
        for field in fields
        if (name := getattr(given, field)) and name not in table.columns
    }
    only = {name: words for name, words in given.only.items() if name in table.columns and words}
    unknown = (*missing.values(), *(name for name in given.only if name not in table.columns))
    kept = {**given.model_dump(), **dict.fromkeys(missing), "only": only}
    return Choices.model_validate(kept), tuple(unknown)


def _columns_left_out(columns: Columns, filled: Choices) -> list[str]:
    said = list(columns.people.values())
    lines = [name for name in columns.lines if name not in (filled.number, filled.out_of)]
    if lines:
        names = ", ".join(f"“{name}”" for name in lines)
        what = "is a line" if len(lines) == 1 else "are lines"
        said.append(f"{names} {what} of a chart, not the numbers.")
    keys = [name for name in columns.keys if name != filled.number]
    if keys:
        names = ", ".join(f"“{name}”" for name in keys)
        said.append(f"{names} only {'tells' if len(keys) == 1 else 'tell'} the rows apart.")
    return said
