"""A run chart as it hangs on a wall: squared paper, dots by hand, the usual level between."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from qi_lib.drawing.canvas import Canvas
from qi_lib.drawing.paper_numbers import (
    Dot,
    UsualLevel,
    dots_of,
    latest_dots,
    say_number,
    sign_of,
    squares_for,
    usual_levels,
)
from qi_lib.model import Frequency, Measure, Observation, Spot
from qi_lib.tables.frequencies import say_period

__all__ = [
    "describe_paper_chart",
    "draw_paper_chart",
    "paper_spots",
]

_WIDTH, _HEIGHT = 720, 392
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 24, 22, 60
_LETTER = 25
_FEWEST = 12  # squares across: two dots do not stand a page apart
# The pencil is never quite on the line; the same number always lands in the same place.
_WOBBLE = (0.9, -0.6, 0.3, -1.1, 0.7, -0.2, 1.2, -0.8, 0.1)


def draw_paper_chart(
    measure: Measure,
    observations: Sequence[Observation],
    *,
    waiting: dt.date | None = None,
    chosen: dt.date | None = None,
    uid: str = "paper",
) -> str:
    """Draw the latest numbers of a measure on squared paper, as one SVG element.

    Args:
        measure: its frequency gives the columns, its phases the steps of the usual level.
        observations: its data in order of date.
        waiting: the day whose number is asked for; its column is tinted.
        chosen: the day whose dot (the number that was just written) is ringed and says its value.
        uid: sets the ids inside the drawing apart from those of others on a page.

    Returns:
        The SVG element, with a title and a description in words.
    """
    dots = latest_dots(measure, observations)
    paper = _Paper(measure, dots, waiting, sign=sign_of(measure, observations))
    paper.squares()
    paper.numbers()
    paper.dates()
    if waiting and not chosen:
        paper.wait(waiting)
    levels = usual_levels(measure, observations)
    for level in levels:
        paper.level(level)
    paper.dots(chosen)
    for level in levels:
        paper.name(level)
    words = describe_paper_chart(measure, observations)
    return paper.canvas.document(_WIDTH, _HEIGHT, uid, title=measure.name, description=words)


def paper_spots(
    measure: Measure, observations: Sequence[Observation], *, waiting: dt.date | None = None
) -> tuple[Spot, ...]:
    """Tell where on the drawing each dot is, and what it says."""
    sign = sign_of(measure, observations)
    paper = _Paper(measure, latest_dots(measure, observations), waiting, sign=sign)
    return paper.spots()


def describe_paper_chart(measure: Measure, observations: Sequence[Observation]) -> str:
    """Say in words what the sheet shows."""
    dots = dots_of(measure, observations)
    if not dots:
        return "The paper is empty: no number has been written down yet."
    sign = sign_of(measure, observations)
    many = "One number" if len(dots) == 1 else f"{len(dots)} numbers"
    latest = f"The latest is {say_number(dots[-1].value)}{sign}."
    levels = usual_levels(measure, observations)
    usual = f" The usual level is {say_number(levels[-1].value)}{sign}." if levels else ""
    if len(levels) > 1:
        usual = (
            f" The usual level was {say_number(levels[0].value)}{sign} and is now "
            f"{say_number(levels[-1].value)}{sign}."
        )
    return f"{many} so far. {latest}{usual}"


class _Paper:
    """The sheet, and where things stand on it."""

    def __init__(
        self, measure: Measure, dots: Sequence[Dot], waiting: dt.date | None, *, sign: str
    ) -> None:
        self.canvas = Canvas()
        self._measure, self._dots, self._sign = measure, dots, sign
        days = [dot.when for dot in dots] + ([waiting] if waiting else [])
        self._first = min(days) if days else dt.date(2000, 1, 1)
        last = self._slot(max(days)) if days else 0
        self._across = max(last + 1, _FEWEST)
        self._low, self._step, self._rows = squares_for([dot.value for dot in dots])

    def _slot(self, when: dt.date) -> int:
        frequency = self._measure.frequency
        if frequency in (Frequency.DAY, Frequency.WEEK):
            return (when - self._first).days // (7 if frequency is Frequency.WEEK else 1)
        months = (when.year - self._first.year) * 12 + when.month - self._first.month
        return months // (3 if frequency is Frequency.QUARTER else 1)

    def _x(self, when: dt.date) -> float:
        return self._edge(self._slot(when)) + self._square / 2

    def _edge(self, slot: int) -> float:
        return _LEFT + slot * self._square

    @property
    def _square(self) -> float:
        return (_WIDTH - _LEFT - _RIGHT) / self._across

    def _y(self, value: float) -> float:
        share = (value - self._low) / (self._step * self._rows)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def spots(self) -> tuple[Spot, ...]:
        """Give the place of each dot as a share of the sheet, and its words."""
        return tuple(
            Spot(
                across=self._x(dot.when) / _WIDTH,
                down=self._y(dot.value) / _HEIGHT,
                words=f"{say_period(dot.when, self._measure.frequency)}: "
                f"{say_number(dot.value)}{self._sign}",
                when=dot.when,
            )
            for dot in self._dots
        )

    def squares(self) -> None:
        """Rule the paper: a square for each date and each half step, stronger at the numbers."""
        bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
        for slot in range(self._across + 1):
            self.canvas.line(self._edge(slot), _TOP, self._edge(slot), bottom, "grid", 1.2)
        for half in range(self._rows * 2 + 1):
            y = self._y(self._low + half * self._step / 2)
            self.canvas.line(_LEFT, y, right, y, "grid", 1.2 if half % 2 else 2)
        self.canvas.line(_LEFT, _TOP, _LEFT, bottom, "ink", 2.5)
        self.canvas.line(_LEFT, bottom, right, bottom, "ink", 2.5)

    def numbers(self) -> None:
        """Write every other number up the side, in large figures."""
        for row in range(0, self._rows + 1, 2):
            value = self._low + row * self._step
            y = self._y(value) + _LETTER * 0.35
            self.canvas.text(_LEFT - 12, y, f"{value:g}{self._sign}", _LETTER, anchor="end")

    def dates(self) -> None:
        """Write the first date and the last below; what is between can be counted in squares."""
        if not self._dots:
            return
        end = self._date(self._dots[0], after=0)
        self._date(self._dots[-1], after=end + 16)

    def _date(self, dot: Dot, *, after: float) -> float:
        """Write a date below its dot if there is room; give where it ends."""
        words = self._say_date(dot.when)
        half = Canvas.width_of(words, size=_LETTER) / 2
        x = min(max(self._x(dot.when), half + 4), _WIDTH - _RIGHT - half)
        if x - half > after:
            y = _HEIGHT - _BOTTOM + _LETTER + 10
            self.canvas.text(x, y, words, _LETTER, anchor="middle")
        return x + half

    def _say_date(self, when: dt.date) -> str:
        is_month = self._measure.frequency in (Frequency.MONTH, Frequency.QUARTER)
        return f"{when:%B %Y}" if is_month else f"{when.day} {when:%B}"

    def wait(self, day: dt.date) -> None:
        """Tint the column that the next number goes into."""
        left, square = self._edge(self._slot(day)), self._square
        height = _HEIGHT - _TOP - _BOTTOM
        self.canvas.box(
            left, _TOP, square, height, fill="band", edge="band", line=0, round_px=0, opacity=0.14
        )

    def level(self, level: UsualLevel) -> None:
        """Draw the usual level across its dates."""
        (x1, x2), y = self._span(level), self._y(level.value)
        self.canvas.line(x1, y, x2, y, "band", 3.5, dash="14 7")

    def _span(self, level: UsualLevel) -> tuple[float, float]:
        half = self._square / 2
        return self._x(level.start) - half, self._x(level.end) + half

    def name(self, level: UsualLevel) -> None:
        """Write what the line is, above or below it, where the fewest strokes are in the way."""
        words = f"usual level {say_number(level.value)}{self._sign}"
        room = Canvas.width_of(words, size=_LETTER, bold=True)
        x1, x2 = self._span(level)
        is_last = x2 > self._x(self._dots[-1].when)
        end = _WIDTH - _RIGHT if is_last else x2  # beside the last of them there is room
        last = max(x1, end - room - 8)
        lefts = [x1 + 8 + step * (last - x1) / 12 for step in range(13)]
        lefts = [min(left, _WIDTH - _RIGHT - room - 4) for left in lefts]
        line, strokes = self._y(level.value), self._strokes()

        def in_the_way(place: tuple[float, float]) -> int:
            left, base = place
            top = base - _LETTER
            return sum(
                left - 6 < x < left + room + 6 and top - 4 < y < base + 8 for x, y in strokes
            )

        near = (line - 10, line + _LETTER + 6, line - 38, line + _LETTER + 34)
        fits = [base for base in near if base - _LETTER > _TOP and base < _HEIGHT - _BOTTOM - 4]
        bases = fits or [line - 10]
        x, y = min(((left, base) for left in lefts for base in bases), key=in_the_way)
        self.canvas.text(x, y, words, _LETTER, "band", bold=True, halo=True)

    def _strokes(self) -> list[tuple[float, float]]:
        """Give places along the line that joins the dots, close enough to keep words off it."""
        places = [(self._x(dot.when), self._y(dot.value)) for dot in self._dots]
        between = [
            (x1 + (x2 - x1) * part / 8, y1 + (y2 - y1) * part / 8)
            for (x1, y1), (x2, y2) in pairwise(places)
            for part in range(8)
        ]
        return between + places * 3  # a dot is worse to write over than a stroke

    def dots(self, chosen: dt.date | None) -> None:
        """Join the dots, as a hand does, and ring the one that was just written."""
        places = [(self._x(dot.when), self._y(dot.value)) for dot in self._dots]
        for number, (start, end) in enumerate(pairwise(places)):
            self._stroke(start, end, _WOBBLE[number % len(_WOBBLE)])
        radius = max(4.5, min(8.0, self._square / 3.2))
        for number, (dot, (x, y)) in enumerate(zip(self._dots, places, strict=True)):
            self._blot(x, y, radius, _WOBBLE[number % len(_WOBBLE)])
            if dot.when == chosen:
                self._ring(x, y, radius + 8, f"{say_number(dot.value)}{self._sign}")

    def _stroke(self, start: tuple[float, float], end: tuple[float, float], bend: float) -> None:
        (x1, y1), (x2, y2) = start, end
        mid_x, mid_y = (x1 + x2) / 2 + bend, (y1 + y2) / 2 + bend * 1.6
        self.canvas.parts.append(
            f'<path d="M{x1:.1f},{y1:.1f} Q{mid_x:.1f},{mid_y:.1f} {x2:.1f},{y2:.1f}" '
            f'fill="none" stroke="{self.canvas.colour("ink")}" stroke-width="2.6" '
            'stroke-linecap="round"/>'
        )

    def _blot(self, x: float, y: float, radius: float, lean: float) -> None:
        self.canvas.parts.append(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{radius + lean * 0.5:.1f}" '
            f'ry="{radius - lean * 0.4:.1f}" transform="rotate({lean * 20:.0f} {x:.1f} {y:.1f})" '
            f'fill="{self.canvas.colour("ink")}"/>'
        )

    def _ring(self, x: float, y: float, radius: float, words: str) -> None:
        self.canvas.parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" '
            f'stroke="{self.canvas.colour("band")}" stroke-width="3.5"/>'
        )
        is_high = y < _TOP + 50
        self.canvas.text(
            min(x, _WIDTH - _RIGHT - 14), y + radius + 30 if is_high else y - radius - 10,
            words, 30, "band", anchor="middle", bold=True, halo=True,
        )  # fmt: skip
