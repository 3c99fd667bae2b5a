"""Where labels go so that they cover neither the data nor each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Box", "Page"]


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


@dataclass(eq=False)
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
