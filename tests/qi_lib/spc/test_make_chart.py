"""What goes in: columns, arrays, edges, and arguments refused at the door."""

import re

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Annotation, ArgumentError, DataError, Phase, Target, ruleset, spc
from qi_lib.spc.rules.beyond_limits import Outside
from qi_lib.spc.rules.nelson_patterns import Hugging
from qi_lib.spc.rules.points_in_a_row import Shift

MONTHS = pd.date_range("2024-01-01", periods=24, freq="MS")
FALLS = [8, 9, 7, 10, 8, 9, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5, 4, 5]


def _falls() -> pd.DataFrame:
    return pd.DataFrame({"month": MONTHS, "falls": FALLS})


def test_columns_and_arrays_give_the_same_chart() -> None:
    by_name = spc(_falls(), x="month", y="falls", chart="i").points
    by_array = spc(x=MONTHS, y=np.array(FALLS), chart="i").points

    pd.testing.assert_frame_equal(by_name, by_array)


def test_order_of_rows_does_not_matter() -> None:
    shuffled = _falls().sample(frac=1, random_state=7)

    found = spc(shuffled, x="month", y="falls", chart="i").points

    pd.testing.assert_frame_equal(found, spc(_falls(), x="month", y="falls", chart="i").points)


@pytest.mark.parametrize("kind", ["Int64", "Float64", "object", "str"])
def test_nullable_and_text_columns_are_read_as_numbers(kind: str) -> None:
    data = _falls()
    data["falls"] = data["falls"].astype(kind)
    data.loc[3, "falls"] = pd.NA if kind != "str" else None

    chart = spc(data, x="month", y="falls", chart="i")

    assert np.flatnonzero(np.isnan(chart.value)).tolist() == [3]
    assert np.nanmean(chart.value) == chart.points["centre"][0]


def test_dates_may_be_iso_text_periods_or_carry_a_time_zone() -> None:
    plain = spc(_falls(), x="month", y="falls", chart="i").points["x"]
    text = _falls().assign(month=MONTHS.strftime("%Y-%m-%d"))
    zoned = _falls().assign(month=MONTHS.tz_localize("Europe/London"))
    periods = _falls().assign(month=MONTHS.to_period("M"))

    for data in (text, zoned, periods):
        pd.testing.assert_series_equal(
            spc(data, x="month", y="falls", chart="i").points["x"], plain
        )


def test_missing_value_leaves_a_gap_and_forms_no_moving_range() -> None:
    values = [10.0, 12, np.nan, 30, 31, 29]

    chart = spc(y=values, chart="i", rules="anhoej")

    mean_range = np.mean([2, 1, 2])
    assert chart.upper[0] == pytest.approx(np.nanmean(values) + 3 * mean_range / 1.128)
    assert len(chart) == 6


def test_constant_series_keeps_equal_limits_and_no_signal() -> None:
    chart = spc(y=[0.3] * 20, chart="i", screen=True, direction="up", target=0.3)

    assert chart.points[["lower", "upper"]].to_numpy() == pytest.approx(0.3)
    assert not chart.points["signals"].any()
    assert (chart.variation, chart.assurance) == ("common_cause", "pass")


def test_zero_denominator_is_an_undefined_point_and_a_note_that_names_the_row() -> None:
    data = pd.DataFrame({"month": MONTHS[:14], "late": [3] * 14, "all": [9] * 13 + [0]})

    chart = spc(data, x="month", y="late", n="all", chart="p")

    assert np.isnan(chart.points.loc[13, ["value", "lower", "upper"]].astype(float)).all()
    assert chart.notes[0].startswith("The denominator is zero in row 14 (1 February 2025)")


def test_zero_denominators_are_named_by_the_row_they_came_from() -> None:
    data = pd.DataFrame({"day": [3, 1, 2], "late": [1, 0, 2], "all": [9, 0, 9]})

    chart = spc(data, x="day", y="late", n="all", chart="p")

    assert chart.notes[0].startswith("The denominator is zero in row 2 (1)")


def test_rows_of_one_date_are_added_up_with_a_denominator_and_averaged_without() -> None:
    data = pd.DataFrame({"day": [2, 1, 1], "late": [1, 2, 3], "all": [10, 10, 20]})

    share = spc(data, x="day", y="late", n="all", chart="p")
    mean = spc(data, x="day", y="late", chart="i")

    assert share.value.tolist() == [5 / 30, 0.1]
    assert mean.value.tolist() == [2.5, 1]
    assert share.notes[0] == "One row shares its date with another row and was added up."


def test_one_point_has_a_centre_line_and_no_limits() -> None:
    chart = spc(y=[4], chart="i")

    assert chart.points["centre"].tolist() == [4]
    assert chart.points[["lower", "upper"]].isna().all().all()
    assert chart.variation is None
    assert chart.finding(subject="Falls") == "Too early to say: one point of data so far"


def test_phase_starts_at_the_next_point_when_its_date_falls_between_two() -> None:
    chart = spc(_falls(), x="month", y="falls", chart="i", phases=[Phase("2025-03-20", "Huddles")])

    assert chart.summary()["points"].tolist() == [15, 9]
    assert chart.summary()["reason"].tolist() == ["", "Huddles"]


def test_phase_may_start_at_a_position_or_follow_a_column() -> None:
    data = _falls().assign(when=["before"] * 15 + ["after"] * 9)

    by_position = spc(data, x="month", y="falls", chart="i", phases=[16])
    by_column = spc(data, x="month", y="falls", chart="i", phases="when")

    assert by_position.phase.tolist() == by_column.phase.tolist()
    assert by_column.summary()["reason"].tolist() == ["before", "after"]


def test_phase_without_points_is_said_in_a_note() -> None:
    chart = spc(_falls(), x="month", y="falls", chart="i", phases=[Phase("2030-01-01", "Later")])

    assert chart.notes == ("The phase that starts at 2030-01-01 has no points yet.",)


def test_baseline_holds_within_each_phase() -> None:
    chart = spc(_falls(), x="month", y="falls", chart="i", baseline=5, phases=[16])

    assert chart.summary()["centre"].tolist() == [np.mean(FALLS[:5]), np.mean(FALLS[15:20])]


def test_baseline_by_date_ends_with_that_date() -> None:
    chart = spc(_falls(), x="month", y="falls", chart="i", baseline="2024-06-15")

    assert chart.points["centre"][0] == np.mean(FALLS[:6])


def test_targets_may_change_over_time() -> None:
    target = [Target(9), Target(6, "2025-01-01")]

    chart = spc(_falls(), x="month", y="falls", chart="i", target=target)

    assert chart.points["target"].tolist() == [9] * 12 + [6] * 12


def test_target_of_a_p_chart_is_in_per_cent_and_a_fraction_is_pointed_out() -> None:
    data = pd.DataFrame({"late": [3] * 14, "all": [9] * 14})

    assert spc(data, y="late", n="all", chart="p", target=95).points["target"][0] == 0.95
    noted = spc(data, y="late", n="all", chart="p", target=0.95).notes
    assert noted == ("The target 0.95 is read as 0.95%; write 95 for 95%.",)


def test_lowest_cuts_the_limits() -> None:
    values = [0, 9, 1, 8, 0, 7, 2, 9]

    assert spc(y=values, chart="i").lower[0] < 0
    assert spc(y=values, chart="i", lowest=0).lower[0] == 0


@pytest.mark.parametrize(
    ("size", "with_n", "expected"), [(8, False, "run"), (20, False, "i"), (20, True, "p")]
)
def test_auto_chooses_a_chart_and_says_why(size: int, with_n: bool, expected: str) -> None:
    chart = spc(y=[3, 4] * (size // 2), n=[9] * size if with_n else None, chart="auto")

    assert chart.settings.kind.name == expected
    assert chart.because is not None
    assert chart.because in chart.notes


def test_reasons_for_a_chart_are_not_read_aloud() -> None:
    counts = spc(y=[3, 4] * 10, chart="auto")
    shares = spc(y=[3, 4] * 10, n=[9] * 20, chart="auto")

    assert "a c chart fits too" in " ".join(counts.notes)
    assert "a u chart suits better" in " ".join(shares.notes)
    for chart in (counts, shares):
        assert not re.search(r"chart|\by\b", chart.explain())
        assert not re.search(r"\by\b", " ".join(chart.notes))


def test_one_of_anything_is_said_as_one() -> None:
    single = spc(y=[3], chart="auto")
    spikes = [5, 6] * 10
    for i in (2, 6, 10, 14, 18):
        spikes[i] = 200
    rules = ruleset("mdc", rules=(Outside(sigmas=1),))

    assert single.because == (
        "A run chart, because there is only one point, too few to work out limits."
    )
    assert "One earlier signal is in the table." in spc(y=spikes, chart="i", rules=rules).explain()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"chart": "ii"}, "chart is 'ii'. Did you mean 'i'? It must be one of"),
        ({"y": "fals"}, "y is 'fals'. No such column. Did you mean 'falls'?"),
        ({"rules": "mcd"}, "rules is 'mcd'. Did you mean 'mdc'?"),
        ({"direction": "better"}, "direction is 'better'. It must be one of: up, down"),
        ({"target": "5"}, "target is '5'. Give a number"),
        ({"baseline": 1}, "baseline is 1. Give a whole number of points, 2 or more"),
        ({"phases": [Phase("next week")]}, "phases is 'next week'. Give a date such as"),
        ({"exclude": ["2020-01-01"]}, "exclude is '2020-01-01'. No point stands there."),
        ({"n": "falls"}, None),
        ({"chart": "p"}, "n is None. A p chart needs the denominator"),
        ({"annotations": ["x"]}, "Each must be made by Annotation"),
        ({"multiply": 0}, "multiply is 0. Give a number above 0"),
        ({"aggregate": "max"}, "aggregate is 'max'"),
        ({"x": [1, 2]}, "x is a list of 2. It has 2 values, but the data frame has 24."),
        ({"screen": "yes"}, "screen is 'yes'"),
        ({"measure": 3}, "measure is 3. Give text"),
    ],
)
def test_wrong_argument_is_named_with_what_would_be_right(
    change: dict[str, object], says: str | None
) -> None:
    arguments: dict[str, object] = {"x": "month", "y": "falls", "chart": "i", **change}
    if says is None:
        assert spc(_falls(), **arguments).value.tolist() == [1.0] * 24  # type: ignore[arg-type]
        return

    with pytest.raises(ArgumentError) as raised:
        spc(_falls(), **arguments)  # type: ignore[arg-type]

    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"late": [1, "two", 3]}, "Row 2 of \"late\" is 'two', which is not a number."),
        ({"late": [1, 12, 3]}, "The numerator is negative or larger than the denominator in row 2"),
        ({"all": [10, 10, -1]}, "The denominator is negative in row 3"),
        ({"late": [1, np.inf, 3]}, 'Row 2 of "late" is infinite'),
        ({"day": ["2024-01-01", None, "2024-01-03"]}, 'Row 2 of "day" has no date'),
    ],
)
def test_rows_that_cannot_be_used_are_named(rows: dict[str, object], says: str) -> None:
    data = pd.DataFrame({"day": [1, 2, 3], "late": [1, 2, 3], "all": [10, 10, 10], **rows})

    with pytest.raises(DataError) as raised:
        spc(data, x="day", y="late", n="all", chart="p")

    assert says in str(raised.value)


def test_annotation_without_a_place_on_the_axis_is_refused() -> None:
    note = Annotation("soon", "New beds")

    with pytest.raises(ArgumentError, match="annotations is 'soon'"):
        spc(_falls(), x="month", y="falls", chart="i", annotations=[note])


def test_shift_and_trend_length_can_be_set() -> None:
    values = [1, 2, 1, 2, 1, 2, 1, 9, 8, 9, 8, 9, 8]
    six = ruleset("mdc", shift=6)

    with_seven = spc(y=values, chart="i", rules="mdc").points["signals"].iloc[-1]
    with_six = spc(y=values, chart="i", rules=six).points["signals"].iloc[-1]

    assert ("shift" in with_seven, "shift" in with_six) == (False, True)


def test_unknown_parameter_of_a_rule_set_is_refused() -> None:
    with pytest.raises(ArgumentError, match="shift"):
        ruleset("mdc", shifts=6)
    with pytest.raises(ArgumentError, match="2 or more"):
        ruleset("mdc", shift=1)


@pytest.mark.pyarrow
def test_pyarrow_columns_are_read_like_any_other() -> None:
    pytest.importorskip("pyarrow")
    arrow = _falls().convert_dtypes(dtype_backend="pyarrow")

    found = spc(arrow, x="month", y="falls", chart="i").points

    pd.testing.assert_frame_equal(found, spc(_falls(), x="month", y="falls", chart="i").points)


def test_a_rule_set_may_be_made_of_any_rules() -> None:
    made = ruleset("mdc", rules=(Outside(), Shift(5, on_line="skipped"), Hugging(10)))

    hits = spc(y=[1, 2, 1, 2, 9, 8, 9, 8, 9], chart="i", rules=made).hits

    assert list(hits) == ["outside", "shift", "hugging"]
    assert hits["shift"].member.sum() == 5


@pytest.mark.parametrize(
    "chart", ["i", "mr", "ip", "p", "pp", "np", "u", "up", "c", "xbar", "xbar_r", "s", "r"]
)
def test_upper_limit_lies_three_sigma_from_the_centre_of_each_point(chart: str) -> None:
    over = [40 + i % 7 for i in range(20)] if chart in ("ip", "p", "pp", "np", "u", "up") else None
    several = [i // 4 for i in range(20)] if chart in ("xbar", "xbar_r", "s", "r") else None
    counts = [8, 11, 9, 12, 10, 9, 13, 8, 10, 11] * 2

    points = spc(y=counts, x=several, n=over, chart=chart, phases=[3]).points

    assert (points["sigma"] > 0).all()
    assert (points["centre"] + 3 * points["sigma"]).tolist() == pytest.approx(
        points["upper"].tolist()
    )


def test_sigma_is_multiplied_as_values_are_and_not_cut_as_limits_are() -> None:
    plain = spc(y=[1, 0, 2, 1] * 4, n=[10] * 16, chart="u")
    times = spc(y=[1, 0, 2, 1] * 4, n=[10] * 16, chart="u", multiply=1000)
    cut = spc(y=[1, 0, 2, 1] * 4, chart="i", lowest=0, highest=2)

    assert plain.sigma[0] == pytest.approx(np.sqrt(0.1 / 10))
    assert times.sigma.tolist() == pytest.approx((plain.sigma * 1000).tolist())
    assert cut.sigma[0] == pytest.approx(spc(y=[1, 0, 2, 1] * 4, chart="i").sigma[0])
    assert cut.upper[0] == 2


def test_sigma_of_each_phase_is_in_the_summary() -> None:
    chart = spc(y=[1, 3, 1, 3, 10, 20, 10, 20], chart="i", phases=[5], rules="anhoej")

    assert chart.summary()["sigma"].tolist() == pytest.approx([2 / 1.128, 10 / 1.128])
    assert chart.points["sigma"].iloc[[0, 4]].tolist() == chart.summary()["sigma"].tolist()


def test_run_and_t_charts_have_no_sigma() -> None:
    assert np.isnan(spc(y=[1, 2, 3, 4], chart="run").sigma).all()
    assert np.isnan(spc(y=[1, 2, 3, 4], chart="t").sigma).all()
    assert spc(y=[3, 1, 2, 6], chart="g").sigma[0] == pytest.approx(np.sqrt(3 * 4))
