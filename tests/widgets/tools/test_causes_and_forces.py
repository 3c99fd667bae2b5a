"""*Five whys* and *Force field* against the real service."""

from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from qi_lib.model.force_field import Side
from tests.widgets.conftest import find, has, press, type_into
from widgets.tools.five_whys import FiveWhysTool
from widgets.tools.force_field import ForceFieldTool

HubOf = Callable[..., Hub]


@pytest.fixture
def slug(hub_of: HubOf) -> str:
    """A project of Nia's with a problem and a change."""
    hub = hub_of()
    return hub.start_project(title="Falls", problem="A fall at four.\nMore.", change="Huddle").slug


def test_whys_lead_to_a_cause_on_the_fishbone(hub_of: HubOf, slug: str) -> None:
    tool = FiveWhysTool(hub_of)
    tool.open({"project": slug})
    assert tool.record.problem == "A fall at four."
    tool.act("add", "", {"new.": "She got up alone"})
    first = tool.record.whys[0].id
    assert tool.chosen == first
    tool.act("add", first, {f"new.{first}": "Nobody knew"})
    root = tool.chosen
    assert not has(tool.screen(), f"bone.{root}")
    type_into(tool, f"{root}.is_root", "True")
    bone = find(tool.screen(), f"bone.{root}").options[2]

    tool.act("fishbone", root, {f"bone.{root}": bone.value})

    cause = hub_of().project(slug).document("fishbone").content["causes"][0]
    assert (cause["text"], cause["bone"], cause["is_likely"]) == ("Nobody knew", bone.value, True)
    assert not has(tool.screen(), f"bone.{root}")


def test_empty_answer_is_not_added(hub_of: HubOf, slug: str) -> None:
    tool = FiveWhysTool(hub_of)
    tool.open({"project": slug})

    tool.act("add", "", {"new.": " "})

    assert tool.record.whys == []
    assert tool.focus == "new."


def test_forces_are_added_to_their_side_and_weighed(hub_of: HubOf, slug: str) -> None:
    tool = ForceFieldTool(hub_of)
    tool.open({"project": slug})
    assert tool.record.change == "Huddle"
    press(tool, "add", "driving", new__driving="Wanted")
    press(tool, "add", "restraining", new__restraining="Long handover")
    force = tool.record.of(Side.RESTRAINING)[0].id
    press(tool, "choose", force)

    type_into(tool, f"{force}.strength", "5")
    type_into(tool, f"{force}.plan", "Shorten it")

    record = tool.record
    assert (record.total(Side.DRIVING), record.total(Side.RESTRAINING)) == (3, 5)
    saved = hub_of().project(slug).document("force-field").content["forces"][1]
    assert saved["plan"] == "Shorten it"


@pytest.mark.parametrize("kind", [FiveWhysTool, ForceFieldTool])
def test_example_can_be_practised_on(
    hub_of: HubOf, slug: str, kind: type[FiveWhysTool | ForceFieldTool]
) -> None:
    tool = kind(hub_of)
    tool.open({"practice": "1"})

    assert has(tool.screen(), "practice")
    assert not tool.record.is_empty
