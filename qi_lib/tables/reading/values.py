"""Read the number of each row: a value, a part of a whole, an answer, a time, or the row itself."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field

from qi_lib.tables.amounts import Amount, FoundAmount, Suppressed, Unclear, read_amount
from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.kinds import answer_of
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.periods import read_period
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.columns import Columns
from qi_lib.tables.reading.dated_rows import DatedRows, Unreadable, corrected

__all__ = ["Values", "read_values", "time_unit"]

_PER_HOUR = {"minutes": 60.0, "hours": 1.0, "days": 1 / 24}
_UNITS = {
    "minutes": re.compile(r"[\d.,]+ ?m(?:in(?:ute)?s?)?", re.IGNORECASE),
    "hours": re.compile(r"[\d.,]+ ?h(?:(?:ou)?rs?)?|\d+:\d\d", re.IGNORECASE),
    "days": re.compile(r"[\d.,]+ ?d(?:ays?)?", re.IGNORECASE),
}
_CLOCK = re.compile(r"[t\s](\d{1,2}):(\d{2})(?::(\d{2}))?", re.IGNORECASE)


@dataclass(slots=True)
class Values:
    """For each row its place in the dated rows, its number, and what that is out of.

    `aside` are words beside numbers, `kept_back` what stands where a number was kept back.
    """

    at: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    wholes: list[float | None] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    aside: list[tuple[int, str, float]] = field(default_factory=list)
    kept_back: list[tuple[int, str]] = field(default_factory=list)
    shares: list[int] = field(default_factory=list)
    neither: Counter[str] = field(default_factory=Counter)
    is_percent: bool = False
    is_time: bool = False
    are_counts: bool = False

    def add(self, at: int, value: float, whole: float | None = None) -> None:
        """Add the number of one row."""
        self.at.append(at)
        self.values.append(value)
        self.wholes.append(whole)


def read_values(columns: Columns, choices: Choices, dated: DatedRows) -> Values:
    """Read the number of each dated row."""
    found = Values()
    if choices.until:
        _read_times_between(columns, choices, dated, found)
    elif not choices.number:
        found.are_counts = True
        for at in range(len(dated.rows)):
            found.add(at, 1.0)
    elif choices.number in columns.answers:
        _read_answers(columns, choices, dated, found)
    else:
        _read_numbers(columns, choices, dated, found)
    return found


def time_unit(columns: Columns, choices: Choices) -> str:
    """Give the unit of a time: as its heading says, or as most are said."""
    if choices.unit:
        return choices.unit
    name = choices.number or choices.until or ""
    if choices.until and not columns.stamps:
        return "days"
    if sounds(name, "minutes"):
        return "minutes"
    if re.search(r"\bdays?\b", name, re.IGNORECASE):
        return "days"
    return _unit_of_cells(columns, choices.number) if choices.number else "hours"


def _unit_of_cells(columns: Columns, number: str) -> str:
    """Give the unit that most cells of a column name: “3 days”, “45 mins”."""
    named = Counter(
        unit
        for cell in columns.table.column(number).counted
        for unit, words in _UNITS.items()
        if isinstance(cell, str) and words.fullmatch(cell.strip())
    )
    return named.most_common(1)[0][0] if named else "hours"


def _read_answers(columns: Columns, choices: Choices, dated: DatedRows, found: Values) -> None:
    cells = columns.table.column(choices.number or "").cells
    meant = corrected(columns.table, choices)[0]
    words = {say_cell(cell).strip().lower() for cell in cells}
    # A cross is a tick where it stands alone, and a no beside ticks.
    has_ticks = any(answer_of(word) for word in words - {"x"})
    for at, row in enumerate(dated.rows):
        cell: Cell = meant.get((row, choices.number or ""), cells[row])
        answer = answer_of(cell)
        said = say_cell(cell).strip().lower()
        if said == "x" and has_ticks:
            answer = False
        if not said and choices.blanks == "no":
            answer = False
        if answer is None:
            found.neither[say_cell(cell).strip() or "nothing"] += 1
        else:
            found.add(at, float(answer), 1.0)


def _read_times_between(
    columns: Columns, choices: Choices, dated: DatedRows, found: Values
) -> None:
    starts = columns.table.column(choices.when or "").cells
    ends = columns.table.column(choices.until or "").cells
    per_hour = _PER_HOUR[time_unit(columns, choices)]
    found.is_time = True
    for at, row in enumerate(dated.rows):
        start, end = _moment(starts[row]), _moment(ends[row])
        if start is None or end is None:
            found.blanks.append(row)
        elif end < start:
            text = f"{say_cell(starts[row])} to {say_cell(ends[row])}"
            found.unreadable.append(Unreadable(row, choices.until or "", text))
        else:
            found.add(at, round((end - start).total_seconds() / 3600 * per_hour, 4))


def _moment(cell: Cell) -> dt.datetime | None:
    if isinstance(cell, dt.datetime):
        return cell
    period = read_period(cell)
    if period is None or period.year is None or period.grain != "day":
        return None
    try:
        day = dt.datetime(period.year, period.month, period.day)
    except ValueError:
        return None
    clock = _CLOCK.search(cell) if isinstance(cell, str) else None
    hours, minutes = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    return day + dt.timedelta(hours=hours, minutes=minutes)


def _read_numbers(columns: Columns, choices: Choices, dated: DatedRows, found: Values) -> None:
    table, number, out_of = columns.table, choices.number or "", choices.out_of or ""
    amounts = _meant(columns, choices, number)
    wholes = _meant(columns, choices, out_of) if out_of else []
    found.is_time = columns.is_time(number)
    scale = _PER_HOUR[time_unit(columns, choices)] if found.is_time else 1.0
    scale /= 60 if choices.clock == "minutes" else 1
    found.is_percent = not out_of and _is_percent(amounts, dated, choices)
    for at, row in enumerate(dated.rows):
        one = amounts[row]
        whole = wholes[row] if out_of else None
        if isinstance(one, Amount) and (not out_of or isinstance(whole, Amount)):
            value = round(one.value * scale, 4) if one.is_time else one.value
            if found.is_percent and not one.is_percent and _is_share(one.value, choices):
                value = round(100 * value, 9)
                found.shares.append(row)
            found.add(at, value, whole.value if isinstance(whole, Amount) else one.out_of)
            if one.aside:
                found.aside.append((row, say_cell(table.column(number).cells[row]), value))
        else:
            _keep_aside(found, at, row, number, one, table.column(number).cells[row])
            if isinstance(one, Amount) and out_of:
                found.blanks.pop() if found.blanks and found.blanks[-1] == row else None
                _keep_aside(found, at, row, out_of, whole, table.column(out_of).cells[row])


def _keep_aside(found: Values, at: int, row: int, name: str, one: FoundAmount, cell: Cell) -> None:
    if isinstance(one, Suppressed):
        found.kept_back.append((at, say_cell(cell).strip()))
    elif isinstance(one, Unclear):
        found.unreadable.append(Unreadable(row, name, say_cell(cell).strip(), one.likely))
    else:
        found.blanks.append(row)


def _meant(columns: Columns, choices: Choices, name: str) -> list[FoundAmount]:
    meant = {
        row: text
        for (row, column), text in corrected(columns.table, choices)[0].items()
        if column == name
    }
    amounts = columns.amounts(name)
    if not meant:
        return amounts
    return [read_amount(meant[row]) if row in meant else one for row, one in enumerate(amounts)]


def _is_percent(amounts: list[FoundAmount], dated: DatedRows, choices: Choices) -> bool:
    if choices.scale == "share":
        return True
    read = [amounts[row] for row in dated.rows]
    said = sum(isinstance(one, Amount) and one.is_percent for one in read)
    return said > 0 and said * 2 >= sum(isinstance(one, Amount) for one in read)


def _is_share(value: float, choices: Choices) -> bool:
    """Tell whether a bare number among percentages is a share of 1: 0.87 beside 85%."""
    return choices.scale != "percent" and 0 < value <= 1
