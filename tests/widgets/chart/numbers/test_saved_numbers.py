"""One measure in *My chart*: several values of a date, two devices, undo and redo."""

import datetime as dt
import random
from collections.abc import Callable

import pytest

from qi_lib.client import Hub, MeasureHandle
from qi_lib.model import Annotation, Measure, Phase
from tests.widgets.conftest import find, has, open_chart, press, type_into
from widgets.chart.tool import ChartTool
from widgets.frame.screen import Screen

TODAY = dt.date(2025, 11, 20)
HubOf = Callable[..., Hub]


@pytest.fixture
def waits(hub_of: HubOf) -> MeasureHandle:
    """A measure of minutes, with four months of them, in a new project of Nia's."""
    project = hub_of().start_project(title="Shorter waits")
    waits = project.add_measure(name="Wait", unit="minutes", direction="down")
    for month, value in enumerate((31, 28, 30, 29), 1):
        waits.add(when=dt.date(2025, month, 1), value=value)
    return waits


def _on_two_devices(hub_of: HubOf, measure: MeasureHandle) -> tuple[ChartTool, ChartTool]:
    one, other = (open_chart(hub_of(), measure, today=TODAY) for _ in range(2))
    return one, other


def _is_off(screen: Screen) -> list[bool]:
    return [one.is_off for one in find(screen, "bar").buttons[:2]]


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


def test_rows_of_one_date_are_kept_as_several_values(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    rows = "Date\tMinutes\n" + "\n".join(
        f"{day}/10/2025\t{20 + day + seat}" for day in (1, 2, 3) for seat in (0, 2, 4)
    )

    screen = press(tool, "paste", pasted=rows)
    assert find(screen, "map.same_date").value == "all"
    type_into(tool, "map.mode", "replace")
    press(tool, "use")

    assert [one.values for one in waits.observations] == [(21, 23, 25), (22, 24, 26), (23, 25, 27)]


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


def test_every_kind_of_chart_is_one_tap_away(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "settings")

    screen = press(tool, "all-kinds")

    options = {one.value: one.hint for one in find(screen, "measure.chart").options}
    assert len(options) == 16
    assert options["xbar"].endswith("Does not fit: needs several values of each date")
    assert options["p"].endswith("Does not fit: needs so many out of so many")


def test_icons_say_how_the_latest_point_and_the_target_stand(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    for month in range(1, 10):
        waits.add(when=dt.date(2024, month, 1), value=30 + month % 2)
    waits.update(targets=[{"value": 60}])

    icons = find(open_chart(hub_of(), waits, today=TODAY).screen(), "chart").icons

    assert len(icons) == 2
    assert icons[0].words.startswith("Steady at present")
    assert "target" in icons[1].words
    assert all(one.svg.startswith("<svg") for one in icons)


# Undo and redo -----------------------------------------------------------------------------------


def test_numbers_marks_and_settings_are_undone_and_redone(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    assert _is_off(tool.screen()) == [True, True]
    press(tool, "add", entry__when="2025-05-01", entry__value="40")
    press(tool, "write annotations", "2025-02-01")
    press(tool, "keep", mark__when="2025-02-01", mark__text="New rota")
    press(tool, "settings")
    type_into(tool, "measure.chart", "run")

    for _ in range(3):
        screen = press(tool, "undo")

    record = _record(hub_of, tool)
    assert (record.chart, record.annotations) == ("auto", [])
    assert len(waits.observations) == 4
    assert _is_off(screen) == [True, False]

    for _ in range(3):
        screen = press(tool, "redo")

    record = _record(hub_of, tool)
    assert record.chart == "run"
    assert record.annotations == [Annotation(when=dt.date(2025, 2, 1), text="New rota")]
    assert waits.observations[-1].value == 40
    assert _is_off(screen) == [False, True]


def test_numbers_go_back_to_any_save_and_forward_again(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "add", entry__when="2025-05-01", entry__value="40")
    press(tool, "correct", "2025-05-01")
    press(tool, "remove")

    saves = find(press(tool, "past"), "versions").buttons
    assert [one.hint.split(", saved by")[0] for one in saves[:2]] == [
        "1 number taken out",
        "May 2025: 40",
    ]
    screen = press(tool, "return", saves[1].value)

    assert screen.key != "past"
    assert waits.observations[-1].value == 40
    press(tool, "undo")
    assert waits.observations[-1].value != 40


def _record(hub_of: HubOf, tool: ChartTool) -> Measure:
    """Read the measure as the hub has it."""
    return hub_of().project(tool.address["project"]).measures["Wait"].record


def test_undoing_leaves_what_somebody_else_did_since(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "add", entry__when="2025-05-01", entry__value="40")
    waits.add(when="2025-05-01", value=41)

    screen = press(tool, "undo")

    assert "Somebody has changed the same part" in find(screen, "told").text
    assert waits.observations[-1].value == 41


def test_table_that_was_brought_is_taken_back_whole(hub_of: HubOf, waits: MeasureHandle) -> None:
    tool = open_chart(hub_of(), waits, today=TODAY)
    press(tool, "paste", pasted="Month\tMinutes\n1/1/2025\t50\n1/6/2025\t60")
    press(tool, "use")
    assert [one.value for one in waits.observations] == [50, 28, 30, 29, 60]

    press(tool, "undo")

    assert [one.value for one in waits.observations] == [31, 28, 30, 29]


# Two devices -------------------------------------------------------------------------------------


def test_numbers_of_two_devices_are_both_kept(hub_of: HubOf, waits: MeasureHandle) -> None:
    mine, theirs = _on_two_devices(hub_of, waits)

    press(mine, "add", entry__when="2025-05-01", entry__value="40")
    press(theirs, "add", entry__when="2025-06-01", entry__value="50")

    assert [one.value for one in waits.observations] == [31, 28, 30, 29, 40, 50]
    assert mine.look_again()
    assert find(mine.screen(), "numbers").rows[0] == ("June 2025", "50")
    assert not mine.look_again()


def test_same_number_changed_on_both_is_shown_before_it_is_replaced(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    mine, theirs = _on_two_devices(hub_of, waits)
    press(theirs, "add", entry__when="2025-04-01", entry__value="33")
    press(mine, "correct", "2025-04-01")

    screen = press(mine, "add", entry__value="25")

    assert "Meanwhile somebody saved 33 here" in find(screen, "entry.value").problem
    assert waits.observations[-1].value == 33
    press(mine, "add", entry__value="25")
    assert waits.observations[-1].value == 25


def test_number_that_somebody_changed_is_not_taken_out_unseen(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    mine, theirs = _on_two_devices(hub_of, waits)
    press(theirs, "add", entry__when="2025-04-01", entry__value="33")
    press(mine, "correct", "2025-04-01")

    screen = press(mine, "remove")

    assert "Meanwhile somebody saved 33" in find(screen, "entry.value").problem
    assert waits.observations[-1].value == 33


def test_marks_of_two_devices_are_both_kept(hub_of: HubOf, waits: MeasureHandle) -> None:
    mine, theirs = _on_two_devices(hub_of, waits)
    _note(mine, "2025-02-01", "New rota")
    _note(theirs, "2025-03-01", "New door")

    assert [one.text for one in _record(hub_of, mine).annotations] == ["New rota", "New door"]


def _note(tool: ChartTool, when: str, text: str) -> None:
    press(tool, "write annotations", when)
    press(tool, "keep", mark__when=when, mark__text=text)


def test_same_note_changed_on_both_stands_twice(hub_of: HubOf, waits: MeasureHandle) -> None:
    waits.update(annotations=[{"when": "2025-02-01", "text": "Rota"}])
    mine, theirs = _on_two_devices(hub_of, waits)
    for tool in (mine, theirs):
        press(tool, "mark", find(tool.screen(), "marks").keys[0])
    press(theirs, "keep", mark__when="2025-02-01", mark__text="Rota of the nurses")

    screen = press(mine, "keep", mark__when="2025-02-01", mark__text="Rota of the doctors")

    assert "both on the chart" in find(screen, "told").text
    texts = {one.text for one in _record(hub_of, mine).annotations}
    assert texts == {"Rota of the nurses", "Rota of the doctors"}


def test_same_phase_begun_on_both_is_shown_before_it_is_replaced(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    mine, theirs = _on_two_devices(hub_of, waits)
    for tool in (mine, theirs):
        press(tool, "write phases", "2025-03-01")
    press(theirs, "keep", mark__when="2025-03-01", mark__text="Second doctor")

    screen = press(mine, "keep", mark__when="2025-03-01", mark__text="New triage")

    assert "“Second doctor”" in find(screen, "mark.when").problem
    assert [one.reason for one in _record(hub_of, mine).phases] == ["Second doctor"]
    press(mine, "keep", mark__when="2025-03-01", mark__text="New triage")
    begun = Phase(start=dt.date(2025, 3, 1), reason="New triage")
    assert _record(hub_of, mine).phases == [begun]


def test_same_target_set_on_both_is_shown_before_it_is_replaced(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    mine, theirs = _on_two_devices(hub_of, waits)
    for tool in (mine, theirs):
        press(tool, "targets")
    press(theirs, "add-target", target__start="2025-06-01", target__value="20")

    screen = press(mine, "add-target", target__start="2025-06-01", target__value="15")

    assert "another target" in find(screen, "target.value").problem
    assert [row[1] for row in find(screen, "targets").rows] == ["20"]
    assert not has(screen, "told")
