"""In WebKit, the engine of the iPad: the network is cut, two write at once, and nothing is lost.

WebKit’s driver has no switch for the network, so the browser reaches the hub through one that the
test can cut (`network.py`): ended, as where the radio is off, or silent, as where it is weak.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.journeys.apps import start_measure
from tests.journeys.conftest import RunningHub
from tests.journeys.keys import program_of
from tests.journeys.network import Network, network_to
from tests.journeys.tablet import Tablet
from tests.journeys.test_tools import APPS
from tests.journeys.webkit import WEBKIT, ipad_of

pytestmark = WEBKIT


@pytest.fixture(scope="module")
def network(hub: RunningHub) -> Iterator[Network]:
    """The network between the iPad and the hub."""
    with network_to(hub.url) as network:
        yield network


@pytest.fixture(scope="module")
def ipad(request: pytest.FixtureRequest) -> Iterator[Tablet]:
    """Grace, on an iPad, on a network that can be cut."""
    with ipad_of("grace", request) as ipad:
        ipad.go(f"{APPS}/start.ipynb")  # signs in to the apps, at the hub’s own address
        ipad.see("[data-live] h1")
        network: Network = request.getfixturevalue("network")
        ipad.site = network.url
        yield ipad


@pytest.fixture(scope="module")
def grace(ipad: Tablet, hub: RunningHub) -> Iterator[httpx.Client]:
    """Another device of Grace’s, that also tells what the hub really holds."""
    with program_of(hub, "grace") as program:
        yield program


@pytest.fixture
def slug(ipad: Tablet, hub: RunningHub) -> str:
    """A new project of Grace’s."""
    return start_measure(hub, "grace", {"title": "Fewer falls on the stairs"}, "Falls")


def _open(ipad: Tablet, kind: str, slug: str) -> None:
    ipad.open_tool(kind, slug)
    assert ipad.evaluate("location.origin") == ipad.site


def _document(program: httpx.Client, slug: str, kind: str) -> dict[str, Any]:
    answer = program.get(f"/api/projects/{slug}/documents/{kind}").raise_for_status()
    saved: dict[str, Any] = answer.json()
    return saved


def _all_is_saved(ipad: Tablet) -> None:
    ipad.see(".qi-sign[data-state=saved]")
    ipad.gone(".qi-bar:not([hidden]), .qi-held:not([hidden])")


@pytest.mark.parametrize("how", ["cut", "silent"])
def test_what_is_typed_and_tapped_without_a_network_is_sent_in_order_once(
    ipad: Tablet, network: Network, grace: httpx.Client, slug: str, how: str
) -> None:
    _open(ipad, "fishbone", slug)
    ipad.tap('[data-label="Kind of cause: Place"]')
    ipad.type("A cause under “Place”", "The corridor is dark", enter=True)
    ipad.see('[data-label="Cause: The corridor is dark"]')
    ipad.gone(".is-busy")  # what has not been answered yet would rightly wait too

    with network.cut() if how == "cut" else network.silent():
        ipad.write("Name of this bone", "The place")
        ipad.see(".qi-bar", "No connection just now.")
        ipad.type("A cause under “Place”", "Wet floor", enter=True)
        ipad.see(".qi-held li", "Wet floor")
        ipad.reads("A cause under “Place”", "")
        ipad.type("A cause under “Place”", "Loose carpet")
        ipad.tap("main button", "Add cause")
        ipad.see(".qi-held li", "Loose carpet")
        ipad.see(".qi-bar", "3 changes are kept on this")

    _all_is_saved(ipad)
    ipad.see('[data-label="Cause: Loose carpet"]')
    saved = _document(grace, slug, "fishbone")["content"]
    causes = [one["text"] for one in saved["causes"]]
    assert causes == ["The corridor is dark", "Wet floor", "Loose carpet"]
    assert "The place" in [one["name"] for one in saved["bones"]]


def test_two_devices_in_one_field_are_both_shown_and_one_chooses(
    ipad: Tablet, network: Network, grace: httpx.Client, slug: str
) -> None:
    _open(ipad, "force-field", slug)
    ipad.tap("[data-item=change]")
    ipad.type("The change", "Drinks")
    ipad.see("[data-item=change]", "Drinks")
    with network.cut():
        ipad.type("The change", " at seven")
        ipad.see(".qi-bar", "1 change is kept on this")
        seen = _document(grace, slug, "force-field")
        theirs = {**seen["content"], "change": "Drinks at six"}
        change = {"based_on": seen["version"], "content": theirs}
        grace.put(f"/api/projects/{slug}/documents/force-field", json=change).raise_for_status()

    ipad.see("[data-item=change]", "Drinks at six")
    ipad.tap("[data-item=change]")  # a page that had to load anew does not have it chosen
    ipad.see(".qi-clash blockquote", "Drinks at six")
    ipad.reads("The change", "Drinks at seven")
    ipad.tap(".qi-clash button", "Keep both")

    _all_is_saved(ipad)
    ipad.reads("The change", "Drinks at six; Drinks at seven")
    assert _document(grace, slug, "force-field")["content"]["change"] == (
        "Drinks at six; Drinks at seven"
    )
