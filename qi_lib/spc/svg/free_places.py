"""Where labels go so that they cover neither the data nor each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, product
from typing import NamedTuple

__all__ = ["Box", "Flag", "Page", "stack_flags"]

_FEW = 5  # flags, of which all orders can be tried


class Box(NamedTuple):
    """Is a rectangle on the drawing; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_crossed_by(self, x1: float, y1: float, x2: float, y2: float) -> bool:
        """Tell whether a straight line from one point to another touches the box."""
        if max(x1, x2) < self.left or min(x1, x2) > self.right:
            return False
        if max(y1, y2) < self.top or min(y1, y2) > self.bottom:
            return False
        if x1 == x2:
            return True
        slope = (y2 - y1) / (x2 - x1)
        at = [
            y1 + slope * (min(max(edge, min(x1, x2)), max(x1, x2)) - x1)
            for edge in (self.left, self.right)
        ]
        return min(at) <= self.bottom and max(at) >= self.top


@dataclass(slots=True)
class Page:
    """Keep track of what is already drawn."""

    bounds: Box
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)

    def _is_free(self, box: Box, lines: Sequence[tuple[float, float, float, float]]) -> bool:
        if box.left < self.bounds.left or box.right > self.bounds.right:
            return False
        if box.top < self.bounds.top or box.bottom > self.bounds.bottom:
            return False
        if any(box.overlaps(other) for other in self.boxes):
            return False
        return not any(box.is_crossed_by(*line) for line in lines)

    def place(self, candidates: Sequence[Box], *, over_lines: bool = False) -> Box | None:
        """Take the first candidate that is free, and mark it as drawn.

        With `over_lines`, one that only lines cross will do if none is quite free.
        """
        for lines in (self.lines, []) if over_lines else (self.lines,):
            for box in candidates:
                if self._is_free(box, lines):
                    self.boxes.append(box)
                    return box
        return None


@dataclass(slots=True)
class Flag:
    """Is a label above the plot, with a line down from it at `x`."""

    x: float
    lines: list[str]
    width: float
    is_phase: bool
    to_y: float | None = None  # where the line ends; None for the foot of the plot
    row: int = 0
    left: bool = False  # the text lies to the left of its line

    def span(self, gap: float) -> tuple[float, float]:
        """Give the stretch that text and line cover, gap included."""
        if self.left:
            return self.x - self.width - gap, self.x + gap / 4
        return self.x - gap / 4, self.x + self.width + gap


def stack_flags(flags: list[Flag], gap: float) -> tuple[int, bool]:
    """Put each flag in a row where no text is covered and no line crosses a text.

    A flag changes to the left of its line where only that helps. Returns the rows needed, and
    whether all is clear.
    """
    wished, is_clear = [flag.left for flag in flags], False
    for order in _orders(flags):
        for flag, left in zip(flags, wished, strict=True):
            flag.left = left
        is_clear = all([_put(flag, order[:i], gap) for i, flag in enumerate(order)])
        if is_clear:
            break
    return max((flag.row + len(flag.lines) for flag in flags), default=0), is_clear


def _orders(flags: list[Flag]) -> Iterator[Sequence[Flag]]:
    """Give the orders in which to put flags: the one that mostly does, then others."""
    usual = sorted(flags, key=lambda flag: (not flag.left, -flag.x if flag.left else flag.x))
    yield usual
    if len(flags) <= _FEW:
        yield from permutations(flags)
        return
    yield sorted(flags, key=lambda flag: flag.x)
    yield sorted(flags, key=lambda flag: -flag.x)
    yield usual  # none is quite clear: the one that comes closest


def _put(flag: Flag, placed: Sequence[Flag], gap: float) -> bool:
    """Give a flag the first place that is clear of those placed; tell whether there is one."""
    deepest = max((other.row + len(other.lines) for other in placed), default=0)
    wished = flag.left
    sides = (wished, True) if flag.x > flag.width else (wished,)
    for left, row in product(sides, range(deepest + 1)):
        flag.left, flag.row = left, row
        if all(_is_clear(flag, other, gap) for other in placed):
            return True
    flag.left = wished
    return False


def _is_clear(flag: Flag, other: Flag, gap: float) -> bool:
    """Tell whether neither covers the other's text, with its own text or its line."""
    low, high = flag.span(gap)
    start, end = other.span(gap)
    foot, other_foot = flag.row + len(flag.lines), other.row + len(other.lines)
    if low < end and start < high and flag.row < other_foot and other.row < foot:
        return False
    if start < flag.x < end and flag.row < other_foot:
        return False
    return not (low < other.x < high and other.row < foot)
