"""The heading of a drawing: its title, or the finding, broken into lines and never cut off."""

from __future__ import annotations

from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.svg.text_width import wrap
from qi_lib.spc.words.finding import finding

__all__ = ["heading_lines"]


def heading_lines(series: JudgedSeries, subject: str | None, size: float, room: float) -> list[str]:
    """Break the heading into as many lines as it needs."""
    words = series.settings.title or finding(series, subject=subject)
    return wrap(words, size, room, lines=None)
