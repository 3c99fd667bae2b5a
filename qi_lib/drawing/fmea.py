"""The drawing of an FMEA: the most severe first, with a bar for the risk priority number."""

from qi_lib.drawing.canvas import SMALLEST_LETTERS, Canvas
from qi_lib.model.fmea import FMEA, Failure
from qi_lib.wording.drawing_words import reword

__all__ = ["describe_fmea", "draw_fmea"]

_WIDTH, _TOP = 800, 52
_TEXT, _SEVERITY, _BAR = 360, 396, 480
_LONGEST = 250  # for the highest risk number that there is


def draw_fmea(record: FMEA, *, uid: str = "fmea") -> str:
    """Draw an FMEA as one SVG element; every way to fail is an item."""
    canvas = Canvas()
    canvas.text(14, 30, "What can go wrong", SMALLEST_LETTERS, "soft", bold=True)
    canvas.text(_SEVERITY, 30, "How bad", SMALLEST_LETTERS, "soft", bold=True)
    canvas.text(_BAR, 30, reword("Risk number, of 1,000"), SMALLEST_LETTERS, "soft", bold=True)
    if not record.ranked:
        canvas.text(_WIDTH / 2, 94, "Nothing has been written yet", 19, "soft", anchor="middle")
    y = float(_TOP)
    for failure in record.ranked:
        y = _draw_failure(canvas, failure, y)
    said = describe_fmea(record)
    title = reword("Failure modes and effects")
    return canvas.document(_WIDTH, max(y, 140), uid, title=title, description=said)


def describe_fmea(record: FMEA) -> str:
    """Say in words what the drawing shows."""
    return (
        " ".join(
            f"{one.text}: {reword('severity')} {one.severity}, "
            f"{reword('occurrence')} {one.occurrence}, {reword('detection')} {one.detection}, "
            f"{reword('risk number')} {one.risk}."
            for one in record.ranked
        )
        or "Nothing has been written yet."
    )


def _draw_failure(canvas: Canvas, failure: Failure, y: float) -> float:
    text = failure.text or "…"
    about = "; ".join(part for part in (failure.step, failure.effect) if part)
    words = Canvas.height_of(text, _TEXT - 30, bold=True)
    below = Canvas.height_of(about, _TEXT - 30) if about else 0
    height = max(words + below + 24, 56)
    label = (
        f"{text}: {reword('severity')} {failure.severity}, {reword('risk number')} {failure.risk}"
    )
    with canvas.item(failure.id, label):
        canvas.box(6, y, _WIDTH - 12, height, edge="grid", line=1.5)
        top = y + (height - words - below) / 2
        used = canvas.words(20, top, _TEXT - 30, text, bold=True)
        if about:
            canvas.words(20, top + used, _TEXT - 30, about, ink="soft")
        middle = y + height / 2
        canvas.text(_SEVERITY + 16, middle + 8, str(failure.severity), 24, "ink", bold=True)
        length = max(_LONGEST * failure.risk / 1000, 4)
        canvas.box(_BAR, middle - 12, length, 24, fill="band", line=0, round_px=4)
        canvas.text(
            _BAR + length + 10, middle + 6, str(failure.risk), SMALLEST_LETTERS, "ink", bold=True
        )
    return y + height + 10
