"""A number of *My chart* is typed, corrected or taken out; several of one date too."""

import datetime as dt
import random

import pytest

from qi_lib.client import MeasureHandle
from qi_lib.model import Observation
from tests.widgets.chart.conftest import TODAY, HubOf, fill, saved_record
from tests.widgets.conftest import find, has, open_chart, press, type_into


def test_date_offered_first_is_last_month_and_then_the_next(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    assert find(tool.screen(), "entry.when").value == "2025-10-01"

    screen = press(tool, "add", entry__when="2025-06-01", entry__value="7")

    assert find(screen, "entry.when").value == "2025-07-01"
    assert falls.observations == [Observation(when=dt.date(2025, 6, 1), value=7)]
    assert [name for _, name in tool.forgotten] == ["entry.when", "entry.value", "entry.whole"]


@pytest.mark.parametrize(
    ("when", "value", "field", "what"),
    [
        ("2025-06-01", "seven", "entry.value", "“seven” is not a number"),
        ("2025-06-01", "", "entry.value", "Type a number first"),
        ("", "7", "entry.when", "Pick a date"),
        ("2026-06-01", "7", "entry.when", "still to come"),
    ],
)
def test_number_that_cannot_be_is_explained_at_its_box(
    hub_of: HubOf, falls: MeasureHandle, when: str, value: str, field: str, what: str
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)

    screen = press(tool, "add", entry__when=when, entry__value=value)

    assert what in find(screen, field).problem
    assert tool.forgotten == []
    assert falls.observations == []


def test_number_of_a_date_that_has_one_is_corrected_and_told(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-06-01", value=9)
    tool = open_chart(hub_of(), falls, today=TODAY)

    screen = press(tool, "add", entry__when="2025-06-01", entry__value="7")

    assert find(screen, "told").text == "June 2025 was 9 and is now 7."


def test_number_is_corrected_and_taken_out_from_the_list(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-05-01", value=8)
    falls.add(when="2025-06-01", value=9, note="A new bed alarm")
    tool = open_chart(hub_of(), falls, today=TODAY)
    assert find(tool.screen(), "numbers").rows == (("June 2025", "9"), ("May 2025", "8"))

    press(tool, "correct", "2025-06-01")
    press(tool, "add", entry__value="6")
    press(tool, "correct", "2025-05-01")
    press(tool, "remove")

    assert falls.observations == [
        Observation(when=dt.date(2025, 6, 1), value=6, note="A new bed alarm")
    ]


def test_counts_have_a_tally_and_other_values_have_none(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.update(frequency="day")
    falls.add(when=TODAY.isoformat(), value=2)
    entry = find(open_chart(hub_of(), falls, today=TODAY).screen(), "entry.value")
    assert (entry.is_tally, entry.value) == (True, "2")

    falls.update(unit="minutes")

    assert not find(open_chart(hub_of(), falls, today=TODAY).screen(), "entry.value").is_tally


# Several values of one date ----------------------------------------------------------------------


def test_several_values_of_a_date_are_typed_and_charted(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    screen = press(tool, "several", "yes")
    assert find(screen, "entry.value").rows > 1

    screen = press(tool, "add", entry__when="2025-05-01", entry__value="12, 35; 20\n31 27")

    point = waits.observations[-1]
    assert (point.values, point.value) == ((12, 35, 20, 31, 27), 25)
    assert find(screen, "numbers").rows[0] == ("May 2025", "25, the average of 5")
    assert find(screen, "entry.value").rows > 1, "the next date has several too"
    kinds = [one.value for one in find(press(tool, "settings"), "measure.chart").options]
    assert kinds[0] == "auto"
    assert {"xbar", "s", "r"} <= set(kinds)


def test_words_among_several_values_are_explained(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "several", "yes")

    screen = press(tool, "add", entry__when="2025-05-01", entry__value="12 long 20")

    assert "“long” is not a number" in find(screen, "entry.value").problem
    assert len(waits.observations) == 4


@pytest.mark.parametrize("kind", ["xbar", "s", "r"])
def test_charts_of_several_values_are_drawn_by_touch(
    hub_of: HubOf, waits: MeasureHandle, kind: str
) -> None:
    chance = random.Random(1)
    for month in range(1, 10):
        waits.add(when=dt.date(2025, month, 1), values=[chance.gauss(30, 5) for _ in range(5)])
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "settings")

    type_into(tool, "measure.chart", kind)

    screen = press(tool, "back")
    assert "<svg" in find(screen, "chart").svg
    handle = hub_of().project(tool.address["project"]).measures["Wait"]
    chart = handle.chart()
    assert chart is not None
    assert chart.settings.kind.name == kind


def test_correction_shows_all_values_of_the_date(hub_of: HubOf, waits: MeasureHandle) -> None:
    waits.add(when="2025-05-01", values=[12, 35])
    tool = open_chart(hub_of(), waits, today=TODAY)

    screen = press(tool, "correct", "2025-05-01")

    assert find(screen, "entry.value").value == "12\n35"


def test_new_measure_of_several_numbers_asks_for_several(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "new")

    screen = press(tool, "create", new__name="Door to doctor", new__shape="several")

    assert find(screen, "entry.value").rows > 1


@pytest.mark.parametrize("typed", ["9/15", "9 of 15", "9 out of 15"])
def test_first_number_may_be_typed_as_a_fraction(
    hub_of: HubOf, falls: MeasureHandle, typed: str
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)

    press(tool, "add", entry__when="2025-06-01", entry__value=typed)
    screen = press(tool, "add", entry__when="2025-07-01", entry__value="12/15")

    assert [(one.numerator, one.denominator) for one in falls.observations] == [(9, 15), (12, 15)]
    assert find(screen, "numbers").rows[1] == ("June 2025", "9 out of 15")
    assert saved_record(hub_of, tool).unit == "%"


def test_fraction_among_single_numbers_is_refused_with_what_to_do(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-05-01", value=8)
    tool = open_chart(hub_of(), falls, today=TODAY)

    screen = press(tool, "add", entry__when="2025-06-01", entry__value="9/15")

    assert find(screen, "entry.value").problem == (
        "“9/15” is out of something, and the other numbers are not. Type one number."
    )
    assert len(falls.observations) == 1


def test_fraction_beside_another_whole_is_refused(hub_of: HubOf, falls: MeasureHandle) -> None:
    falls.add(when="2025-05-01", numerator=8, denominator=15)
    tool = open_chart(hub_of(), falls, today=TODAY)

    screen = press(tool, "add", entry__when="2025-06-01", entry__value="9/15", entry__whole="20")

    assert "says out of how many already" in find(screen, "entry.value").problem


def test_number_that_is_kept_back_stays_as_it_was_typed(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-04-01", value=9)
    falls.add(when="2025-05-01", value=8, note="A new bed alarm")
    tool = open_chart(hub_of(), falls, today=TODAY)

    press(tool, "correct", "2025-05-01")
    screen = press(tool, "add", entry__value="<5")

    assert find(screen, "numbers").rows[0] == ("May 2025", "<5, kept back")
    assert falls.observations[1].note == "<5; A new bed alarm"
    assert "is not drawn: without it the average stands a little higher" in (
        find(screen, "explained").text
    )
    screen = press(tool, "correct", "2025-05-01")
    assert find(screen, "entry.value").value == "<5"


def test_parts_of_wholes_stay_so_after_a_number_that_is_kept_back(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2025-04-01", numerator=9, denominator=15)
    tool = open_chart(hub_of(), falls, today=TODAY)

    screen = press(tool, "add", entry__when="2025-05-01", entry__value="<5")

    assert has(screen, "entry.whole")


def test_number_many_times_the_usual_is_asked_about_once(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    fill(falls, 9, 8, 7, 10, 9, 8)
    tool = open_chart(hub_of(), falls, today=TODAY)

    screen = press(tool, "add", entry__when="2025-06-01", entry__value="845")
    assert find(screen, "entry.value").problem == (
        "845 is many times the usual 9. Tap again if it is right."
    )
    assert len(falls.observations) == 6
    press(tool, "add", entry__when="2025-06-01", entry__value="846")
    assert len(falls.observations) == 6
    press(tool, "add", entry__when="2025-06-01", entry__value="846")

    assert falls.observations[-1].value == 846


def test_high_number_of_a_spread_is_not_asked_about(hub_of: HubOf, falls: MeasureHandle) -> None:
    fill(falls, 1, 1, 2, 1, 9, 1)
    tool = open_chart(hub_of(), falls, today=TODAY)

    press(tool, "add", entry__when="2025-06-01", entry__value="14")

    assert falls.observations[-1].value == 14
