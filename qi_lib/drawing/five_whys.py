"""The drawing of five whys: the problem at the top, each answer below and to the right."""

from qi_lib.drawing.canvas import SMALLEST_LETTERS, SMALLEST_TARGET, Canvas
from qi_lib.model.five_whys import FiveWhys, Why
from qi_lib.wording.drawing_words import reword

__all__ = ["describe_five_whys", "draw_five_whys"]

_WIDTH, _INDENT, _BETWEEN = 800, 44, 16
_DEEPEST = 7  # drawn further to the right; what lies deeper stands at the same edge


def draw_five_whys(record: FiveWhys, *, uid: str = "whys") -> str:
    """Draw five whys as one SVG element; every answer is an item, the problem is `problem`."""
    canvas = Canvas()
    text = record.problem or "What happened?"
    words = Canvas.height_of(text, _WIDTH - 60, size=20, bold=True)
    height = max(words + 28, SMALLEST_TARGET)
    with canvas.item("problem", f"What happened: {text}"):
        canvas.box(10, 10, _WIDTH - 20, height, edge="ink", line=2.5)
        canvas.words(28, 10 + height / 2, _WIDTH - 60, text, size=20, bold=True, middle=True)
    y = _draw_answers(canvas, record, "", 10 + height + _BETWEEN, (30.0, 10 + height), 1, set())
    title = f"{reword('Five whys')}: {record.problem}" if record.problem else reword("Five whys")
    said = describe_five_whys(record)
    return canvas.document(_WIDTH, max(y, 160), uid, title=title, description=said)


def describe_five_whys(record: FiveWhys) -> str:
    """Say in words what the drawing shows."""
    parts = [f"What happened: {record.problem or 'not written yet'}."]
    for one in record.whys:
        above = record.find(one.of)
        asked = above.text if isinstance(above, Why) else "it happened"
        root = " This is a cause that can be changed." if one.is_root else ""
        parts.append(f"Why, {asked}? {one.text}.{root}")
    return " ".join(parts)


def _draw_answers(
    canvas: Canvas,
    record: FiveWhys,
    of: str,
    y: float,
    above: tuple[float, float],
    depth: int,
    seen: set[str],
) -> float:
    for why in record.answers(of):
        if why.id in seen:
            continue
        seen.add(why.id)
        left = 10 + min(depth, _DEEPEST) * _INDENT
        middle = y + 28
        canvas.line(above[0], above[1], above[0], middle, "soft", 1.8)
        canvas.arrow(above[0], middle, left - 2, middle, "soft", 1.8)
        bottom = _draw_answer(canvas, why, left, y, depth)
        y = _draw_answers(
            canvas, record, why.id, bottom + _BETWEEN, (left + 20, bottom), depth + 1, seen
        )
    return y


def _draw_answer(canvas: Canvas, why: Why, left: float, top: float, depth: int) -> float:
    width = _WIDTH - 10 - left
    text = why.text or "…"
    words = Canvas.height_of(text, width - 110, bold=why.is_root)
    height = max(words + 26, SMALLEST_TARGET)
    root = ", a cause that can be changed" if why.is_root else ""
    with canvas.item(why.id, f"Why {depth}: {text}{root}"):
        canvas.box(
            left, top, width, height,
            edge="band" if why.is_root else "soft", line=3 if why.is_root else 1.5,
        )  # fmt: skip
        canvas.text(left + 16, top + height / 2 + 6, f"Why {depth}", SMALLEST_LETTERS, "soft")
        canvas.words(left + 88, top + height / 2, width - 110, text, bold=why.is_root, middle=True)
    return top + height
