"""The drawing of a Pareto chart."""

from __future__ import annotations

from qi_lib.spc.other_charts.pareto.values import ParetoValues, show_count
from qi_lib.spc.svg.elements import SvgDrawing
from qi_lib.spc.svg.text_width import text_width, wrap

__all__ = ["draw"]

_ROW, _LINE, _TOP, _WIDTH, _LETTERS = 34.0, 20.0, 30.0, 720.0, 17.0


def draw(pareto: ParetoValues, title: str, *, themeable: bool, uid: str) -> str:
    """Draw a bar for each category, and what all so far make together."""
    names, counts = pareto.names, pareto.table["count"].tolist()
    left = min(max(text_width(name, _LETTERS) for name in names) + 14, _WIDTH * 0.4)
    room, most = _WIDTH - left - 190, float(max(counts)) or 1.0
    svg, y = SvgDrawing(themeable=themeable), _TOP
    svg.text(_WIDTH, _LETTERS, "together", 16, "soft", anchor="end")
    for i, (name, count, so_far) in enumerate(
        zip(names, counts, pareto.table["cum_share"], strict=True)
    ):
        lines = wrap(name, _LETTERS, left - 10, lines=None)
        foot = y + _ROW - 8 + (len(lines) - 1) * _LINE
        wide = room * float(count) / most
        corners = [(left, y), (left + wide, y), (left + wide, foot), (left, foot)]
        svg.polygon(corners, "ink" if i < pareto.vital_few else "common", opacity=0.85)
        base = (y + foot) / 2 + _LETTERS * 0.35
        for row, words in enumerate(lines):
            down = (row - (len(lines) - 1) / 2) * _LINE
            svg.text(left - 8, base + down, words, _LETTERS, anchor="end")
        svg.text(left + wide + 8, base, show_count(count), _LETTERS, bold=True)
        svg.text(_WIDTH, base, f"{so_far:.0%}", 16, "soft", anchor="end")
        y = foot + 8
    said = "; ".join(f"{n}: {show_count(c)}" for n, c in zip(names, counts, strict=True))
    return svg.document(_WIDTH, y, uid, title=title, description=said + ".")
