"""The drawing of a Pareto chart."""

from __future__ import annotations

from qi_lib.spc.other_charts.pareto.values import ParetoValues, show_count
from qi_lib.spc.svg.elements import SvgDrawing
from qi_lib.spc.svg.text_width import text_width, wrap

__all__ = ["draw"]


def draw(pareto: ParetoValues, title: str, *, themeable: bool, uid: str) -> str:
    """Draw a bar for each category, and what all so far make together."""
    row, left, width, size = 34.0, 0.0, 720.0, 17.0
    names = pareto.names
    left = min(max(text_width(name, size) for name in names) + 14, width * 0.4)
    room = width - left - 190
    top = float(pareto.table["count"].max()) or 1.0
    svg = SvgDrawing(themeable=themeable)
    svg.text(width, size, "together", 16, "soft", anchor="end")
    for i, (name, count, so_far) in enumerate(
        zip(names, pareto.table["count"], pareto.table["cum_share"], strict=True)
    ):
        y = 30 + i * row
        wide = room * float(count) / top
        fill = "ink" if i < pareto.vital_few else "common"
        svg.polygon(
            [(left, y), (left + wide, y), (left + wide, y + row - 8), (left, y + row - 8)],
            fill,
            opacity=0.85,
        )
        base = y + (row - 8) / 2 + size * 0.35
        svg.text(left - 8, base, wrap(name, size, left - 10, lines=1)[0], size, anchor="end")
        svg.text(left + wide + 8, base, show_count(count), size, bold=True)
        svg.text(width, base, f"{so_far:.0%}", 16, "soft", anchor="end")
    said = "; ".join(
        f"{n}: {show_count(c)}" for n, c in zip(names, pareto.table["count"], strict=True)
    )
    height = 30 + row * len(names)
    return svg.document(width, height, uid, title=title, description=said + ".")
