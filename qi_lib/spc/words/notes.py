"""What a careful reader should know of a chart beside what it shows."""

from __future__ import annotations

from qi_lib.spc.series.series import Series
from qi_lib.spc.signals.judged_series import JudgedSeries

__all__ = ["notes"]

# On these, zero is no count of events in a period.
_NO_COUNTS = ("mr", "s", "r", "g", "t")


def notes(series: JudgedSeries) -> tuple[str, ...]:
    """Say what was done to the data, why this chart was chosen, and where care is needed."""
    settings = series.settings
    facet = int(series.worked.points.facet[series.start])
    said = [words for of, words in series.worked.notes if of in (None, facet)]
    said += [words for words in (settings.because, settings.doubt) if words]
    said += _percent_target(series)
    if series.is_mostly_zero and settings.kind.name not in _NO_COUNTS:
        between = "A t or g chart of what lies between events would see more."
        said.append(f"Most points are zero, so a run of zeros says little. {between}")
    if series.is_trial and settings.kind.name != "run":
        needed = settings.rules.points_needed
        said.append(f"Fewer than {needed} points in this phase: its limits are on trial.")
    return tuple(said)


def _percent_target(series: Series) -> list[str]:
    """Ask about a target that looks like a fraction where per cent are meant."""
    items = [item for found in series.settings.targets.values() for item in found]
    if series.settings.shown != 100 or not any(0 < item.value <= 1 for item in items):
        return []
    shown = float(series.target[-1]) * 100
    return [f"The target {shown:g} is read as {shown:g}%; write 95 for 95%."]
