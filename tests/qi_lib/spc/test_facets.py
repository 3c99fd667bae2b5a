"""Many series in one pass, the summary table, and the icons."""

from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import (
    ArgumentError,
    DataError,
    board_html,
    icon_svg,
    icon_words,
    spc,
    summary_table,
)
from qi_lib.spc.chooser import choose
from qi_lib.spc.verdicts import ASSURANCE_WORDS, VARIATION_WORDS, Direction


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
    name, because, _ = choose(np.array(y), None if n is None else np.array(n), points)

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
