"""The drawing of a force field: arrows from both sides, as long as they are strong."""

from itertools import zip_longest

from qi_lib.drawing.canvas import SMALLEST_LETTERS, Canvas
from qi_lib.model.force_field import Force, ForceField, Side
from qi_lib.wording.drawing_words import reword

__all__ = ["describe_force_field", "draw_force_field"]

_WIDTH, _MIDDLE, _HALF = 800, 150, 315
_TOP, _WORDS, _BELOW = 96, 42, 34
_HEADINGS = {Side.DRIVING: "Pushes it on", Side.RESTRAINING: "Holds it back"}
_INKS = {Side.DRIVING: "band", Side.RESTRAINING: "neutral"}


def draw_force_field(record: ForceField, *, uid: str = "forces") -> str:
    """Draw a force field as one SVG element; every force is an item, the change is `change`."""
    canvas = Canvas()
    rows = _rows(record)
    text = record.change or "What is the change?"
    tall = Canvas.height_of(text, _MIDDLE - 24, bold=True)
    height = max(_TOP + sum(row + _BELOW for row in rows) + 20, _TOP + tall)
    for side in Side:
        is_left = side is Side.DRIVING
        x = 14 if is_left else _WIDTH - 14
        anchor = "start" if is_left else "end"
        heading = f"{_HEADINGS[side]}: {record.total(side)}"
        canvas.text(x, 34, heading, 20, _INKS[side], anchor=anchor, bold=True)
        y = float(_TOP)
        for force, row in zip(record.of(side), rows, strict=False):
            _draw_force(canvas, force, y, row)
            y += row + _BELOW
    left = (_WIDTH - _MIDDLE) / 2
    with canvas.item("change", f"The change: {text}"):
        canvas.box(left, _TOP - 34, _MIDDLE, height - _TOP + 24, edge="ink", line=2.5)
        canvas.words(
            _WIDTH / 2, _TOP - 34 + (height - _TOP + 24) / 2, _MIDDLE - 24, text,
            bold=True, anchor="middle", middle=True,
        )  # fmt: skip
    title = f"{reword('Force field')}: {record.change}" if record.change else reword("Force field")
    said = describe_force_field(record)
    return canvas.document(_WIDTH, height, uid, title=title, description=said)


def describe_force_field(record: ForceField) -> str:
    """Say in words what the drawing shows."""
    parts = []
    for side in Side:
        forces = "; ".join(f"{one.text} ({one.strength} of 5)" for one in record.of(side))
        parts.append(f"{_HEADINGS[side]}, {record.total(side)} in all: {forces or 'nothing yet'}.")
    return " ".join(parts)


def _rows(record: ForceField) -> list[float]:
    """Tell how high the words of each row are, two rows at least; both sides share them."""
    sides = [[Canvas.height_of(one.text, _HALF - 34) for one in record.of(side)] for side in Side]
    return [max(row) for row in zip_longest(*sides, (_WORDS, _WORDS), fillvalue=_WORDS)]


def _draw_force(canvas: Canvas, force: Force, y: float, words: float) -> None:
    is_left = force.side is Side.DRIVING
    inner = (_WIDTH - _MIDDLE) / 2 - 6 if is_left else (_WIDTH + _MIDDLE) / 2 + 6
    length = 40 + (_HALF - 70) * force.strength / 5
    outer = inner - length if is_left else inner + length
    arrow = y + words + 8
    label = f"{_HEADINGS[force.side]}: {force.text or '…'}, strength {force.strength} of 5"
    with canvas.item(force.id, label):
        canvas.area(8 if is_left else inner, y - 8, _HALF, words + _BELOW - 6)
        x = inner - 16 if is_left else inner + 16
        canvas.words(
            x, y - 7 + words / 2, _HALF - 34, force.text or "…",
            anchor="end" if is_left else "start", middle=True,
        )  # fmt: skip
        canvas.arrow(outer, arrow, inner, arrow, _INKS[force.side], 3 + force.strength)
        at = outer - 8 if is_left else outer + 8
        anchor = "end" if is_left else "start"
        canvas.text(
            at, arrow + 6, str(force.strength), SMALLEST_LETTERS, "soft", anchor=anchor, bold=True
        )
