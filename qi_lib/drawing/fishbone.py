"""The drawing of a fishbone: the problem is the head, the bones lean towards it."""

from dataclasses import dataclass

from qi_lib.drawing.canvas import SMALLEST_TARGET, Canvas
from qi_lib.model.fishbone import Bone, Cause, Fishbone
from qi_lib.wording.drawing_words import reword

__all__ = ["describe_fishbone", "draw_fishbone"]

_BONE_WIDTH = 194
_HEAD_WIDTH = 150
_ROW = SMALLEST_TARGET
_LEAN = 46  # how far a bone leans back over its height
_CAUSE_WIDTH = 146
_NAME_WIDTH = _BONE_WIDTH - 40


@dataclass(frozen=True, slots=True)
class _Row:
    """One written cause, and how deep behind others it stands."""

    cause: Cause
    depth: int


def draw_fishbone(record: Fishbone, *, uid: str = "fishbone") -> str:
    """Draw a fishbone as one SVG element.

    Args:
        record: the problem, bones and causes.
        uid: start of the ids inside the drawing.

    Returns:
        The SVG; bones and causes are items by their ids, the problem the item `problem`.
    """
    above, below = record.bones[0::2], record.bones[1::2]
    columns = max(len(above), len(below), 1)
    reaches = [_reach(record, bones) for bones in (above, below)]
    names = [_name_height(bones) for bones in (above, below)]
    spine = names[0] + reaches[0] + 20
    width = columns * _BONE_WIDTH + _LEAN + _HEAD_WIDTH + 20
    canvas = Canvas()
    right = width - _HEAD_WIDTH - 16
    canvas.line(16, spine, right, spine, "ink", 4)
    for bones, reach, name, side in zip((above, below), reaches, names, (-1, 1), strict=True):
        for place, bone in enumerate(bones):
            foot = right - 18 - (columns - 1 - place) * _BONE_WIDTH
            tip = spine + side * reach
            _draw_name(canvas, bone, (foot - _LEAN, tip), name, side)
            _draw_bone(canvas, _rows(record, bone.id), foot, spine, tip)
    _draw_head(canvas, record.problem, right, spine)
    title = f"{reword('Fishbone')}: {record.problem}" if record.problem else reword("Fishbone")
    height = spine + max(names[1] + reaches[1], 60) + 20
    return canvas.document(width, height, uid, title=title, description=describe_fishbone(record))


def describe_fishbone(record: Fishbone) -> str:
    """Say in words what the drawing shows."""
    parts = [f"The problem: {record.problem or 'not written yet'}."]
    for bone in record.bones:
        rows = _rows(record, bone.id)
        if rows:
            said = "; ".join(
                row.cause.text + (" (look into first)" if row.cause.is_likely else "")
                for row in rows
            )
            parts.append(f"{bone.name}: {said}.")
    return " ".join(parts)


def _rows(record: Fishbone, bone: str, behind: str = "", depth: int = 0) -> list[_Row]:
    rows: list[_Row] = []
    for cause in record.causes_of(bone, behind=behind):
        rows += [_Row(cause, depth), *_rows(record, bone, cause.id, depth + 1)]
    return rows


def _reach(record: Fishbone, bones: list[Bone]) -> float:
    """Tell how far the bones on one side lead away from the spine."""
    most = max((_rows_height(_rows(record, bone.id)) for bone in bones), default=0)
    return max(most, _ROW) + 26


def _name_height(bones: list[Bone]) -> float:
    """Tell how high the names of the bones on one side are."""
    names = (Canvas.height_of(one.name, _NAME_WIDTH, bold=True) for one in bones)
    return max([SMALLEST_TARGET, *(words + 14 for words in names)])


def _rows_height(rows: list[_Row]) -> float:
    return sum(_row_height(row) for row in rows)


def _row_height(row: _Row) -> float:
    words = Canvas.height_of(_words(row), _CAUSE_WIDTH, bold=row.cause.is_likely)
    return max(words + 12, _ROW)


def _words(row: _Row) -> str:
    text = row.cause.text or "…"
    return f"↳ {text}" if row.depth else text


def _draw_name(
    canvas: Canvas, bone: Bone, tip: tuple[float, float], height: float, side: int
) -> None:
    name = bone.name or "…"
    wide = min(Canvas.width_of(name, bold=True) + 32, _NAME_WIDTH + 20)
    top = tip[1] - height if side < 0 else tip[1]
    with canvas.item(bone.id, f"Kind of cause: {name}"):
        canvas.box(tip[0] - wide / 2, top, wide, height, fill="band", edge="band")
        canvas.words(
            tip[0], top + height / 2, wide - 20, name, ink="paper", bold=True,
            anchor="middle", middle=True,
        )  # fmt: skip


def _draw_bone(canvas: Canvas, rows: list[_Row], foot: float, spine: float, tip: float) -> None:
    canvas.line(foot - _LEAN, tip, foot, spine, "soft", 2.5)
    y = tip + 14 if tip < spine else spine + 18
    for row in rows:
        tall = _row_height(row)
        # Where the bone is beside the middle of the words, and where it leans over them most.
        beside, over = (
            foot - _LEAN * (at - spine) / (tip - spine)
            for at in (y + tall / 2, y if tip < spine else y + tall)
        )
        _draw_cause(canvas, row, beside, over - 12, y)
        y += tall


def _draw_cause(canvas: Canvas, row: _Row, on_bone: float, right: float, y: float) -> None:
    tall = _row_height(row)
    middle = y + tall / 2
    text = row.cause.text or "…"
    label = f"Cause: {text}" + (", look into first" if row.cause.is_likely else "")
    with canvas.item(row.cause.id, label):
        canvas.area(right - _CAUSE_WIDTH - 8, y, _CAUSE_WIDTH + 16, tall)
        if row.cause.is_likely:
            left = right - _CAUSE_WIDTH - 8
            canvas.box(left, y + 2, _CAUSE_WIDTH + 16, tall - 4, fill="band", opacity=0.14, line=0)
        ink = "soft" if row.depth else "ink"
        canvas.words(
            right, middle, _CAUSE_WIDTH, _words(row), ink=ink,
            bold=row.cause.is_likely, anchor="end", middle=True,
        )  # fmt: skip
        canvas.line(right + 4, middle, on_bone, middle, "soft", 1.5)


def _draw_head(canvas: Canvas, problem: str, left: float, spine: float) -> None:
    text = problem or "What is the problem?"
    tall = max(Canvas.height_of(text, _HEAD_WIDTH - 30, size=19, bold=True) + 30, 84)
    with canvas.item("problem", f"The problem: {text}"):
        canvas.box(left, spine - tall / 2, _HEAD_WIDTH, tall, edge="ink", line=2.5)
        canvas.words(
            left + _HEAD_WIDTH / 2, spine, _HEAD_WIDTH - 30, text, size=19, bold=True,
            anchor="middle", middle=True,
        )  # fmt: skip
