"""The words of a tour: they fit what is on the screen, in both modes."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from qi_lib.client import Hub
from tests.widgets.conftest import Browser
from widgets.chart.tool import ChartTool
from widgets.frame.plain_words import PLAIN_WORDS
from widgets.pdsa.tool import PDSATool
from widgets.record.project_tool import ProjectTool
from widgets.start.tool import StartTool
from widgets.warm_up import DOCUMENT_TOOLS

HubOf = Callable[..., Hub]
TOOLS: tuple[type[ProjectTool], ...] = (*DOCUMENT_TOOLS, ChartTool, PDSATool, StartTool)


def _note(browser: Browser) -> dict[str, Any] | None:
    notes = [part for part in browser.frame.screen["parts"] if part["name"] == "tour"]
    return notes[0] if notes else None


def _tap(browser: Browser, name: str, value: str = "") -> None:
    browser.send(type="act", id=uuid4().hex, name=name, value=value)


def _sentences(browser: Browser) -> list[str]:
    """Go through the tour by its buttons."""
    _tap(browser, "tour", "0")
    said = []
    while (note := _note(browser)) and len(said) < 10:
        said.append(note["text"])
        on = note["buttons"][0]
        _tap(browser, on["act"], on["value"])
    return said


def _words_of(screen: Any) -> list[str]:
    if isinstance(screen, dict):
        return [word for one in screen.values() for word in _words_of(one)]
    if isinstance(screen, list | tuple):
        return [word for one in screen for word in _words_of(one)]
    return [screen] if isinstance(screen, str) else []


@pytest.mark.parametrize("is_plain", [False, True])
@pytest.mark.parametrize("kind", TOOLS)
def test_what_a_tour_names_is_on_the_screen(
    kind: type[ProjectTool], is_plain: bool, hub_of: HubOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(kind(hub_of), monkeypatch, {"practice": "1"})
    browser.send(type="plain", on=is_plain)

    named = re.findall("“(.+?)”", " ".join(_sentences(browser)))

    shown = "\n".join(_words_of(browser.frame.screen))
    assert [name for name in named if name not in shown] == []


@pytest.mark.parametrize("kind", TOOLS)
def test_plain_words_make_sentences_of_a_tour(
    kind: type[ProjectTool], hub_of: HubOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(kind(hub_of), monkeypatch, {"practice": "1"})
    browser.send(type="plain", on=True)
    title = browser.frame._tool.title

    said = _sentences(browser)

    assert bool(said) == (kind is not ChartTool)  # which asks one question, and no more
    phrases = [said.casefold() for said in PLAIN_WORDS.get(title, {}).values() if " " in said]
    for sentence in said:
        assert not re.search(r"\b(\w+) \1\b", sentence), sentence
        repeated = [one for one in phrases if sentence.casefold().count(one) > 1]
        assert repeated == [], sentence
    assert set(" ".join(said).casefold().split()).isdisjoint({"outcome", "adopt", "abandon"})


@pytest.mark.parametrize(
    ("cycle", "step", "begins"),
    [
        ("cyclefirst", "plan", "Write down what you think will happen"),
        ("cyclefirst", "do", "Write down what happened"),
        ("cyclefirst", "study", "What happened stands beside"),
        ("cyclefirst", "act", "Adopt the change"),
    ],
)
def test_tour_of_a_cycle_speaks_of_its_step(
    cycle: str, step: str, begins: str, hub_of: HubOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(PDSATool(hub_of), monkeypatch, {"practice": "1"})
    _tap(browser, "choose", cycle)
    _tap(browser, "step", step)

    (said,) = _sentences(browser)

    assert said.startswith(begins)


def test_tour_of_a_chart_stays_at_the_chart(hub_of: HubOf, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(ChartTool(hub_of), monkeypatch, {"practice": "1"})
    _tap(browser, "tour", "0")
    assert _note(browser)

    _tap(browser, "settings")
    assert _note(browser) is None

    browser.send(type="plain", on=True)
    assert _note(browser) is None


def test_tour_of_start_names_undo_when_something_can_be_taken_back(hub_of: HubOf) -> None:
    new = StartTool(hub_of)
    new.open({})
    assert "Undo" not in " ".join(new.tour_here())

    new.open({"practice": "1"})

    assert "“Undo” takes back the last one." in new.tour_here()[-1]
