"""The heading of a drawing: its title, or the finding, with the verdict never cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_lib.spc.numbers_in_words import is_plural
from qi_lib.spc.svg.text_width import wrap

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["heading_lines"]


def heading_lines(
    chart: Chart, subject: str | None, size: float, room: float, *, lines: int = 2
) -> list[str]:
    """Break the heading into lines; where it is too long, the name of the measure is cut."""
    if chart.settings.title:
        return wrap(chart.settings.title, size, room, lines=lines)
    words = (subject or chart.settings.measure).split()
    plural = is_plural(" ".join(words))
    for kept in range(len(words), 0, -1):
        short = " ".join(words[:kept]) + ("" if kept == len(words) else "…")
        found = wrap(chart.finding(subject=short, plural=plural), size, room, lines=lines)
        if not found[-1].endswith("…"):
            return found
    return wrap(chart.finding(subject=subject), size, room, lines=lines)
