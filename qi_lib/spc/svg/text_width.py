"""How wide text will be, near enough to lay labels out without a browser."""

from __future__ import annotations

__all__ = ["text_width", "wrap"]

_NARROW = frozenset("iljtfrI.,:;'|!()[] -")
_WIDE = frozenset("mwMW@%⚑")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of text set in Arial or Atkinson Hyperlegible, a little too wide."""
    units = 0.0
    for letter in text:
        if letter in _NARROW:
            units += 0.33
        elif letter in _WIDE:
            units += 0.88
        else:
            units += 0.68 if letter.isupper() else 0.57
    return units * size * (1.06 if bold else 1.0)


def wrap(text: str, size: float, width: float, *, lines: int | None = 2) -> list[str]:
    """Break text into lines: at most so many, where the last may end in an ellipsis, or all."""
    if lines is None:
        return _whole(text, size, width)
    words, out = text.split(), [""]
    for i, word in enumerate(words):
        longer = f"{out[-1]} {word}".strip()
        if not out[-1] or text_width(longer, size) <= width:
            out[-1] = longer
        elif len(out) < lines:
            out.append(word)
        else:
            out[-1] = out[-1].rstrip(" ,;:") + "…" if i < len(words) else out[-1]
            break
    return [_shorten(line, size, width) for line in out]


def _whole(text: str, size: float, width: float) -> list[str]:
    """Break text into lines between words, and inside a word that is wider than a line."""
    out = [""]
    for word in text.split():
        longer = f"{out[-1]} {word}".strip()
        if text_width(longer, size) <= width:
            out[-1] = longer
            continue
        out += [""] * bool(out[-1])
        for letter in word:
            if out[-1] and text_width(out[-1] + letter, size) > width:
                out.append("")
            out[-1] += letter
    return out


def _shorten(line: str, size: float, width: float) -> str:
    if text_width(line, size) <= width:
        return line
    while line and text_width(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip() + "…"
