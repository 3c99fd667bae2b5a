"""Which points the limits of *My chart* come from, and for how long each point stands."""

import datetime as dt
from collections.abc import Callable

import pytest

from qi_lib.client import Hub, MeasureHandle
from qi_lib.model import Baseline, Exclusion, Measure
from tests.widgets.conftest import find, has, open_chart, press, type_into
from widgets.chart.tool import ChartTool

TODAY = dt.date(2025, 11, 20)
HubOf = Callable[..., Hub]
FALLS = (8, 9, 7, 10, 8, 29, 11, 8, 9, 7, 10, 9, 9, 8, 10, 6, 5, 6, 4, 5, 6, 5)


@pytest.fixture
def falls(hub_of: HubOf) -> MeasureHandle:
    """Falls of 22 months, one of them far off, in a new project of Nia's."""
    project = hub_of().start_project(title="Fewer falls")
    falls = project.add_measure(name="Falls", unit="falls", direction="down")
    for at, value in enumerate(FALLS):
        falls.add(when=dt.date(2024 + at // 12, at % 12 + 1, 1), value=value)
    return falls


def _saved(hub_of: HubOf, tool: ChartTool) -> Measure:
    return hub_of().project(tool.address["project"]).measures["Falls"].record


def test_point_is_left_out_with_a_reason_and_put_back(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    before = find(tool.screen(), "explained").text
    assert find(tool.screen(), "chart").buttons[-1].act == "leave-out"

    screen = press(tool, "leave-out", "2024-06-01")
    assert screen.question == "Why does June 2024 not count?"
    screen = press(tool, "keep", mark__text="  ")
    assert "Type the reason" in find(screen, "mark.text").problem
    screen = press(tool, "keep", mark__text="Flu closed the ward")

    assert _saved(hub_of, tool).exclusions == [
        Exclusion(when=dt.date(2024, 6, 1), reason="Flu closed the ward")
    ]
    assert "June 2024 is left out of the limits: Flu" in find(screen, "explained").text
    assert "left out" in find(screen, "chart").spots[5].words
    assert find(screen, "marks").rows == (
        ("June 2024", "Left out of the limits: Flu closed the ward"),
    )

    screen = press(tool, "leave-out", "2024-06-01")
    assert screen.question == "June 2024 is left out of the limits"
    screen = press(tool, "unmark")

    assert _saved(hub_of, tool).exclusions == []
    assert find(screen, "explained").text == before


def test_point_left_out_is_undone_and_redone(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "leave-out", "2024-06-01")
    press(tool, "keep", mark__text="Flu")

    press(tool, "undo")
    assert _saved(hub_of, tool).exclusions == []
    press(tool, "redo")

    assert [one.reason for one in _saved(hub_of, tool).exclusions] == ["Flu"]


def test_reason_of_a_point_left_out_is_changed_from_the_list(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.update(exclusions=[{"when": "2024-06-01", "reason": "Flue"}])
    tool = open_chart(hub_of(), falls, today=TODAY)
    screen = press(tool, "mark", find(tool.screen(), "marks").keys[0])
    assert find(screen, "mark.text").value == "Flue"

    press(tool, "keep", mark__text="Flu")

    assert [one.reason for one in _saved(hub_of, tool).exclusions] == ["Flu"]


def test_point_that_two_devices_leave_out_is_left_out_once(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool, other = open_chart(hub_of(), falls, today=TODAY), open_chart(hub_of(), falls, today=TODAY)
    for one in (tool, other):
        press(one, "leave-out", "2024-06-01")
    press(other, "keep", mark__text="Flu")

    screen = press(tool, "keep", mark__text="Norovirus")

    assert "Somebody has just changed that" in find(screen, "told").text
    assert [one.reason for one in _saved(hub_of, tool).exclusions] == ["Flu"]


def test_limits_are_kept_up_to_a_date_with_a_reason(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    assert any(one.act == "baseline" for one in find(press(tool, "settings"), "over-time").buttons)
    screen = press(tool, "baseline")
    assert find(screen, "limits.until").value == "2024-12-01", "the first twelve are offered"

    screen = press(tool, "keep-limits", limits__until="2024-12-01", limits__reason="")
    assert "Type the reason" in find(screen, "limits.reason").problem
    screen = press(tool, "keep-limits", limits__until="2024-01-01", limits__reason="Before")
    assert "Two points or more" in find(screen, "limits.until").problem
    screen = press(tool, "keep-limits", limits__until="2024-12-01", limits__reason="Before rounds")

    kept = Baseline(until=dt.date(2024, 12, 1), reason="Before rounds")
    assert _saved(hub_of, tool).baseline == kept
    said = "The limits are those up to December 2024: Before rounds."
    assert said in find(screen, "explained").text
    assert find(screen, "marks").rows == (("Up to December 2024", "Limits kept: Before rounds"),)

    press(tool, "undo")
    assert _saved(hub_of, tool).baseline is None
    press(tool, "redo")
    assert _saved(hub_of, tool).baseline == kept

    press(tool, "mark", "baseline")
    press(tool, "release-limits")
    assert _saved(hub_of, tool).baseline is None


def test_limits_that_somebody_else_kept_since_stay(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    press(tool, "baseline")
    press(tool, "keep-limits", limits__until="2024-12-01", limits__reason="Before rounds")
    theirs = {"until": "2024-11-01", "reason": "Before the pilot"}
    hub_of().project(tool.address["project"]).measures["Falls"].update(baseline=theirs)

    screen = press(tool, "undo")

    assert "Theirs was left" in find(screen, "told").text
    baseline = _saved(hub_of, tool).baseline
    assert baseline is not None
    assert baseline.reason == "Before the pilot"


def test_months_are_shown_by_quarter_and_back(hub_of: HubOf, falls: MeasureHandle) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY)
    screen = press(tool, "settings")
    assert [one.value for one in find(screen, "measure.shown_by").options] == ["", "quarter"]

    type_into(tool, "measure.shown_by", "quarter")

    screen = press(tool, "back")
    assert len(find(screen, "chart").spots) == 7, "22 months are seven quarters and a month"
    assert "adds up the numbers of one quarter" in find(screen, "explained").text
    assert len(find(screen, "numbers").rows) == 22
    press(tool, "settings")
    type_into(tool, "measure.shown_by", "")
    assert len(find(press(tool, "back"), "chart").spots) == 22


def test_quarters_have_no_longer_period_to_be_shown_by(hub_of: HubOf, falls: MeasureHandle) -> None:
    falls.update(frequency="quarter")

    assert not has(press(open_chart(hub_of(), falls, today=TODAY), "settings"), "measure.shown_by")


def test_quarter_that_is_left_out_is_found_again_at_its_point(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.update(
        exclusions=[{"when": "2024-06-01", "reason": "Flu"}],
        shown_by="quarter",
    )
    tool = open_chart(hub_of(), falls, today=TODAY)

    screen = press(tool, "leave-out", "2024-04-01")

    assert find(screen, "mark.text").value == "Flu"
