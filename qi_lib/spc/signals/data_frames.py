"""A chart as data frames: one row a point, one row a phase."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from qi_lib.spc.arrays.array_types import Bools
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.rules.runs_analysis import analyse_runs
from qi_lib.spc.rules.runs_of_a_phase import FEWEST_COUNTED, RunsCount, runs_limits
from qi_lib.spc.signals.judged_series import JudgedSeries
from qi_lib.spc.signals.point_kinds import KINDS

__all__ = ["points_frame", "summary_frame"]


def points_frame(series: JudgedSeries) -> pd.DataFrame:
    """Give one row a point; see `Chart.points`."""
    w, cut, hits = series.worked, slice(series.start, series.stop), series.hits
    return pd.DataFrame(
        {
            "x": series.x,
            "value": series.value,
            "n": series.size,
            "centre": series.centre,
            "lower": series.lower,
            "upper": series.upper,
            "lower_2sigma": w.lower_2sigma[cut],
            "upper_2sigma": w.upper_2sigma[cut],
            "sigma": series.sigma,
            "target": series.target,
            "phase": series.phase,
            "excluded": series.observed & ~series.use,
            "signals": _names({name: h.member for name, h in hits.items()}, len(series)),
            "completes": _names({name: h.completes for name, h in hits.items()}, len(series)),
            "kind": np.asarray(KINDS, dtype=object)[series.kind],
            "versus_before": _versus_before(series),
        }
    )


def summary_frame(series: JudgedSeries) -> pd.DataFrame:
    """Give one row a phase; see `Chart.summary`."""
    starts = np.array([part[0] for part in series.parts])
    phases = Segments(starts, len(series))
    runs = analyse_runs(phases, phases.cut(series.holes), series.side, series.use)
    rows = []
    for i, part in enumerate(series.parts):
        first, last, number = part[0], part[-1], int(series.phase[part[0]])
        observed, use = series.observed[part], series.use[part]
        kinds = series.kind[part][observed]
        rows.append(
            {
                "phase": number,
                "reason": series.reason(number),
                "start": series.x[first],
                "end": series.x[last],
                "points": int(observed.sum()),
                "missing": int((~observed).sum()),
                "excluded": int((observed & ~use).sum()),
                "centre": series.centre[first],
                "lower": series.lower[last],
                "upper": series.upper[last],
                "sigma": series.sigma[last],
                "is_trial": bool(runs.points[i] < series.settings.rules.points_needed),
                **{str(name): int((kinds == code).sum()) for code, name in enumerate(KINDS)},
                "useful": int(runs.useful[i]),
                "longest_run": runs.longest[i],
                "longest_run_allowed": runs.longest_allowed[i],
                "crossings": runs.crossings[i],
                "fewest_crossings": runs.fewest_crossings[i],
                **_counts_allowed(series, int(runs.useful[i])),
                "runs_signal": bool(series.worked.in_order and runs.signal[i]),
            }
        )
    return pd.DataFrame(rows)


def _counts_allowed(series: JudgedSeries, useful: int) -> dict[str, float]:
    """Give the fewest and most runs that chance explains, where the rules count runs."""
    counted = any(isinstance(rule, RunsCount) for rule in series.settings.rules.rules)
    if not counted:
        return {}
    fewest, most = runs_limits(useful) if useful >= FEWEST_COUNTED else (np.nan, np.nan)
    return {"fewest_runs": fewest, "most_runs": most}


def _versus_before(series: JudgedSeries) -> npt.NDArray[np.object_]:
    out, change = np.full(len(series), "", dtype=object), series.change
    if change is not None and change.is_between_phases:
        out[change.since :] = np.where(series.observed[change.since :], change.kind, "")
    return out


def _names(found: dict[str, Bools], size: int) -> npt.NDArray[np.object_]:
    """Give each point a tuple of the names under which it is marked."""
    out = np.empty(size, dtype=object)
    out[:] = [()] * size
    for name, member in found.items():
        for i in np.flatnonzero(member):
            out[i] = (*out[i], name)
    return out
