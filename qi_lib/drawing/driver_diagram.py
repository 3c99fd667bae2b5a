"""The drawing of a driver diagram: four columns, from the aim to the change ideas."""

from dataclasses import dataclass

from fast_sugiyama import from_edges

from qi_lib.charting.measure_chart import chart_of
from qi_lib.drawing.canvas import SMALLEST_TARGET, Canvas
from qi_lib.model import DECISION_WORDS, Measure, ProjectBundle
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level, Strength
from qi_lib.spc import SpcError
from qi_lib.spc.drawing.icons import icon_marks
from qi_lib.spc.words.icon_words import icon_words
from qi_lib.wording.drawing_words import reword

__all__ = ["describe_driver_diagram", "draw_driver_diagram"]

_AIM, _NO_AIM = "aim", "What is the aim?"
_WIDTHS: dict[str, int] = {_AIM: 136, Level.PRIMARY: 170, Level.SECONDARY: 180, Level.IDEA: 188}
_HEADINGS: dict[str, str] = {
    _AIM: "Aim",
    Level.PRIMARY: "Primary drivers",
    Level.SECONDARY: "Secondary drivers",
    Level.IDEA: "Change ideas",
}
_EDGES: dict[str, str] = {
    _AIM: "ink",
    Level.PRIMARY: "band",
    Level.SECONDARY: "soft",
    Level.IDEA: "neutral",
}
_GAP = 32
_BETWEEN = 14
_PADDING, _ICON = 12, 32.0


@dataclass(frozen=True, slots=True)
class _Attached:
    """What hangs on a driver: a measure with its icon, a cycle with what became of it."""

    text: str
    icon: str | None = None
    said: str = ""


@dataclass(slots=True)
class _Box:
    driver: Driver
    attached: list[_Attached]
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def draw_driver_diagram(
    record: DriverDiagram, *, uid: str = "drivers", project: ProjectBundle | None = None
) -> str:
    """Draw a driver diagram as one SVG element.

    Args:
        record: the aim, drivers and links.
        uid: start of the ids inside the drawing.
        project: the project, to show attached measures and cycles with their state.

    Returns:
        The SVG; every driver is an item that moves, the aim the item `aim`.
    """
    canvas = Canvas()
    top = _draw_headings(canvas)
    boxes = _place(record, project, top)
    lowest = max([one.y + one.height for one in boxes.values()], default=top + 120)
    lowest = max(lowest, top + _aim_height(record.aim))
    aim = (_left(_AIM) + _WIDTHS[_AIM], (top + lowest) / 2)
    _draw_links(canvas, record, boxes, aim)
    _draw_aim(canvas, record.aim, aim)
    links = _say_links(record)
    for box in boxes.values():
        _draw_box(canvas, box, " ".join(links.get(box.driver.id, ())))
    width = _left(Level.IDEA) + _WIDTHS[Level.IDEA] + 10
    name = reword("Driver diagram")
    title = f"{name}: {record.aim}" if record.aim else name
    said = describe_driver_diagram(record)
    return canvas.document(width, lowest + 16, uid, title=title, description=said)


def describe_driver_diagram(record: DriverDiagram) -> str:
    """Say in words what the drawing shows."""
    names = _names(record)
    parts = [f"{reword('The aim')}: {record.aim or 'not written yet'}."]
    primary = [names[one.id] for one in record.of(Level.PRIMARY)]
    if primary:
        parts.append(f"{reword('Primary drivers')}: {'; '.join(primary)}.")
    for source, said in _say_links(record).items():
        parts.extend(f"{names[source]} {one}" for one in said)
    return " ".join(parts)


def _names(record: DriverDiagram) -> dict[str, str]:
    return {one.id: one.text or reword("a driver without words") for one in record.drivers}


def _say_links(record: DriverDiagram) -> dict[str, list[str]]:
    """Say of each driver what it drives: “drives Last drinks come earlier.”."""
    names = _names(record)
    said: dict[str, list[str]] = {}
    for link in record.links:
        if link.source in names and link.target in names:
            how = reword("drives" if link.strength is Strength.STRONG else "may drive")
            said.setdefault(link.source, []).append(f"{how} {names[link.target]}.")
    return said


def _left(column: str) -> float:
    columns = list(_WIDTHS)[: list(_WIDTHS).index(column)]
    return 10 + sum(_WIDTHS[column] + _GAP for column in columns)


def _draw_headings(canvas: Canvas) -> float:
    """Head the columns; give where what stands in them begins."""
    heights = [_height_of_heading(column) for column in _HEADINGS]
    for column, height in zip(_HEADINGS, heights, strict=True):
        canvas.words(
            _left(column), 12 + max(heights) - height, _WIDTHS[column], reword(_HEADINGS[column]),
            ink="soft", bold=True,
        )  # fmt: skip
    return 27 + max(heights)


def _height_of_heading(column: str) -> float:
    return Canvas.height_of(reword(_HEADINGS[column]), _WIDTHS[column], bold=True)


def _place(record: DriverDiagram, project: ProjectBundle | None, top: float) -> dict[str, _Box]:
    """Stack each column in the order that crosses the fewest links, near what it drives."""
    order = _order(record)
    boxes: dict[str, _Box] = {}
    for level in Level:
        bottom = top
        for driver in sorted(record.of(level), key=lambda one: order[one.id]):
            attached = _attached(driver, project)
            height = _height(driver, attached, _WIDTHS[level])
            targets = [boxes[o.target].middle for o in record.links
                       if o.source == driver.id and o.target in boxes]  # fmt: skip
            wanted = sum(targets) / len(targets) - height / 2 if targets else bottom
            y = max(bottom, wanted)
            boxes[driver.id] = _Box(driver, attached, _left(level), y, _WIDTHS[level], height)
            bottom = y + height + _BETWEEN
    _centre_on_followers(record, boxes)
    return boxes


def _centre_on_followers(record: DriverDiagram, boxes: dict[str, _Box]) -> None:
    """Move drivers down towards the middle of what drives them, from the ideas to the aim."""
    for level in reversed(list(Level)[:-1]):
        floor = float("inf")
        column = sorted((b for b in boxes.values() if b.driver.level is level), key=lambda b: -b.y)
        for box in column:
            sources = [boxes[o.source].middle for o in record.links
                       if o.target == box.driver.id and o.source in boxes]  # fmt: skip
            if sources:
                middle = sum(sources) / len(sources)
                box.y = max(box.y, min(middle - box.height / 2, floor - box.height))
            floor = box.y - _BETWEEN


def _order(record: DriverDiagram) -> dict[str, float]:
    """Order the drivers of every column so that few links cross (Sugiyama's layout)."""
    numbers = {one.id: place + 1 for place, one in enumerate(record.drivers)}
    links = [
        (numbers[o.target], numbers[o.source])
        for o in record.links
        if o.target in numbers and o.source in numbers
    ]
    linked = {source for _, source in links}
    # What drives nothing yet hangs on the aim (0), so that it has a place too.
    edges = [*links, *((0, n) for n in numbers.values() if n not in linked)]
    if not edges:
        return {}
    places = {node: x for layout in from_edges(edges) for node, (x, _) in layout[0]}
    return {driver_id: float(places[number]) for driver_id, number in numbers.items()}


def _attached(driver: Driver, project: ProjectBundle | None) -> list[_Attached]:
    if project is None:
        return []
    found = [_measure(one, project) for one in project.measures if one.id == driver.measure]
    found += [
        _Attached(
            f"{reword('Cycle')} {one.number}: "
            f"{reword(DECISION_WORDS[one.decision]) if one.decision else 'under way'}"
        )
        for one in project.cycles
        if one.id == driver.cycle
    ]
    return found


def _measure(measure: Measure, project: ProjectBundle) -> _Attached:
    observations = project.observations.get(measure.id, [])
    try:
        chart = chart_of(measure, observations)
    except SpcError:
        chart = None
    icon = chart.variation if chart else None
    return _Attached(measure.name, icon, icon_words(icon) if icon else "")


def _height(driver: Driver, attached: list[_Attached], width: float) -> float:
    is_bold = driver.level is Level.PRIMARY
    words = Canvas.height_of(driver.text or "…", width - 2 * _PADDING, bold=is_bold)
    below = sum(_height_of_attached(one, width) for one in attached)
    return max(words + 2 * _PADDING + below, SMALLEST_TARGET)


def _height_of_attached(one: _Attached, width: float) -> float:
    indent = _ICON if one.icon else 0
    return max(Canvas.height_of(one.text, width - 24 - indent) + 6, 30)


def _aim_height(aim: str) -> float:
    text = aim or reword(_NO_AIM)
    words = Canvas.height_of(text, _WIDTHS[_AIM] - 24, bold=True)
    return max(words + 28, 90)


def _draw_aim(canvas: Canvas, aim: str, right: tuple[float, float]) -> None:
    text = aim or reword(_NO_AIM)
    width, height = _WIDTHS[_AIM], _aim_height(aim)
    left, top = right[0] - width, right[1] - height / 2
    with canvas.item(_AIM, f"{reword('The aim')}: {text}"):
        canvas.box(left, top, width, height, edge="ink", line=2.5)
        canvas.words(left + 12, right[1], width - 24, text, bold=True, middle=True)


def _draw_box(canvas: Canvas, box: _Box, links: str) -> None:
    driver = box.driver
    text = driver.text or "…"
    kind = reword(_HEADINGS[driver.level].rstrip("s"))
    said = [f"{one.text}{', ' + one.said if one.said else ''}" for one in box.attached]
    with canvas.item(driver.id, "; ".join((f"{kind}: {text}", *said)), more=links, moves=True):
        is_primary = driver.level is Level.PRIMARY
        canvas.box(
            box.x, box.y, box.width, box.height,
            fill="band" if is_primary else "paper", edge=_EDGES[driver.level],
            dash="6 4" if driver.level is Level.IDEA else "", line=2,
        )  # fmt: skip
        used = canvas.words(
            box.x + _PADDING, box.y + _PADDING - 2, box.width - 2 * _PADDING, text,
            ink="paper" if is_primary else "ink", bold=is_primary,
        )  # fmt: skip
        y = box.y + _PADDING + used
        for one in box.attached:
            _draw_attached(canvas, one, box.x + _PADDING, y, box.width, is_primary)
            y += _height_of_attached(one, box.width)


def _draw_attached(
    canvas: Canvas, one: _Attached, x: float, y: float, width: float, is_dark: bool
) -> None:
    indent, middle = 0.0, y + _height_of_attached(one, width) / 2 - 2
    if one.icon:
        canvas.picture(x, middle - 13, 26, icon_marks(one.icon, themeable=True))
        indent = _ICON
    ink = "paper" if is_dark else "soft"
    canvas.words(x + indent, middle, width - 24 - indent, one.text, ink=ink, middle=True)


def _draw_links(
    canvas: Canvas, record: DriverDiagram, boxes: dict[str, _Box], aim: tuple[float, float]
) -> None:
    for box in boxes.values():
        if box.driver.level is Level.PRIMARY:
            canvas.curve((aim, (box.x, box.middle)), "band", 2.2)
    for link in record.links:
        source, target = boxes.get(link.source), boxes.get(link.target)
        if source and target:
            ends = ((target.x + target.width, target.middle), (source.x, source.middle))
            is_strong = link.strength is Strength.STRONG
            canvas.curve(ends, "soft", 2.0 if is_strong else 1.6, dash="" if is_strong else "2 5")
