"""The drawing of a process map: lanes side by side, the steps downwards in their order."""

import itertools
from dataclasses import dataclass

from qi_lib.drawing.canvas import SMALLEST_LETTERS, SMALLEST_TARGET, Canvas
from qi_lib.model.process_map import ProcessMap, Step, StepKind
from qi_lib.wording.drawing_words import reword

__all__ = ["describe_process_map", "draw_process_map", "lane_at", "say_minutes"]

_WIDTH, _BETWEEN = 800, 34
_NARROWEST, _LINE = 190, 24
_SIDE = 40  # at the right of a lane, where “no” goes up or down


@dataclass(frozen=True, slots=True)
class _Box:
    step: Step
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height


def draw_process_map(record: ProcessMap, *, uid: str = "process") -> str:
    """Draw a process map as one SVG element; every step is an item that moves, lanes are items."""
    canvas = Canvas()
    width = _lane_width(record)
    boxes = _place(record, width)
    height = max((one.bottom for one in boxes), default=_head(record, width) + 134) + 60
    head = _head(record, width)
    for number, lane in enumerate(record.lanes):
        x = number * width
        canvas.box(
            x + 3, 4, width - 6, height - 44, fill="band", opacity=0.05 + 0.04 * (number % 2),
            line=0,
        )  # fmt: skip
        with canvas.item(lane.id, f"{reword('Lane')}: {lane.name or '…'}"):
            canvas.area(x + 6, 6, width - 12, head)
            canvas.words(
                x + width / 2, 6 + head / 2, width - 24, lane.name or "…", bold=True,
                anchor="middle", middle=True, ink="band",
            )  # fmt: skip
    for before, after in itertools.pairwise(boxes):
        if before.step.kind is not StepKind.END:
            _draw_way(canvas, before, after)
    _draw_noes(canvas, boxes)
    names = {one.id: one.text or "a step without words" for one in record.steps}
    for box in boxes:
        _draw_step(canvas, box, width, names)
    canvas.text(10, height - 14, _totals(record), SMALLEST_LETTERS, "soft", bold=True)
    total = max(len(record.lanes), 1) * width
    said = describe_process_map(record)
    return canvas.document(total, height, uid, title=reword("Process map"), description=said)


def describe_process_map(record: ProcessMap) -> str:
    """Say in words what the drawing shows."""
    lanes = {one.id: one.name for one in record.lanes}
    names = {one.id: one.text for one in record.steps}
    parts = []
    for number, step in enumerate(record.steps, 1):
        said = f"{number}. {lanes.get(step.lane, '')}: {step.text}"
        said += f", {say_minutes(step.minutes)}" if step.minutes else ""
        said += f", after waiting {say_minutes(step.wait_minutes)}" if step.wait_minutes else ""
        said += f", {reword('waste')}: {', '.join(step.waste).lower()}" if step.waste else ""
        said += f"; if not, go to: {names[step.no_to]}" if step.no_to in names else ""
        parts.append(said + ".")
    return " ".join([*parts, _totals(record)]) if parts else "There is no step yet."


def say_minutes(minutes: float | None) -> str:
    """Write a time as people say it: 12 min, 3 h 20 min, 2 days."""
    if not minutes:
        return "0 min"
    if minutes >= 2880:
        return f"{minutes / 1440:.3g} days"
    hours, rest = divmod(round(minutes), 60)
    return " ".join(p for p in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if p)


def lane_at(record: ProcessMap, x: float) -> str:
    """Name the lane at a place in the drawing's units."""
    number = int(max(0, min(x // _lane_width(record), len(record.lanes) - 1)))
    return record.lanes[number].id if record.lanes else ""


def _totals(record: ProcessMap) -> str:
    work, wait = record.minutes
    wasted = sum(1 for one in record.steps if one.waste)
    parts = [f"Work {say_minutes(work)}", f"waiting {say_minutes(wait)}"]
    if wasted:
        parts.append(f"{reword('waste')} in {wasted} {'step' if wasted == 1 else 'steps'}")
    return ", ".join(parts) + "."


def _lane_width(record: ProcessMap) -> float:
    return max(_WIDTH / max(len(record.lanes), 1), _NARROWEST)


def _head(record: ProcessMap, width: float) -> float:
    """Tell how high the names of the lanes are."""
    names = (Canvas.height_of(one.name, width - 24, bold=True) for one in record.lanes)
    return max([SMALLEST_TARGET, *(words + 12 for words in names)])


def _place(record: ProcessMap, width: float) -> list[_Box]:
    numbers = {one.id: number for number, one in enumerate(record.lanes)}
    boxes = []
    y = _head(record, width) + 14
    for step in record.steps:
        y += 30 if step.wait_minutes else 0
        wide = min(width - 20 - _SIDE, 260)
        x = numbers.get(step.lane, 0) * width + (width - _SIDE - wide) / 2
        height = _height(step, wide)
        boxes.append(_Box(step, x, y, wide, height))
        y += height + _BETWEEN
    return boxes


def _height(step: Step, width: float) -> float:
    words = Canvas.height_of(step.text or "…", width - _inset(step) * 2)
    return max(words + 24 + _below(step, width), SMALLEST_TARGET)


def _below(step: Step, width: float) -> float:
    """Tell how much height the time and the waste take below the words of a step."""
    time = _LINE if step.minutes else 0
    waste = Canvas.height_of(_waste(step), width - 20, bold=True) + 3 if step.waste else 0
    return time + waste


def _waste(step: Step) -> str:
    return f"✗ {', '.join(step.waste)}"


def _inset(step: Step) -> float:
    return 30 if step.kind is StepKind.DECISION else 14


def _draw_step(canvas: Canvas, box: _Box, lane: float, names: dict[str, str]) -> None:
    step = box.step
    if step.wait_minutes:  # before the step, to be heard before it too
        wait = f"waits {say_minutes(step.wait_minutes)}"
        canvas.text(box.middle + 12, box.y - 14, wait, SMALLEST_LETTERS, "neutral", halo=True)
    text = step.text or "…"
    label = f"{step.kind.title()}: {text}"
    label += f", {say_minutes(step.minutes)}" if step.minutes else ""
    label += f", {reword('waste')}: {', '.join(step.waste)}" if step.waste else ""
    leads = f"If not, it goes to: {names[step.no_to]}." if step.no_to in names else ""
    with canvas.item(step.id, label, more=leads, moves=True, step=(lane, 0)):
        _draw_shape(canvas, box)
        below = _below(step, box.width)
        y = box.y + (box.height - below) / 2
        inset = _inset(step)
        canvas.words(
            box.middle, y, box.width - 2 * inset, text, anchor="middle", middle=True,
            bold=step.kind in (StepKind.START, StepKind.END),
        )  # fmt: skip
        y = box.bottom - below - 6
        if step.minutes:
            canvas.text(box.middle, y + 18, say_minutes(step.minutes), SMALLEST_LETTERS, "soft",
                       anchor="middle")  # fmt: skip
            y += _LINE
        if step.waste:
            canvas.words(box.middle, y, box.width - 20, _waste(step), ink="neutral",
                        bold=True, anchor="middle")  # fmt: skip


def _draw_shape(canvas: Canvas, box: _Box) -> None:
    step = box.step
    edge, line = ("neutral", 3.0) if step.waste else ("band", 2.0)
    if step.kind is StepKind.DECISION:
        # A hexagon: a diamond would leave no room for words.
        middle = box.y + box.height / 2
        corners = (
            (box.x, middle), (box.x + 22, box.y), (box.x + box.width - 22, box.y),
            (box.x + box.width, middle), (box.x + box.width - 22, box.bottom),
            (box.x + 22, box.bottom), (box.x, middle),
        )  # fmt: skip
        canvas.box(box.x, box.y, box.width, box.height, fill="paper", opacity=0, line=0)
        canvas.polygon(corners, "paper", opacity=1)
        canvas.polyline(corners, edge, line)
        return
    is_end = step.kind in (StepKind.START, StepKind.END)
    round_px = box.height / 2 if is_end else 10
    canvas.box(box.x, box.y, box.width, box.height, edge=edge, line=line, round_px=round_px)


def _draw_way(canvas: Canvas, before: _Box, after: _Box) -> None:
    """Draw the way to the next step: down, across in the gap, and down."""
    gap = before.bottom + 14
    if before.middle != after.middle:
        canvas.polyline(
            ((before.middle, before.bottom), (before.middle, gap), (after.middle, gap)), "soft", 2
        )
        canvas.arrow(after.middle, gap, after.middle, after.y - 1, "soft", 2)
    else:
        canvas.arrow(before.middle, before.bottom, after.middle, after.y - 1, "soft", 2)
    if before.step.kind is StepKind.DECISION:
        canvas.text(
            before.middle + 8, before.bottom + 20, "yes", SMALLEST_LETTERS, "soft", halo=True
        )


def _draw_noes(canvas: Canvas, boxes: list[_Box]) -> None:
    """Draw where “no” leads: out at the right, up or down beside the lane, and in again."""
    places = {box.step.id: box for box in boxes}
    for box in boxes:
        target = places.get(box.step.no_to)
        if target is None or box.step.kind is not StepKind.DECISION:
            continue
        y, to_y = box.y + box.height / 2, target.y + target.height / 2
        right = max(box.x + box.width, target.x + target.width) + _SIDE - 8
        canvas.polyline(((box.x + box.width, y), (right, y), (right, to_y)), "soft", 2)
        canvas.arrow(right, to_y, target.x + target.width + 1, to_y, "soft", 2)
        canvas.text(right - 4, y - 8, "no", SMALLEST_LETTERS, "soft", anchor="end", halo=True)
