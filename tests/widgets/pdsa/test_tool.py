"""*PDSA*, walked through against the real service."""

from tests.widgets.conftest import find, has, press, type_into
from tests.widgets.pdsa.conftest import TODAY, HubOf, plan, saved_cycle
from widgets.pdsa.tool import PDSATool


def test_new_test_opens_at_its_plan(tool: PDSATool, hub_of: HubOf) -> None:
    screen = press(tool, "new", new__title="Huddle at the bedside")

    assert screen.question == "Plan: what will you try?"
    assert screen.hint == "Cycle 1: Huddle at the bedside"
    assert saved_cycle(hub_of, tool, 1).start == TODAY


def test_untested_ideas_of_the_driver_diagram_are_offered_first(
    tool: PDSATool, hub_of: HubOf
) -> None:
    project = hub_of().project(tool.address["project"])
    ideas = [{"text": text, "level": "idea"} for text in ("Night lights", "Tea at seven")]
    project.save_document("drivers", {"drivers": ideas})
    tool.look_again()

    offered = find(tool.screen(), "new.title")
    assert [one.value for one in offered.suggestions] == ["Night lights", "Tea at seven"]
    assert "driver diagram" in offered.suggestions_label
    press(tool, "new", new__title="Night lights")

    assert saved_cycle(hub_of, tool, 1).change_idea == "Night lights"
    again = find(press(tool, "cycles"), "new.title")
    assert [one.value for one in again.suggestions] == ["Tea at seven"]


def test_new_test_is_taken_back_and_made_again(tool: PDSATool, hub_of: HubOf) -> None:
    where = tool.scope
    press(tool, "new", new__title="Huddle")
    made = saved_cycle(hub_of, tool, 1)
    assert (where, "new.title") in tool.forgotten

    screen = press(tool, "undo")
    assert screen.key == "cycles"
    assert len(hub_of().project(tool.address["project"]).cycles) == 0
    assert [one.is_off for one in find(screen, "bar").buttons[:2]] == [True, False]
    screen = press(tool, "redo")

    assert screen.hint == "Cycle 1: Huddle"
    assert saved_cycle(hub_of, tool, 1) == made


def test_new_test_is_taken_back_after_what_was_written_in_it(tool: PDSATool, hub_of: HubOf) -> None:
    plan(tool)
    press(tool, "cycles")

    press(tool, "undo")
    assert saved_cycle(hub_of, tool, 1).test_size == ""
    press(tool, "undo")
    press(tool, "undo")

    assert len(hub_of().project(tool.address["project"]).cycles) == 0


def test_new_test_in_which_somebody_else_has_written_stays(tool: PDSATool, hub_of: HubOf) -> None:
    press(tool, "new", new__title="Huddle")
    other = hub_of().project(tool.address["project"]).cycles
    next(iter(other)).update(objective="Does it fit?")

    screen = press(tool, "undo")

    assert "Theirs was left" in find(screen, "told").text
    assert saved_cycle(hub_of, tool, 1).objective == "Does it fit?"


def test_work_of_another_device_is_seen_and_kept(tool: PDSATool, hub_of: HubOf) -> None:
    plan(tool)
    other = PDSATool(hub_of, today=TODAY)
    other.open(tool.address)

    type_into(other, "objective", "Does it fit?")
    press(other, "add-task", task__text="Print")
    press(tool, "add-task", task__text="Fold")

    assert other.look_again()
    assert find(other.screen(), "objective").value == "Does it fit?"
    assert [one.text for one in saved_cycle(hub_of, tool, 1).tasks] == ["Print", "Fold"]
    assert not other.look_again()


def test_address_leads_back_to_the_step(tool: PDSATool, hub_of: HubOf) -> None:
    plan(tool)
    press(tool, "step", "do")
    again = PDSATool(hub_of, today=TODAY)

    again.open(tool.address)

    assert again.screen().question == "Do: what happened?"
    assert not has(again.screen(), "told")
