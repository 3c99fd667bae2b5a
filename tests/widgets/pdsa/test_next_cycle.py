"""The cycle that grows out of another."""

from tests.widgets.conftest import find, press, type_into
from tests.widgets.pdsa.conftest import HubOf, plan, saved_cycle
from widgets.pdsa.tool import PDSATool


def _studied(tool: PDSATool, decision: str) -> None:
    plan(tool)
    press(tool, "step", "do")
    type_into(tool, "went_as_planned", "True")
    type_into(tool, "do", "Nobody fell.")
    press(tool, "step", "study")
    type_into(tool, "came_true", "True")
    type_into(tool, "study", "It fits into the shift.")
    press(tool, "step", "act")
    type_into(tool, "decision", decision)


def test_adopted_change_is_tried_one_rung_larger(tool: PDSATool, hub_of: HubOf) -> None:
    _studied(tool, "adopt")
    type_into(tool, "next_step", "Huddle on every shift of a day")

    screen = press(tool, "follow")

    first, second = saved_cycle(hub_of, tool, 1), saved_cycle(hub_of, tool, 2)
    assert (first.decision, first.came_true, first.went_as_planned) == ("adopt", True, True)
    assert (second.follows, second.test_size) == (first.id, "One day")
    assert second.title == "Huddle on every shift of a day"
    assert second.prediction == ""
    assert screen.question.startswith("Plan")


def test_adapted_change_is_tried_again_at_its_size(tool: PDSATool, hub_of: HubOf) -> None:
    _studied(tool, "adapt")
    press(tool, "follow")

    assert saved_cycle(hub_of, tool, 2).test_size == "One shift"


def test_abandoned_change_leads_to_another_idea_with_what_was_learned(
    tool: PDSATool, hub_of: HubOf
) -> None:
    _studied(tool, "abandon")
    screen = tool.screen()
    assert screen.go is not None
    assert (screen.go.label, screen.go.act) == ("Plan another idea", "follow")
    assert [one.act for one in find(screen, "stop").buttons] == ["cycles"]

    screen = press(tool, "follow")

    first, second = saved_cycle(hub_of, tool, 1), saved_cycle(hub_of, tool, 2)
    assert (second.title, second.follows, second.test_size) == ("Another idea", first.id, "")
    assert find(screen, "objective").value == (
        "What we learned from “Huddle at the bedside”: It fits into the shift."
    )
    assert "Abandoned" in find(press(tool, "cycles"), "ramps").svg
