"""Every argument of every public function is refused at the door, in one way."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import qi_lib.spc
from qi_lib.spc import (
    Alternating,
    Annotation,
    ArgumentError,
    Chart,
    DataError,
    FewCrossings,
    Hugging,
    LongRun,
    Mixture,
    Outside,
    Phase,
    RuleSet,
    RunsCount,
    Shift,
    Target,
    Trend,
    Zone,
    bernoulli_cusum,
    board_html,
    funnel,
    histogram,
    icon_svg,
    icon_words,
    pareto,
    ruleset,
    small_multiples,
    spc,
    suggest_medians,
    summary_table,
)

MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")
FALLS = [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5]
DATA = pd.DataFrame({"x": MONTHS, "y": FALLS, "n": 20, "w": ["a", "b"] * 12})
CHART = spc(DATA, x="x", y="y", chart="i", direction="down")
FACETS = spc(DATA, x="x", y="y", chart="i", facet="w")


def _spc(**options: Any) -> Callable[[], object]:
    return lambda: spc(**{"data": DATA, "x": "x", "y": "y", "chart": "i", **options})


def _funnel(**options: Any) -> Callable[[], object]:
    given = {"group": ["a", "b"], "numerator": [1, 2], "denominator": [9, 9], **options}
    return lambda: funnel(**given)


def _cusum(**options: Any) -> Callable[[], object]:
    return lambda: bernoulli_cusum(**{"y": [0, 1], "target": 0.1, **options})


# Each: what is called, the argument that the message names, and a part of what would be right.
WRONG: list[tuple[Callable[[], object], str, str]] = [
    (_spc(data=[1, 2]), "data", "Give a data frame"),
    (_spc(data=None, x=None, y=[[1], [2, 3]]), "y", "a column's name or a list of values"),
    (_spc(x=[1j] * 24), "x", "Give dates, numbers or names"),
    (_spc(facet=["a"]), "facet", "It has 1 values, but the data frame has 24"),
    (_spc(chart="mr", n="n"), "n", "An MR chart takes no denominator"),
    (_spc(chart="xbar", n="n"), "n", "An x-bar chart takes no denominator"),
    (_spc(chart="ip"), "n", "An I′ chart needs the denominator"),
    (_spc(rules=["mdc"]), "rules", "It must be one of: mdc"),
    (_spc(rules=""), "rules", "It must be one of: mdc"),
    (_spc(rules=0), "rules", "It must be one of: mdc"),
    (_spc(direction=None), "direction", "It must be one of: up, down, neutral"),
    (_spc(chart="p", n="n", target=950), "target", "Give a number from 0 to 100"),
    (_spc(chart="c", target=-1), "target", "Give a number of 0 or more"),
    (_spc(target={"a": 5}), "target", "A mapping needs `facet` too"),
    (_spc(phases={"a": [Phase(5)]}), "phases", "A mapping needs `facet` too"),
    (_spc(phases=[("2024-05-01", "why")]), "phases", "Phase(start, reason)"),
    (_spc(annotations=[Annotation(-1, "x")]), "annotations", "1 or more"),
    (_spc(remarks="Flu."), "remarks", "a list of sentences"),
    (_spc(remarks=[5]), "remarks", "a list of sentences"),
    (_spc(baseline=np.int64(1)), "baseline", "2 or more"),
    (_spc(baseline=5.5), "baseline", "Give a date"),
    (_spc(baseline=True), "baseline", "2 or more"),
    (_spc(exclude=[0]), "exclude", "1 or more"),
    (_spc(chart="p", n="n", centre=150), "centre", "Give a number from 0 to 100"),
    (_spc(chart="p", n="n", centre=-5), "centre", "Give a number from 0 to 100"),
    (_spc(chart="c", centre=-5), "centre", "Give a number of 0 or more"),
    (_spc(chart="g", centre=-5), "centre", "Give a number of 0 or more"),
    (_spc(chart="s", centre=-5), "centre", "Give a number of 0 or more"),
    (_spc(chart="t", centre=0), "centre", "Give a number above 0"),
    (_spc(chart="np", n=[20] * 23 + [30], centre=5), "centre", "The denominators differ"),
    (_spc(chart="np", n="n", centre=21), "centre", "No count can be above 20"),
    (_spc(sigma=-1), "sigma", "Give a number of 0 or more"),
    (_spc(screen=1), "screen", "True or False"),
    (_spc(multiply=True), "multiply", "Give a number above 0, such as 1000"),
    (_spc(n="n", chart="p", aggregate="mean"), "aggregate", "are added up"),
    (_spc(n="n", chart="p", aggregate="median"), "aggregate", "are added up"),
    (_spc(chart="xbar", aggregate="median"), "aggregate", "An x-bar chart makes a point of"),
    (_spc(chart="xbar", aggregate="each"), "aggregate", "Leave it out"),
    (_spc(aggregate=[1]), "aggregate", "It must be one of: mean"),
    (_spc(period=["month"]), "period", "It must be one of: day"),
    (_spc(lowest=10, highest=5), "highest", "Give more than lowest, which is 10"),
    (_spc(title=5), "title", "Give text"),
    (lambda: Annotation("2024-01-01", None), "text", "Give the words"),  # type: ignore[arg-type]
    (lambda: Annotation("2024-01-01", "x", "PDSA"), "kind", "note, pdsa"),  # type: ignore[arg-type]
    (lambda: Phase("2024-01-01", 5), "reason", "Say in a few words"),  # type: ignore[arg-type]
    (lambda: Target("a"), "target", "Give a number"),  # type: ignore[arg-type]
    (lambda: Outside(-1), "sigmas", "Give a number above 0"),
    (lambda: Shift(0), "length", "2 or more"),
    (lambda: Shift("7"), "length", "2 or more"),  # type: ignore[arg-type]
    (lambda: Shift(7, on_line="skip"), "on_line", "breaks, skipped"),  # type: ignore[arg-type]
    (lambda: Trend(0), "length", "2 or more"),
    (lambda: Trend(6, ties="skip"), "ties", "break, skipped"),  # type: ignore[arg-type]
    (lambda: Zone(4, 3), "count", "from 1 to 3"),
    (lambda: Zone(0, 3), "count", "from 1 to 3"),
    (lambda: Zone(2, 3, "a"), "sigmas", "Give a number above 0"),  # type: ignore[arg-type]
    (lambda: Zone(same_side="no"), "same_side", "True or False"),  # type: ignore[arg-type]
    (lambda: Alternating(2), "length", "3 or more"),
    (lambda: Hugging(0), "length", "2 or more"),
    (lambda: Mixture(8, 0), "sigmas", "Give a number above 0"),
    (lambda: LongRun("foo"), "method", "anhoej, best_box, cut_box"),  # type: ignore[arg-type]
    (lambda: FewCrossings("foo"), "method", "anhoej, best_box"),  # type: ignore[arg-type]
    (lambda: RunsCount("x"), "which", "few, many"),  # type: ignore[arg-type]
    (lambda: ruleset(["mdc"]), "rules", "It must be one of: mdc"),  # type: ignore[arg-type]
    (lambda: ruleset("mdc", sigma_factor=-1), "sigma_factor", "Give a number above 0"),
    (lambda: ruleset("mdc", points_needed="x"), "points_needed", "1 or more"),
    (lambda: ruleset("mdc", screen="no"), "screen", "True or False"),
    (lambda: ruleset("mdc", rules=[1]), "rules", "Give rules in round brackets"),
    (lambda: ruleset("mdc", rules=(1,)), "rules", "Give rules in round brackets"),
    (lambda: ruleset("mdc", rules=(Shift(4), Shift(6))), "rules", "Two rules have the name"),
    (lambda: RuleSet(5, "x", ()), "name", "Give text"),  # type: ignore[arg-type]
    (lambda: CHART.with_rules("mcd"), "rules", "Did you mean 'mdc'?"),
    (lambda: CHART.compare_rules(["mdc"]), "rules", "It must be one of: mdc"),  # type: ignore[arg-type]
    (lambda: CHART.to_svg(["page"]), "size", "thumbnail, phone, page, tv, portrait"),  # type: ignore[arg-type]
    (lambda: CHART.to_svg(uid=3), "uid", "Give text"),  # type: ignore[arg-type]
    (lambda: CHART.to_svg(heading="yes"), "heading", "True or False"),  # type: ignore[arg-type]
    (lambda: CHART.to_bqplot(on_phase=5), "on_phase", "Give a function"),  # type: ignore[arg-type]
    (lambda: CHART.finding(subject=5), "subject", "Give text"),  # type: ignore[arg-type]
    (lambda: CHART.finding(plural="are"), "plural", "True or False"),  # type: ignore[arg-type]
    (lambda: CHART.show("a"), "value", "Give a number"),  # type: ignore[arg-type]
    (lambda: CHART.decimals("a"), "values", "Give numbers"),  # type: ignore[arg-type]
    (lambda: CHART.reason(0), "phase", "1 or more"),
    (lambda: FACETS.to_table_html(subject=5), "subject", "Give text"),  # type: ignore[arg-type]
    (lambda: FACETS.to_svg(columns=0), "columns", "from 1 to 6"),
    (lambda: FACETS.to_svg(themeable=1), "themeable", "True or False"),  # type: ignore[arg-type]
    (lambda: small_multiples([CHART]), "charts", "Give a mapping"),  # type: ignore[arg-type]
    (lambda: small_multiples({"a": 1}), "charts", "a chart made by spc"),  # type: ignore[dict-item]
    (lambda: board_html([CHART]), "charts", "Give a mapping"),  # type: ignore[arg-type]
    (lambda: summary_table([CHART]), "charts", "Give a mapping"),  # type: ignore[arg-type]
    (lambda: summary_table({"Falls": 5}), "charts", "made by spc"),  # type: ignore[dict-item]
    (lambda: icon_words(["pass"]), "name", "It must be one of"),  # type: ignore[arg-type]
    (lambda: icon_svg("pass", size="a"), "size", "Give a number above 0"),  # type: ignore[arg-type]
    (lambda: suggest_medians(FACETS), "chart", "Give one chart"),  # type: ignore[arg-type]
    (lambda: suggest_medians(CHART, baseline=0), "baseline", "2 or more"),
    (lambda: suggest_medians(CHART, run=0), "run", "2 or more"),
    (_funnel(data=[1]), "data", "Give a data frame"),
    (_funnel(limit=[95]), "limit", "95 or 99.8"),
    (_funnel(trim="a"), "trim", "Give a number from 0 to below 0.5"),
    (_funnel(multiply=0), "multiply", "Give a number above 0"),
    (_funnel(overdispersion="no"), "overdispersion", "True or False"),
    (_funnel(kind=["ratio"]), "kind", "It must be one of: proportion"),
    (_funnel(numerator=[1]), "numerator", "It has 1 values, but group has 2"),
    (lambda: funnel(group=["a"], numerator=[1], denominator=[2]).to_svg(uid=5), "uid", "text"),  # type: ignore[arg-type]
    (lambda: histogram([1, 2], y="y"), "data", "Give a data frame"),  # type: ignore[arg-type]
    (lambda: histogram(y=[1, 2], bars=10**7), "bars", "from 1 to 1,000"),
    (lambda: histogram(y=[1, 2], unit=3), "unit", "Give text"),  # type: ignore[arg-type]
    (_cusum(data=[1]), "data", "Give a data frame"),
    (_cusum(target=None), "target", "above 0 and below 1, such as 0.04"),
    (_cusum(odds_ratio="a"), "odds_ratio", "Give a number above 1"),
    (_cusum(limit="a"), "limit", "Give a number above 0"),
    (lambda: pareto("abc"), "data", "one category for each event"),
    (lambda: pareto(5), "data", "one category for each event"),  # type: ignore[arg-type]
    (lambda: pareto(), "category", "Give a column's name"),
    (lambda: pareto(DATA), "category", "Give a column's name"),
    (lambda: pareto(DATA, category="z"), "category", "No such column"),
    (lambda: pareto(["a"], count=[1]), "count", "Give a data frame first"),
    (lambda: pareto(["a"], measure=5), "measure", "Give text"),  # type: ignore[arg-type]
    (lambda: pareto(["a"], include_missing=1), "include_missing", "True or False"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("call", "argument", "right"), WRONG)
def test_wrong_argument_is_refused_at_the_door(
    call: Callable[[], object], argument: str, right: str
) -> None:
    with pytest.raises(ArgumentError) as raised:
        call()

    assert raised.value.argument == argument
    assert str(raised.value).startswith(f"{argument} is ")
    assert right in str(raised.value)
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (_spc(y="x"), '"x" holds dates. Give numbers.'),
        (_spc(y=[pd.Timedelta(days=1)] * 24), "Divide them by pd.Timedelta(days=1)"),
        (_spc(y=[1j] * 24), "y holds complex numbers"),
        (_spc(x=[np.inf, *range(23)]), "Row 1 of x is infinite"),
        (_spc(lowest=5), "The value at 1 July 2025 is 4, but lowest is 5"),
        (_spc(chart="t", y=[0, *FALLS[1:]]), "In row 1 it is zero: two events on one date."),
        (_cusum(y=[]), "There are no cases"),
        (lambda: pareto({"a": 3, "b": -1}), "The count is negative in row 2"),
        (lambda: pareto({"a": 0}), "There is nothing to count"),
    ],
)
def test_data_that_cannot_be_used_are_named(call: Callable[[], object], says: str) -> None:
    with pytest.raises(DataError) as raised:
        call()

    assert says in str(raised.value)


def test_suggestion_needs_a_reason_in_words() -> None:
    levels = spc(y=[9, 8, 10, 9, 8, 9, 10, 8] * 2 + [3, 2, 4, 3, 2, 3, 4, 2] * 2, chart="i")
    suggestion = levels.suggest_phase()
    assert suggestion is not None

    with pytest.raises(ArgumentError, match="Say in a few words what changed"):
        suggestion.phase(None)  # type: ignore[arg-type]


def test_numbers_of_numpy_are_as_good_as_those_of_python() -> None:
    by_numpy = spc(DATA, x="x", y="y", chart="i", baseline=np.int64(6), target=np.float64(5))

    assert by_numpy.settings.baseline == 6
    assert len(histogram(y=[1, 2, 3], bars=np.int64(2)).table) == 2  # type: ignore[arg-type]


def test_board_and_table_of_nothing_are_empty() -> None:
    assert summary_table({}).empty
    assert "finding" in summary_table({})
    assert board_html({}).startswith("<table>")


def test_phases_that_start_at_one_point_are_one_with_both_reasons() -> None:
    places = [Phase("2024-07-05", "A"), Phase("2024-07-20", "B"), Phase("2025-01-01", "C")]

    summary = spc(DATA, x="x", y="y", chart="i", phases=places).summary()

    assert summary["phase"].tolist() == [1, 2, 3]
    assert summary["reason"].tolist() == ["", "A; B", "C"]
    assert summary["points"].tolist() == [7, 5, 12]


def test_phases_before_the_data_are_the_first_phase() -> None:
    places = [Phase("2020-01-01", "A"), Phase("2021-01-01", "B"), Phase("2024-07-01", "C")]

    summary = spc(DATA, x="x", y="y", chart="i", phases=places).summary()

    assert summary["phase"].tolist() == [1, 2]
    assert summary["reason"].tolist() == ["A; B", "C"]


def test_centre_of_an_np_chart_is_a_count_as_shown() -> None:
    chart = spc(DATA, x="x", y="y", n="n", chart="np", centre=8)

    assert chart.points["centre"].tolist() == pytest.approx([8] * 24)
    assert chart.points["upper"].iloc[0] == pytest.approx(8 + 3 * np.sqrt(8 * 0.6))


def test_screen_that_was_asked_for_outlives_a_change_of_rules() -> None:
    plain = spc(DATA, x="x", y="y", chart="i", screen=False)
    by_rules = spc(DATA, x="x", y="y", chart="i")

    assert not plain.with_rules("nhsr").settings.screens
    assert by_rules.with_rules("nhsr").settings.screens


def _public() -> list[tuple[str, Callable[..., object]]]:
    found = []
    for name in qi_lib.spc.__all__:
        thing = getattr(qi_lib.spc, name)
        if inspect.isfunction(thing):
            found.append((name, thing))
        elif thing in (Chart, qi_lib.spc.Facets, qi_lib.spc.Suggestion) or hasattr(
            thing, "explain"
        ):
            methods = inspect.getmembers(thing, inspect.isfunction)
            own = [pair for pair in methods if pair[1].__module__.startswith("qi_lib")]
            found += [(f"{name}.{key}", call) for key, call in own if not key.startswith("_")]
    return found


@pytest.mark.parametrize(("name", "call"), _public())
def test_docstring_gives_arguments_result_and_errors(
    name: str, call: Callable[..., object]
) -> None:
    said = inspect.getdoc(call) or ""
    arguments = [p for p in inspect.signature(call).parameters if p != "self"]

    assert said
    for argument in arguments:
        assert f"{argument}:" in said or f"{argument}, " in said, f"{name}: {argument}"
    for part in ("Args:", "Returns:", "Raises:") if arguments else ():
        assert part in said, f"{name}: {part}"


@pytest.mark.parametrize("chart", ["c", "g"])
def test_chart_of_counts_asks_about_two_and_a_half(chart: str) -> None:
    with pytest.raises(DataError) as raised:
        spc(y=[3, 2, 2.5, 4], chart=chart)

    assert str(raised.value) == (
        f"A {chart} chart counts events, and row 3 is not whole (such as 2.5). Are these averages, "
        'rates or amounts? Then use an I chart: chart="i". Else correct them.'
    )


@pytest.mark.parametrize("chart", ["p", "pp", "np", "u", "up"])
def test_chart_of_parts_asks_about_two_and_a_half(chart: str) -> None:
    with pytest.raises(DataError, match=r'row 2 is not whole .* an I′ chart: chart="ip"'):
        spc(y=[3, 2.5, 2, 4], n=[9.5] * 4, chart=chart)


def test_counts_that_were_added_up_are_whole_but_for_rounding() -> None:
    assert spc(y=[0.1 + 0.2 + 0.7, np.nan, 3, 2], chart="c").value[0] == pytest.approx(1)
