"""The explanation: true, said once, with the right words for dates, levels and targets."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Annotation, Phase, Target, board_html, funnel, histogram, spc
from qi_lib.spc.numbers_in_words import short_number
from qi_lib.spc.words.grammar import is_plural

MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")
FALLS = [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5]


def test_point_left_out_does_not_part_a_run() -> None:
    values = [*FALLS]
    values[18] = 30

    chart = spc(
        x=MONTHS,
        y=values,
        chart="i",
        direction="down",
        baseline=15,
        exclude=["2025-07-01"],
    )

    words = chart.explain()
    assert "ince April 2025, eight months in a row are better than the average of the" in words
    assert "in July 2025, 30 is above the expected range, though it is left out" in words
    assert words.count("in a row") == 1


def test_points_on_the_line_are_passed_over_where_the_rule_does_so() -> None:
    values = [9, 8, 10, 9, 8, 10, 9, 11, 7, 7, 5, 5, 5, 6, 7, 5, 5, 5, 6, 5, 7, 9, 8, 10]

    chart = spc(y=values, chart="run", rules="anhoej", centre=7, direction="down")

    assert "from point 11 to point 20, nine points in a row were better than" in (
        chart.explain().replace("From", "from")
    )


def test_how_unlikely_it_is_is_said_once() -> None:
    values = [9, 8, 10, 9, 8, 10, 9, 11, 8, 9, 10, 9, 5, 6, 4, 5, 6, 5, 4, 25]

    words = spc(y=values, chart="i", direction="down").explain()

    assert words.count("with nothing going on") == 1
    assert "About 1 in 8 charts like this show such a signal with nothing going on." in words
    assert "unlikely" not in words


def test_rise_is_told_in_plain_words() -> None:
    values = [30, 31, 29, 30, 31, 29, 30, 31, 29, 30, 24, 25, 26, 27, 28, 29, 30.5]

    words = spc(x=MONTHS[:17], y=values, chart="i").explain()

    assert "From November 2024 to May 2025 the line rose month after month, seven in all" in words


def test_two_of_three_is_one_pattern_though_a_point_lies_between() -> None:
    values = [50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 56, 52, 56, 50]

    words = spc(y=values, chart="i", rules="western_electric").explain()

    assert words.count("points lie close to the top") == 1


def test_series_that_does_not_vary_is_not_kept_between_two_equal_numbers() -> None:
    words = spc(y=[0.3] * 20, chart="i").explain()

    assert "between" not in words
    assert "The values do not vary" in words


@pytest.mark.parametrize(
    ("x", "says"),
    [
        (pd.date_range("2024-01-01", periods=20, freq="MS"), "in August 2025: 30"),
        (pd.date_range("2024-01-01", periods=20, freq="W-MON"), "in the week of 13 May 2024: 30"),
        (pd.date_range("2024-01-01", periods=20, freq="D"), "on 20 January 2024: 30"),
        (pd.date_range("2024-01-01", periods=20, freq="h"), "at 19:00 on 1 January 2024: 30"),
        (pd.date_range("2019-01-01", periods=20, freq="QS"), "in the quarter from October 2023"),
        (pd.date_range("2000-01-01", periods=20, freq="YS"), "in 2019: 30"),
        (
            pd.to_datetime("2024-01-01") + pd.to_timedelta(np.arange(20) ** 2, unit="D"),
            "on 27 December 2024: 30",
        ),
        (np.arange(1, 21), "at point 20: 30"),
    ],
)
def test_dates_have_the_right_preposition(x: object, says: str) -> None:
    chart = spc(
        x=x,
        y=[10, 11, 9, 10, 12, 8, 10, 11, 9, 10] + [10, 11, 9, 10, 12] * 1 + [8, 10, 11, 9, 30],
        chart="i",
    )  # type: ignore[arg-type]

    assert says in chart.finding()


@pytest.mark.parametrize(
    ("target", "said"),
    [(92.5, "92.5%"), (2.25, "2.25%"), (0.95, "0.95%"), (99.95, "99.95%"), (95, "95%")],
)
def test_target_is_written_as_it_was_typed(target: float, said: str) -> None:
    chart = spc(
        x=MONTHS, y=[80, 82, 81] * 8, n=[100] * 24, chart="p", direction="up", target=target
    )

    assert f"Target {said}:" in chart.explain()
    assert f">target {said}<" in chart.to_svg()
    assert f"<td>{said}</td>" in chart.to_table_html()
    assert f"<td>{said}</td>" in board_html({"Seen": chart})


def test_target_of_thousands_keeps_its_half() -> None:
    assert "target 1,234.5<" in spc(y=[1200, 1210, 1190] * 6, chart="i", target=1234.5).to_svg()


def test_new_phase_that_proves_nothing_names_both_levels() -> None:
    values = [9, 4, 12, 7, 10, 5, 11, 8, 7, 4, 9, 6, 8, 5, 10, 6]

    chart = spc(x=MONTHS[:16], y=values, chart="i", phases=[Phase("2024-09-01")], measure="Falls")

    assert chart.finding() == "Not yet more than chance: Falls were around 8.2, now 6.9"


def test_signal_that_did_not_last_is_not_kept_quiet() -> None:
    values = [5, 9, 5, 9, 5, 9, 5, 9, 5, 9, 25, 5, 9, 5, 9]

    assert spc(y=values, chart="i", measure="Calls").finding() == (
        "No lasting change yet: Calls stay around 8.2, though one point stands out"
    )


@pytest.mark.parametrize(
    ("subject", "plural"),
    [
        ("Days since last pressure ulcer", True),
        ("Patients after surgery", True),
        ("Discharges before noon", True),
        ("Falls (all wards)", True),
        ("Friends and Family Test score", False),
        ("Falls and slips", True),
        ("Pain and comfort", True),
        ("Falls, all wards", True),
    ],
)
def test_verb_agrees_with_names_that_say_more(subject: str, plural: bool) -> None:
    assert is_plural(subject) is plural


def test_large_numbers_are_short_but_the_table_has_all_digits() -> None:
    chart = spc(y=[5_994_802_768, 6_104_802_111] * 8, chart="i", unit="£")

    assert short_number(1_234_567, 0) == "1.23 million"
    assert short_number(999_999, 0) == "999,999"
    assert "average 6.05 billion" in chart.to_svg()
    assert "6 bn" in chart.to_svg("thumbnail").replace("6.05", "6")
    assert "<td>5,994,802,768</td>" in chart.to_table_html()


def test_point_coloured_by_a_new_phase_names_its_reason() -> None:
    chart = spc(
        x=MONTHS, y=FALLS, chart="i", direction="down", phases=[Phase("2025-04-01", "Huddles")]
    )

    assert chart.shown_kinds[-1] == "improvement"
    assert chart.points["kind"].iloc[-1] == "common"
    said = "better than chance explains: part of a new level since April 2025"
    assert said in chart.to_table_html()


def test_point_left_out_is_said_to_be_so_in_the_table() -> None:
    chart = spc(x=MONTHS, y=FALLS, chart="i", exclude=["2024-03-01"])

    assert "<td>left out of lines and runs</td>" in chart.to_table_html()


def test_funnel_of_ratios_compares_with_what_was_expected() -> None:
    plot = funnel(
        group=["Ash", "Beech", "Cedar", "Elm"],
        numerator=[200, 100, 50, 98],
        denominator=[100, 100, 100, 100],
        kind="ratio",
    )

    assert plot.finding() == (
        "Ash is higher, and Cedar is lower, than expected by more than chance explains"
    )


def test_funnel_draws_its_limits_even_for_units_of_one_size() -> None:
    plot = funnel(group=["Ash", "Beech"], numerator=[3, 4], denominator=[20, 20])

    band = plot.to_svg(themeable=False).split('<polygon fill="#0b5d66"')[1].split('points="')[1]
    assert len(band.split('"')[0].split()) == 200
    row = plot.points.iloc[0]
    assert [limit[0] for limit in plot.limits_at(np.array([20.0]))] == pytest.approx(
        [row["lower_998"], row["upper_998"]]
    )


def test_histogram_of_one_value_says_so() -> None:
    assert histogram(y=[5, 5, 5], unit="days").finding() == "All 3 values are 5 days"


def test_annotation_reason_keeps_its_capitals() -> None:
    chart = spc(
        x=MONTHS[:18],
        y=FALLS[:18],
        chart="i",
        phases=[Phase("2025-04-01", "Willow opens")],
        annotations=[Annotation("2024-07-01", "x")],
        target=[Target(9), Target(6, "2025-01-01")],
    )

    assert chart.finding() == "Too early to say: three months since “Willow opens”"


def test_remarks_are_the_last_words() -> None:
    chart = spc(x=MONTHS, y=FALLS, exclude=["2024-03-01"], remarks=["March was flooded.", "Twice."])

    assert chart.explain().endswith(". March was flooded. Twice.")


@pytest.mark.parametrize("kind", ["i", "mr", "t"])
def test_phase_of_one_point_is_not_explained_with_the_limits_of_the_old_one(kind: str) -> None:
    chart = spc(
        x=MONTHS, y=FALLS, chart=kind, rules="nhsr", direction="down", target=6,
        phases=[Phase(MONTHS[-1], "New bays")],
    )  # fmt: skip

    assert "Chance alone would keep" not in chart.explain()
    assert "There are too few points since then to tell what chance alone" in chart.explain()
    assert "Too few points in this phase: it has no limits yet." in chart.notes
    assert chart.assurance is None


def test_new_phase_is_explained_with_its_own_limits() -> None:
    chart = spc(x=MONTHS, y=FALLS, chart="i", phases=[Phase(MONTHS[15], "New bays")])

    alone = spc(x=MONTHS[15:], y=FALLS[15:], chart="i")
    assert alone.explain().split("Chance")[1] == chart.explain().split("Chance")[1]
