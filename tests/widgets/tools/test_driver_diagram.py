"""*Driver diagram* against the real service."""

import json
from collections.abc import Callable

import pytest

from qi_lib.client import Hub
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level, Strength
from tests.widgets.conftest import find, has, press, type_into
from widgets.tools.driver_diagram import DriverDiagramTool

HubOf = Callable[..., Hub]


@pytest.fixture
def tool(hub_of: HubOf) -> DriverDiagramTool:
    """The diagram of a new project of Nia's."""
    hub = hub_of()
    aim = {"what": "Cut falls", "how_much": "from 9 a month to 5"}
    slug = hub.start_project(title="Fewer falls", problem="Falls at night.", aim=aim).slug
    opened = DriverDiagramTool(lambda: hub)
    opened.open({"project": slug})
    return opened


def _add(tool: DriverDiagramTool, level: Level, text: str, under: str = "aim") -> str:
    tool.act("add", f"{level} {under}", {f"new.{level}.{under}": text})
    return str(tool.record.drivers[-1].id)


def test_begins_with_the_aim_of_the_project(tool: DriverDiagramTool) -> None:
    assert tool.record.aim == "Cut falls from 9 a month to 5."
    assert tool.screen().question == "What drives your aim?"


def test_drivers_are_added_under_one_another_and_linked(tool: DriverDiagramTool) -> None:
    primary = _add(tool, Level.PRIMARY, "We know who gets up")
    press(tool, "choose", primary)
    secondary = _add(tool, Level.SECONDARY, "Handover names them", primary)
    press(tool, "choose", secondary)
    idea = _add(tool, Level.IDEA, "Bedside huddle", secondary)

    links = {(one.source, one.target) for one in tool.record.links}
    assert links == {(secondary, primary), (idea, secondary)}
    assert tool.focus == f"new.idea.{secondary}"


def test_link_goes_from_strong_to_weak_to_none(tool: DriverDiagramTool) -> None:
    one, two = (_add(tool, Level.PRIMARY, text) for text in ("One", "Two"))
    secondary = _add(tool, Level.SECONDARY, "Both", one)
    press(tool, "choose", secondary)

    def tap() -> Strength | None:
        buttons = find(tool.screen(), f"links-{secondary}").buttons
        press(tool, "link", next(b.value for b in buttons if b.label == "Two"))
        link = tool.record.link(secondary, two)
        return link.strength if link else None

    assert [tap(), tap(), tap()] == [Strength.STRONG, Strength.WEAK, None]


@pytest.mark.parametrize("is_turned", [False, True])
def test_dropping_one_onto_another_links_them(tool: DriverDiagramTool, is_turned: bool) -> None:
    one, two = (_add(tool, Level.PRIMARY, text) for text in ("One", "Two"))
    secondary = _add(tool, Level.SECONDARY, "Both", one)
    ends = [secondary, two]
    if is_turned:
        ends.reverse()

    press(tool, "place", json.dumps({"id": ends[0], "onto": ends[1], "x": 1, "y": 1}))

    assert tool.record.link(secondary, two).strength is Strength.STRONG


def test_drop_on_nothing_says_what_to_do(tool: DriverDiagramTool) -> None:
    one = _add(tool, Level.PRIMARY, "One")

    screen = press(tool, "place", json.dumps({"id": one, "onto": "", "x": 1, "y": 1}))

    assert "Drop a driver onto one" in find(screen, "told").text
    assert tool.record.links == []


def test_measures_and_cycles_are_attached(tool: DriverDiagramTool, hub_of: HubOf) -> None:
    assert tool.project is not None
    measure = tool.project.add_measure(name="Falls")
    cycle = tool.project.add_cycle(title="Huddle on one shift")
    again = DriverDiagramTool(hub_of)
    again.open({"project": tool.project.slug})
    idea = _add(again, Level.IDEA, "Huddle")
    press(again, "choose", idea)

    type_into(again, f"{idea}.measure", measure.id)
    type_into(again, f"{idea}.cycle", cycle.id)

    svg = find(again.screen(), "diagram").svg
    assert "Cycle 1: under way" in svg
    assert ">Falls<" in svg


def test_ideas_of_others_cycles_and_diagrams_are_offered_and_taken_over(
    tool: DriverDiagramTool, hub_of: HubOf
) -> None:
    other = hub_of().start_project(
        title="Fewer falls on Heron", place="Heron", visibility="organisation"
    )
    other.add_cycle(title="Lanterns by every bed", decision="adapt")
    drawn = DriverDiagram(drivers=[Driver(text="Lanterns for the walk", level=Level.IDEA)])
    other.save_document("drivers", drawn.model_dump(mode="json"))
    primary = _add(tool, Level.PRIMARY, "Safe way")
    secondary = _add(tool, Level.SECONDARY, "Lanterns light the way", primary)

    screen = press(tool, "choose", secondary)

    offered = {one.label: one.hint for one in find(screen, "tried").ideas}
    assert offered["Lanterns by every bed"] == "Heron. Adapted after a test"
    assert offered["Lanterns for the walk"] == "Heron. Not tested yet"

    screen = press(tool, "keep", "Lanterns by every bed")

    idea = tool.record.of(Level.IDEA)[0]
    assert idea.text == "Lanterns by every bed"
    assert tool.record.link(idea.id, secondary) is not None
    taken = [one.label for one in find(screen, "tried").ideas if one.is_off]
    assert taken == ["Lanterns by every bed"]


def test_words_being_typed_lead_to_other_ideas(tool: DriverDiagramTool, hub_of: HubOf) -> None:
    other = hub_of().start_project(title="Harmony", visibility="organisation")
    other.add_cycle(title="Harp music after supper")
    primary = _add(tool, Level.PRIMARY, "Calm")
    secondary = _add(tool, Level.SECONDARY, "Calm", primary)
    press(tool, "choose", secondary)

    assert tool.typed(f"new.idea.{secondary}", "music after supper, a harp")

    offered = [one.label for one in find(tool.screen(), "tried").ideas]
    assert offered[0] == "Harp music after supper"


def test_example_is_whole(tool: DriverDiagramTool) -> None:
    screen = press(tool, "practise")

    assert find(screen, "diagram").label == "Driver diagram: 7 drivers, 4 ideas"
    assert has(screen, "practice")
