"""The main tools in WebKit, the engine of the iPad; the other journeys run in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.apps import start_measure
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.controls import BEYOND_THE_SCREEN, WORDS_UNDER_BUTTONS, small_controls
from tests.journeys.tablet import Tablet
from tests.journeys.test_tools import APPS, KINDS
from tests.journeys.webkit import ACROSS, WEBKIT, ipad_of

pytestmark = WEBKIT


@pytest.fixture(scope="module")
def ipad(request: pytest.FixtureRequest) -> Iterator[Tablet]:
    """Grace, on an iPad."""
    with ipad_of("grace", request) as ipad:
        yield ipad


@pytest.fixture(scope="module")
def ours(ipad: Tablet, hub: RunningHub) -> str:
    """A new project of Grace’s, in which no tool has been used."""
    return start_measure(hub, "grace", {"title": "Fewer falls at night"}, "Falls")


def _undo_and_redo(ipad: Tablet, label: str, text: str) -> None:
    ipad.see("[role=status]", "Saved")
    ipad.tap("button", "Undo")
    ipad.reads(label, "")
    ipad.tap("button", "Redo")
    ipad.reads(label, text)


@pytest.mark.parametrize("kind", [*KINDS, "charter", "measures", "chart", "pdsa", "start"])
def test_every_tool_shows_its_example_held_either_way(ipad: Tablet, kind: str) -> None:
    ipad.go(f"{APPS}/{kind}.ipynb?practice=1")
    ipad.see("[data-live] h1")
    ipad.see("p", "This is practice")

    for held in (ACROSS, IPAD):
        ipad.hold(held)
        assert ipad.evaluate(BEYOND_THE_SCREEN) == []
        assert ipad.evaluate(WORDS_UNDER_BUTTONS) == []
        assert small_controls(ipad) == []


def test_a_project_is_started_with_what_was_tried_before_and_come_back_to(ipad: Tablet) -> None:
    ipad.go(f"{APPS}/start.ipynb")
    ipad.tap("button", "Start something new")
    ipad.type("What bothers you", "Residents fall at night 🌙, would a pressure mat help")
    ipad.see(".qi-tried li", "A pressure mat by every bed")
    assert ipad.evaluate("document.activeElement.tagName") == "TEXTAREA"
    ipad.tap(".qi-tried li button", "Keep")
    ipad.see(".qi-tried li button", "✓ Kept")
    ipad.tap("button", "Carry on")
    ipad.tap("label", "Care home")
    ipad.type("Which ward, team or home?", "Larch House")
    ipad.tap("button", "Carry on")
    ipad.tap("label", "Zero harm")
    ipad.tap("button", "Carry on")

    ipad.type("Your aim in one sentence", "Cut falls at night at Larch House by June 2027")
    ipad.see(".qi-hint", "Good start. Next: How many is it now, and how many will it be?")
    ipad.see(".qi-check:not(.is-missing)", "30 June 2027")
    ipad.tap(".is-missing .qi-check-head", "How much")
    ipad.type("From how many to how many?", "from 9 a month to 5")
    ipad.see(".qi-check:not(.is-missing)", "How much")
    ipad.see("[role=status]", "Saved")
    ipad.reload()

    ipad.reads("Your aim in one sentence", "Cut falls at night at Larch House by June 2027")
    ipad.see(".qi-check:not(.is-missing)", "from 9 a month to 5")


def test_fishbone_is_made_undone_and_come_back_to(ipad: Tablet, ours: str) -> None:
    ipad.open_tool("fishbone", ours)
    ipad.tap('[data-label="Kind of cause: Place"]')
    ipad.type("A cause under “Place”", "The corridor is dark", enter=True)
    ipad.see('[data-label="Cause: The corridor is dark"]')
    ipad.type("A cause under “Place”", "Slippers without grip 🥿", enter=True)
    ipad.see('[data-label*="Slippers"]')

    ipad.tap("button", "Undo")
    ipad.gone('[data-label*="Slippers"]')
    ipad.reload()

    ipad.see('[data-label="Cause: The corridor is dark"]')


def test_numbers_are_pasted_and_charted(ipad: Tablet, ours: str) -> None:
    ipad.go(f"{APPS}/chart.ipynb?project={ours}")
    ipad.tap("button", "Bring numbers you already have")
    rows = "\n".join(f"{day}/3/2026\t{day % 5}" for day in range(1, 21))
    ipad.paste("Or paste the cells here", f"Day\tFalls\n{rows}")
    ipad.tap("button", "Read what I pasted")
    ipad.tap("button", "Use these 20 numbers")

    ipad.see("h2, h3", "What the chart says")
    ipad.see("[role=img] svg")


def test_a_test_is_predicted_before_it_is_done(ipad: Tablet, ours: str) -> None:
    ipad.go(f"{APPS}/pdsa.ipynb?project={ours}")
    ipad.type("A new test", "Huddle on one late shift")
    ipad.tap("button", "Plan it")
    ipad.see("h1", "Plan: what will you try?")
    ipad.tap("button", "Go on to Do")
    ipad.see("[role=alert], p", "Write down what you think will happen first")
    ipad.type("What do you think will happen?", "Nobody falls that night")
    ipad.tap("label", "One shift")
    ipad.tap("button", "Go on to Do")

    ipad.see("h1", "Do")


def test_charter_is_written_undone_and_come_back_to(ipad: Tablet, ours: str) -> None:
    ipad.open_tool("charter", ours)
    ipad.tap("button", "Scope")
    ipad.type("In scope", "The main stairs")
    _undo_and_redo(ipad, "In scope", "The main stairs")
    ipad.tap("button", "Next: team")
    ipad.type("How do service users take part?", "Two visitors walk it with us")
    ipad.see("[role=status]", "Saved")

    ipad.go(f"/projects/{ours}")
    ipad.see("h1", "Fewer falls at night")
    ipad.open_tool("charter", ours)

    ipad.see("[data-item=scope]", "The main stairs")


def test_measure_is_counted_changed_and_filled_from_a_file(
    ipad: Tablet, ours: str, tmp_path: Path
) -> None:
    ipad.open_tool("measures", ours)
    ipad.tap('[data-label*="Falls"]')
    ipad.type("Who collects it", "The night nurse")
    _undo_and_redo(ipad, "Who collects it", "The night nurse")
    ipad.tap("button", "Count by touch")
    for _ in range(3):
        ipad.tap("[aria-label='One more']")
    ipad.tap("[aria-label='One less']")
    ipad.see("main", "so far: 2.")
    ipad.reload()
    ipad.reads("Falls", "2")
    ipad.tap("button", "on the chart")
    ipad.see("main", "2 is on the chart.")

    table = tmp_path / "falls.csv"
    table.write_text(
        "Day,Falls\n" + "\n".join(f"2025-01-{day:02},{day % 4}" for day in range(1, 13))
    )
    ipad.open_tool("chart", ours)
    ipad.tap("button", "Bring numbers you already have")
    ipad.attach(table)
    ipad.see("main", "From “falls.csv”.")
    ipad.tap("button", "Use these 12 numbers")

    ipad.see("main", "12 numbers are in.")


def test_plan_and_progress_are_kept_undone_and_come_back_to(ipad: Tablet, ours: str) -> None:
    ipad.open_tool("plan", ours)
    ipad.type("Another task", "Print the huddle cards")
    ipad.type("Who", "Tom")
    ipad.tap("[aria-label='One later']")
    ipad.tap("button", "Add task")
    ipad.tap('[data-label*="Print the huddle cards"]')
    ipad.write("What", "Print forty cards")
    ipad.see('[data-label*="Print forty cards"]')
    ipad.tap("button", "Undo")
    ipad.see('[data-label*="Print the huddle cards"]')
    ipad.open_tool("plan", ours)
    ipad.see('[data-label*="Print the huddle cards"]', "Tom, Plan")

    ipad.open_tool("progress", ours)
    ipad.tap("label", "Planning has begun")
    ipad.tap("button", "Confirm the score")
    ipad.see("main", "Your score is 1.5: planning has begun.")
    ipad.open_tool("progress", ours)

    ipad.tap("summary", "Scores so far")
    ipad.see("td", "Planning has begun")


def test_number_is_changed_in_plain_mode_and_a_tools_page_is_there_to_print(
    ipad: Tablet, ours: str
) -> None:
    ipad.go(f"/projects/{ours}")
    ipad.tap("button", "Plain mode")
    ipad.tap("a", "See the chart")
    ipad.see("[data-live] h1", "Falls today: 2")  # it was counted by touch
    ipad.tap("button", "Change it")
    ipad.see("[data-live] h1", "How many falls")
    ipad.tap("[aria-label='Rub out the last figure']")
    ipad.tap(".qi-key", "2")
    ipad.tap("[aria-label='One more']")
    ipad.tap("button", "Save")
    ipad.see("h1", "Thank you.")
    ipad.see("h1", ": 3")
    assert small_controls(ipad) == []
    ipad.tap("button", "Leave plain mode")
    ipad.see("button", "Add this number")

    for kind, drawn in (("fishbone", "The corridor"), ("measures", "Falls"), ("charter", "Falls")):
        ipad.go(f"/projects/{ours}/tools/{kind}")
        ipad.see("button", "Print")
        ipad.see("main svg text", drawn)
        assert ipad.evaluate(BEYOND_THE_SCREEN) == []
