"""Which types of chart are offered for which numbers."""

import datetime as dt

import pytest

from qi_lib.charting.fitting_charts import fitting_chart_types, is_count, ratio_factor, shown_unit
from qi_lib.charting.measure_chart import chart_of
from qi_lib.model import ChartType, Measure, Observation, RuleSet
from tests.qi_lib.charting.test_measure_chart import shares, values

FALLS = Measure(name="Falls", unit="falls")
GAPS = Measure(name="Days between falls", unit="days")


@pytest.mark.parametrize(
    ("measure", "points", "fits"),
    [
        (FALLS, values(9, 8, 10), "auto run i mr c"),
        (Measure(name="Wait", unit="minutes"), values(9, 8, 10), "auto run i mr"),
        (GAPS, values(9, 30, 1), "auto run i mr g t"),
        (GAPS, values(9, 0, 1), "auto run i mr g"),
        (GAPS, values(9.5, 3, 1), "auto run i mr t"),
        (FALLS, shares((9, 15), (8, 12)), "auto run p pp u up i ip"),
        (FALLS, shares((9, 15), (8, 15)), "auto run p pp np u up i ip"),
        (FALLS, shares((9, 5), (8, 15)), "auto run u up i ip"),
        (FALLS, shares((9.5, 15), (8, 15)), "auto run i ip"),
        (FALLS, shares((0, 0), (8, 15), (9, 14)), "auto run p pp u up i ip"),
        (Measure(name="Seen", denominator="all"), [], "auto run p pp u up i"),
        (FALLS, [], "auto run i mr c"),
        (
            FALLS,
            [Observation(when=dt.date(2025, 1, 1), values=(9, 8))],
            "auto run xbar xbar_r s r i mr",
        ),
    ],
)
def test_types_are_offered_where_the_numbers_fit(
    measure: Measure, points: list[Observation], fits: str
) -> None:
    assert " ".join(fitting_chart_types(measure, points)) == fits


@pytest.mark.parametrize("rules", RuleSet)
@pytest.mark.parametrize(
    ("measure", "points"),
    [
        (FALLS, values(9, 8, 10, 7)),
        (GAPS, values(9, 8, 10, 7)),
        (FALLS, shares((9, 15), (8, 15), (3, 15))),
    ],
)
def test_every_type_that_is_offered_is_drawn_under_every_rule_set(
    measure: Measure, points: list[Observation], rules: RuleSet
) -> None:
    for kind in fitting_chart_types(measure, points):
        chart = chart_of(measure.model_copy(update={"chart": kind, "rules": rules}), points)

        assert chart is not None
        assert kind in (chart.settings.kind.name, ChartType.AUTO)
        assert chart.settings.rules.name == rules


def test_values_in_a_unit_of_their_own_are_no_count() -> None:
    assert is_count(FALLS, [9, 0])
    assert is_count(Measure(name="Falls"), [])
    assert not is_count(FALLS, [9.5])
    assert not is_count(Measure(name="Wait", unit="minutes"), [9])


@pytest.mark.parametrize(
    ("measure", "unit", "factor"),
    [
        (Measure(name="Slips", unit="falls", denominator="bed days"),
         "falls per 1,000 bed days", 1000),
        (Measure(name="Falls", unit="falls", denominator="Occupied bed days"),
         "per 1,000 occupied bed days", 1000),
        (Measure(name="Falls", unit="%", denominator="OBDs"), "per 1,000 OBDs", 1000),
        (Measure(name="Infections", denominator="All the catheter days"),
         "per 1,000 catheter days", 1000),
        (Measure(name="Falls", unit="per 100 bed days", denominator="bed days"),
         "per 100 bed days", 100),
        (Measure(name="Errors", unit="%", denominator="how many in all", chart=ChartType.U),
         "per 1,000", 1000),
        (Measure(name="Errors", unit="%", denominator="prescriptions", chart=ChartType.UP),
         "per 1,000 prescriptions", 1000),
        (Measure(name="Falls", unit="%", denominator="bed days", chart=ChartType.P), "%", 100),
        (Measure(name="Catheter days", unit="%", denominator="bed days"), "%", 100),
        (Measure(name="Out by noon", unit="%", denominator="discharges"), "%", 100),
        (Measure(name="Held", denominator="Days of the month"), "", 100),
    ],
)  # fmt: skip
def test_events_out_of_bed_days_and_u_charts_are_rates(
    measure: Measure, unit: str, factor: float
) -> None:
    assert (shown_unit(measure), ratio_factor(measure)) == (unit, factor)


def test_falls_out_of_bed_days_are_charted_as_a_rate_at_once() -> None:
    points = shares((3, 640), (2, 610), (4, 655))

    chart = chart_of(Measure(name="Falls", denominator="bed days"), points)

    assert chart is not None
    assert chart.settings.unit == "per 1,000 bed days"
    assert chart.points["value"].tolist() == pytest.approx([4.6875, 3.27869, 6.10687])
    assert chart.settings.kind.name == "u"
