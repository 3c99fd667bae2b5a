"""What a person can choose about a sheet, and the questions that offer the choices."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from qi_lib.errors import Refused
from qi_lib.tables.amounts import Amount, read_amount
from qi_lib.tables.calendars import DayOrder, Quarters
from qi_lib.tables.periods import read_period

__all__ = ["AS_PROPOSED", "KEEP", "LEAVE_OUT", "Choices", "Every", "Option", "Question", "SameDate"]

Every = Literal["day", "week", "month"]
SameDate = Literal["sum", "last", "first", "all", "share"]

# What can be said of a cell instead of what it means.
LEAVE_OUT, KEEP = "out", "keep"


class Choices(BaseModel):
    """How a sheet is read. `None` leaves it to the hub to propose.

    Which table: `sheet`, `table` (its number in the sheet) and `heading` (the number of its row of
    headings). Which columns: `when` for the date, `until` where what is charted is the time from
    the one to the other, `number` (empty: the rows are counted), `out_of` (empty: nothing) and,
    with `is_rest`, `out_of` minus `number`. Which rows: `wards` of the column `group` (none named:
    all of them, added up), and `only` for any other column. How: `same_date` is what becomes of
    several rows of one date, `every` the period that rows are gathered by, `day_order`, `year` (of
    the first row) and `quarters` settle the dates, `scale` whether 0.845 is 84.5%, `unit` that of
    times, `clock` whether 1:30 is hours and minutes or minutes and seconds, `blanks` whether an
    empty cell among ticks is a no, `ends` whether a first or last period that may not be full
    counts, and `differs` that numbers quite other than those of the measure belong to it all the
    same. `cells` says what a cell means, by its place: a number, a date, `out` to leave its row
    out, `keep` for as it is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheet: str | None = None
    table: int | None = None
    heading: int | None = None
    when: str | None = None
    until: str | None = None
    number: str | None = None
    out_of: str | None = None
    is_rest: bool | None = None
    group: str | None = None
    wards: tuple[str, ...] | None = None
    only: dict[str, tuple[str, ...]] = {}
    same_date: SameDate | None = None
    every: Every | None = None
    day_order: DayOrder | None = None
    year: int | None = None
    quarters: Quarters | None = None
    scale: Literal["share", "percent"] | None = None
    unit: Literal["minutes", "hours", "days"] | None = None
    clock: Literal["hours", "minutes"] | None = None
    blanks: Literal["no", "nothing"] | None = None
    ends: Literal["keep", "out"] | None = None
    differs: Literal["keep"] | None = None
    cells: dict[str, str] = {}

    def change(self, **fields: Any) -> "Choices":  # Any: each field has a type of its own
        """Give these choices with some of them changed; those of cells and filters are added."""
        for name in ("cells", "only"):
            if name in fields:
                fields[name] = {**getattr(self, name), **fields[name]}
        return Choices.model_validate({**self.model_dump(), **fields})


AS_PROPOSED = Choices()


@dataclass(frozen=True, slots=True)
class Option:
    """One answer, and the choices that it makes."""

    label: str
    sets: dict[str, Any]  # Any: fields of `Choices`
    hint: str = ""

    def apply(self, choices: Choices) -> Choices:
        """Give the choices with this answer."""
        return choices.change(**self.sets)


@dataclass(frozen=True, slots=True)
class Question:
    """What can be chosen: `chosen` is the place of the option in force.

    With `is_open`, another reading is as likely: it must be answered before anything is saved.
    `takes` names what else may be typed: a number, a date, a year; `place` is the cell.
    """

    name: str
    text: str
    options: tuple[Option, ...]
    chosen: int = 0
    is_open: bool = False
    takes: Literal["", "number", "date", "year"] = ""
    place: str = ""

    def answer(self, choices: Choices, text: str) -> Choices:
        """Give the choices with what a person typed instead of taking an option.

        Raises `Refused` where it is no number, no date or no year.
        """
        if self.takes == "year":
            if not re.fullmatch(r"(19|20)\d\d", text):
                raise Refused(f"“{text[:30]}” is not a year. Write it as 2024.")
            return choices.change(year=int(text))
        if self.takes == "number" and not isinstance(read_amount(text), Amount):
            raise Refused(f"“{text[:30]}” is not a number. Use figures, such as 7 or 9/15.")
        if self.takes == "date" and read_period(text) is None:
            raise Refused(f"“{text[:30]}” is not a date. Write it as 3/4/2025 for 3 April 2025.")
        return choices.change(cells={self.place: text})
