"""The drawing of a tally: the most frequent cause first, with the share that they make together."""

from itertools import accumulate

from qi_lib.drawing.canvas import SMALLEST_LETTERS, Canvas
from qi_lib.model.pareto import Category, Tally
from qi_lib.spc.other_charts.pareto.leftovers import is_leftover
from qi_lib.wording.drawing_words import reword

__all__ = ["describe_tally", "draw_tally", "vital_few"]

_WIDTH, _NAME, _ROW, _TOP = 800, 250, 62, 46
_ROOM = _WIDTH - _NAME - 190
# Juran's “vital few”: those that together make four fifths. A guide, not a law.
_MOST = 0.8


def draw_tally(record: Tally, *, uid: str = "pareto") -> str:
    """Draw a tally as one SVG element; every category is an item."""
    canvas = Canvas()
    ranked, total = _ranked(record), record.total or 1
    few = vital_few(record)
    canvas.text(_WIDTH - 10, 30, "together", SMALLEST_LETTERS, "soft", anchor="end")
    if not ranked:
        canvas.text(_WIDTH / 2, 90, "Nothing has been counted yet", 19, "soft", anchor="middle")
    together = accumulate(one.count for one in ranked)
    largest = max((one.count for one in ranked), default=0) or 1
    y = float(_TOP)
    for number, (category, so_far) in enumerate(zip(ranked, together, strict=True)):
        text, is_few = category.text or "…", number < few
        row = max(Canvas.height_of(text, _NAME - 20, bold=is_few) + 18, _ROW)
        with canvas.item(category.id, f"{text}: {category.count}"):
            canvas.area(4, y, _WIDTH - 8, row - 6)
            middle = y + (row - 6) / 2
            canvas.words(
                _NAME - 10, middle, _NAME - 20, text, anchor="end", middle=True,
                bold=is_few,
            )  # fmt: skip
            wide = max(_ROOM * category.count / largest, 2)
            canvas.box(_NAME, middle - 24, wide, 48, fill="band" if is_few else "common",
                      line=0, round_px=4)  # fmt: skip
            canvas.text(_NAME + wide + 10, middle + 6, f"{category.count:,}", 19, bold=True)
            share = f"{so_far / total:.0%}"
            canvas.text(_WIDTH - 10, middle + 6, share, SMALLEST_LETTERS, "soft", anchor="end")
        y += row
    height = max(y, _TOP + 2 * _ROW) + 10
    said = describe_tally(record)
    title = f"{reword('Pareto')}: {record.subject}" if record.subject else reword("Pareto")
    return canvas.document(_WIDTH, height, uid, title=title, description=said)


def _ranked(record: Tally) -> list[Category]:
    """Put the most frequent cause first, and last what names none, such as "Other"."""
    return sorted(record.ranked, key=lambda one: is_leftover(one.text))


def vital_few(record: Tally) -> int:
    """Count the causes that together reach four fifths; 0 where that takes most of them."""
    ranked, total = _ranked(record), record.total
    if len(ranked) < 3 or not total:
        return 0
    sums = accumulate(one.count for one in ranked if not is_leftover(one.text))
    enough = (number for number, so_far in enumerate(sums, 1) if so_far >= _MOST * total)
    few = next(enough, 0)
    return few if few <= len(ranked) / 2 else 0


def describe_tally(record: Tally) -> str:
    """Say in words what the drawing shows."""
    if not record.total:
        return "Nothing has been counted yet."
    counts = "; ".join(f"{one.text}: {one.count}" for one in _ranked(record))
    few = vital_few(record)
    if not few:
        return f"No few of them make most of it. {counts}."
    share = sum(one.count for one in _ranked(record)[:few]) / record.total
    these = "One makes" if few == 1 else f"{few} of them make"
    return f"{these} {share:.0%} of it. {counts}."
