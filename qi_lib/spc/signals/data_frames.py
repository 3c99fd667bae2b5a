"""A chart as data frames: one row a point, one row a phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from qi_lib.spc.arrays.array_types import Bools
from qi_lib.spc.arrays.segments import Segments
from qi_lib.spc.rules.runs_analysis import analyse_runs
from qi_lib.spc.signals.verdicts import KINDS

if TYPE_CHECKING:
    from qi_lib.spc.chart import Chart

__all__ = ["points_frame", "summary_frame"]


def points_frame(chart: Chart) -> pd.DataFrame:
    """Give one row a point; see `Chart.points`."""
    w, cut, hits = chart.worked, slice(chart.start, chart.stop), chart.hits
    return pd.DataFrame(
        {
            "x": chart.x,
            "value": chart.value,
            "n": w.points.size[cut],
            "centre": chart.centre,
            "lower": chart.lower,
            "upper": chart.upper,
            "lower_2sigma": w.lower_2sigma[cut],
            "upper_2sigma": w.upper_2sigma[cut],
            "target": chart.target,
            "phase": chart.phase,
            "excluded": chart.observed & ~chart.use,
            "signals": _names({name: h.member for name, h in hits.items()}, len(chart)),
            "completes": _names({name: h.completes for name, h in hits.items()}, len(chart)),
            "kind": np.asarray(KINDS, dtype=object)[chart.kind],
            "versus_before": _versus_before(chart),
        }
    )


def summary_frame(chart: Chart) -> pd.DataFrame:
    """Give one row a phase; see `Chart.summary`."""
    w, rows = chart.worked, list[dict[str, object]]()
    inside = (w.segments.starts >= chart.start) & (w.segments.starts < chart.stop)
    phases = Segments(w.segments.starts[inside] - chart.start, len(chart))
    runs = analyse_runs(phases, w.compared.side[chart.start : chart.stop], chart.use)
    for segment in range(len(phases.starts)):
        first = chart.start + int(phases.starts[segment])
        last = first + int(phases.lengths[segment]) - 1
        cut = slice(first, last + 1)
        observed, number = w.compared.observed[cut], int(w.phase[first])
        kinds = w.kind[cut][observed]
        rows.append(
            {
                "phase": number,
                "reason": chart.reason(number),
                "start": chart.x[first - chart.start],
                "end": chart.x[last - chart.start],
                "points": int(observed.sum()),
                "missing": int((~observed).sum()),
                "excluded": int((observed & ~w.compared.use[cut]).sum()),
                "centre": w.centre[first],
                "lower": w.lower[last],
                "upper": w.upper[last],
                "is_trial": bool(runs.points[segment] < chart.settings.rules.points_needed),
                **{str(name): int((kinds == i).sum()) for i, name in enumerate(KINDS)},
                "useful": int(runs.useful[segment]),
                "longest_run": runs.longest[segment],
                "longest_run_allowed": runs.longest_allowed[segment],
                "crossings": runs.crossings[segment],
                "fewest_crossings": runs.fewest_crossings[segment],
                "runs_signal": bool(w.in_order and runs.signal[segment]),
            }
        )
    return pd.DataFrame(rows)


def _versus_before(chart: Chart) -> npt.NDArray[np.object_]:
    out = np.full(len(chart), "", dtype=object)
    change = chart.change
    if change is not None and change.is_between_phases:
        out[change.since :] = np.where(chart.observed[change.since :], change.kind, "")
    return out


def _names(found: dict[str, Bools], size: int) -> npt.NDArray[np.object_]:
    """Give each point a tuple of the names under which it is marked."""
    out = np.empty(size, dtype=object)
    out[:] = [()] * size
    for name, member in found.items():
        for i in np.flatnonzero(member):
            out[i] = (*out[i], name)
    return out
