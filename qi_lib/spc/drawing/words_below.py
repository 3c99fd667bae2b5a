"""The words of numbered flags, below the dates: in columns, each beside its number."""

from __future__ import annotations

from collections.abc import Sequence

from qi_lib.spc.drawing.sizes import Size
from qi_lib.spc.records import record
from qi_lib.spc.svg.text_width import text_width, wrap

__all__ = ["WordsBelow", "words_below"]

_COLUMN = 20.0  # letters high: the narrowest column in which a note can be read


@record
class WordsBelow:
    """Is a number, or a line of its words; `down` is the base line, from the end of the dates."""

    left: float
    down: float
    words: str
    is_number: bool = False


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
