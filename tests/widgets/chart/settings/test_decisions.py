"""What a team decides about its chart in *My chart*: given lines, bounds, rules of its own."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qi_lib.client import Hub, MeasureHandle
from qi_lib.model import Bounds, Measure, PickedRule, RuleName, RuleSet, Standard
from tests.widgets.conftest import find, has, open_chart, press, type_into
from widgets.chart.tool import ChartTool

TODAY = dt.date(2025, 11, 20)
HubOf = Callable[..., Hub]
SCORES = (8, 9, 7, 10, 8, 9, 10, 8, 9, 7, 10, 9, 9, 8, 10, 6)
SOURCE = {"standard__source": "the audit", "standard__reason": "We are one of theirs"}


@pytest.fixture
def comfort(hub_of: HubOf) -> MeasureHandle:
    """Scores of 16 months in a new project of Nia's."""
    project = hub_of().start_project(title="More comfort")
    comfort = project.add_measure(name="Comfort", unit="points", direction="up")
    for at, value in enumerate(SCORES):
        comfort.add(when=dt.date(2024 + at // 12, at % 12 + 1, 1), value=value)
    return comfort


def _saved(hub_of: HubOf, tool: ChartTool) -> Measure:
    return hub_of().project(tool.address["project"]).measures["Comfort"].record


def _offers(tool: ChartTool) -> dict[str, str]:
    buttons = find(press(tool, "settings"), "more-lines-of").buttons
    return {one.act: one.hint for one in buttons}


def test_value_has_bounds_with_a_reason_and_loses_them_again(
    hub_of: HubOf, comfort: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), comfort, today=TODAY)
    assert _offers(tool)["bounds"] == "Such as 100% at most"
    press(tool, "bounds")

    screen = press(tool, "keep-bounds", bounds__highest="10")
    assert "Type the reason" in find(screen, "bounds.reason").problem
    screen = press(
        tool, "keep-bounds", bounds__lowest="0", bounds__highest="10", bounds__reason="Ten steps"
    )

    assert _saved(hub_of, tool).bounds == Bounds(lowest=0, highest=10, reason="Ten steps")
    said = "No value can lie below 0 or above 10, so no limit does: Ten steps."
    assert said in find(screen, "explained").text
    assert find(screen, "marks").rows == (("All along", "No value below 0 or above 10: Ten steps"),)
    assert _offers(tool)["bounds"] == "Never below 0 or above 10"
    press(tool, "back")

    assert said not in find(press(tool, "undo"), "explained").text
    assert said in find(press(tool, "redo"), "explained").text
    press(tool, "mark", "bounds")
    press(tool, "release-bounds")
    assert _saved(hub_of, tool).bounds is None


@pytest.mark.parametrize(
    ("typed", "box", "says"),
    [
        ({}, "bounds.highest", "Type the highest or the lowest"),
        ({"bounds__highest": "ten"}, "bounds.highest", "is not a number"),
        ({"bounds__lowest": "9", "bounds__highest": "9"}, "bounds.highest", "above the lowest"),
        (
            {"bounds__highest": "9", "bounds__reason": "Nine steps"},
            "bounds.highest",
            "April 2024 lies above 9. Correct one of them.",
        ),
    ],
)
def test_bounds_that_cannot_be_are_refused_beside_their_box(
    hub_of: HubOf, comfort: MeasureHandle, typed: dict[str, Any], box: str, says: str
) -> None:
    tool = open_chart(hub_of(), comfort, today=TODAY)
    press(tool, "bounds")

    screen = press(tool, "keep-bounds", **typed)

    assert says in find(screen, box).problem
    assert _saved(hub_of, tool).bounds is None


def test_middle_line_is_given_with_its_source_and_reason(
    hub_of: HubOf, comfort: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), comfort, today=TODAY)
    press(tool, "standard")
    screen = press(tool, "keep-standard", standard__centre="8.5", standard__reason="Theirs")
    assert "Say where it is from" in find(screen, "standard.source").problem

    screen = press(tool, "keep-standard", standard__centre="8.5", standard__sigma="1", **SOURCE)

    assert _saved(hub_of, tool).standard == Standard(
        centre=8.5, sigma=1, source="the audit", reason="We are one of theirs"
    )
    said = "The middle line (8.5) and sigma (1) are given, from the audit: We are one of theirs."
    assert said in find(screen, "explained").text
    assert "given 8.5" in find(screen, "chart").svg
    assert _offers(tool)["standard"] == "Given: middle line 8.5, sigma 1, from the audit"
    assert find(press(tool, "standard"), "standard.sigma").value == "1"
    press(tool, "back")
    press(tool, "undo")
    assert _saved(hub_of, tool).standard is None
    press(tool, "redo")
    press(tool, "standard")
    press(tool, "release-standard")
    assert _saved(hub_of, tool).standard is None


@pytest.mark.parametrize(
    ("typed", "box", "says"),
    [
        ({}, "standard.centre", "Type the middle line"),
        ({"standard__centre": "?"}, "standard.centre", "is not a number"),
        ({"standard__sigma": "0"}, "standard.sigma", "more than 0"),
        ({"standard__centre": "8", "standard__source": "NICE"}, "standard.reason", "the reason"),
    ],
)
def test_standard_that_cannot_be_is_refused_beside_its_box(
    hub_of: HubOf, comfort: MeasureHandle, typed: dict[str, Any], box: str, says: str
) -> None:
    tool = open_chart(hub_of(), comfort, today=TODAY)
    press(tool, "standard")

    assert says in find(press(tool, "keep-standard", **typed), box).problem


def test_share_above_a_hundred_is_no_middle_line(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Seen in time")
    seen = project.add_measure(name="Seen in time", unit="%", denominator="all")
    seen.add(when=dt.date(2025, 1, 1), numerator=9, denominator=10)
    tool = open_chart(hub_of(), seen, today=TODAY)
    press(tool, "standard")

    screen = press(tool, "keep-standard", standard__centre="120", **SOURCE)

    assert "between 0 and 100" in find(screen, "standard.centre").problem
    press(tool, "back")
    assert find(press(tool, "bounds"), "bounds.highest").suggestions[0].value == "100"


def test_rules_are_picked_numbered_and_taken_back(hub_of: HubOf, comfort: MeasureHandle) -> None:
    tool = open_chart(hub_of(), comfort, today=TODAY)
    screen = press(tool, "own-rules")
    assert find(screen, "own.rules").value == "outside,shift,trend,two_of_three"
    assert len(find(screen, "own.rules").options) == len(RuleName)
    assert "Tick one rule" in find(press(tool, "pick-rules", own__rules=""), "own.rules").problem

    screen = press(tool, "pick-rules", own__rules="outside,shift")
    assert find(screen, "own.shift.length").value == "7", "as in the nearest set"
    assert not has(screen, "own.trend.length")
    screen = press(tool, "keep-own-rules", own__shift__length="6.5", own__reason="Board")
    assert "not a whole number" in find(screen, "own.shift.length").problem
    assert "the reason" in find(press(tool, "keep-own-rules"), "own.reason").problem
    screen = press(tool, "keep-own-rules", own__shift__length="6", own__reason="Our board agreed")

    own = _saved(hub_of, tool).own_rules
    assert own is not None
    assert own.nearest is RuleSet.MDC
    assert own.rules == (
        PickedRule(rule=RuleName.OUTSIDE, sigmas=3),
        PickedRule(rule=RuleName.SHIFT, length=6),
    )
    assert "6 in a row on one side of the middle line" in find(screen, "explained").text
    screen = press(tool, "settings")
    assert not has(screen, "measure.rules"), "a set has no say while there are own rules"
    press(tool, "back")
    press(tool, "undo")
    assert _saved(hub_of, tool).own_rules is None
    press(tool, "redo")
    press(tool, "own-rules")
    press(tool, "release-own-rules")
    assert _saved(hub_of, tool).own_rules is None
    assert has(press(tool, "settings"), "measure.rules")


def test_all_rules_can_be_picked_with_their_numbers(hub_of: HubOf, comfort: MeasureHandle) -> None:
    tool = open_chart(hub_of(), comfort, today=TODAY)
    press(tool, "own-rules")
    press(tool, "pick-rules", own__rules=",".join(RuleName))

    press(tool, "keep-own-rules", own__screen="yes", own__reason="To see it all")

    own = _saved(hub_of, tool).own_rules
    assert own is not None
    assert [one.rule for one in own.rules] == list(RuleName)
    assert own.screen


def test_given_line_that_somebody_else_changed_since_stays(
    hub_of: HubOf, comfort: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), comfort, today=TODAY)
    press(tool, "standard")
    press(tool, "keep-standard", standard__centre="8.5", **SOURCE)
    theirs = {"centre": 9, "source": "NICE", "reason": "Newer"}
    hub_of().project(tool.address["project"]).measures["Comfort"].update(standard=theirs)

    screen = press(tool, "undo")

    assert "Theirs was left" in find(screen, "told").text
    kept = _saved(hub_of, tool).standard
    assert kept is not None
    assert kept.centre == 9


def test_number_is_added_without_drawing_the_chart_before(
    hub_of: HubOf, comfort: MeasureHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = open_chart(hub_of(), comfort, today=TODAY)
    tool.screen()
    drawn: list[str] = []
    draw = MeasureHandle.drawing
    monkeypatch.setattr(
        MeasureHandle, "drawing", lambda one: (drawn.append(one.name), draw(one))[1]
    )

    tool.act("add", "", {"entry.when": "2025-06-01", "entry.value": "9"})

    assert drawn == [], "only the screen that follows draws it"


def test_ward_is_looked_at_beside_others_picked_by_ticks(
    hub_of: HubOf, comfort: MeasureHandle
) -> None:
    project = next(one for one in hub_of().projects(mine=True) if comfort.id in one.measures)
    other = project.add_measure(name="Comfort at night", unit="points", direction="up")
    other.add(when=dt.date(2024, 1, 1), value=5)
    project.add_measure(name="Waits", unit="minutes")
    tool = open_chart(hub_of(), comfort, today=TODAY)
    assert "beside" in [one.value for one in find(press(tool, "looks"), "looks").buttons]

    screen = press(tool, "look", "beside")
    ticks = find(screen, "look.beside")
    assert [one.label for one in ticks.options] == ["Comfort", "Comfort at night"]
    assert len(find(screen, "look-rows").rows) == 2

    type_into(tool, "look.beside", other.id)

    assert [row[0] for row in find(tool.screen(), "look-rows").rows] == ["Comfort at night"]


def test_look_is_drawn_otherwise(hub_of: HubOf, comfort: MeasureHandle) -> None:
    tool = open_chart(hub_of(), comfort, today=TODAY)
    usual = find(press(tool, "look", "histogram"), "look").svg

    type_into(tool, "look.bars", "20")

    screen = tool.screen()
    assert find(screen, "look.bars").value == "20"
    assert find(screen, "look").svg.count("<polygon") > usual.count("<polygon")
