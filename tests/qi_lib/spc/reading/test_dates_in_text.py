"""Dates as people write them, time zones, and places along the time axis."""

import numpy as np
import pandas as pd
import pytest

from qi_lib.spc import Annotation, ArgumentError, Chart, DataError, Phase, Target, spc

MONTHS = pd.date_range("2024-01-01", periods=14, freq="MS")
VALUES = [5.0, 6, 7, 5, 6, 4, 7, 6, 5, 6, 7, 5, 4, 6]


def _chart(x: object, **options: object) -> Chart:
    return spc(x=x, y=VALUES[: len(x)], chart="i", **options)  # type: ignore[arg-type,return-value,call-overload]


@pytest.mark.parametrize(
    "way", ["%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y", "%b-%y", "%B %Y", "%d %b %Y", "%Y/%m/%d", "%Y-%m"]
)
def test_text_dates_are_read_day_first_or_with_the_month_in_words(way: str) -> None:
    chart = _chart(MONTHS.strftime(way).tolist())

    assert chart.x.tolist() == MONTHS.to_numpy().astype("datetime64[us]").tolist()


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["03/2024", "04/2024"], "2024-03-01"),
        (["March 3, 2024", "April 3, 2024"], "2024-03-03"),
        (["Mon 4 Mar 2024", "Tue 5 Mar 2024"], "2024-03-04"),
        (["4th of March 2024", "5th of March 2024"], "2024-03-04"),
        (["4/3/2024 2:30 pm", "4/3/2024 4:30 pm"], "2024-03-04T14:30"),
        (["4/3/75", "4/3/76"], "1975-03-04"),
        (["4/3/35", "4/3/36"], "2035-03-04"),
    ],
)
def test_text_dates_are_read_as_in_a_sheet(texts: list[str], first: str) -> None:
    assert _chart(texts).x[0] == np.datetime64(first)


def test_name_that_only_begins_like_a_month_is_a_name() -> None:
    assert _chart(["Marigold 12", "Maple 14"]).x.tolist() == ["Marigold 12", "Maple 14"]


def test_reading_day_first_is_said_where_the_month_might_come_first() -> None:
    doubtful = _chart(["01/02/2024", "01/03/2024", "01/04/2024"])
    certain = _chart(["01/02/2024", "15/02/2024", "01/03/2024"])

    assert "Dates are read day first: 01/02/2024 is 1 February 2024." in doubtful.notes
    assert not [note for note in certain.notes if "day first" in note]


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (
            ["01/02/2024", "02/14/2024"],
            "Row 2 of x is '02/14/2024', which is no date when read day",
        ),
        (["2024-01-01", "2024-02-30"], "Row 2 of x is '2024-02-30', which is no date"),
        (["2024-01-01", "2024-02-01", "Total"], "Row 3 of x is 'Total', but most rows are dates"),
        (["2024-01-01", "2024-02-01", "03/04/2024"], "most dates are written like '2024-01-01'"),
        (["Ash", "Oak", "2024-03-01"], "Row 3 of x is '2024-03-01', which looks like a date"),
        (["2024-01-01 noon", "2024-01-02 noon"], "Row 1 of x is '2024-01-01 noon', which looks"),
        (["1 Jan 2024", "2 Jan 2024", ""], "Row 3 of x is '', but most rows are dates"),
    ],
)
def test_what_looks_like_dates_is_never_silently_names(texts: list[str], says: str) -> None:
    with pytest.raises(DataError) as raised:
        _chart(texts)

    assert says in str(raised.value)


def test_dates_among_timestamps_of_a_spreadsheet_are_refused_by_row() -> None:
    mixed = [*MONTHS[:3].tolist(), "soon"]

    with pytest.raises(DataError, match="Row 4 of x is 'soon', but most rows are dates"):
        _chart(mixed)


def test_names_stay_names_and_a_categorical_column_always_does() -> None:
    named = _chart(["Ash", "Oak", "Elm"])
    asked = _chart(pd.Categorical(["2024-01-01", "2024-02-01"]))

    assert named.x.tolist() == ["Ash", "Oak", "Elm"]
    assert asked.x.tolist() == ["2024-01-01", "2024-02-01"]


def test_whole_numbers_in_a_column_of_objects_are_numbers() -> None:
    chart = _chart(pd.Series([2021, 2022, 2023], dtype=object))

    assert chart.x.tolist() == [2021, 2022, 2023]


@pytest.mark.parametrize(("place", "start"), [("03/04/2025", 10), ("3 Apr 2025", 10)])
def test_place_in_text_is_read_day_first(place: str, start: int) -> None:
    months = pd.date_range("2024-07-01", periods=14, freq="MS")

    summary = _chart(months, phases=[Phase(place)]).summary()

    assert summary["points"].tolist() == [start, 4]


@pytest.mark.parametrize("place", ["today", "now", "04/25/2025", True, None, 5.5])
def test_place_that_is_no_date_is_refused(place: object) -> None:
    with pytest.raises(ArgumentError, match="Give a date such as 2025-03-31 or 31/3/2025"):
        _chart(MONTHS, phases=[Phase(place)])  # type: ignore[arg-type]


def test_whole_number_is_a_position_for_everything_where_x_is_dates() -> None:
    chart = _chart(
        MONTHS,
        phases=[Phase(8)],
        target=[Target(5), Target(3, 7)],
        annotations=[Annotation(8, "Eighth")],
    )

    assert chart.summary()["points"].tolist() == [7, 7]
    assert chart.target.tolist() == [5] * 6 + [3] * 8
    assert [at for at, _ in chart.marked] == [7]


def test_position_below_one_is_refused() -> None:
    with pytest.raises(ArgumentError, match="target is 0"):
        _chart(MONTHS, target=[Target(3, 0)])


def test_targets_before_the_data_hold_in_order_of_time() -> None:
    chart = _chart(MONTHS, target=[Target(3, "2021-01-01"), Target(4, "2020-01-01"), Target(9)])

    assert set(chart.target) == {3}


@pytest.mark.parametrize("place", ["2031-01-01", "2019-01-01", 15])
def test_annotation_outside_the_data_is_not_drawn_and_said(place: str | int) -> None:
    chart = _chart(MONTHS, annotations=[Annotation(place, "Elsewhere")])

    assert ">Elsewhere<" not in chart.to_svg()
    assert chart.notes == (f"“Elsewhere” lies outside these data ({place}), so it is not shown.",)


def test_annotation_within_the_last_month_is_drawn_there() -> None:
    chart = _chart(MONTHS, annotations=[Annotation("2025-02-20", "Late")])

    assert [at for at, _ in chart.marked] == [13]


def test_annotation_is_left_out_of_a_facet_that_it_does_not_fall_in() -> None:
    old, new = MONTHS[:5], MONTHS[9:]
    data = pd.DataFrame({"x": old.append(new), "y": VALUES[:10], "w": ["old"] * 5 + ["new"] * 5})

    charts = spc(
        data, x="x", y="y", facet="w", chart="i", annotations=[Annotation("2024-02-01", "Here")]
    )

    assert [at for at, _ in charts["old"].marked] == [1]
    assert charts["new"].marked == []
    assert not any("Here" in note for note in charts["old"].notes)
    assert any("“Here” lies outside" in note for note in charts["new"].notes)


def test_place_with_a_time_zone_is_turned_to_that_of_the_axis() -> None:
    days = pd.date_range("2024-03-28", periods=8, tz="UTC")
    midnight = pd.Timestamp("2024-04-01", tz="Europe/London")  # 23:00 of 31 March in UTC

    summary = _chart(days, phases=[Phase(midnight)]).summary()

    assert summary["start"].tolist()[1] == np.datetime64("2024-04-01")
    assert (
        _chart(days - pd.Timedelta(hours=1), phases=[Phase(midnight)]).summary()["points"][0] == 4
    )


def test_hours_do_not_merge_when_the_clocks_go_back() -> None:
    hours = pd.date_range("2024-10-26 22:00", periods=8, freq="h", tz="UTC").tz_convert(
        "Europe/London"
    )

    chart = _chart(hours)

    assert len(chart) == 8
    assert "Times are in UTC, because the clocks go back" in chart.notes[0]
    assert len(_chart(hours, period="day")) == 2


def test_offsets_in_text_may_change_with_the_clocks() -> None:
    texts = ["2024-03-30T09:00:00+00:00", "2024-03-31T09:00:00+01:00", "2024-04-01T09:00:00+01:00"]
    abroad = ["2024-03-30T09:00:00+05:30", "2024-03-31T09:00:00+01:00"]

    assert _chart(texts).x.tolist() == pd.date_range("2024-03-30 09:00", periods=3).tolist()
    assert _chart(abroad).x[0] == np.datetime64("2024-03-30T03:30")
    assert _chart(abroad).notes[0] == "Times are in UTC, because their offsets from it differ."


def test_timestamps_with_offsets_that_change_are_read_as_dates() -> None:
    objects = [pd.Timestamp("2024-03-30 09:00+00:00"), pd.Timestamp("2024-03-31 09:00+01:00")]

    assert _chart(pd.Series(objects, dtype=object)).points["x"].dtype.kind == "M"


@pytest.mark.pyarrow
@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "Europe/London"])
def test_pyarrow_timestamps_are_read_as_dates(unit: str, zone: str | None) -> None:
    arrow = pytest.importorskip("pyarrow")
    kind = pd.ArrowDtype(arrow.timestamp(unit, tz=zone))

    chart = _chart(pd.Series(MONTHS.tz_localize(zone).tolist(), dtype=kind))

    assert chart.x.tolist() == MONTHS.to_numpy().astype("datetime64[us]").tolist()


@pytest.mark.pyarrow
def test_pyarrow_decimals_are_read_as_numbers() -> None:
    arrow = pytest.importorskip("pyarrow")
    column = pd.Series(["1.5", "2.5", None]).astype(pd.ArrowDtype(arrow.string()))
    column = column.astype(pd.ArrowDtype(arrow.decimal128(5, 2)))

    assert spc(y=column, chart="i").value[:2].tolist() == [1.5, 2.5]
