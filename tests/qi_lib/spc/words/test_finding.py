"""The words: the headline, its parts, the explanation, numbers as people say them."""

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Chart, Phase, spc
from qi_lib.spc.numbers_in_words import count_in_words, number, share_in_words
from qi_lib.spc.words.grammar import is_plural

MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")
FALLS = [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5]
HUDDLES = [Phase("2025-04-01", "Bedside huddles begin")]


def test_headline_says_how_much_and_how_long() -> None:
    chart = spc(x=MONTHS, y=FALLS, chart="i", direction="down", phases=HUDDLES)

    assert chart.finding(subject="Falls on Willow Ward") == (
        "Falls on Willow Ward are down by two in five, and have stayed down for nine months"
    )


def test_the_part_to_colour_is_given_with_its_kind() -> None:
    chart = spc(x=MONTHS, y=FALLS, chart="i", direction="down", phases=HUDDLES)

    parts = chart.finding_parts(subject="Falls on Willow Ward")

    assert [(p.text, p.emphasis) for p in parts if p.emphasis] == [
        ("down by two in five", "improvement")
    ]
    worse = spc(x=MONTHS, y=FALLS, chart="i", direction="up", phases=HUDDLES)
    assert worse.finding_parts()[1].emphasis == "concern"


def test_share_says_from_what_to_what() -> None:
    late = [28] * 12 + [14] * 12
    chart = spc(
        x=MONTHS,
        y=[100 - v for v in late],
        n=[100] * 24,
        chart="p",
        direction="up",
        phases=[Phase("2025-01-01")],
    )

    assert chart.finding(subject="Patients seen within four hours") == (
        "Patients seen within four hours are up from 72% to 86%, "
        "and have stayed up for twelve months"
    )


def test_no_change_is_said_honestly() -> None:
    chart = spc(x=MONTHS[:15], y=FALLS[:15], chart="i", per="month")

    assert chart.finding(subject="Falls") == (
        "No sign of change yet: Falls stay around 8.8 a month"
    )


def test_short_new_phase_is_too_early_to_call() -> None:
    chart = spc(x=MONTHS[:18], y=FALLS[:18], chart="i", direction="down", phases=HUDDLES)

    assert chart.finding() == "Too early to say: three months since “Bedside huddles begin”"
    assert chart.change is None


def test_new_phase_at_the_old_level_is_no_change() -> None:
    values = FALLS[:12] * 2

    chart = spc(x=MONTHS, y=values, chart="i", direction="down", phases=[Phase("2025-01-01")])

    assert chart.finding(subject="Falls").startswith("No sign of change yet")


def test_later_step_the_other_way_is_the_news() -> None:
    values = [9, 8, 10] * 4 + [4, 5, 6] * 4 + [9, 8, 10] * 4
    months = pd.date_range("2023-01-01", periods=36, freq="MS")
    phases = [Phase("2024-01-01", "Huddles"), Phase("2025-01-01", "Huddles lapse")]

    chart = spc(x=months, y=values, chart="i", direction="down", phases=phases)

    assert chart.change is not None
    assert (chart.change.kind, chart.change.side) == ("concern", 1)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 25], "Calls were unusually high at point 13: 25"),
        ([5, 6, 5, 6] * 3 + [1, 12, 1, 12], "Calls stay around"),
    ],
)
def test_latest_point_makes_the_headline_when_nothing_lasting_does(
    values: list[float], says: str
) -> None:
    assert says in spc(y=values, chart="i").finding(subject="Calls")


def test_trend_makes_the_headline() -> None:
    values = [30, 31, 29, 30, 31, 29, 30, 31, 29, 30, 24, 25, 26, 27, 28, 29, 30.5]

    chart = spc(y=values, chart="i", direction="up")

    assert chart.finding(subject="Visits") == "Visits have been rising since point 11"


def test_explanation_says_it_as_a_ward_sister_would() -> None:
    chart = spc(
        x=MONTHS, y=FALLS, chart="i", direction="down", baseline=15, measure="Falls", per="month"
    )

    words = chart.explain()

    assert (
        "Since April 2025, nine months in a row are better than the average of the baseline: "
        "that is very unlikely to be chance." in words
    )
    assert "Chance alone would keep it between" in words


def test_explanation_tells_what_to_expect_of_the_target() -> None:
    chart = spc(y=[50, 51, 49, 50, 52] * 4, chart="i", direction="up", target=60)

    assert "Target 60: expected to miss the target every time, unless something changes." in (
        chart.explain()
    )
    assert chart.assurance == "fail"


@pytest.mark.parametrize(
    ("subject", "plural"),
    [
        ("Falls on Willow Ward", True),
        ("Patients seen within four hours", True),
        ("Time to triage", False),
        ("Sepsis", False),
        ("Illness", False),
        ("Hours lost to sickness", True),
        ("Staff trained", True),
        ("Patients home before noon", True),
        ("Babies who arrive warm", True),
        ("Items opened and not used", True),
        ("Hand washing", False),
    ],
)
def test_verb_agrees_with_the_measure(subject: str, plural: bool) -> None:
    assert is_plural(subject) is plural


def test_numbers_are_written_as_people_read_them() -> None:
    assert [number(v, 1) for v in (1234.5, 5.0, -0.04, -2.5, np.nan)] == [
        "1,234.5",
        "5",
        "0",
        "−2.5",
        "–",
    ]
    assert [count_in_words(n) for n in (0, 9, 21)] == ["no", "nine", "21"]
    assert [share_in_words(s) for s in (0.42, 0.5, 0.24)] == ["two in five", "half", "a quarter"]


def test_names_without_an_order_are_compared_and_not_followed() -> None:
    wards = ["Ash", "Beech", "Cedar", "Elm", "Oak", "Pine"]

    chart = spc(x=wards, y=[9, 12, 40, 11, 8, 14], n=[100] * 6, chart="p", direction="down")

    assert chart.finding(subject="Late doses") == (
        "Late doses: Cedar differs from the rest by more than chance explains"
    )
    assert chart.finding_parts()[1].emphasis == "concern"
    assert "<polyline" not in chart.to_svg()


def test_run_of_zeros_is_no_news_where_zero_is_usual() -> None:
    values = [0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 1, *[0] * 10]

    chart = spc(x=MONTHS, y=values, chart="c", direction="down", per="month")

    assert chart.finding(subject="Never events") == (
        "No sign of change yet: Never events stay around 0.17 a month"
    )
    assert chart.notes[0].startswith("Most points are zero, so a run of zeros says little.")


SPREADS = ("mr", "s", "r")
MINUTES = [38, 41, 44, 39, 42, 40, 37, 43, 41, 40, 45, 38, 36, 42, 44, 40, 39, 41, 43, 38]


def _spread(kind: str, **options: str) -> Chart:
    months = MONTHS[:20] if kind == "mr" else MONTHS[:20].repeat(3)
    values = MINUTES if kind == "mr" else [v + d for v in MINUTES for d in (-2, 0, 2)]
    return spc(x=months, y=values, chart=kind, unit="minutes", **options)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("mr", "the range of minutes waited from one month to the next stays around 3.4 minutes"),
        ("s", "the spread of minutes waited stays around 2 minutes"),
        ("r", "the range of minutes waited stays around 4 minutes"),
    ],
)
def test_chart_of_a_spread_says_so_and_not_the_measure_and_its_level(kind: str, words: str) -> None:
    chart = _spread(kind, measure="Minutes waited")

    assert chart.finding() == f"No sign of change yet: {words}"
    assert "Minutes waited" not in chart.explain() + chart.to_svg("page", heading=True)
    assert '<th scope="col">Minutes waited</th>' not in chart.to_table_html()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("mr", "the range from one month to the next stays"),
        ("s", "the spread within each month stays"),
        ("r", "the range within each month stays"),
    ],
)
def test_spread_of_nothing_named_says_between_what_it_lies(kind: str, words: str) -> None:
    assert words in _spread(kind).finding()


def test_unusual_range_is_not_told_as_an_unusual_value() -> None:
    chart = spc(x=MONTHS[:20], y=[*MINUTES[:-1], 80], chart="mr", measure="Minutes waited")

    assert chart.finding() == (
        "The range of minutes waited from one month to the next was unusually high in August "
        "2025: 37"
    )


def test_range_of_counts_is_no_count_a_month() -> None:
    chart = spc(x=MONTHS, y=FALLS, chart="mr", measure="Falls", per="month")

    assert chart.finding().endswith(
        "the range of falls from one month to the next stays around 1.6"
    )


def test_spread_keeps_names_as_they_are_written() -> None:
    chart = _spread("s", measure="MRSA days")
    wards = spc(
        x=[*MONTHS, *MONTHS], y=FALLS * 2, chart="mr", facet=["Ash"] * 24 + ["Willow Ward"] * 24
    )

    assert "the spread of MRSA days" in chart.finding()
    assert "yet: the range of stay stays" in _spread("r", measure="Range of stay").finding()
    assert "the range of Ash from" in wards["Ash"].finding(subject="Ash")
    assert "the range of Willow Ward from" in wards["Ash"].finding(subject="Willow Ward")
    assert "of falls on Willow Ward from" in wards["Ash"].finding(subject="Falls on Willow Ward")


@pytest.mark.parametrize(
    ("events", "size", "said"),
    [
        (43, 20_000, "0.215%"),
        (3, 20_000, "0.015%"),
        (0, 20_000, "0%"),
        (1, 3_000_000, "0.0000333%"),
        (19_997, 20_000, "99.985%"),
        (20_000, 20_000, "100%"),
        (1_600, 20_000, "8%"),
        (246, 20_000, "1.2%"),
    ],
)
def test_small_share_keeps_digits_enough(events: int, size: int, said: str) -> None:
    chart = spc(y=[events] * 14, n=[size] * 14, chart="p")

    assert chart.finding() == f"No sign of change yet: Values stay around {said}"
    assert chart.show(chart.value[0]) == said
    assert f"<td>{said}</td>" in chart.to_table_html()


def test_levels_that_lie_far_apart_keep_the_digits_of_each() -> None:
    before, after = [420, 431, 409, 425] * 4, [3, 2, 4, 3] * 4
    chart = spc(
        x=pd.date_range("2024-01-01", periods=32, freq="MS"), y=before + after, n=[20_000] * 32,
        chart="p", direction="down", phases=[Phase("2025-05-01", "Checklist")],
    )  # fmt: skip

    assert "down from 2.1% to 0.015%" in chart.finding()
    assert "was 2.1% at first, then 0.015% since May 2025" in chart.explain()


def test_limits_of_small_shares_are_told_apart() -> None:
    chart = spc(
        y=[40, 46, 43, 41, 45, 38, 44, 47, 42, 43, 44, 40, 45, 43], n=[20_000] * 14, chart="p"
    )

    assert "between 0.116% and 0.313%" in chart.explain()
