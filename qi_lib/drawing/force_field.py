"""The drawing of a force field: arrows from both sides, as long as they are strong."""

from qi_lib.drawing.canvas import SMALLEST_LETTERS, Canvas
from qi_lib.model.force_field import Force, ForceField, Side
from qi_lib.wording.drawing_words import reword

__all__ = ["describe_force_field", "draw_force_field"]

_WIDTH, _MIDDLE, _HALF = 800, 150, 315
_TOP, _ROW = 96, 76
_HEADINGS = {Side.DRIVING: "Pushes it on", Side.RESTRAINING: "Holds it back"}
_INKS = {Side.DRIVING: "band", Side.RESTRAINING: "neutral"}


def draw_force_field(record: ForceField, *, uid: str = "forces") -> str:
    """Draw a force field as one SVG element; every force is an item, the change is `change`."""
    canvas = Canvas()
    rows = max(len(record.of(side)) for side in Side)
    height = _TOP + max(rows, 2) * _ROW + 20
    for side in Side:
        is_left = side is Side.DRIVING
        x = 14 if is_left else _WIDTH - 14
        anchor = "start" if is_left else "end"
        heading = f"{_HEADINGS[side]}: {record.total(side)}"
        canvas.text(x, 34, heading, 20, _INKS[side], anchor=anchor, bold=True)
        for number, force in enumerate(record.of(side)):
            _draw_force(canvas, force, _TOP + number * _ROW)
    text = record.change or "What is the change?"
    left = (_WIDTH - _MIDDLE) / 2
    with canvas.item("change", f"The change: {text}"):
        canvas.box(left, _TOP - 34, _MIDDLE, height - _TOP + 24, edge="ink", line=2.5)
        canvas.words(
            _WIDTH / 2, _TOP - 34 + (height - _TOP + 24) / 2, _MIDDLE - 24, text, lines=8,
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


def _draw_force(canvas: Canvas, force: Force, y: float) -> None:
    is_left = force.side is Side.DRIVING
    inner = (_WIDTH - _MIDDLE) / 2 - 6 if is_left else (_WIDTH + _MIDDLE) / 2 + 6
    length = 40 + (_HALF - 60) * force.strength / 5
    outer = inner - length if is_left else inner + length
    label = f"{_HEADINGS[force.side]}: {force.text or '…'}, strength {force.strength} of 5"
    with canvas.item(force.id, label):
        canvas.area(8 if is_left else inner, y - 8, _HALF, _ROW - 6)
        x = inner - 16 if is_left else inner + 16
        canvas.words(
            x, y + 14, _HALF - 34, force.text or "…", lines=2,
            anchor="end" if is_left else "start", middle=True,
        )  # fmt: skip
        canvas.arrow(outer, y + 50, inner, y + 50, _INKS[force.side], 3 + force.strength)
        at = outer - 8 if is_left else outer + 8
        anchor = "end" if is_left else "start"
        canvas.text(
            at, y + 56, str(force.strength), SMALLEST_LETTERS, "soft", anchor=anchor, bold=True
        )
