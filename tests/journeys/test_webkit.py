"""The main tools in WebKit, the engine of the iPad; the other journeys run in Chromium."""

from collections.abc import Iterator

import pytest

from tests.journeys.apps import start_measure
from tests.journeys.conftest import RunningHub
from tests.journeys.test_tools import APPS, KINDS
from tests.journeys.webkit import Tablet, tablet

pytestmark = [
    pytest.mark.journey,
    # Selenium's own class for WebKit calls Selenium in a way that it has given up.
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def ipad(request: pytest.FixtureRequest) -> Iterator[Tablet]:
    """Grace, on an iPad; the hub is started only where there is WebKit to use it with."""
    with tablet() as ipad:
        hub: RunningHub = request.getfixturevalue("hub")
        ipad.site = hub.url
        ipad.go("/hub/login?next=%2Fhome")
        ipad.type("User name", "grace")
        ipad.type("Password", hub.password)
        ipad.tap("button", "Sign in")
        ipad.see("h1")
        yield ipad


@pytest.fixture(scope="module")
def ours(ipad: Tablet, hub: RunningHub) -> str:
    """A new project of Grace’s, in which no tool has been used."""
    return start_measure(hub, "grace", {"title": "Fewer falls at night"}, "Falls")


@pytest.mark.parametrize("kind", [*KINDS, "charter", "measures", "chart", "pdsa", "start"])
def test_every_tool_shows_its_example(ipad: Tablet, kind: str) -> None:
    ipad.go(f"{APPS}/{kind}.ipynb?practice=1")

    ipad.see("[data-live] h1")
    ipad.see("p", "This is practice")
    assert ipad.hidden_width() == 0


def test_a_project_is_started_and_come_back_to(ipad: Tablet) -> None:
    ipad.go(f"{APPS}/start.ipynb")
    ipad.tap("button", "Start something new")
    ipad.type("What bothers you", "People wait for their pain relief at night 🌙")
    ipad.tap("button", "Carry on")
    ipad.tap("label", "Hospital")
    ipad.type("Which ward, team or home?", "Plover Ward")
    ipad.see("[role=status]", "Saved")

    ipad.reload()

    ipad.reads("Which ward, team or home?", "Plover Ward")


def test_fishbone_is_made_undone_and_come_back_to(ipad: Tablet, ours: str) -> None:
    ipad.go(f"{APPS}/fishbone.ipynb?project={ours}")
    ipad.see("[data-live] h1")
    ipad.tap_if_there("button", "Skip")
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
