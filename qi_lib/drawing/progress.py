"""The drawing of a project's progress: the scores that its team has confirmed, over time."""

from qi_lib.drawing.canvas import SMALLEST_LETTERS, Canvas
from qi_lib.model.progress import ProgressRecord
from qi_lib.wording.dates import say_day

__all__ = ["draw_progress"]

_WIDTH, _LEFT, _TOP, _STEP = 700, 60, 30, 40


def draw_progress(record: ProgressRecord, *, uid: str = "progress") -> str:
    """Draw the confirmed scores as steps, one SVG element."""
    canvas = Canvas()
    bottom = _TOP + 5 * _STEP
    for whole in range(6):
        y = bottom - whole * _STEP
        canvas.line(_LEFT, y, _WIDTH - 20, y, "grid", 1)
        canvas.text(_LEFT - 14, y + 6, str(whole), SMALLEST_LETTERS, "soft", anchor="end")
    entries = record.confirmed[-8:]
    wide = (_WIDTH - 20 - _LEFT) / max(len(entries), 4)
    for place, entry in enumerate(entries):
        height = entry.score * _STEP
        x = _LEFT + place * wide + 8
        with canvas.item(entry.id, f"{say_day(entry.on)}: {entry.score:g}"):
            canvas.box(x, bottom - height, wide - 16, height, fill="band", line=0, round_px=6)
            middle = x + wide / 2 - 8
            canvas.text(middle, bottom - height - 8, f"{entry.score:g}", 20, anchor="middle",
                       bold=True)  # fmt: skip
            canvas.text(middle, bottom + 26, f"{entry.on:%b %y}", SMALLEST_LETTERS, "soft",
                       anchor="middle")  # fmt: skip
    said = ", ".join(f"{one.score:g} on {say_day(one.on)}" for one in entries)
    return canvas.document(
        _WIDTH,
        bottom + 40,
        uid,
        title="Progress of the project",
        description=f"Scores that the team confirmed: {said or 'none yet'}.",
    )
