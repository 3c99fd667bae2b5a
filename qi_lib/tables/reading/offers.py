"""What a sheet says beside its numbers: the target, notes, the name, which way is better."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from qi_lib.model import Annotation, Direction, Target
from qi_lib.tables.amounts import Amount, read_amount
from qi_lib.tables.cells import Cell, say_cell
from qi_lib.tables.finding.labels import is_target
from qi_lib.tables.finding.table import Table
from qi_lib.tables.finding.vocabulary import sounds
from qi_lib.tables.reading.choices import Choices
from qi_lib.tables.reading.columns import Columns
from qi_lib.tables.reading.readings import Reading

__all__ = ["Offers", "find_offers"]

_MOST_NOTES = 40
_MOST_TEXT = 200
_DOWN = {"low", "lower", "down", "decrease", "decreasing", "reduce", "less", "fewer"}
_UP = {"high", "higher", "up", "increase", "increasing", "more"}


@dataclass(frozen=True, slots=True)
class Offers:
    """What may be taken into the measure too, if the person wants it."""

    name: str = ""
    direction: Direction | None = None
    targets: tuple[Target, ...] = ()
    annotations: tuple[Annotation, ...] = ()


def find_offers(columns: Columns, choices: Choices, reading: Reading) -> Offers:
    """Find targets, notes, the measure's name and its direction in a table and above it."""
    settings = _settings(columns.table)
    named = next(
        (value for key, value in settings if sounds(key, "measures") or "label" in key), ""
    )
    return Offers(
        name=say_cell(named).strip()[:_MOST_TEXT],
        direction=_direction(settings),
        targets=_targets(columns, choices, reading, settings),
        annotations=tuple(_notes(columns, choices, reading))[:_MOST_NOTES],
    )


def _settings(table: Table) -> list[tuple[str, Cell]]:
    """Read the settings above a table: a label, and its value beside it."""
    found = []
    for row in table.above:
        full = [cell for cell in row if say_cell(cell).strip()]
        if len(full) == 2:
            found.append((say_cell(full[0]).strip().rstrip(":").lower(), full[1]))
    return found


def _direction(settings: list[tuple[str, Cell]]) -> Direction | None:
    for key, value in settings:
        if "direction" in key or "better" in key:
            words = set(say_cell(value).lower().split())
            if words & _DOWN:
                return Direction.DOWN
            if words & _UP:
                return Direction.UP
    return None


def _targets(
    columns: Columns, choices: Choices, reading: Reading, settings: list[tuple[str, Cell]]
) -> tuple[Target, ...]:
    """Give each target from the date on from which the column says it."""
    for name in columns.targets:
        dated = _dated_values(columns, name, reading)
        steps = [
            (value, min(day for day, _ in run)) for value, run in groupby(dated, lambda one: one[1])
        ]
        if steps and len(steps) * 2 <= len(dated) + 1:
            return tuple(
                Target(value=value, start=day if index else None)
                for index, (value, day) in enumerate(steps)
            )
    for key, value in settings:
        amount = read_amount(value)
        if is_target(key) and isinstance(amount, Amount):
            return (Target(value=amount.value),)
    return ()


def _dated_values(columns: Columns, name: str, reading: Reading) -> list[tuple[dt.date, float]]:
    values = columns.values(name)
    pairs = zip(reading.dated.rows, reading.dated.days, strict=True)
    return sorted((day, value) for row, day in pairs if (value := values[row]) is not None)


def _notes(columns: Columns, choices: Choices, reading: Reading) -> list[Annotation]:
    if columns.are_cases or not columns.notes:
        return []
    cells = columns.table.column(columns.notes[0]).cells
    pairs = zip(reading.dated.rows, reading.dated.days, strict=True)
    said = [(day, " ".join(say_cell(cells[row]).split())) for row, day in pairs]
    return [Annotation(when=day, text=text[:_MOST_TEXT]) for day, text in said if text]
