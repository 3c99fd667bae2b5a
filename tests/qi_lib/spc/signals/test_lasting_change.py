"""Lasting changes: found when they are there, not claimed on noise, never against the icon."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Chart, Phase, spc
from qi_lib.spc.signals.rank_test import level_starts, rank_distance, rank_distances

_Series = Callable[[np.random.Generator, int], dict[str, object]]
NOISE: dict[str, _Series] = {
    "i, mdc": lambda r, n: {"y": r.normal(50, 5, n), "chart": "i"},
    "i, nelson": lambda r, n: {"y": r.normal(50, 5, n), "chart": "i", "rules": "nelson"},
    "run, anhoej": lambda r, n: {"y": r.normal(50, 5, n), "chart": "run"},
    "run, ihi": lambda r, n: {"y": r.normal(50, 5, n), "chart": "run", "rules": "ihi"},
    "c, mdc": lambda r, n: {"y": r.poisson(6, n), "chart": "c"},
    "p, mdc": lambda r, n: {"y": r.binomial(60, 0.2, n), "n": np.full(n, 60), "chart": "p"},
    "t, mdc": lambda r, n: {"y": r.exponential(10, n) + 0.01, "chart": "t"},
    "baseline": lambda r, n: {"y": r.normal(50, 5, n), "chart": "i", "baseline": 12},
}


def _charts(series: _Series, count: int = 300) -> list[Chart]:
    rng = np.random.default_rng(2025)
    return [spc(**series(rng, int(rng.integers(24, 61)))) for _ in range(count)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NOISE)
def test_hardly_ever_is_a_change_claimed_on_noise(name: str) -> None:
    charts = _charts(NOISE[name])

    assert sum(chart.change is not None for chart in charts) <= 5
    assert sum(chart.suggest_phase() is not None for chart in charts) <= 5


def test_hardly_ever_is_a_change_claimed_on_noise_with_a_phase() -> None:
    rng = np.random.default_rng(2025)

    def chart() -> Chart:
        n = int(rng.integers(24, 61))
        start = int(rng.integers(8, n - 8)) + 1
        return spc(x=np.arange(1, n + 1), y=rng.normal(50, 5, n), chart="i", phases=[Phase(start)])

    assert sum(chart().change is not None for _ in range(300)) <= 5


@pytest.mark.parametrize("name", NOISE)
def test_finding_never_contradicts_the_icon(name: str) -> None:
    for chart in _charts(NOISE[name], 60):
        _agrees(chart)


@pytest.mark.parametrize(("chart", "least"), [("i", 90), ("run", 65)])
def test_old_shift_is_found_and_a_phase_suggested_where_it_began(chart: str, least: int) -> None:
    rng = np.random.default_rng(5)
    charts = [
        spc(y=np.r_[rng.normal(50, 5, 30), rng.normal(42, 5, 30)], chart=chart, direction="down")
        for _ in range(100)
    ]

    changes = [found.change for found in charts if found.change is not None]
    suggestions = [found.suggest_phase() for found in charts]

    assert sum(change.kind == "improvement" for change in changes) >= least
    assert sum(suggestion is not None for suggestion in suggestions) >= least
    assert np.median([abs(change.since - 30) for change in changes]) <= 1
    for found in charts:
        _agrees(found)


def _agrees(chart: Chart) -> None:
    """Check that the finding does not say the opposite of the icon, nor deny what it shows."""
    icon, parts = chart.variation, chart.finding_parts()
    said = next((part.emphasis for part in parts if part.emphasis), None)
    words = "".join(part.text for part in parts)
    shows = (icon or "common_cause").partition("_")
    if shows[0] in ("improvement", "concern", "neutral"):
        assert not words.startswith(("No ", "Too early"))
        if shows[2] and said is not None:
            assert said == shows[0], (icon, words)
            opposite = (" down", " lower", "low ") if shows[2] == "high" else (" up", " higher")
            assert not any(word in words for word in opposite), (icon, words)


def test_getting_worse_again_inside_the_latest_phase_is_the_news() -> None:
    values = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 51]
    values += [40, 41, 39, 42, 38, 40, 41, 39, 40, 42, 38, 40, 41, 39, 40, 41]
    values += [45, 46, 44, 45, 47, 45, 44, 46]
    months = pd.date_range("2023-01-01", periods=36, freq="MS")
    chart = spc(
        x=months,
        y=values,
        chart="i",
        direction="down",
        phases=[Phase("2024-01-01", "Huddles")],
        measure="Falls",
    )

    suggestion = chart.suggest_phase()

    assert chart.variation == "concern_high"
    assert chart.finding() == ("Falls are up by one in ten, and have stayed up for eight months")
    assert suggestion is not None
    assert suggestion.start == months[28]
    assert "Since May 2025 the level is 45.2, after 40.1 before" in suggestion.evidence
    phases = [Phase("2024-01-01", "Huddles"), suggestion.phase("Winter")]
    assert spc(x=months, y=values, chart="i", phases=phases).suggest_phase() is None


def test_latest_point_the_other_way_is_the_news() -> None:
    values = [9, 8, 10] * 5 + [4, 5, 6] * 4 + [25]

    chart = spc(y=values, x=range(28), chart="i", direction="down", phases=[Phase(15)])

    assert chart.finding(subject="Falls") == "Falls were unusually high at point 27: 25"


def test_level_that_was_given_is_no_earlier_level() -> None:
    chart = spc(y=[7, 8, 9, 8, 7, 8, 9, 8] * 3, chart="i", direction="down", centre=5)

    assert chart.finding(subject="Falls") == ("Falls have been higher than 5 throughout: around 8")
    assert chart.finding_parts()[1].emphasis == "concern"
    assert "worse than the given level" in chart.explain()
    assert "average" not in chart.explain()
    assert chart.suggest_phase() is None


def test_level_that_came_back_is_no_lasting_change() -> None:
    values = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49] * 2
    values += [42, 43, 41, 42, 44, 42, 41, 43, *values]

    chart = spc(y=values, chart="i", direction="down")

    assert chart.change is None or chart.change.side == 1


def test_np_chart_compares_shares_and_not_counts() -> None:
    rng = np.random.default_rng(3)
    sizes = np.r_[np.full(20, 200), np.full(20, 60)]

    chart = spc(y=rng.binomial(sizes, 0.2), n=sizes, chart="np", measure="Returns")

    assert chart.change is None
    assert "stay around 25.4" in chart.finding()
    assert "average 25.4" in chart.to_svg()


def test_ranks_say_how_far_levels_are_apart() -> None:
    before, after = np.arange(7.0), np.arange(7.0) + 10

    # U = 49, expected 24.5, standard deviation sqrt(7 * 7 * 15 / 12).
    assert rank_distance(before, after) == pytest.approx(24.5 / np.sqrt(61.25))
    assert rank_distances(np.ones(20)).tolist() == [0.0] * 19
    assert level_starts(np.r_[np.zeros(10), np.ones(10), np.full(10, 5.0)]) == [10, 20]
