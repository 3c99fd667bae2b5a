"""The drawing of an FMEA: the most severe first, with a bar for the risk priority number."""

from qi_lib.drawing.canvas import SMALLEST, Sheet
from qi_lib.model.fmea import FMEA, Failure
from qi_lib.wording.drawing_words import say

__all__ = ["describe_fmea", "draw_fmea"]

_WIDTH, _TOP = 800, 52
_TEXT, _SEVERITY, _BAR = 360, 396, 480
_LONGEST = 250  # for the highest risk number that there is


def draw_fmea(record: FMEA, *, uid: str = "fmea") -> str:
    """Draw an FMEA as one SVG element; every way to fail is an item."""
    sheet = Sheet()
    sheet.text(14, 30, "What can go wrong", SMALLEST, "soft", bold=True)
    sheet.text(_SEVERITY, 30, "How bad", SMALLEST, "soft", bold=True)
    sheet.text(_BAR, 30, say("Risk number, of 1,000"), SMALLEST, "soft", bold=True)
    if not record.ranked:
        sheet.text(_WIDTH / 2, 94, "Nothing has been written yet", 19, "soft", anchor="middle")
    y = float(_TOP)
    for failure in record.ranked:
        y = _draw_failure(sheet, failure, y)
    said = describe_fmea(record)
    title = say("Failure modes and effects")
    return sheet.document(_WIDTH, max(y, 140), uid, title=title, description=said)


def describe_fmea(record: FMEA) -> str:
    """Say in words what the drawing shows."""
    return (
        " ".join(
            f"{one.text}: {say('severity')} {one.severity}, {say('occurrence')} {one.occurrence}, "
            f"{say('detection')} {one.detection}, {say('risk number')} {one.risk}."
            for one in record.ranked
        )
        or "Nothing has been written yet."
    )


def _draw_failure(sheet: Sheet, failure: Failure, y: float) -> float:
    text = failure.text or "…"
    about = "; ".join(part for part in (failure.step, failure.effect) if part)
    words = Sheet.height_of(text, _TEXT - 30, lines=2, bold=True)
    height = max(words + (22 if about else 0) + 24, 56)
    label = f"{text}: {say('severity')} {failure.severity}, {say('risk number')} {failure.risk}"
    with sheet.item(failure.id, label):
        sheet.box(6, y, _WIDTH - 12, height, edge="grid", line=1.5)
        top = y + (height - words - (22 if about else 0)) / 2
        used = sheet.words(20, top, _TEXT - 30, text, lines=2, bold=True)
        if about:
            sheet.words(20, top + used, _TEXT - 30, about, lines=1, ink="soft")
        middle = y + height / 2
        sheet.text(_SEVERITY + 16, middle + 8, str(failure.severity), 24, "ink", bold=True)
        length = max(_LONGEST * failure.risk / 1000, 4)
        sheet.box(_BAR, middle - 12, length, 24, fill="band", line=0, round_px=4)
        sheet.text(_BAR + length + 10, middle + 6, str(failure.risk), SMALLEST, "ink", bold=True)
    return y + height + 10
