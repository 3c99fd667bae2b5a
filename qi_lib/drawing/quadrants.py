"""The drawing of things on a plane of two scales from 0 to 10, and the way back from a place."""

from collections.abc import Sequence
from dataclasses import dataclass

from qi_lib.drawing.canvas import SMALLEST_LETTERS, SMALLEST_TARGET, Canvas
from qi_lib.model.quadrants import ImpactEffort, StakeholderMap
from qi_lib.wording.drawing_words import reword

__all__ = ["Placed", "draw_impact_effort", "draw_quadrants", "draw_stakeholders", "values_at"]

_LEFT, _TOP, _SIDE_X, _SIDE_Y = 64, 20, 720, 560
_BOX = 190
_STEPS = 10


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing on the plane, `right` and `up` from 0 to 10."""

    item_id: str
    text: str
    right: int
    up: int
    place: str


@dataclass(frozen=True, slots=True)
class _Plane:
    """The names of the scales, and of the quarters: the upper two, then the lower two."""

    right: str
    up: str
    quarters: tuple[str, str, str, str]
    best: int


_IMPACT = _Plane("Effort", "Impact", ("Do it now", "Plan for it", "Perhaps", "Not now"), 0)
_POWER = _Plane(
    "Interest",
    "Power",
    ("Keep satisfied", "Work closely together", "Keep an eye on", "Keep informed"),
    1,
)


def draw_impact_effort(record: ImpactEffort, *, uid: str = "pick") -> str:
    """Draw ideas by impact (upwards) and effort (to the right)."""
    spots = [
        Placed(one.id, one.text, one.effort, one.impact, record.place_of(one))
        for one in record.ideas
    ]
    return draw_quadrants(spots, _IMPACT, uid=uid, title="Ideas by impact and effort")


def draw_stakeholders(record: StakeholderMap, *, uid: str = "people") -> str:
    """Draw people by power (upwards) and interest (to the right)."""
    spots = [
        Placed(one.id, one.text, one.interest, one.power, record.place_of(one))
        for one in record.people
    ]
    return draw_quadrants(spots, _POWER, uid=uid, title="Stakeholders by power and interest")


def values_at(x: float, y: float) -> tuple[int, int]:
    """Give the values, to the right and upwards, of a place in the drawing's units."""
    right = (x - _LEFT - _BOX / 2) / (_SIDE_X - _BOX) * _STEPS
    up = (_TOP + _SIDE_Y - _BOX / 8 - y) / (_SIDE_Y - _BOX / 4) * _STEPS
    return _clamped(right), _clamped(up)


def draw_quadrants(spots: Sequence[Placed], plane: _Plane, *, uid: str, title: str) -> str:
    """Draw things on a plane of four quarters; every thing is an item that moves."""
    canvas = Canvas()
    _draw_quarters(canvas, plane)
    for spot, y in zip(spots, _spread(spots), strict=True):
        _draw_spot(canvas, spot, plane, y)
    said = [f"{s.text}: {reword(s.place).lower()} ({_say_place(s, plane)})." for s in spots]
    return canvas.document(
        _LEFT + _SIDE_X + 16,
        _TOP + _SIDE_Y + 50,
        uid,
        title=reword(title),
        description=" ".join(said) or "Nothing is on it yet.",
    )


def _clamped(value: float) -> int:
    return max(0, min(_STEPS, round(value)))


def _draw_quarters(canvas: Canvas, plane: _Plane) -> None:
    half_x, half_y = _SIDE_X / 2, _SIDE_Y / 2
    for number, name in enumerate(plane.quarters):
        x, y = _LEFT + number % 2 * half_x, _TOP + number // 2 * half_y
        is_best = number == plane.best
        canvas.box(
            x + 2, y + 2, half_x - 4, half_y - 4, fill="band", opacity=0.12 if is_best else 0.04,
            line=0, round_px=14,
        )  # fmt: skip
        canvas.text(
            x + 18,
            y + (30 if number < 2 else half_y - 18),
            reword(name),
            19,
            "band" if is_best else "soft",
            bold=True,
        )
    bottom, right = _TOP + _SIDE_Y, _LEFT + _SIDE_X
    canvas.arrow(_LEFT, bottom + 8, right, bottom + 8, "soft", 1.5)
    canvas.arrow(_LEFT - 8, bottom, _LEFT - 8, _TOP, "soft", 1.5)
    canvas.text(
        right, bottom + 34, f"{reword(plane.right)}: more", SMALLEST_LETTERS, "soft", anchor="end"
    )
    canvas.text(_LEFT, bottom + 34, "less", SMALLEST_LETTERS, "soft")
    canvas.turned(_LEFT - 22, _TOP, f"{reword(plane.up)}: more", SMALLEST_LETTERS, "soft")


def _height(text: str) -> float:
    return max(Canvas.height_of(text or "…", _BOX - 24) + 18, SMALLEST_TARGET)


def _spread(spots: Sequence[Placed]) -> list[float]:
    """Give each the middle of its box, moved up or down a little where boxes would overlap."""
    taken: list[tuple[float, float, float, float]] = []
    middles = []
    for spot in spots:
        height = _height(spot.text)
        left = _left(spot)
        y = _TOP + _SIDE_Y - _BOX / 8 - spot.up / _STEPS * (_SIDE_Y - _BOX / 4)
        y = min(max(y, _TOP + height / 2 + 2), _TOP + _SIDE_Y - height / 2 - 2)
        y = _free(left, y, height, taken)
        taken.append((left, y - height / 2, left + _BOX, y + height / 2))
        middles.append(y)
    return middles


def _free(
    left: float, y: float, height: float, taken: list[tuple[float, float, float, float]]
) -> float:
    for step in range(60):
        for sign in (1, -1):
            middle = y + sign * step * 10
            top, bottom = middle - height / 2, middle + height / 2
            is_inside = top >= _TOP and bottom <= _TOP + _SIDE_Y
            clear = all(
                left + _BOX <= t[0] or t[2] <= left or bottom <= t[1] or t[3] <= top for t in taken
            )
            if is_inside and clear:
                return middle
    return y  # more than fit: they lie on one another, and the list below names them all


def _left(spot: Placed) -> float:
    return _LEFT + spot.right / _STEPS * (_SIDE_X - _BOX)


def _say_place(spot: Placed, plane: _Plane) -> str:
    up, right = reword(plane.up).lower(), reword(plane.right).lower()
    return f"{up} {spot.up} of 10, {right} {spot.right} of 10"


def _draw_spot(canvas: Canvas, spot: Placed, plane: _Plane, middle: float) -> None:
    height, left = _height(spot.text), _left(spot)
    step = (_SIDE_X - _BOX) / _STEPS, (_SIDE_Y - _BOX / 4) / _STEPS
    label, more = f"{spot.text or '…'}: {reword(spot.place)}", _say_place(spot, plane)
    with canvas.item(spot.item_id, label, more=more, moves=True, step=step):
        canvas.box(left, middle - height / 2, _BOX, height, edge="band", line=2)
        canvas.words(left + 12, middle, _BOX - 24, spot.text or "…", middle=True)
