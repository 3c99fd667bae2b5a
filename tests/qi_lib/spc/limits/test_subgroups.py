"""X-bar charts whose limits come from the ranges within subgroups."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from qi_lib.spc import ArgumentError, Chart, spc
from tests.qi_lib.spc.reference_cases import cases

# A2 of the x-bar chart by the size of a subgroup: NIST/SEMATECH e-Handbook of Statistical
# Methods, 6.3.2.1, and Montgomery, appendix VI.
A2 = {
    2: 1.880,
    3: 1.023,
    4: 0.729,
    5: 0.577,
    6: 0.483,
    7: 0.419,
    8: 0.373,
    9: 0.337,
    10: 0.308,
}


def _chart(groups: list[list[float]], chart: str = "xbar_r") -> Chart:
    times = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    return spc(x=times, y=np.concatenate(groups), chart=chart)


def _groups(size: int, count: int = 20) -> list[list[float]]:
    rng = np.random.default_rng(size)
    return [rng.normal(40, 3, size).tolist() for _ in range(count)]


@pytest.mark.parametrize("case", cases("qcc_rules.jsonl", kind="rules"))
def test_sigma_is_that_of_qcc_by_the_ranges(case: dict[str, Any]) -> None:
    if case["call"]["chart"] != "r":
        return
    groups = case["input"]["subgroups"]

    points = _chart(groups).points

    # qcc's R chart works out its sigma by "UWAVE-R", the one its x-bar chart uses.
    sigma = case["expected"]["sigma"] / np.sqrt(len(groups[0]))
    reach = 3 * sigma
    assert points["sigma"].to_numpy() == pytest.approx(sigma, rel=1e-7)
    assert points["upper"].to_numpy() == pytest.approx(np.mean(groups) + reach, rel=1e-7)
    assert points["lower"].to_numpy() == pytest.approx(np.mean(groups) - reach, rel=1e-7)


@pytest.mark.parametrize("size", A2)
def test_limits_lie_a2_times_the_mean_range_from_the_mean(size: int) -> None:
    groups = _groups(size)

    points = _chart(groups).points

    mean_range = np.mean([np.ptp(group) for group in groups])
    assert 3 * points["sigma"].to_numpy() / mean_range == pytest.approx(A2[size], abs=1e-3)


def test_where_sizes_differ_each_range_counts_by_its_own_size() -> None:
    groups = [[1.0, 3.0], [2.0, 4.0, 5.0], [2.0, 2.5, 3.0, 6.0, 4.0], [3.0]]

    points = _chart(groups).points

    sigma = np.mean([2 / 1.128, 3 / 1.693, 4 / 2.326])
    centre = np.mean(np.concatenate(groups))
    assert points["centre"].to_numpy() == pytest.approx(centre)
    assert points["upper"].to_numpy()[:3] == pytest.approx(centre + 3 * sigma / np.sqrt([2, 3, 5]))
    assert np.isnan(points["upper"].iloc[3])


def test_value_left_out_of_a_subgroup_is_not_in_its_range() -> None:
    groups = _groups(4)
    groups[5][1] = np.nan

    points = _chart(groups).points

    sizes = np.array([4] * 5 + [3] + [4] * 14)
    ranges = np.array([np.nanmax(group) - np.nanmin(group) for group in groups])
    sigma = (ranges / np.where(sizes == 4, 2.059, 1.693)).mean()
    assert points["sigma"].to_numpy() == pytest.approx(sigma / np.sqrt(sizes))


def test_more_than_ten_values_are_for_limits_from_s() -> None:
    with pytest.raises(ArgumentError, match=r'A subgroup has 11 values.*chart="xbar"'):
        _chart(_groups(11))


def test_means_are_those_of_the_chart_with_limits_from_s() -> None:
    groups = _groups(5)

    by_range, by_deviation = _chart(groups), _chart(groups, "xbar")

    assert by_range.value.tolist() == by_deviation.value.tolist()
    assert by_range.upper[0] == pytest.approx(by_deviation.upper[0], rel=0.01)
    assert by_range.upper[0] != by_deviation.upper[0]
