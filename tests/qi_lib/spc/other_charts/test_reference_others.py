"""Funnel plots against FunnelPlotR 0.6.0; Pareto and Bernoulli CUSUM against qicharts2."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import (
    ArgumentError,
    DataError,
    Funnel,
    bernoulli_cusum,
    funnel,
    histogram,
    pareto,
)
from qi_lib.spc.other_charts.funnel.poisson_limits import poisson_limits
from tests.qi_lib.spc.reference_cases import assert_close, cases

_SVG = "{http://www.w3.org/2000/svg}"
LIMITS = {
    f"{prefix}{theirs}": f"{prefix}{ours}"
    for prefix in ("", "od_")
    for theirs, ours in {
        "lcl95": "lower_95",
        "ucl95": "upper_95",
        "lcl998": "lower_998",
        "ucl998": "upper_998",
    }.items()
}


def _funnel(case: dict[str, Any], **changes: Any) -> Funnel:
    call, given = case["call"], case["input"]
    return funnel(
        group=given["group"],
        numerator=given["numerator"],
        denominator=given["denominator"],
        kind={"PR": "proportion", "SR": "ratio", "RC": "rate"}[call["data_type"]],
        limit=99.8 if call["limit"] == 99 else 95,
        overdispersion=call["overdispersion"],
        trim=call["trim_by"],
        multiply=call["multiplier"],
        **changes,
    )


@pytest.mark.parametrize("case", cases("funnelplotr.jsonl", kind="funnel"))
def test_funnel_agrees_with_funnelplotr(case: dict[str, Any]) -> None:
    found, expected = _funnel(case), case["expected"]

    assert found.points["group"].tolist() == expected["group"]
    assert found.points["is_outlier"].tolist() == expected["outlier"]
    assert_close(case, found.points["ratio"], expected["ratio"], "ratio")
    for theirs, ours in LIMITS.items():
        assert_close(case, found.points[ours], expected[theirs], ours)
    for name in ("target", "phi", "tau2"):
        assert getattr(found, name) == pytest.approx(expected[name], rel=1e-6)
    assert found.is_overdispersed == (expected["limits_used"] == "overdispersed")


def test_funnel_of_rates_holds_most_units_of_one_true_rate() -> None:
    # The package's limits leave 23 of these 25 units outside (a quirk; see how we differ).
    case = next(
        c.values[0]
        for c in cases("funnelplotr.jsonl", kind="funnel", levels=("quirk",))
        if c.id == "fun-rc-mult"
    )

    assert _funnel(case).points["is_outlier"].sum() <= 1


def test_poisson_limits_leave_out_what_they_say() -> None:
    lower, upper = poisson_limits(np.array([10.0]), 0.025)

    # Garwood's exact limits for a count of ten (Ulm 1990): 4.795 and 18.390.
    assert (lower[0], upper[0]) == (pytest.approx(4.795, abs=5e-4), pytest.approx(18.390, abs=5e-4))


@pytest.mark.parametrize("case", cases("other.jsonl", kind="pareto"))
def test_pareto_agrees_with_qicharts2(case: dict[str, Any]) -> None:
    found = pareto(case["input"]["values"], include_missing=case["call"]["use_na"]).table

    assert found["category"].tolist() == case["expected"]["category"]
    for name in ("count", "cum_count", "share", "cum_share"):
        assert_close(case, found[name], case["expected"][name], name)


@pytest.mark.parametrize("case", cases("other.jsonl", kind="bernoulli_cusum"))
def test_bernoulli_cusum_agrees_with_qicharts2(case: dict[str, Any]) -> None:
    call, expected = case["call"], case["expected"]

    found = bernoulli_cusum(
        y=case["input"]["y"],
        target=call["target"],
        odds_ratio=call["odds_ratio"],
        limit=call["limit"],
    )

    for name in ("cusum_up", "cusum_down"):
        assert_close(case, found.points[name], expected[name], name)
    for name in ("signal_up", "signal_down"):
        assert found.points[name].tolist() == expected[name]
    assert (found.p1, found.p2) == (
        pytest.approx(expected["p1"]),
        pytest.approx(expected["p2"]),
    )


def test_pareto_of_one_category_works() -> None:
    # The R package fails on one category.
    assert pareto(["fall"] * 3).table["cum_share"].tolist() == [1]


def test_pareto_names_the_vital_few() -> None:
    causes = ["slip"] * 16 + ["bed"] * 2 + ["chair", "stairs"]

    assert pareto(causes, measure="falls").finding() == "One category makes 80% of falls"


@pytest.mark.parametrize(
    "name", ["Other", "others", "Other reasons", "OTHER (please say)", "Misc.", "Unknown", None]
)
def test_other_comes_last_and_is_none_of_the_vital_few(name: str | None) -> None:
    causes = [name] * 45 + ["slip"] * 30 + ["bed"] * 15 + ["chair"] * 6 + ["stairs"] * 4

    found = pareto(causes, measure="falls", include_missing=True)

    assert found.table["category"].tolist() == ["slip", "bed", "chair", "stairs", name]
    assert (found.vital_few, found.few) == (4, None)
    said = "not known" if name is None else name
    assert f"“{said}” holds 45%, more than any cause: look into it." in found.explain()


def test_category_that_only_contains_other_is_a_cause_like_any() -> None:
    causes = ["Wheelchair or other aid"] * 8 + ["slip"] * 2 + ["Another ward"]

    assert pareto(causes).table["category"].tolist()[0] == "Wheelchair or other aid"


def test_nothing_but_other_has_no_vital_few() -> None:
    found = pareto({"Other": 4, "Unknown": 2}, measure="falls")

    assert found.finding() == "No few categories stand out among falls"
    assert found.explain().endswith("There are 6 in all.")


def _named(svg: str) -> set[str]:
    return {node.text or "" for node in ElementTree.fromstring(svg).iter(f"{_SVG}text")}


def test_unit_without_any_event_has_its_name_on_the_funnel() -> None:
    found = funnel(
        group=[*"ABCDEFGHI", "Willow ward"],
        numerator=[12, 15, 9, 22, 18, 30, 14, 11, 40, 0],
        denominator=[100, 120, 80, 200, 150, 240, 130, 90, 300, 110],
    )

    svg = found.to_svg(themeable=False)

    assert "Willow ward" in _named(svg)
    (low,) = re.findall(
        r'<polygon points="[\d.]+,([\d.]+) [\d.]+,([\d.]+) [^"]+" fill="#5b3a8c"', svg
    )
    assert float(low[0]) > float(low[1]), "a low outlier points down"


def test_every_outlier_of_a_crowded_funnel_has_its_name() -> None:
    rng = np.random.default_rng(3)
    sizes = rng.integers(50, 400, 30)
    events = rng.binomial(sizes, np.where(np.arange(30) % 2, 0.05, 0.25))
    found = funnel(group=[f"Ward {i}" for i in range(30)], numerator=events, denominator=sizes)

    outside = found.points["group"][found.points["is_outlier"]]

    assert len(outside) > 12
    assert set(outside) <= _named(found.to_svg())


def test_histogram_counts_every_value_once() -> None:
    values = [1.0, 2, 2, 3, 3, 3, 4, 9, 9.5, np.nan]

    found = histogram(y=values, bars=4, unit="days")

    assert found.table["count_"].sum() == found.count == 9
    assert found.finding() == "Half are below 3 days, with a long tail of high values"


@pytest.mark.parametrize(
    "call",
    [
        lambda: funnel(group=["a"], numerator=[1], denominator=[2], kind="odds"),  # type: ignore[arg-type]
        lambda: funnel(group=["a"], numerator=[1], denominator=[2], limit=90),
        lambda: bernoulli_cusum(y=[0, 1], target=4),
        lambda: histogram(y=[1, 2], bars=0),
    ],
)
def test_wrong_arguments_are_refused(call: Any) -> None:
    with pytest.raises(ArgumentError):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: funnel(group=["a"], numerator=[3], denominator=[2]),
        lambda: bernoulli_cusum(y=[0, 2], target=0.1),
        lambda: histogram(y=[np.nan]),
        lambda: pareto([None]),
    ],
)
def test_impossible_data_are_refused(call: Any) -> None:
    with pytest.raises(DataError):
        call()


def test_every_drawing_is_titled_and_harmless() -> None:
    evil = "<script>alert(1)</script>"
    drawings = [
        pareto([evil, "b", "b"], measure=evil),
        funnel(group=[evil, "b"], numerator=[90, 10], denominator=[100, 100]),
        histogram(y=[1, 2, 3, 30], unit=evil),
        bernoulli_cusum(y=[0, 1] * 30, target=0.1),
    ]

    for drawing in drawings:
        svg = drawing.to_svg()
        assert "<script" not in svg
        root = ElementTree.fromstring(svg)
        assert root.findtext("{http://www.w3.org/2000/svg}title") == drawing.finding()


@pytest.mark.parametrize(
    "data",
    [
        ["bed", "slip", "slip", "bed", "slip"],
        {"bed": 2, "slip": 3},
        pd.Series({"bed": 2, "slip": 3}),
        pd.Series(["bed", "slip", "slip", "bed", "slip"]).value_counts(),
    ],
)
def test_pareto_takes_events_or_counts_by_name(data: Any) -> None:
    found = pareto(data).table

    assert dict(zip(found["category"], found["count"], strict=True)) == {"slip": 3, "bed": 2}


def test_pareto_takes_the_columns_of_a_frame() -> None:
    data = pd.DataFrame({"cause": ["bed", "slip", None, "slip"], "falls": [2, 1, 4, 2]})

    rows, counts = pareto(data, category="cause"), pareto(data, category="cause", count="falls")

    assert rows.table["count"].tolist() == [2, 1]
    assert counts.table["count"].tolist() == [3, 2]
    assert counts.notes == ("4 without a category are left out.",)


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ({"a": 73, "b": 20, "c": 7}, "One category makes 73% of falls"),
        ({"a": 25, "b": 25, "c": 25, "d": 25}, "No few categories stand out among falls"),
        ({"a": 18, "b": 17, "c": 17, "d": 16, "e": 16, "f": 16}, "No few categories stand out"),
        ({"a": 4}, "One category makes 100% of falls"),
    ],
)
def test_pareto_says_which_few_categories_make_most(counts: dict[str, int], says: str) -> None:
    assert pareto(counts, measure="falls").finding().startswith(says)


def test_funnel_says_what_was_left_out_and_when_limits_stay() -> None:
    found = funnel(
        group=["a", "b", "c"],
        numerator=[10, 11, np.nan],
        denominator=[100, 100, 100],
        overdispersion=True,
    )

    assert found.notes == (
        "One row lacks a number and is left out.",
        "Units vary no more than chance explains, so the limits are not widened.",
    )


def _results() -> list[tuple[Any, int, str]]:
    """Give each of the other charts, with the rows of its table and a part of its explanation."""
    return [
        (pareto({"slip": 8, "bed": 1, "other": 1}), 3, "slip (80%)"),
        (
            funnel(group=["Ash", "Elm"], numerator=[90, 10], denominator=[100, 100]),
            2,
            "Higher than chance explains: Ash (90%). Lower: Elm (10%).",
        ),
        (histogram(y=[1, 2, 3, 30], bars=3, unit="days"), 3, "The fullest bar holds 3 of them"),
        (bernoulli_cusum(y=[0] * 9 + [1] * 9, target=0.1), 18, "signals at case 15"),
    ]


@pytest.mark.parametrize(("result", "rows", "says"), _results())
def test_every_chart_has_words_and_a_table_of_its_data(result: Any, rows: int, says: str) -> None:
    table = ElementTree.fromstring(result.to_table_html())

    assert result.explain().startswith(result.finding() + ".")
    assert says in result.explain()
    assert table.findtext("caption") == result.finding()
    assert len(table.findall("tbody/tr")) == rows
    assert all(cell.get("scope") == "col" for cell in table.findall("thead/tr/th"))
    assert all(row.find("th").get("scope") == "row" for row in table.findall("tbody/tr"))  # type: ignore[union-attr]


@pytest.mark.parametrize(("result", "rows", "says"), _results())
def test_every_chart_shows_in_a_notebook_with_its_table(result: Any, rows: int, says: str) -> None:
    shown = result._repr_mimebundle_()

    assert shown["text/plain"].startswith(result.finding())
    assert "<details><summary>Data</summary><table>" in shown["text/html"]
    assert shown["image/svg+xml"].startswith("<svg")
    assert 'id="one-title"' in result.to_svg(uid="one")
    assert result.to_svg() != result.to_svg()
