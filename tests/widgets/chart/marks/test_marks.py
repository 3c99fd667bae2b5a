"""What is written on a chart: what happened, and new phases."""

import datetime as dt

from qi_lib.client import MeasureHandle
from qi_lib.model import Annotation, Phase
from tests.widgets.chart.conftest import FALLS, TODAY, HubOf, fill, on_two_devices, saved_record
from tests.widgets.conftest import find, has, open_chart, press
from widgets.chart.tool import ChartTool


def test_words_at_a_point_are_written_changed_and_taken_back(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    fill(falls, 9, 8, 7)
    tool = open_chart(hub_of(), falls, today=TODAY)
    chart = find(tool.screen(), "chart")
    assert [one.act for one in chart.buttons] == ["write annotations", "write phases", "leave-out"]

    screen = press(tool, "write annotations", chart.spots[1].key)
    assert screen.question == "What happened in February 2024?"
    screen = press(tool, "keep", mark__when="2024-02-01", mark__text="New bed alarms")
    assert find(screen, "marks").rows == (("February 2024", "New bed alarms"),)
    assert "New bed alarms" in find(screen, "chart").svg

    press(tool, "mark", find(screen, "marks").keys[0])
    press(tool, "keep", mark__when="2024-03-01", mark__text="Bed alarms")
    note = Annotation(when=dt.date(2024, 3, 1), text="Bed alarms")
    assert _marks(hub_of, tool) == ([note], [])
    press(tool, "mark", find(tool.screen(), "marks").keys[0])
    press(tool, "unmark")
    assert _marks(hub_of, tool) == ([], [])

    screen = press(tool, "undo")

    assert _marks(hub_of, tool) == ([note], [])
    assert find(screen, "told").text == "It is as it was before."
    press(tool, "undo")
    assert [one.text for one in _marks(hub_of, tool)[0]] == ["New bed alarms"]


def _marks(hub_of: HubOf, tool: ChartTool) -> tuple[list[Annotation], list[Phase]]:
    record = hub_of().project(tool.address["project"]).measures["Falls"].record
    return record.annotations, record.phases


def test_phase_never_begins_without_a_reason(hub_of: HubOf, falls: MeasureHandle) -> None:
    fill(falls, 9, 8, 7, 5)
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "write phases", "2024-03-01")

    screen = press(tool, "keep", mark__when="2024-03-01", mark__text="  ")
    assert "needs its reason" in find(screen, "mark.text").problem
    assert _marks(hub_of, tool) == ([], [])
    screen = press(tool, "keep", mark__when="2024-03-01", mark__text="Hourly rounds")

    assert _marks(hub_of, tool)[1] == [Phase(start=dt.date(2024, 3, 1), reason="Hourly rounds")]
    assert find(screen, "marks").rows == (("March 2024", "From here on: Hourly rounds"),)
    press(tool, "write phases", "2024-03-01")
    screen = press(tool, "keep", mark__when="2024-03-01", mark__text="Again")
    assert "begins there already" in find(screen, "mark.when").problem


def test_new_phase_is_suggested_with_its_evidence_and_waits_for_a_reason(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    fill(falls, *FALLS)
    tool = open_chart(hub_of(), falls, today=TODAY)

    idea = find(tool.screen(), "idea")
    assert idea.title == "Did something change in April 2025?"
    assert "the two levels differ by more than chance explains" in idea.text
    (button,) = idea.buttons
    press(tool, button.act, button.value)
    assert _marks(hub_of, tool) == ([], [])
    screen = press(tool, "keep", mark__when=button.value, mark__text="Hourly rounds")

    assert [one.reason for one in _marks(hub_of, tool)[1]] == ["Hourly rounds"]
    assert not has(screen, "idea")


def test_marks_that_somebody_adds_meanwhile_are_kept(hub_of: HubOf, falls: MeasureHandle) -> None:
    fill(falls, 9, 8, 7)
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "write annotations", "2024-02-01")
    theirs = Annotation(when=dt.date(2024, 1, 1), text="Flu")
    falls.update(annotations=[theirs.model_dump(mode="json")])

    press(tool, "keep", mark__when="2024-02-01", mark__text="New bed alarms")

    assert [one.text for one in _marks(hub_of, tool)[0]] == ["Flu", "New bed alarms"]


def test_words_that_the_hub_refuses_stay_with_the_reason(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    fill(falls, 9, 8, 7)
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "write annotations", "2024-02-01")

    screen = press(tool, "keep", mark__when="2024-02-01", mark__text="Bed of 943 476 5919")

    assert "NHS number" in find(screen, "mark.text").problem
    assert tool.forgotten == []


# Two devices -------------------------------------------------------------------------------------


def test_marks_of_two_devices_are_both_kept(hub_of: HubOf, waits: MeasureHandle) -> None:
    mine, theirs = on_two_devices(hub_of, waits)
    _note(mine, "2025-02-01", "New rota")
    _note(theirs, "2025-03-01", "New door")

    assert [one.text for one in saved_record(hub_of, mine).annotations] == ["New rota", "New door"]


def _note(tool: ChartTool, when: str, text: str) -> None:
    press(tool, "write annotations", when)
    press(tool, "keep", mark__when=when, mark__text=text)


def test_same_note_changed_on_both_stands_twice(hub_of: HubOf, waits: MeasureHandle) -> None:
    waits.update(annotations=[{"when": "2025-02-01", "text": "Rota"}])
    mine, theirs = on_two_devices(hub_of, waits)
    for tool in (mine, theirs):
        press(tool, "mark", find(tool.screen(), "marks").keys[0])
    press(theirs, "keep", mark__when="2025-02-01", mark__text="Rota of the nurses")

    screen = press(mine, "keep", mark__when="2025-02-01", mark__text="Rota of the doctors")

    assert "both on the chart" in find(screen, "told").text
    texts = {one.text for one in saved_record(hub_of, mine).annotations}
    assert texts == {"Rota of the nurses", "Rota of the doctors"}


def test_same_phase_begun_on_both_is_shown_before_it_is_replaced(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    mine, theirs = on_two_devices(hub_of, waits)
    for tool in (mine, theirs):
        press(tool, "write phases", "2025-03-01")
    press(theirs, "keep", mark__when="2025-03-01", mark__text="Second doctor")

    screen = press(mine, "keep", mark__when="2025-03-01", mark__text="New triage")

    assert "“Second doctor”" in find(screen, "mark.when").problem
    assert [one.reason for one in saved_record(hub_of, mine).phases] == ["Second doctor"]
    press(mine, "keep", mark__when="2025-03-01", mark__text="New triage")
    begun = Phase(start=dt.date(2025, 3, 1), reason="New triage")
    assert saved_record(hub_of, mine).phases == [begun]
