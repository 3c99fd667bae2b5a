"""The labels above the plot: why a phase began, and what was noted, each over its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations, product

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.drawing.sizes import Size
from qi_lib.spc.series.series import Series
from qi_lib.spc.svg.text_width import text_width, wrap

__all__ = ["Flag", "marked_places", "plan_flags"]

_FEW = 5  # flags, of which all orders can be tried


@dataclass(eq=False)
class Flag:
    """Is a label above the plot, with a line down from it at `x`."""

    x: float
    lines: list[str]
    width: float
    is_phase: bool
    to_y: float | None = None  # where the line ends; None for the foot of the plot
    row: int = 0
    left: bool = False  # the text lies to the left of its line
    at: float | None = None  # the middle of its number, where that is all its text

    @property
    def anchor(self) -> str:
        """Give the part of the text that has its place, as SVG names it."""
        return "middle" if self.at is not None else "end" if self.left else "start"

    def beside(self, gap: float) -> float:
        """Give how far to the right of its line the text has its place."""
        if self.at is not None:
            return self.at - self.x
        return -gap if self.left else gap

    def span(self, gap: float) -> tuple[float, float]:
        """Give the stretch that text and line cover, gap included."""
        if self.left:
            return self.x - self.width - gap, self.x + gap / 4
        return self.x - gap / 4, self.x + self.width + gap


def plan_flags(series: Series, xs: Floats, size: Size, left: float, right: float) -> list[Flag]:
    """Write and stack the flags of a plot that ends at `right`, on a page that starts at `left`."""
    flags = _flags(series, xs, size, left, right, is_narrow=False)
    if not _stack(flags, size.font * 0.8):
        flags = _flags(series, xs, size, left, right, is_narrow=True)
        _stack(flags, size.font * 0.8)
    return flags


def marked_places(series: Series, xs: Floats) -> list[tuple[float, str, bool, float | None]]:
    """Give where each flag stands, its words, whether it begins a phase, and its point."""
    found: list[tuple[float, str, bool, float | None]] = []
    for before, part in pairwise(series.parts):
        x = float(xs[before[-1]] + xs[part[0]]) / 2
        found.append((x, series.reason(int(series.phase[part[0]])), True, None))
    for i, note in series.marked:
        sign = "⚑ " if note.kind == "pdsa" else ""
        end = float(i) if series.observed[i] else None
        found.append((float(xs[i]), sign + note.text, False, end))
    return found


def _flags(
    series: Series, xs: Floats, size: Size, left: float, right: float, *, is_narrow: bool
) -> list[Flag]:
    flags = []
    for x, words, is_phase, end in marked_places(series, xs):
        room = (x - left - size.font * 0.4, right - x - size.font * 0.4)
        lines, width, on_left = _written(words, size, *room, is_narrow=is_narrow)
        flags.append(Flag(x, lines, width, is_phase, end, left=on_left))
    return flags


def _written(
    words: str, size: Size, before: float, after: float, *, is_narrow: bool
) -> tuple[list[str], float, bool]:
    """Write to the right of the line, or to the left where the plot ends too soon.

    Narrow ones go to the right wherever three lines hold them: such never cross each other.
    Gives the lines, their width, and whether they are on the left.
    """
    font, widest = size.font, size.width * 0.3
    on_left = after < min(text_width(words, font), widest) and before > after
    if on_left and is_narrow:
        on_left = any("…" in line for line in wrap(words, font, after, lines=3))
    room = min(before if on_left else after, widest)
    lines = wrap(words, font, room, lines=3) if words else [""]
    return lines, max(text_width(line, font) for line in lines) + font * 0.4, on_left


def _stack(flags: list[Flag], gap: float) -> bool:
    """Put each flag in a row where no text is covered and no line crosses a text.

    A flag changes to the left of its line where only that helps. Tells whether all is clear.
    """
    wished, is_clear = [flag.left for flag in flags], False
    for order in _orders(flags):
        for flag, left in zip(flags, wished, strict=True):
            flag.left = left
        is_clear = all([_put(flag, order[:i], gap) for i, flag in enumerate(order)])
        if is_clear:
            break
    return is_clear


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
