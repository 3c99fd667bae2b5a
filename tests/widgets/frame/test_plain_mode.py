"""Plain mode: the chart that asks for one number, and plain words in the other tools."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from qi_lib.client import Hub, MeasureHandle
from qi_lib.drawing.pdsa_ramps import draw_ramps
from qi_lib.model import Observation
from qi_lib.model.driver_diagram import Level
from qi_lib.wording.drawing_words import rewording_by
from tests.widgets.conftest import Browser, find, has, open_chart, press, type_into
from widgets.chart.tool import ChartTool
from widgets.frame.frame import ToolFrame
from widgets.frame.plain_words import PLAIN_VARIABLE, PLAIN_WORDS, say_plainly
from widgets.frame.screen import Screen
from widgets.record.document_tool import DocumentTool
from widgets.tools.driver_diagram import DriverDiagramTool
from widgets.tools.fmea import FMEATool
from widgets.warm_up import DOCUMENT_TOOLS, sample_hub

TODAY = dt.date(2025, 11, 25)
HubOf = Callable[..., Hub]
ROOT = Path(__file__).parents[3]
SOURCES = (
    "".join(
        file.read_text()
        for folder in ("widgets", "qi_lib")
        for file in (ROOT / folder).rglob("*.py")
        if file.name != "plain_words.py" and not file.is_relative_to(ROOT / "qi_lib/spc")
    )
    + (ROOT / "qi_lib/spc/words/finding.py").read_text()
)


@pytest.fixture
def falls(hub_of: HubOf) -> MeasureHandle:
    """Falls of each day, with the last two days still to be written."""
    project = hub_of().start_project(title="Fewer falls")
    measure = project.add_measure(name="Falls", unit="falls", frequency="day", direction="down")
    for ago, value in ((4, 3), (3, 2), (2, 3)):
        measure.add(when=TODAY - dt.timedelta(days=ago), value=value)
    return measure


def _save(tool: ChartTool, **kept: str) -> Screen:
    go = tool.screen().go
    assert go
    return press(tool, go.act, go.value, **kept)


def test_number_of_today_is_written_thanked_for_and_taken_back(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY, is_plain=True)
    screen = tool.screen()
    assert screen.question == "How many falls today?"
    assert screen.go is not None
    assert screen.go.label == "Save today’s number"

    screen = _save(tool, entry__value="1")
    assert screen.question == "Thank you. Falls today: 1"
    assert falls.observations[-1] == Observation(when=TODAY, value=1)
    assert "The latest is 1" in find(screen, "paper").label

    screen = press(tool, "plain-undo")
    assert screen.question == "How many falls today?"
    assert find(screen, "told").text.startswith("Taken back")
    assert falls.observations[-1].when == TODAY - dt.timedelta(days=2)


def test_yesterday_or_another_day_can_be_written_instead(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY, is_plain=True)
    type_into(tool, "plain.day", "2025-11-24")
    assert tool.screen().question == "How many falls yesterday?"
    _save(tool, entry__value="2")

    press(tool, "plain-other")
    type_into(tool, "plain.date", "2025-11-21")  # which has a number: looking goes on
    assert find(tool.screen(), "pad").boxes[0].value == "3"
    type_into(tool, "plain.date", "2025-11-20")
    screen = tool.screen()
    assert screen.question == "How many falls on Thursday 20 November?"
    _save(tool, entry__value="4")

    days = {one.when.day: one.value for one in falls.observations}
    assert (days[24], days[20]) == (2, 4)


def test_number_that_is_there_is_shown_changed_and_put_back(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    falls.add(when=TODAY, value=5, note="A busy night")
    tool = open_chart(hub_of(), falls, today=TODAY, is_plain=True)
    assert tool.screen().question == "Falls today: 5"

    press(tool, "plain-change")
    assert find(tool.screen(), "pad").boxes[0].value == "5"
    _save(tool, entry__value="4")
    assert falls.observations[-1].value == 4

    screen = press(tool, "plain-undo")
    assert find(screen, "told").text == "Taken back. The chart is as it was."
    assert falls.observations[-1] == Observation(when=TODAY, value=5, note="A busy night")


def test_number_stays_in_its_outbox_when_it_is_written_and_words_belong_to_their_day(
    hub_of: HubOf, falls: MeasureHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLAIN_VARIABLE, "1")
    tool = open_chart(hub_of(), falls, today=TODAY, is_plain=True)
    browser = Browser(tool, monkeypatch, tool.address)
    frame = browser.frame
    outbox, words = frame.outbox, frame.scope
    assert words == f"{outbox}:{TODAY}"

    number = {"value": TODAY.isoformat(), "kept": {"entry.value": "1"}}
    browser.send(type="act", id="1", name="add", **number)
    assert frame.screen["question"] == "Thank you. Falls today: 1"
    assert (frame.outbox, frame.scope) == (outbox, words)

    browser.send(type="act", id="2", name="plain-day", value="2025-11-24")
    assert (frame.outbox, frame.scope) == (outbox, f"{outbox}:2025-11-24")


def test_what_is_no_number_is_explained_and_nothing_is_written(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    screen = _save(open_chart(hub_of(), falls, today=TODAY, is_plain=True), entry__value="")

    assert find(screen, "pad").boxes[0].problem == "Type a number first."
    assert len(falls.observations) == 3


def test_not_today_writes_nothing_and_can_be_thought_better_of(
    hub_of: HubOf, falls: MeasureHandle
) -> None:
    tool = open_chart(hub_of(), falls, today=TODAY, is_plain=True)

    screen = press(tool, "plain-leave")
    assert screen.question == "That is fine"
    assert not has(screen, "pad")

    assert has(press(tool, "plain-ask"), "pad")
    assert len(falls.observations) == 3


def test_plain_mode_of_a_project_opens_its_outcome(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Two numbers")
    project.add_measure(name="Rounds", kind="process", frequency="day")
    project.add_measure(name="Falls", frequency="day")
    tool = ChartTool(hub_of, today=TODAY)
    tool.is_plain = True

    tool.open({"project": project.slug})

    assert tool.screen().question == "How many falls today?"
    assert press(tool, "switch").question == "Which numbers?"


# Words -------------------------------------------------------------------------------------------


def test_plain_words_keep_capitals_and_whole_words() -> None:
    assert say_plainly("FMEA", "Another way to fail") == "Another thing that can go wrong"
    assert say_plainly("Driver diagram", "Primary drivers: big") == "Big things: big"
    assert say_plainly("Fishbone", "Backbones stay") == "Backbones stay"
    assert say_plainly("Nothing of ours", "A primary driver") == "A primary driver"


@pytest.mark.parametrize("tool", PLAIN_WORDS)
def test_each_plain_word_stands_for_one_that_the_tools_say(tool: str) -> None:
    said = " ".join(SOURCES.replace('"\n', "").split()).casefold()

    assert [word for word in PLAIN_WORDS[tool] if word.casefold() not in said] == []


@pytest.mark.parametrize("kind", DOCUMENT_TOOLS)
def test_tool_in_plain_mode_says_none_of_the_words_that_it_has_plain_ones_for(
    kind: type[DocumentTool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLAIN_VARIABLE, "1")
    frame = ToolFrame(kind(sample_hub, today=TODAY), {"practice": "1"})

    said = " | ".join((frame.title, *_said(frame.screen), *_drawn(frame.screen)))

    plain = PLAIN_WORDS.get(kind.tool.name, {})
    assert [
        word
        for word in plain
        if say_plainly(kind.tool.name, word) != word
        and (f" {word} ".casefold() in f" {said} ".casefold())
    ] == []


def _said(data: Any) -> Iterator[str]:
    if isinstance(data, list | tuple):
        for one in data:
            yield from _said(one)
    elif isinstance(data, dict):
        for name, inner in data.items():
            if name in ("question", "hint", "label", "title", "text") and isinstance(inner, str):
                yield inner
            elif name not in ("svg", "suggestions"):
                yield from _said(inner)


def _drawn(screen: dict[str, Any]) -> Iterator[str]:
    """Give all that the drawings say, to be seen or to be read out."""
    for part in screen["parts"]:
        if part.get("svg"):
            drawing = ElementTree.fromstring(part["svg"])
            yield from (words.strip() for words in drawing.itertext())
            yield from (item.get("data-label", "") for item in drawing.iter())


def test_drawing_says_its_own_words_plainly_and_leaves_what_people_wrote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ToolFrame, "send", lambda *_: None)
    monkeypatch.setenv(PLAIN_VARIABLE, "1")
    tool = DriverDiagramTool(sample_hub, today=TODAY)
    frame = ToolFrame(tool, {"practice": "1"})
    tool.change(lambda record: setattr(record, "aim", "Primary drivers of the cycle lane"))
    frame._handle_custom_msg({"type": "act", "id": "1", "name": "choose", "value": ""}, [])

    drawn = " | ".join(_drawn(frame.screen))
    assert "Big things" in drawn
    assert "Thing to try: " in drawn
    assert "The goal: Primary drivers of the cycle lane" in drawn

    frame._handle_custom_msg({"type": "plain", "on": False}, [])
    assert "Change idea: " in " | ".join(_drawn(frame.screen))


def test_choice_in_words_of_the_team_keeps_them_in_plain_mode(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ToolFrame, "send", lambda *_: None)
    monkeypatch.setenv(PLAIN_VARIABLE, "1")
    tool = DriverDiagramTool(sample_hub, today=TODAY)
    frame = ToolFrame(tool, {"practice": "1"})
    primary = tool.record.of(Level.PRIMARY)[0]
    secondary = tool.record.of(Level.SECONDARY)[0]
    tool.change(lambda record: setattr(record.find(primary.id), "text", "The taxi driver’s cycle"))

    choose = {"type": "act", "id": "1", "name": "choose", "value": secondary.id}
    frame._handle_custom_msg(choose, [])

    shown = json.dumps(frame.screen["parts"], ensure_ascii=False)
    assert '"label": "The taxi driver’s cycle"' in shown
    assert "The taxi thing’s test" not in shown


def test_ramps_of_tests_are_drawn_in_plain_words(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Fewer falls")
    project.add_cycle(title="Huddle", prediction="2", do="3", study="4", decision="adopt")
    with rewording_by(lambda words: say_plainly("PDSA", words)):
        drawn = draw_ramps([one.record for one in project.cycles])

    assert "Test 1: Huddle, kept" in drawn
    assert "cycle" not in drawn.casefold()


def test_plain_mode_is_turned_on_and_off_while_a_tool_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ToolFrame, "send", lambda *_: None)
    frame = ToolFrame(FMEATool(sample_hub, today=TODAY), {"practice": "1"})
    before: Screen = frame.screen

    frame._handle_custom_msg({"type": "plain", "on": True}, [])
    assert (frame.plain, frame.title) == (True, "What can go wrong")

    frame._handle_custom_msg({"type": "plain", "on": False}, [])
    assert (frame.plain, frame.title) == (False, "FMEA")
    assert {**frame.screen, "serial": 0} == {**before, "serial": 0}


def test_number_is_added_to_several_of_a_date_and_never_takes_their_place(hub_of: HubOf) -> None:
    project = hub_of().start_project(title="Breakfast in time")
    measure = project.add_measure(name="Waited", unit="minutes", frequency="day", chart="xbar")
    measure.add(when=TODAY, values=(10, 20))
    tool = open_chart(hub_of(), measure, today=TODAY, is_plain=True)

    assert find(tool.screen(), "after").buttons[0].label == "Write one more"
    screen = press(tool, "plain-change")
    assert find(screen, "pad").boxes[0].value == ""
    screen = _save(tool, entry__value="30")

    assert "the average of 3" in screen.question
    assert measure.observations[-1].values == (10, 20, 30)
    press(tool, "plain-undo")
    assert measure.observations[-1].values == (10, 20)
