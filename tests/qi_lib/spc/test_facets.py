"""Many series in one pass, the summary table, and the icons."""

from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import (
    ArgumentError,
    DataError,
    Phase,
    board_html,
    icon_svg,
    icon_words,
    spc,
    summary_table,
)
from qi_lib.spc.request.chart_chooser import choose
from qi_lib.spc.request.settings import Direction
from qi_lib.spc.words.icon_words import ASSURANCE_WORDS, VARIATION_WORDS


def _wards() -> pd.DataFrame:
    rng = np.random.default_rng(5)
    rows = []
    for ward, size in (("Beech", 20), ("Ash", 30), ("Cedar", 9), ("Elm", 25)):
        shift = np.where(np.arange(size) > 15, -6, 0) if ward == "Elm" else 0
        values = rng.normal(20, 2, size) + shift
        rows.append(pd.DataFrame({"ward": ward, "week": np.arange(size), "falls": values}))
    return pd.concat(rows).sample(frac=1, random_state=1)


def test_verdicts_of_all_facets_are_those_of_each_chart() -> None:
    charts = spc(
        _wards(), x="week", y="falls", facet="ward", chart="i", direction="down", target=21
    )

    verdicts = charts.verdicts().set_index("facet")

    assert list(charts) == ["Ash", "Beech", "Cedar", "Elm"]
    for name, chart in charts.items():
        assert verdicts.loc[name, "variation"] == chart.variation
        assert verdicts.loc[name, "assurance"] == chart.assurance
        assert verdicts.loc[name, "latest"] == chart.value[-1]
    assert verdicts.loc["Cedar", "variation"] is None
    assert verdicts.loc["Elm", "variation"] == "improvement_low"


@pytest.mark.parametrize("direction", ["up", "down", "neutral"])
@pytest.mark.parametrize("target", [None, 100, 96, 90, 20, 3])
def test_assurance_of_all_facets_is_that_of_each_chart(
    direction: Direction, target: float | None
) -> None:
    values = {"Full": [100.0] * 20, "Near": [95.0, 97] * 10, "Short": [95.0, 97] * 3}
    values["Low"] = [20.0, 22, 19, 21] * 5
    rows = pd.concat(pd.DataFrame({"ward": k, "value": v}) for k, v in values.items())
    rows["week"] = rows.groupby("ward").cumcount()

    charts = spc(
        rows, x="week", y="value", facet="ward", chart="i", direction=direction, target=target
    )

    assert charts.verdicts()["assurance"].tolist() == [c.assurance for c in charts.values()]


def test_facet_that_does_not_exist_is_refused() -> None:
    charts = spc(_wards(), x="week", y="falls", facet="ward", chart="i")

    assert "Oak" not in charts
    with pytest.raises(ArgumentError, match="It must be one of: Ash, Beech, Cedar, Elm"):
        spc(_wards(), x="week", y="falls", facet="ward", chart="i", target={"Oak": 3})


def test_summary_table_has_a_row_for_each_measure() -> None:
    charts = spc(_wards(), x="week", y="falls", facet="ward", chart="i", direction="down")

    table = summary_table(charts)

    assert table["measure"].tolist() == list(charts)
    assert table["finding"].iloc[0] == charts["Ash"].finding(subject="Ash")
    root = ElementTree.fromstring(board_html(charts, subject="Falls <b>by ward"))
    assert root.findtext("caption") == "Falls <b>by ward"
    assert len(list(root.iter("{http://www.w3.org/2000/svg}svg"))) == 4 + 3
    assert charts.to_table_html(subject="Falls").startswith("<table><caption>Falls")


@pytest.mark.parametrize("name", [*VARIATION_WORDS, *ASSURANCE_WORDS])
def test_each_icon_is_drawn_and_described(name: str) -> None:
    root = ElementTree.fromstring(icon_svg(name))

    assert root.get("aria-label") == icon_words(name)
    assert root.get("role") == "img"


def test_no_two_icons_look_the_same_without_colour() -> None:
    import re

    drawn = [
        re.sub(r"#[0-9a-f]{6}", "", icon_svg(name, themeable=False)).split("</title>")[1]
        for name in [*VARIATION_WORDS, *ASSURANCE_WORDS]
    ]

    assert len(set(drawn)) == len(drawn)


def test_unknown_icon_is_refused() -> None:
    with pytest.raises(ArgumentError, match="Did you mean 'pass'"):
        icon_svg("passed")


@pytest.mark.parametrize(
    ("y", "n", "points", "chosen"),
    [
        ([1.0] * 8, None, 8, "run"),
        ([1.5] * 20, None, 20, "i"),
        ([4.0] * 20, [10.0] * 20, 20, "p"),
        ([4.0] * 20, [9000.0] * 20, 20, "pp"),
        ([14.0] * 20, [10.0] * 20, 20, "u"),
        ([1.5] * 20, [10.0] * 20, 20, "ip"),
        ([1.5] * 100, None, 20, "xbar"),
    ],
)
def test_chooser_names_the_chart_that_suits(
    y: list[float], n: list[float] | None, points: int, chosen: str
) -> None:
    given = np.array(y), None if n is None else np.array(n)

    name, because, _ = choose(*given, points=points, rows_each=len(y) / points)

    assert name == chosen
    assert because.endswith(".")


def test_doubtful_choice_is_said_to_be() -> None:
    chart = spc(y=[0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0], chart="auto")

    assert chart.because == chart.notes[0]
    assert "These events are rare: a t or g chart" in chart.notes[1]


def test_wards_in_any_order_are_told_apart() -> None:
    grouped = pd.DataFrame({"ward": ["B"] * 3 + ["A"] * 3, "y": [1, 2, 3, 7, 8, 9]})
    mixed = grouped.sample(frac=1, random_state=3)

    assert [list(spc(grouped, y="y", facet="ward")[name].value) for name in "AB"] == [
        [7, 8, 9],
        [1, 2, 3],
    ]
    assert {
        name: sorted(chart.value) for name, chart in spc(mixed, y="y", facet="ward").items()
    } == {
        "A": [7, 8, 9],
        "B": [1, 2, 3],
    }


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_row_without_a_ward_is_named(missing: object) -> None:
    wards = pd.Series(["A", "A", missing, "B"], dtype=object)

    with pytest.raises(DataError, match='Row 3 of "ward" is empty'):
        spc(pd.DataFrame({"ward": wards, "y": [1, 2, 3, 4]}), y="y", facet="ward")


def _monthly(wards: str, months: int = 24, each: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    dates = np.repeat(pd.date_range("2024-01-01", periods=months, freq="MS"), each)
    parts = [
        pd.DataFrame({"month": dates, "ward": ward, "wait": rng.normal(50, 5, len(dates))})
        for ward in wards
    ]
    return pd.concat(parts)


def test_chooser_counts_the_rows_and_points_of_each_facet() -> None:
    one_each = spc(_monthly("ABC"), x="month", y="wait", facet="ward")
    several = spc(_monthly("ABC", each=4), x="month", y="wait", facet="ward")
    short = spc(_monthly("ABC", months=9), x="month", y="wait", facet="ward")

    assert one_each["A"].settings.kind.name == "i"
    assert np.isfinite(one_each["A"].upper).all()
    assert several["A"].settings.kind.name == "xbar"
    assert short["A"].settings.kind.name == "run"


def test_chooser_counts_values_and_not_dates() -> None:
    data = _monthly("A")
    data["wait"] = [5.0, 6, 4, 7] + [np.nan] * 20

    chart = spc(data, x="month", y="wait")

    assert chart.settings.kind.name == "run"
    assert "there are only 4 points" in str(chart.because)


@pytest.mark.parametrize(("points", "chosen"), [(12, "run"), (13, "i")])
def test_chooser_gives_limits_from_as_many_points_as_the_rules_call_firm(
    points: int, chosen: str
) -> None:
    chart = spc(_monthly("A", months=points), x="month", y="wait")

    assert chart.settings.kind.name == chosen
    assert not any("on trial" in note for note in chart.notes)


def test_chooser_doubts_a_share_of_thousands_that_may_be_a_rate() -> None:
    data = _monthly("A").assign(falls=[4, 6] * 12, days=9000)

    chart = spc(data, x="month", y="falls", n="days")

    assert chart.settings.kind.name == "pp"
    assert "bed days" in str(chart.settings.doubt)
    assert "a u′ chart suits better" in " ".join(chart.notes)


def test_notes_of_a_facet_are_its_own() -> None:
    data = _monthly("AB", months=14).assign(late=3, seen=10)
    data.loc[(data["ward"] == "B") & (data["month"] == "2024-03-01"), "seen"] = 0
    twice = pd.concat([data, data[data["ward"] == "A"].iloc[:1]])

    charts = spc(twice, x="month", y="late", n="seen", facet="ward", chart="p")

    assert [note[:20] for note in charts["A"].notes] == ["One row shares its d"]
    assert [note[:23] for note in charts["B"].notes] == ["The denominator is zero"]


def test_names_have_no_latest_point_and_so_no_variation_icon() -> None:
    wards = [f"Ward {i}" for i in range(20)]
    values = [5, 6] * 9 + [5, 60]

    chart = spc(x=wards, y=values, chart="i", direction="down", target=50)
    both = spc(
        x=wards * 2, y=values * 2, facet=["a"] * 20 + ["b"] * 20, chart="i", direction="down"
    )

    assert chart.hits["outside"].member.any()
    assert chart.variation is None
    assert both.verdicts()["variation"].tolist() == [None, None]


def test_periods_without_events_count_nought() -> None:
    days = pd.to_datetime(["2024-01-03", "2024-01-20", "2024-04-02", "2024-05-30"])

    chart = spc(x=days, y=[1, 1, 1, 1], chart="c", period="month")

    assert chart.value.tolist() == [2, 0, 0, 1, 1]
    assert chart.points["centre"].iloc[0] == pytest.approx(4 / 5)
    assert "2 months without rows count as 0." in chart.notes


@pytest.mark.parametrize(
    ("period", "counts"),
    [("day", 149), ("week", 22), ("month", 5), ("quarter", 2), ("year", 1)],
)
def test_every_period_from_first_to_last_event_is_there(period: str, counts: int) -> None:
    days = pd.to_datetime(["2024-01-03", "2024-01-20", "2024-04-02", "2024-05-30"])

    chart = spc(x=days, y=[1, 1, 1, 1], chart="c", period=period)

    assert len(chart) == counts
    assert chart.value.sum() == 4


def test_empty_periods_belong_to_their_facet_and_to_the_phase_before() -> None:
    data = pd.DataFrame(
        {
            "day": pd.to_datetime(["2024-01-03", "2024-04-02", "2024-02-01", "2024-03-01"]),
            "ward": ["A", "A", "B", "B"],
            "phase": ["old", "new", "old", "new"],
            "n": 1,
        }
    )

    charts = spc(data, x="day", y="n", facet="ward", chart="c", period="month", phases="phase")

    assert charts["A"].value.tolist() == [1, 0, 0, 1]
    assert charts["A"].summary()["points"].tolist() == [3, 1]
    assert charts["B"].value.tolist() == [1, 1]
    assert not any("count as 0" in note for note in charts["B"].notes)


def test_phase_without_limits_has_no_assurance_at_a_glance_either() -> None:
    months = pd.date_range("2024-01-01", periods=12, freq="MS")
    rows = {"month": [*months, *months], "falls": [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 5] * 2}
    data = pd.DataFrame({**rows, "ward": ["Ash"] * 12 + ["Elm"] * 12})

    charts = spc(
        data, x="month", y="falls", facet="ward", chart="i", rules="nhsr", direction="down",
        target=6, phases={"Elm": [Phase(months[-1])]},
    )  # fmt: skip

    assert [chart.assurance for chart in charts.values()] == ["hit_or_miss", None]
    assert charts.verdicts()["assurance"].tolist() == ["hit_or_miss", None]


def test_facets_keep_the_order_of_an_ordered_categorical() -> None:
    wards = ["Low", "High", "Medium"]
    rows = pd.DataFrame({"risk": np.repeat(wards, 8), "falls": [*range(8)] * 3})
    order = pd.CategoricalDtype(["None", "Low", "Medium", "High"], ordered=True)
    ordered = rows.assign(risk=rows["risk"].astype(order))

    charts = spc(ordered, y="falls", facet="risk", chart="run")

    assert list(charts) == ["Low", "Medium", "High"]
    assert charts.verdicts()["facet"].tolist() == ["Low", "Medium", "High"]
    assert summary_table(charts)["measure"].tolist() == ["Low", "Medium", "High"]
    plain = rows.assign(risk=rows["risk"].astype("category"))
    assert list(spc(plain, y="falls", facet="risk", chart="run")) == ["High", "Low", "Medium"]


def test_values_stay_with_their_facet_whatever_its_order() -> None:
    order = pd.CategoricalDtype(["B", "A"], ordered=True)
    rows = pd.DataFrame({"ward": pd.Series(["A", "B", "A", "B"], dtype=order), "y": [1, 2, 3, 4]})

    charts = spc(rows, y="y", x=[1, 1, 2, 2], facet="ward", chart="run", target={"A": 9})

    assert {name: chart.value.tolist() for name, chart in charts.items()} == {
        "B": [2, 4], "A": [1, 3],
    }  # fmt: skip
    assert charts["A"].target.tolist() == [9, 9]
    assert np.isnan(charts["B"].target).all()
