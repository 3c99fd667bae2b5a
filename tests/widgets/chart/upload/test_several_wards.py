"""Several wards of one table come in at once, as a measure each or as one."""

import datetime as dt

from qi_lib.client import MeasureHandle, Project
from tests.widgets.chart.conftest import HubOf
from tests.widgets.conftest import find, has, open_chart, press, type_into
from widgets.chart.tool import ChartTool
from widgets.frame.screen import Screen

TODAY = dt.date(2026, 4, 10)
WARDS = "Month\tWard\tFalls\n" + "".join(
    f"{month}/2025\t{ward}\t{month % 4 + place}\n"
    for month in range(1, 9)
    for place, ward in enumerate(("Heron", "Teal", "Plover"))
)


def _give(tool: ChartTool, text: str = WARDS) -> Screen:
    press(tool, "give")
    return press(tool, "paste", pasted=text)


def _project(hub_of: HubOf, tool: ChartTool) -> Project:
    return hub_of().project(tool.address["project"])


def test_several_wards_become_a_measure_each_and_stand_side_by_side(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    _give(tool)

    type_into(tool, "map.wards", "several")
    screen = tool.screen()
    assert screen.question == "Choose those that you want"
    assert [one.label for one in find(screen, "map.ticked").options] == ["Heron", "Teal", "Plover"]
    assert screen.go is None

    type_into(tool, "map.ticked", "0,2")
    screen = tool.screen()
    assert screen.question == "2 measures, one for each. Is this right?"
    assert find(screen, "will-be").title == "The chart of Heron as it will be"
    assert screen.go is not None
    assert screen.go.label == "Make these 2 measures"
    screen = press(tool, "use")

    measures = _project(hub_of, tool).measures
    assert [one.name for one in measures] == ["Falls, Heron", "Falls, Plover"]
    assert [one.value for one in measures["Falls, Heron"].observations] == [1, 2, 3, 0, 1, 2, 3, 0]
    assert [one.value for one in measures["Falls, Plover"].observations] == [3, 4, 5, 2, 3, 4, 5, 2]
    assert {one.record.direction for one in measures} == {"down"}
    assert "Beside others" in screen.hint
    assert [row[0] for row in find(screen, "look-rows").rows] == ["Falls, Heron", "Falls, Plover"]


def test_measure_that_has_numbers_stays_and_the_next_sheet_adds_to_each(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when="2024-01-01", value=9)
    for text in (WARDS, "Month\tWard\tFalls\n9/2025\tHeron\t7\n9/2025\tTeal\t8\n"):
        tool = open_chart(hub_of(), falls, today=TODAY)
        _give(tool, text)
        type_into(tool, "map.wards", "several")
        type_into(tool, "map.ticked", "0,1")
        press(tool, "use")

    measures = _project(hub_of, tool).measures
    assert [one.name for one in measures] == ["Falls", "Falls, Heron", "Falls, Teal"]
    assert len(measures["Falls"].observations) == 1
    assert [one.value for one in measures["Falls, Teal"].observations][-2:] == [1, 8]


def test_some_wards_are_added_up(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    _give(tool)

    type_into(tool, "map.wards", "several")
    type_into(tool, "map.ticked", "0,2")
    type_into(tool, "map.together", "sum")
    screen = tool.screen()
    assert screen.question == "8 numbers found. Is this right?"
    press(tool, "use")

    assert [one.value for one in falls.observations] == [4, 6, 8, 2, 4, 6, 8, 2]


def test_shares_of_wards_are_never_added_up(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    rows = "".join(
        f"{month}/2025\tHeron\t{80 + month}%\n{month}/2025\tTeal\t90%\n" for month in (1, 2)
    )
    _give(tool, "Month\tWard\tComplete\n" + rows)

    type_into(tool, "map.wards", "several")

    assert not has(tool.screen(), "map.together")


def test_one_ward_alone_is_chosen_after_all(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    _give(tool)
    type_into(tool, "map.wards", "several")
    type_into(tool, "map.ticked", "0,2")

    type_into(tool, "map.wards", "Teal")

    assert not has(tool.screen(), "map.ticked")
    press(tool, "use")
    assert [one.value for one in falls.observations] == [2, 3, 4, 1, 2, 3, 4, 1]
