"""Flags too many for their words: numbers above the plot, and the words below the dates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qi_lib.spc.arrays.array_types import Floats
from qi_lib.spc.drawing.flags import Flag, marked_places
from qi_lib.spc.drawing.sizes import Size
from qi_lib.spc.records import record
from qi_lib.spc.series.series import Series
from qi_lib.spc.svg.text_width import text_width, wrap

__all__ = ["WordsBelow", "number_flags", "words_below"]

_COLUMN = 20.0  # letters high: the narrowest column in which a note can be read


@record
class WordsBelow:
    """Is a number, or a line of its words; `down` is the base line, from the end of the dates."""

    left: float
    down: float
    words: str
    is_number: bool = False


def number_flags(
    series: Series, xs: Floats, size: Size, right: float
) -> tuple[list[Flag], list[str]]:
    """Number the flags from left to right, in one row; give the words that they stand for.

    A phase that begins without a reason has a line and no number.
    """
    places = sorted(marked_places(series, xs), key=lambda one: one[0])
    said = [words for _, words, _, _ in places if words]
    wide = text_width(str(len(said)), size.font, bold=True)
    spread = _spread([x for x, words, _, _ in places if words], wide + size.font * 0.35, right)
    numbers = iter(enumerate(spread, start=1))
    flags = []
    for x, words, is_phase, end in places:
        number, at = next(numbers) if words else ("", None)
        flags.append(Flag(x, [str(number)], wide, is_phase, end, at=at))
    return flags, said


def _spread(xs: Sequence[float], gap: float, right: float) -> list[float]:
    """Move places that are closer than `gap` apart, each heap about its own middle."""
    heaps: list[list[float]] = []  # how far each would have to move, if the first of all stayed
    for i, x in enumerate(xs):
        heaps.append([x - i * gap])
        while len(heaps) > 1 and np.mean(heaps[-2]) > np.mean(heaps[-1]):
            heaps[-2:] = [heaps[-2] + heaps[-1]]
    moved = [float(np.mean(heap)) for heap in heaps for _ in heap]
    over = max(0.0, moved[-1] + (len(xs) - 1) * gap - right) if moved else 0.0
    return [min(place, moved[-1] - over) + i * gap for i, place in enumerate(moved)]


def words_below(said: Sequence[str], size: Size, left: float) -> list[WordsBelow]:
    """Write words in as many columns as there is room for, from left to right and down."""
    small = size.small
    columns = max(1, min(len(said), int(size.width / (small * _COLUMN))))
    wide = (size.width - left) / columns
    indent = text_width(str(len(said)), small, bold=True) + small * 0.4
    out, down = [], small * 1.2
    for start in range(0, len(said), columns):
        deepest = 0
        for column, words in enumerate(said[start : start + columns]):
            at = left + column * wide
            out.append(WordsBelow(at, down, str(start + column + 1), is_number=True))
            lines = wrap(words, small, wide - indent - small, lines=None)
            deepest = max(deepest, len(lines))
            out += [
                WordsBelow(at + indent, down + i * small * 1.2, line)
                for i, line in enumerate(lines)
            ]
        down += deepest * small * 1.2 + small * 0.15
    return out
