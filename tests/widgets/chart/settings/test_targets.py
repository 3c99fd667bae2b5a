"""Targets of *My chart*, from when on each holds."""

from qi_lib.client import MeasureHandle
from tests.widgets.chart.conftest import TODAY, HubOf, on_two_devices
from tests.widgets.conftest import find, has, open_chart, press


def test_targets_change_over_time_and_are_taken_back(hub_of: HubOf, falls: MeasureHandle) -> None:
    falls.update(targets=[{"value": 8}])
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "targets")
    screen = press(tool, "add-target", target__start="2025-04-01", target__value="5")
    assert find(screen, "targets").rows == (("The first point", "8"), ("1 April 2025", "5"))

    screen = press(tool, "drop-target", "0")
    assert find(screen, "targets").rows == (("1 April 2025", "5"),)
    screen = press(tool, "undo")

    assert [row[1] for row in find(screen, "targets").rows] == ["8", "5"]
    screen = press(tool, "add-target", target__start="2025-05-01", target__value="many")
    assert "in figures" in find(screen, "target.value").problem


def test_same_target_set_on_both_is_shown_before_it_is_replaced(
    hub_of: HubOf, waits: MeasureHandle
) -> None:
    mine, theirs = on_two_devices(hub_of, waits)
    for tool in (mine, theirs):
        press(tool, "targets")
    press(theirs, "add-target", target__start="2025-06-01", target__value="20")

    screen = press(mine, "add-target", target__start="2025-06-01", target__value="15")

    assert "another target" in find(screen, "target.value").problem
    assert [row[1] for row in find(screen, "targets").rows] == ["20"]
    assert not has(screen, "told")
