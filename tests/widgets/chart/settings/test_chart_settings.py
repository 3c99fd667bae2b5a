"""How a chart is drawn, and what is counted, as *My chart* asks for it."""

import pytest

from qi_lib.client import MeasureHandle
from qi_lib.errors import Refused
from tests.widgets.chart.conftest import FALLS, TODAY, HubOf, fill
from tests.widgets.conftest import find, open_chart, press, type_into


def test_target_and_chart_type_are_settings(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "settings")

    type_into(tool, "measure.target", "5")
    type_into(tool, "measure.chart", "run")

    record = hub_of().project(tool.address["project"]).measures["Falls"].record
    assert [target.value for target in record.targets] == [5]
    assert record.chart == "run"

    type_into(tool, "measure.target", "")

    assert hub_of().project(tool.address["project"]).measures["Falls"].record.targets == []


def test_target_that_is_no_number_is_refused(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "settings")

    with pytest.raises(Refused, match="“many” is not a number"):
        type_into(tool, "measure.target", "many")


def test_types_that_fit_are_offered_and_the_choice_says_why(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    fill(falls, *FALLS)
    tool = open_chart(hub_of(), falls, today=TODAY)

    kinds = find(press(tool, "settings"), "measure.chart").options

    assert [one.value for one in kinds] == ["auto", "run", "i", "mr", "c"]
    assert kinds[0].hint == "An I chart, because each point is one value without a denominator."


def test_type_that_no_longer_fits_stays_and_says_so(hub_of: HubOf, falls: MeasureHandle) -> None:
    falls.update(chart="p")
    fill(falls, 9, 8)
    tool = open_chart(hub_of(), falls, today=TODAY)

    kinds = find(press(tool, "settings"), "measure.chart")

    assert kinds.value == "p"
    assert kinds.options[-1].hint == (
        "Shares: so many out of so many. Does not fit: needs so many out of so many"
    )


def test_every_kind_of_chart_is_one_tap_away(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "settings")

    screen = press(tool, "all-kinds")

    options = {one.value: one.hint for one in find(screen, "measure.chart").options}
    assert len(options) == 17
    assert options["xbar"].endswith("Does not fit: needs several values of each date")
    assert options["p"].endswith("Does not fit: needs so many out of so many")


def test_rule_set_is_a_setting_that_changes_what_the_chart_says(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    fill(falls, *(9, 9, 9, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 9, 8, 9, 8))
    tool = open_chart(hub_of(), falls, today=TODAY)
    before = falls.chart()
    press(tool, "settings")

    type_into(tool, "measure.rules", "ihi")

    after = hub_of().project(tool.address["project"]).measures["Falls"].chart()
    assert before is not None
    assert after is not None
    assert (before.settings.rules.name, after.settings.rules.name) == ("mdc", "ihi")


def test_measure_is_described_so_that_two_people_count_the_same(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "define")

    for name, value in {
        "kind": "process",
        "definition": "Any fall, hurt or not",
        "numerator": "falls",
        "denominator": "bed days",
        "frequency": "week",
        "direction": "down",
        "collected_by": "The ward clerk",
    }.items():
        type_into(tool, f"measure.{name}", value)

    record = hub_of().project(tool.address["project"]).measures["Falls"].record
    assert (record.kind, record.definition) == ("process", "Any fall, hurt or not")
    assert (record.numerator, record.denominator) == ("falls", "bed days")
    assert (record.frequency, record.collected_by) == ("week", "The ward clerk")
