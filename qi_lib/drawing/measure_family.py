"""The drawing of a family of measures: each with its last value, a small chart, what is due."""

import datetime as dt

from qi_lib.drawing.canvas import SMALLEST_LETTERS, Canvas
from qi_lib.journey.measure_family import KIND_NAMES, KIND_QUESTIONS, Standing, find_standing
from qi_lib.model import Measure, MeasureKind, ProjectBundle
from qi_lib.model.measure_family import Family
from qi_lib.tables.frequencies import say_period
from qi_lib.wording.drawing_words import reword

__all__ = ["NONE_YET", "describe_family", "draw_family"]

NONE_YET = "none-"
"""Begins the id of the place where a measure of a kind could stand, and none does."""

_WIDTH, _PAD, _HEADING, _ROW, _SECOND_LINE, _GAP = 800, 18, 44, 102, 24, 10
_LINE_LEFT, _LINE_RIGHT, _VALUE = 408, 572, 596
_SHOWN = 24
_INVITATIONS = {
    MeasureKind.OUTCOME: "None yet. How will people notice that it is better?",
    MeasureKind.PROCESS: "None yet. How will you know that the change is really done?",
    MeasureKind.BALANCING: "None yet. What could get worse?",
}


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
        canvas.words(_PAD, y + height / 2, _WIDTH - 2 * _PAD, _INVITATIONS[kind], lines=2,
                    ink="soft", middle=True)  # fmt: skip
    return height


def _draw_measure(canvas: Canvas, measure: Measure, standing: Standing, y: float) -> float:
    wide = _LINE_LEFT - 2 * _PAD - 8
    is_long = canvas.width_of(measure.name, size=20, bold=True) > wide
    height = _ROW + is_long * _SECOND_LINE
    who = (
        f"Collected by: {measure.collected_by}"
        if measure.collected_by
        else "Nobody collects it yet"
    )
    with canvas.item(measure.id, _say(measure, standing)):
        canvas.box(2, y, _WIDTH - 4, height)
        taken = canvas.words(
            _PAD, y + 12, wide, measure.name, size=20, lines=1 + is_long, bold=True
        )
        about = y + 15 + taken
        canvas.words(_PAD, about, wide, who, lines=1, ink="soft")
        due = standing.due
        canvas.words(_PAD, about + 24, wide, due.words, lines=1,
                    ink="ink" if due.is_due else "soft", bold=due.is_due)  # fmt: skip
        _draw_line(canvas, standing, y + 16, y + height - 16)
        _draw_value(canvas, measure, standing, y)
    return height


def _draw_value(canvas: Canvas, measure: Measure, standing: Standing, y: float) -> None:
    wide = _WIDTH - _VALUE - _PAD
    if standing.latest_on is None:
        canvas.words(_VALUE, y + 14, wide, standing.verdict, lines=2, ink="soft")
        return
    number, _, unit = standing.latest.partition(" ")
    taken = canvas.words(_VALUE, y + 12, wide, number, size=24, lines=1, bold=True)
    beside = canvas.width_of(number, size=24, bold=True) + 8
    canvas.words(_VALUE + beside, y + 17, wide - beside, unit, lines=1)
    when = say_period(standing.latest_on, measure.frequency)
    canvas.words(_VALUE, y + 14 + taken, wide, when, lines=1, ink="soft")
    canvas.words(_VALUE, y + 38 + taken, wide, standing.verdict, lines=1)


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
