"""The drawing of a plan: everything that is due, on one line of time."""

import datetime as dt
from collections.abc import Sequence
from itertools import accumulate

from qi_lib.drawing.canvas import SMALLEST_LETTERS, Canvas
from qi_lib.journey.plan import DueItem, gather_plan
from qi_lib.model import ProjectBundle
from qi_lib.model.plan import PlanRecord
from qi_lib.wording.dates import say_day

__all__ = ["describe_plan", "draw_due", "draw_plan"]

_WIDTH, _LINE, _TOP, _ROW = 800, 168, 12, 74
_TEXT = _WIDTH - _LINE - 120
_INKS = {"open": "band", "late": "ink", "done": "common"}
_SIGNS = {"open": "", "late": "late", "done": "done"}


def draw_plan(
    record: PlanRecord,
    *,
    uid: str = "plan",
    project: ProjectBundle | None = None,
    today: dt.date | None = None,
) -> str:
    """Draw all that is due in a project, the plan's own tasks as items.

    Args:
        record: the plan's own tasks.
        uid: start of the ids inside the drawing.
        project: the project, for what is due elsewhere in it.
        today: the day to count from; the real one, if left out.
    """
    day = today or dt.date.today()
    return draw_due(gather_plan(record, project, today=day), uid=uid)


def draw_due(due: Sequence[DueItem], *, uid: str) -> str:
    """Draw what is due, one below the other along a line of time."""
    canvas = Canvas()
    rows = [_row(one) for one in due]
    height = _TOP + max(sum(rows), 2 * _ROW) + 10
    canvas.line(_LINE, _TOP, _LINE, height - 20, "grid", 3)
    tops = accumulate(rows, initial=_TOP)
    for number, (one, top, row) in enumerate(zip(due, tops, rows, strict=False)):
        _draw_one(canvas, one, top, row, number)
    said = describe_plan(due)
    return canvas.document(_WIDTH, height, uid, title="Plan", description=said)


def describe_plan(due: Sequence[DueItem]) -> str:
    """Say in words what is due when."""
    return " ".join(_say(one) for one in due) or "Nothing is planned yet."


def _say(one: DueItem) -> str:
    when = say_day(one.on) if one.on else "No day yet"
    about = ", ".join(part for part in (one.text, one.who, _SIGNS[one.state]) if part)
    return f"{when}: {about}."


def _about(one: DueItem) -> str:
    return ", ".join(part for part in (one.who, one.source) if part)


def _row(one: DueItem) -> float:
    words = Canvas.height_of(one.text, _TEXT, bold=True) + Canvas.height_of(_about(one), _TEXT)
    return max(words + 31, _ROW)


def _draw_one(canvas: Canvas, one: DueItem, y: float, row: float, number: int) -> None:
    middle = y + row / 2
    ink = _INKS[one.state]
    when = f"{one.on.day} {one.on:%b %Y}" if one.on else "no day yet"
    canvas.text(
        _LINE - 22,
        middle + 6,
        when,
        SMALLEST_LETTERS,
        "ink" if one.on else "soft",
        anchor="end",
        bold=one.on is not None,
    )
    sign = f", {_SIGNS[one.state]}" if _SIGNS[one.state] else ""
    with canvas.item(one.item_id or f"other{number}", f"{when}: {one.text}{sign}"):
        canvas.box(_LINE + 20, y + 5, _WIDTH - _LINE - 34, row - 12, edge=ink, line=2)
        top = y - 1 + (row - Canvas.height_of(one.text, _TEXT, bold=True)
                       - Canvas.height_of(_about(one), _TEXT)) / 2  # fmt: skip
        used = canvas.words(_LINE + 36, top, _TEXT, one.text, bold=True)
        canvas.words(_LINE + 36, top + used, _TEXT, _about(one), ink="soft")
        if _SIGNS[one.state]:
            canvas.text(
                _WIDTH - 30,
                middle + 6,
                _SIGNS[one.state],
                SMALLEST_LETTERS,
                ink,
                anchor="end",
                bold=True,
            )
    canvas.mark(_LINE, middle, "common", 7, hollow=one.state != "done")
