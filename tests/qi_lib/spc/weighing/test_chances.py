"""Chances, against sums over all that can happen."""

from __future__ import annotations

import math
from itertools import combinations, product

import pytest

from qi_lib.spc.weighing.chances import (
    at_least_of,
    count_chance,
    few_runs,
    geometric_chance,
    in_a_row,
    two_outcomes,
)


@pytest.mark.parametrize(("size", "share"), [(12, 0.3), (30, 0.97), (5, 0.5), (30, 0.0)])
def test_counts_out_of_a_size_are_binomial(size: int, share: float) -> None:
    weights = [math.comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(size + 1)]

    for low, high in ((0, 3), (2, size), (size - 1, size), (0, size)):
        expected = sum(weights[low : high + 1])
        assert count_chance(low, high, size * share, size) == pytest.approx(expected, abs=1e-12)


def test_counts_without_a_most_are_poisson() -> None:
    assert count_chance(1, math.inf, 1 / 24) == pytest.approx(1 - math.exp(-1 / 24))
    assert count_chance(12, math.inf, 5) == pytest.approx(0.00545, abs=1e-5)
    assert count_chance(0, 2, 2) == pytest.approx(5 * math.exp(-2))


def test_cases_between_events_are_geometric() -> None:
    assert geometric_chance(3, 1) == pytest.approx(1 / 8)


def test_runs_and_windows_are_counted_over_all_orders() -> None:
    orders = list(combinations(range(8), 5))  # where the five points of eight lie

    assert in_a_row(3, 5, 8) == pytest.approx(
        sum({0, 1, 2} <= set(at) for at in orders) / len(orders)
    )
    assert at_least_of(2, 3, 5, 8) == pytest.approx(
        sum(len({0, 1, 2} & set(at)) >= 2 for at in orders) / len(orders)
    )
    runs = [1 + sum((i in at) != (i - 1 in at) for i in range(1, 8)) for at in orders]
    assert few_runs(4, 5, 3) == pytest.approx(sum(count <= 4 for count in runs) / len(orders))
    assert few_runs(1, 8, 0) == 1


def test_tries_with_two_outcomes() -> None:
    wins = [sum(tries) for tries in product((0, 1), repeat=5)]

    assert two_outcomes(4, 5, 0.5) == pytest.approx(sum(win >= 4 for win in wins) / len(wins))
