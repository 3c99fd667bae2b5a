"""Limits and runs analysis against qicharts2 0.8.1."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from qi_lib.spc import Chart, Facets, Phase, SpcError, spc
from tests.qi_lib.spc.reference_cases import assert_close, cases, frame

CASES = cases("qicharts2.jsonl", "qicharts2_bundled.jsonl", kind="shewhart")
METHODS = {"anhoej": "anhoej", "bestbox": "best_box", "cutbox": "cut_box"}


def _chart(case: dict[str, Any]) -> Chart | Facets:
    data, call = frame(case), case["call"]
    xs = sorted(data["x"].unique())
    part = call.get("part")
    phases: Any = [Phase(xs[last]) for last in part] if isinstance(part, list) else None
    if isinstance(part, str):
        phases = "part"
    return spc(
        data,
        x="x",
        y="y",
        n="n" if "n" in data else None,
        chart=call["chart"],
        rules=METHODS[call.get("runs_method", "anhoej")],
        screen=call.get("screen_mr", False),
        phases=phases,
        # qicharts2 ignores a freeze when there are parts; ours would fix each part's start.
        baseline=None if phases else call.get("freeze"),
        exclude=[xs[position - 1] for position in call.get("exclude", [])],
        centre=call.get("cl"),
        multiply=call.get("multiply", 1),
        aggregate=call.get("agg"),
        period=call.get("period"),
        lowest=0 if call.get("y_neg") is False else None,
        facet="facet" if "facet" in data else None,
    )


@pytest.mark.parametrize("case", CASES)
def test_chart_agrees_with_qicharts2(case: dict[str, Any]) -> None:
    if case["expected"].get("error"):
        with pytest.raises(SpcError):
            _chart(case)
        return

    chart = _chart(case)

    points, expected = chart.points, case["expected"]
    columns = {"y": "value", "cl": "centre", "lcl": "lower", "ucl": "upper"}
    columns |= {"lcl95": "lower_2sigma", "ucl95": "upper_2sigma"}
    for theirs, ours in columns.items():
        assert_close(case, points[ours], expected[theirs], ours)
    outside = ["outside" in signals for signals in points["signals"]]
    assert outside == expected["sigma_signal"]
    summary = chart.summary()
    runs = {"n_useful": "useful", "longest_run": "longest_run"}
    runs |= {"longest_run_max": "longest_run_allowed", "n_crossings": "crossings"}
    runs |= {"n_crossings_min": "fewest_crossings"}
    summary["n_obs"] = summary["points"] + summary["missing"] - summary["excluded"]
    runs["n_obs"] = "n_obs"
    for theirs, ours in runs.items():
        assert_close(case, summary[ours], [row[theirs] for row in expected["runs"]], ours)
    keys = ["facet", "phase"] if isinstance(chart, Facets) else ["phase"]
    signal = points.merge(summary[[*keys, "runs_signal"]], on=keys)["runs_signal"]
    np.testing.assert_array_equal(signal, expected["runs_signal"])
