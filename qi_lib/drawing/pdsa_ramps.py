"""The drawing of PDSA cycles as ramps: each test stands on what the one before it taught."""

from collections.abc import Sequence

from qi_lib.drawing.canvas import SMALLEST_LETTERS, Canvas
from qi_lib.model import DECISION_WORDS, PDSA, TEST_SIZES, Decision
from qi_lib.wording.drawing_words import reword

__all__ = ["describe_ramps", "draw_ramps", "find_ramps"]

_BOX, _GAP, _LEFT = 178, 22, 10
_RISE = 22
_IN_A_ROW = 4
_INKS = {
    Decision.ADOPT: "band",
    Decision.ADAPT: "neutral",
    Decision.ABANDON: "ink",
    None: "soft",
}


def find_ramps(cycles: Sequence[PDSA]) -> list[list[PDSA]]:
    """Sort cycles into ramps: each begins with one that follows none that is there."""
    there = {one.id for one in cycles}
    following: dict[str, list[PDSA]] = {}
    for one in sorted(cycles, key=lambda cycle: cycle.number):
        key = one.follows if one.follows in there and one.follows != one.id else ""
        following.setdefault(key, []).append(one)
    found, seen = [], set[str]()
    for first in following.get("", []):
        found.append(_climb(first, following, seen))
    # What follows one another in a circle has no beginning: each stands alone.
    return found + [[one] for one in cycles if one.id not in seen]


def _climb(first: PDSA, following: dict[str, list[PDSA]], seen: set[str]) -> list[PDSA]:
    ramp, waiting = [], [first]
    while waiting:
        one = waiting.pop(0)
        if one.id not in seen:
            seen.add(one.id)
            ramp.append(one)
            waiting += following.get(one.id, [])
    return ramp


def draw_ramps(cycles: Sequence[PDSA], *, uid: str = "ramps") -> str:
    """Draw cycles as one SVG element; every cycle is an item by its id."""
    canvas = Canvas()
    y, widest = 14.0, 1
    for ramp in find_ramps(cycles):
        for start in range(0, len(ramp), _IN_A_ROW):
            row = ramp[start : start + _IN_A_ROW]
            y = _draw_row(canvas, row, y, is_continued=start > 0)
            widest = max(widest, len(row))
    width = _LEFT * 2 + widest * _BOX + (widest - 1) * _GAP
    said = describe_ramps(cycles)
    return canvas.document(max(width, 620), y, uid, title=reword("PDSA cycles"), description=said)


def describe_ramps(cycles: Sequence[PDSA]) -> str:
    """Say in words which cycle followed which, and what became of each."""
    lines = []
    for number, ramp in enumerate(find_ramps(cycles), 1):
        said = "; ".join(
            f"{reword('cycle')} {one.number}, {one.title}: {_state(one).lower()}" for one in ramp
        )
        lines.append(f"{reword('Ramp')} {number}: {said}.")
    return " ".join(lines) or reword("There is no cycle yet.")


def _state(cycle: PDSA) -> str:
    if cycle.decision:
        return reword(DECISION_WORDS[cycle.decision])
    if cycle.study:
        return reword("Studied")
    if cycle.do:
        return reword("To study")
    return "Under way" if cycle.prediction else "Being planned"


def _draw_row(canvas: Canvas, row: Sequence[PDSA], top: float, *, is_continued: bool) -> float:
    heights = [_height(one) for one in row]
    floor = top + max(h + _RISE * (len(row) - 1 - i) for i, h in enumerate(heights))
    floor = max(floor, top + max(heights) + _RISE * (len(row) - 1))
    if is_continued:
        canvas.text(_LEFT, floor + 20, "… and on", SMALLEST_LETTERS, "soft")
    for place, (cycle, height) in enumerate(zip(row, heights, strict=True)):
        left = _LEFT + place * (_BOX + _GAP)
        bottom = floor - place * _RISE
        if place:
            canvas.arrow(left - _GAP, bottom + _RISE - 24, left - 2, bottom - 24, "soft", 2)
        _draw_cycle(canvas, cycle, left, bottom - height, height)
    return floor + 34


def _height(cycle: PDSA) -> float:
    title = Canvas.height_of(cycle.title, _BOX - 28, bold=True)
    return 70 + title + Canvas.height_of(_size(cycle), _BOX - 28)


def _size(cycle: PDSA) -> str:
    return cycle.test_size or "size not said"


def _draw_cycle(canvas: Canvas, cycle: PDSA, left: float, top: float, height: float) -> None:
    state, ink, size = _state(cycle), _INKS[cycle.decision], _size(cycle)
    name = f"{reword('Cycle')} {cycle.number}"
    with canvas.item(cycle.id, f"{name}: {cycle.title}, {state.lower()}, {size}"):
        canvas.box(left, top, _BOX, height, edge=ink, line=2.5)
        canvas.text(left + 14, top + 26, name, SMALLEST_LETTERS, "soft")
        used = canvas.words(left + 14, top + 34, _BOX - 28, cycle.title, bold=True)
        used += canvas.words(left + 14, top + 38 + used, _BOX - 28, size, ink="soft")
        canvas.words(left + 14, top + 40 + used, _BOX - 28, state, ink=ink, bold=True)
        _draw_rung(canvas, cycle, left, top)


def _draw_rung(canvas: Canvas, cycle: PDSA, left: float, top: float) -> None:
    """Show as small steps how far up the ladder of sizes a test is."""
    if cycle.test_size not in TEST_SIZES:
        return
    for step in range(len(TEST_SIZES)):
        is_reached = step <= TEST_SIZES.index(cycle.test_size)
        x = left + _BOX - 66 + step * 8
        canvas.box(
            x, top + 26 - 2 * step, 6, 4 + 2 * step, fill="band" if is_reached else "grid",
            line=0, round_px=1,
        )  # fmt: skip
