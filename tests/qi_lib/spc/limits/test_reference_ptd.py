"""Signals and icons against NHSRplotthedots 0.2.2, and where the current rules differ."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Chart, Phase, SpcError, spc
from tests.qi_lib.spc.reference_cases import assert_close, cases, frame

CASES = cases("nhsrplotthedots.jsonl", "nhsrplotthedots_bundled.jsonl", kind="ptd")
DIRECTIONS = {"increase": "up", "decrease": "down", "neutral": "neutral"}
ICONS = {"inconsistent": "hit_or_miss", "pass": "pass", "fail": "fail"}
RULES = (("Trend", "trend"), ("2 in 3", "two_of_three"), ("7 Points", "shift"))


def _chart(case: dict[str, Any], data: pd.DataFrame, rules: str, **changes: Any) -> Chart:
    call = case["call"]
    given: dict[str, Any] = {
        "direction": DIRECTIONS[call["improvement_direction"]],
        "screen": call["screen_outliers"],
        "target": call.get("target"),
        "phases": [Phase(start) for start in call.get("rebase", [])],
        "baseline": call.get("fix_after_n_points"),
        "aggregate": "refuse",
        **changes,
    }
    return spc(data, x="x", y="y", chart="i", rules=rules, **given)


def test_facets_have_targets_and_phases_of_their_own() -> None:
    case = next((c.values[0] for c in CASES if c.id == "ptd-facets-targets"), None)
    if case is None:
        pytest.skip("the bundled cases are not beside the repository")
    rebase = {name: [Phase(d) for d in dates] for name, dates in case["call"]["rebase"].items()}

    charts = spc(
        frame(case),
        x="x",
        y="y",
        facet="facet",
        chart="i",
        rules="nhsr",
        direction="down",
        target=case["call"]["target"],
        phases=rebase,
    )

    expected = case["expected"]
    assert charts.points["facet"].tolist() == expected["facet"]
    for theirs, ours in {"y": "value", "cl": "centre", "lcl": "lower", "ucl": "upper"}.items():
        assert_close(case, charts.points[ours], expected[theirs], ours)
    np.testing.assert_array_equal(charts.points["phase"] - 1, expected["phase"])
    icons = {icon["facet"]: icon for icon in expected["icons"]}
    for name, chart in charts.items():
        assert chart.variation == icons[name]["variation"]
        # A facet without a target has no icon; the package shows "inconsistent" (a quirk).
        has_target = name in case["call"]["target"]
        assert chart.assurance == (ICONS[icons[name]["assurance"]] if has_target else None)


def _rule(kind: str) -> str:
    for words, name in RULES:
        if words in kind:
            return name
    return "outside"


def _check(case: dict[str, Any], chart: Chart, expected: dict[str, Any]) -> None:
    points = chart.points
    for theirs, ours in {"y": "value", "cl": "centre", "lcl": "lower", "ucl": "upper"}.items():
        assert_close(case, points[ours], expected[theirs], ours)
    kinds = [kind.removeprefix("special_cause_") for kind in expected["point_type"]]
    kinds = ["common" if k == "common_cause" else k.split("_")[0] for k in kinds]
    assert points["kind"].tolist() == kinds
    for signals, kind in zip(points["signals"], expected["special_cause_type"], strict=True):
        assert bool(signals) == (kind != "Common Cause")
        if signals:
            # The package names one rule a point, the first in its order; ours names all.
            order = ("outside", "trend", "two_of_three", "shift")
            assert min(signals, key=order.index) == _rule(kind)
    np.testing.assert_array_equal(points["phase"] - 1, expected["phase"])


@pytest.mark.parametrize("case", [c for c in CASES if "facets" not in str(c.id)])
def test_nhsr_rules_agree_with_the_package(case: dict[str, Any]) -> None:
    data = frame(case)
    if case["expected"].get("error"):
        with pytest.raises(SpcError, match="share one date"):
            _chart(case, data, "nhsr")
        return

    chart = _chart(case, data, "nhsr")

    _check(case, chart, case["expected"])
    icons = case["expected"]["icons"][0]
    assert chart.variation == icons["variation"]
    assert chart.assurance == ICONS.get(icons["assurance"])


@pytest.mark.parametrize("case", [c for c in CASES if "two-of-three" in str(c.id)])
def test_current_rules_count_points_beyond_the_limit_too(case: dict[str, Any]) -> None:
    data = frame(case)

    current = set(
        np.flatnonzero(["two_of_three" in s for s in _chart(case, data, "mdc").points["signals"]])
    )
    package = set(
        np.flatnonzero(["two_of_three" in s for s in _chart(case, data, "nhsr").points["signals"]])
    )

    assert package <= current


def test_limits_of_the_current_rules_are_not_screened() -> None:
    case = next(c.values[0] for c in CASES if c.id == "ptd-outlier-unscreened")

    chart = spc(frame(case), x="x", y="y", chart="i", rules="mdc", direction="up")

    assert_close(case, chart.points["upper"], case["expected"]["ucl"], "upper")
