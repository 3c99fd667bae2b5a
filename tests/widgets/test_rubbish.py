"""Whatever is typed or pasted is kept as it is, or refused in a sentence; and large things draw."""

import re
import time
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from qi_lib.client import Hub
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level, Strength
from qi_lib.model.fishbone import Cause, Fishbone
from qi_lib.model.process_map import ProcessMap, Step
from tests.widgets.conftest import Browser, all_parts
from widgets.frame.displays import Diagram
from widgets.frame.screen import Part, Text
from widgets.frame.tool import Tool
from widgets.pdsa.tool import PDSATool
from widgets.record.document_tool import DocumentTool
from widgets.start.tool import StartTool
from widgets.tools.driver_diagram import DriverDiagramTool
from widgets.tools.fishbone import FishboneTool
from widgets.tools.process_map import ProcessMapTool
from widgets.warm_up import DOCUMENT_TOOLS

HubOf = Callable[..., Hub]

RUBBISH = {
    "emoji": "👩🏽‍⚕️🥿🏳️‍🌈 falls",
    "right to left": "سقوط المرضى ליל \u202eabc\u2066",
    "10,000 words": "falls " * 10_000,
    "one long word": "x" * 50_000,
    "NUL": "fal\x00ls\x0b\x1b",
    "half a letter": "fal\ud800ls",
    "a script": "<script>alert('ran')</script>]]>&lt;\"'",
    "a formula": "=cmd|' /C calc'!A0",
    "lines": "one\r\ntwo\ttab\u2028three",
}


def _texts(tool: Tool) -> list[Text]:
    parts = [part for part in all_parts(tool.screen().parts) if isinstance(part, Text)]
    return [one for one in parts if one.submits or not one.is_kept]


def _fill(browser: Browser, tool: Tool, words: str) -> None:
    """Type into every box, and press its button; a refusal must be a sentence for people."""
    for text in _texts(tool):
        message: dict[str, object] = {"type": "change", "name": text.name, "value": words,
                                      "base": text.value}  # fmt: skip
        if text.submits:
            message = {"type": "act", "name": text.submits, "value": text.submits_value,
                       "kept": {text.name: words}}  # fmt: skip
        for answer in browser.send(**message):
            if "text" in answer:
                assert re.fullmatch(r"[A-Z“][^{}]*[.?]", answer["text"]), answer
                assert "our side" not in answer["text"]


def _check_drawings(parts: tuple[Part, ...]) -> None:
    for part in all_parts(parts):
        if isinstance(part, Diagram):
            root = ElementTree.fromstring(part.svg)
            assert not [one for one in root.iter() if "script" in one.tag.lower()]


@pytest.mark.parametrize("words", RUBBISH.values(), ids=RUBBISH.keys())
@pytest.mark.parametrize("kind", DOCUMENT_TOOLS, ids=lambda kind: kind.__name__)
def test_every_box_of_a_tool_takes_it_or_says_why_not(
    hub_of: HubOf, monkeypatch: pytest.MonkeyPatch, kind: type[DocumentTool], words: str
) -> None:
    slug = hub_of().start_project(title="Fewer falls").slug
    tool = kind(hub_of)
    browser = Browser(tool, monkeypatch, {"project": slug})

    _fill(browser, tool, words)
    first = next(iter(tool.record.items()), None)
    if first is not None:
        tool.act("choose", first.id, {})
        _fill(browser, tool, words)

    again = kind(hub_of)
    again.open({"project": slug})
    _check_drawings(again.screen().parts)


@pytest.mark.parametrize("words", RUBBISH.values(), ids=RUBBISH.keys())
def test_boxes_of_start_and_pdsa_take_it_or_say_why_not(
    hub_of: HubOf, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    project = hub_of().start_project(title="Fewer falls")
    project.add_cycle(title="Huddle")
    address = {"project": project.slug, "cycle": project.cycles[0].id}

    for tool in (StartTool(hub_of), PDSATool(hub_of)):
        _fill(Browser(tool, monkeypatch, address), tool, words)
        _check_drawings(tool.screen().parts)


def _driver_diagram() -> DriverDiagram:
    record = DriverDiagram(aim="Fewer falls by May")
    primary = [Driver(text=f"Primary driver {i}", level=Level.PRIMARY) for i in range(10)]
    secondary = [Driver(text=f"Secondary driver {i}", level=Level.SECONDARY) for i in range(90)]
    ideas = [Driver(text=f"A change idea, number {i}", level=Level.IDEA) for i in range(400)]
    record.drivers.extend([*primary, *secondary, *ideas])
    for i, one in enumerate(secondary):
        record.set_link(one.id, primary[i % 10].id, Strength.STRONG)
    for i, one in enumerate(ideas):
        record.set_link(one.id, secondary[i % 90].id, Strength.STRONG)
        record.set_link(one.id, secondary[(i * 7) % 90].id, Strength.WEAK)
    return record


def _fishbone() -> Fishbone:
    record = Fishbone(problem="Falls")
    bones = [bone.id for bone in record.bones]
    record.causes.extend(Cause(bone=bones[i % len(bones)], text=f"Cause {i}") for i in range(500))
    return record


def _process_map() -> ProcessMap:
    record = ProcessMap()
    lanes = [lane.id for lane in record.lanes]
    record.steps.extend(Step(text=f"Step {i}", lane=lanes[i % len(lanes)]) for i in range(500))
    return record


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (DriverDiagramTool, _driver_diagram),
        (FishboneTool, _fishbone),
        (ProcessMapTool, _process_map),
    ],
)
def test_five_hundred_things_are_drawn_within_a_second(
    hub_of: HubOf, kind: type[DocumentTool], make: Callable[[], DriverDiagram]
) -> None:
    project = hub_of().start_project(title="Fewer falls")
    project.save_document(kind.tool.kind, make().model_dump(mode="json"))
    tool = kind(hub_of)
    tool.open({"project": project.slug})
    began = time.process_time()

    screen = tool.screen()

    assert time.process_time() - began < 1
    _check_drawings(screen.parts)
