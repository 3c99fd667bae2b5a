"""The drawing of a family of measures: each with its last value, a small chart, what is due."""

import datetime as dt
from dataclasses import dataclass

from qi_lib.drawing.canvas import SMALLEST_LETTERS, Canvas
from qi_lib.journey.measure_family import KIND_NAMES, KIND_QUESTIONS, Standing, find_standing
from qi_lib.model import Measure, MeasureKind, ProjectBundle
from qi_lib.model.measure_family import Family
from qi_lib.tables.frequencies import say_period
from qi_lib.wording.drawing_words import reword

__all__ = ["NONE_YET", "describe_family", "draw_family"]

NONE_YET = "none-"
"""Begins the id of the place where a measure of a kind could stand, and none does."""

_WIDTH, _PAD, _HEADING, _ROW, _BETWEEN, _GAP = 800, 18, 44, 102, 2.5, 10
_LINE_LEFT, _LINE_RIGHT, _VALUE = 408, 572, 596
_SHOWN = 24
_INVITATIONS = {
    MeasureKind.OUTCOME: "None yet. How will people notice that it is better?",
    MeasureKind.PROCESS: "None yet. How will you know that the change is really done?",
    MeasureKind.BALANCING: "None yet. What could get worse?",
}


@dataclass(frozen=True, slots=True)
class _Words:
    """Words in a measure’s box, with others beside them, or below where there is no room."""

    text: str
    size: float = SMALLEST_LETTERS
    ink: str = "ink"
    is_bold: bool = False
    beside: str = ""

    @property
    def own_width(self) -> float:
        return Canvas.width_of(self.text, size=self.size, bold=self.is_bold) + 8

    def fits_beside(self, width: float) -> bool:
        return self.own_width + Canvas.width_of(self.beside) <= width

    def height(self, width: float) -> float:
        own = Canvas.height_of(self.text, width, size=self.size, bold=self.is_bold)
        is_below = self.beside and not self.fits_beside(width)
        return own + (Canvas.height_of(self.beside, width) if is_below else 0) + _BETWEEN


def draw_family(
    record: Family,
    *,
    uid: str = "measures",
    project: ProjectBundle | None = None,
    today: dt.date | None = None,
) -> str:
    """Draw the family by kind, each measure as an item.

    Args:
        record: the measures.
        uid: start of the ids inside the drawing.
        project: the project, for the numbers of the measures.
        today: the day to count from; the real one, if left out.
    """
    day = today or dt.date.today()
    canvas = Canvas()
    y = 6.0
    for kind in MeasureKind:
        name = reword(KIND_NAMES[kind])
        canvas.text(4, y + 28, name, 22, bold=True)
        after = 16 + canvas.width_of(name, size=22, bold=True)
        canvas.text(after, y + 28, KIND_QUESTIONS[kind], SMALLEST_LETTERS, "soft")
        y += _HEADING
        for measure in record.of(kind):
            y += _draw_measure(canvas, measure, _standing(measure, project, day), y) + _GAP
        if not record.of(kind):
            y += _invite(canvas, kind, y) + _GAP
    said = describe_family(record, project=project, today=day)
    return canvas.document(_WIDTH, y, uid, title="Measures", description=said)


def describe_family(
    record: Family, *, project: ProjectBundle | None = None, today: dt.date | None = None
) -> str:
    """Say in words what is measured, and how each measure stands."""
    day = today or dt.date.today()
    told = [_say(one, _standing(one, project, day)) for one in record.measures]
    told += [
        f"{reword(KIND_NAMES[kind])}: none yet." for kind in MeasureKind if not record.of(kind)
    ]
    return " ".join(told)


def _standing(measure: Measure, project: ProjectBundle | None, day: dt.date) -> Standing:
    points = project.observations.get(measure.id, []) if project else []
    return find_standing(measure, points, today=day)


def _say(measure: Measure, standing: Standing) -> str:
    latest = ""
    if standing.latest_on:
        latest = f"{standing.latest} in {say_period(standing.latest_on, measure.frequency)}"
    facts = (latest, standing.verdict, measure.collected_by, standing.due.words)
    return (
        f"{reword(KIND_NAMES[measure.kind])}: {measure.name}: {', '.join(x for x in facts if x)}."
    )


def _invite(canvas: Canvas, kind: MeasureKind, y: float) -> float:
    height = 64
    with canvas.item(f"{NONE_YET}{kind}", f"{reword(KIND_NAMES[kind])}: {_INVITATIONS[kind]}"):
        canvas.box(2, y, _WIDTH - 4, height, edge="common", dash="7 6")
        canvas.words(_PAD, y + height / 2, _WIDTH - 2 * _PAD, _INVITATIONS[kind],
                    ink="soft", middle=True)  # fmt: skip
    return height


def _draw_measure(canvas: Canvas, measure: Measure, standing: Standing, y: float) -> float:
    due = standing.due
    told = (
        _Words(measure.name, size=20, is_bold=True),
        _Words(_say_who(measure), ink="soft"),
        _Words(due.words, ink="ink" if due.is_due else "soft", is_bold=due.is_due),
    )
    value = _value_of(measure, standing)
    wide, narrow = _LINE_LEFT - 2 * _PAD - 8, _WIDTH - _VALUE - _PAD
    tall = max(sum(one.height(wide) for one in told), sum(one.height(narrow) for one in value))
    height = max(tall + 24, _ROW)
    with canvas.item(measure.id, _say(measure, standing)):
        canvas.box(2, y, _WIDTH - 4, height)
        _write(canvas, told, _PAD, y + 12, wide)
        _draw_line(canvas, standing, y + 16, y + height - 16)
        _write(canvas, value, _VALUE, y + 12, narrow)
    return height


def _say_who(measure: Measure) -> str:
    if not measure.collected_by:
        return "Nobody collects it yet"
    return f"Collected by: {measure.collected_by}"


def _value_of(measure: Measure, standing: Standing) -> tuple[_Words, ...]:
    if standing.latest_on is None:
        return (_Words(standing.verdict, ink="soft"),)
    number, _, unit = standing.latest.partition(" ")
    when = say_period(standing.latest_on, measure.frequency)
    return (
        _Words(number, size=24, is_bold=True, beside=unit),
        _Words(when, ink="soft"),
        _Words(standing.verdict),
    )


def _write(canvas: Canvas, lines: tuple[_Words, ...], x: float, top: float, width: float) -> None:
    for one in lines:
        used = canvas.words(x, top, width, one.text, size=one.size, ink=one.ink, bold=one.is_bold)
        if one.beside:
            left, down = (one.own_width, 5.0) if one.fits_beside(width) else (0.0, used)
            canvas.words(x + left, top + down, width - left, one.beside)
        top += one.height(width)


def _draw_line(canvas: Canvas, standing: Standing, top: float, bottom: float) -> None:
    """Draw the last values as a line, with the target where there is one."""
    values = standing.values[-_SHOWN:]
    if not values:
        return
    marks = [*values, *([standing.target] if standing.target is not None else [])]
    low, high = min(marks), max(marks)

    def down(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return bottom - share * (bottom - top)

    if standing.target is not None:
        at = down(standing.target)
        canvas.line(_LINE_LEFT, at, _LINE_RIGHT, at, "target", 1.5, dash="5 5")
    step = (_LINE_RIGHT - _LINE_LEFT) / max(len(values) - 1, 1)
    points = [(_LINE_LEFT + place * step, down(value)) for place, value in enumerate(values)]
    canvas.polyline(points, "common", 2.4)
    canvas.mark(*points[-1], "common", 5.5, hollow=False)
