"""The heading of a drawing: its title, or the finding, with the verdict never cut off."""

from __future__ import annotations

from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.svg.text_width import wrap
from qi_lib.spc.words.finding import finding
from qi_lib.spc.words.grammar import is_plural

__all__ = ["heading_lines"]


def heading_lines(
    series: JudgedSeries,
    subject: str | None,
    size: float,
    room: float,
    *,
    lines: int = 2,
) -> list[str]:
    """Break the heading into lines; where it is too long, the name of the measure is cut."""
    if series.settings.title:
        return wrap(series.settings.title, size, room, lines=lines)
    words = (subject or series.settings.measure).split()
    plural = is_plural(" ".join(words))
    for kept in range(len(words), 0, -1):
        short = " ".join(words[:kept]) + ("" if kept == len(words) else "…")
        said = finding(series, subject=short, plural=plural)
        fitted = wrap(said, size, room, lines=lines)
        if not fitted[-1].endswith("…"):
            return fitted
    return wrap(finding(series, subject=subject), size, room, lines=lines)
