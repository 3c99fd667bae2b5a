"""What must hold for any data: found with hypothesis."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qi_lib.spc import RULE_SETS, spc
from qi_lib.spc.limits.chart_types import CHART_TYPES
from qi_lib.spc.reading.points import SUBGROUPS

# Values on a grid, so that ties are common and shifting them is exact enough to compare.
VALUES = st.lists(
    st.one_of(st.integers(-50, 50).map(float), st.just(np.nan)), min_size=3, max_size=60
).filter(lambda values: not all(np.isnan(v) for v in values))
RULES = st.sampled_from(sorted(RULE_SETS))
CHARTS = st.sampled_from(sorted(CHART_TYPES))
# Counts that any chart type can plot; a t chart knows no zero.
COUNTS = st.lists(st.integers(1, 40).map(float), min_size=3, max_size=40)
FROM_A_DISTRIBUTION = ("p", "np", "u", "c", "g")
LINES = ["value", "centre", "lower", "upper", "lower_2sigma", "upper_2sigma"]
QUICK = settings(max_examples=60, deadline=None)


def _n(chart: str) -> str | None:
    return "n" if CHART_TYPES[chart].n == "needed" else None


def _rows(chart: str, values: list[float], *, spread: float = 1) -> pd.DataFrame:
    """Make rows for a chart type: three a point where it shows subgroups."""
    many = 3 if CHART_TYPES[chart].aggregate in SUBGROUPS else 1
    x = np.repeat(np.arange(len(values)), many)
    within = np.tile(np.arange(many) * spread, len(values))
    return pd.DataFrame({"x": x, "y": np.repeat(values, many) + within, "n": 60.0})


@QUICK
@given(
    values=VALUES, rules=RULES, scale=st.sampled_from([0.1, 3.0, 1000.0]), add=st.integers(-9, 9)
)
def test_moving_and_stretching_the_data_moves_and_stretches_the_lines(
    values: list[float], rules: str, scale: float, add: int
) -> None:
    plain = spc(y=values, chart="i", rules=rules).points
    moved = spc(y=np.array(values) * scale + add, chart="i", rules=rules).points

    expected = plain[LINES].to_numpy() * scale + add
    np.testing.assert_allclose(moved[LINES].to_numpy(), expected, rtol=1e-9, atol=1e-7 * scale)
    assert moved["signals"].tolist() == plain["signals"].tolist()


@QUICK
@given(values=VALUES, rules=RULES)
def test_turning_the_data_upside_down_swaps_better_and_worse(
    values: list[float], rules: str
) -> None:
    up = spc(y=values, chart="i", rules=rules, direction="up").points["kind"]
    down = spc(y=[-v for v in values], chart="i", rules=rules, direction="down").points["kind"]

    assert up.tolist() == down.tolist()


@QUICK
@given(values=VALUES, rules=RULES, seed=st.integers(0, 99))
def test_order_of_rows_does_not_matter(values: list[float], rules: str, seed: int) -> None:
    data = pd.DataFrame({"x": np.arange(len(values)), "y": values})

    plain = spc(data, x="x", y="y", chart="i", rules=rules).points
    shuffled = data.sample(frac=1, random_state=seed)

    pd.testing.assert_frame_equal(spc(shuffled, x="x", y="y", chart="i", rules=rules).points, plain)


@QUICK
@given(series=st.lists(COUNTS, min_size=1, max_size=4), rules=RULES, chart=CHARTS)
def test_facets_equal_separate_calls(series: list[list[float]], rules: str, chart: str) -> None:
    parts = [_rows(chart, values).assign(name=f"s{i}") for i, values in enumerate(series)]
    columns = {"x": "x", "y": "y", "n": _n(chart)}

    facets = spc(pd.concat(parts), **columns, facet="name", chart=chart, rules=rules, target=3)

    for i, part in enumerate(parts):
        alone = spc(part, **columns, chart=chart, rules=rules, target=3)
        together = facets[f"s{i}"]
        pd.testing.assert_frame_equal(together.points, alone.points, rtol=1e-12)
        assert (together.variation, together.assurance) == (alone.variation, alone.assurance)
        assert together.finding(subject="S") == alone.finding(subject="S")
        assert together.notes == alone.notes


@QUICK
@given(first=COUNTS, second=COUNTS, rules=RULES, chart=CHARTS)
def test_phases_equal_separate_calls(
    first: list[float], second: list[float], rules: str, chart: str
) -> None:
    before, after = _rows(chart, first), _rows(chart, second)
    after["x"] += len(first)
    columns = {"x": "x", "y": "y", "n": _n(chart), "chart": chart, "rules": rules}

    stepped = spc(pd.concat([before, after]), **columns, phases=[len(first)]).points

    cut = len(first)
    for part, rows in ((stepped[:cut], before), (stepped[cut:], after)):
        alone = spc(rows, **columns).points
        same = [*LINES, "signals", "completes", "kind"]
        pd.testing.assert_frame_equal(part[same].reset_index(drop=True), alone[same], rtol=1e-12)


@QUICK
@given(
    value=st.integers(1, 50),
    size=st.integers(1, 60),
    rules=RULES,
    chart=CHARTS,
    screen=st.booleans(),
)
def test_no_rule_fires_on_a_constant_of_any_chart_type(
    value: int, size: int, rules: str, chart: str, screen: bool
) -> None:
    rows = _rows(chart, [float(value)] * size, spread=0)

    chart_of = spc(rows, x="x", y="y", n=_n(chart), chart=chart, rules=rules, screen=screen)

    # Limits that come from a distribution lie apart even where points do not: then Nelson's
    # rule of hugging says, and rightly, that points vary less than they should.
    fired = {name for names in chart_of.points["signals"] for name in names}
    assert fired <= ({"hugging"} if chart in FROM_A_DISTRIBUTION else set())
    assert chart_of.variation in (None, "common_cause", *(("neutral",) if fired else ()))


@pytest.mark.parametrize("chart", sorted(CHART_TYPES))
def test_order_of_rows_does_not_matter_to_any_chart_type(chart: str) -> None:
    rows = _rows(chart, [3.0, 8, 2, 9, 4, 4, 7, 1, 6, 5, 12, 3, 8, 2])
    columns = {"x": "x", "y": "y", "n": _n(chart), "chart": chart}

    shuffled = spc(rows.sample(frac=1, random_state=3), **columns).points

    pd.testing.assert_frame_equal(shuffled, spc(rows, **columns).points)


@QUICK
@given(
    value=st.floats(-1e6, 1e6, allow_subnormal=False),
    size=st.integers(1, 60),
    rules=RULES,
    screen=st.booleans(),
)
def test_no_rule_fires_on_a_constant(value: float, size: int, rules: str, screen: bool) -> None:
    chart = spc(y=[value] * size, chart="i", rules=rules, screen=screen)

    assert not any(chart.points["signals"])
    assert chart.variation in (None, "common_cause")


@QUICK
@given(values=VALUES, rules=RULES)
def test_every_completed_pattern_has_its_points_marked(values: list[float], rules: str) -> None:
    for hits in spc(y=values, chart="i", rules=rules).hits.values():
        if hits.completes.any():
            assert hits.member.any()
        assert not (hits.direction[~hits.member] != 0).any()


@QUICK
@given(
    rows=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=40),
    chart=st.sampled_from(["p", "pp", "np", "u", "up"]),
    rules=RULES,
)
def test_limits_of_counts_lie_about_the_centre_and_within_what_is_possible(
    rows: list[tuple[int, int]], chart: str, rules: str
) -> None:
    n = np.array([max(pair) for pair in rows], dtype=float)
    y = np.array([min(pair) for pair in rows], dtype=float)

    points = spc(y=y, n=n, chart=chart, rules=rules).points.dropna(subset=["lower"])

    assert (points["lower"] <= points["centre"] + 1e-9).all()
    assert (points["centre"] <= points["upper"] + 1e-9).all()
    assert (points["lower"] >= 0).all()
    if CHART_TYPES[chart].is_share:
        assert (points["upper"] <= 1).all()


@QUICK
@given(values=VALUES, rules=RULES, size=st.sampled_from(["thumbnail", "page", "tv"]))
def test_every_chart_can_be_drawn_and_put_into_words(
    values: list[float], rules: str, size: str
) -> None:
    chart = spc(y=values, chart="i", rules=rules, direction="down", target=3)

    assert ">nan" not in chart.to_svg(size)
    assert '"nan"' not in chart.to_svg(size)
    assert chart.explain()
    assert chart.to_table_html().count("<tr>") == len(values) + 1


@pytest.mark.parametrize("chart", sorted(CHART_TYPES))
def test_every_chart_type_can_be_drawn(chart: str) -> None:
    rng = np.random.default_rng(2)
    data = pd.DataFrame({"x": np.repeat(np.arange(20), 4), "y": rng.integers(3, 9, 80), "n": 12})
    kind = CHART_TYPES[chart]

    made = spc(data, x="x", y="y", n="n" if kind.n == "needed" else None, chart=chart)

    assert np.isfinite(made.points["value"]).sum() >= 19
    assert made.to_svg("page").startswith("<svg")
    assert made.explain()
