"""The network is cut, a kernel dies, the hub starts again, two write at once: nothing is lost."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.apps import open_app, start_measure
from tests.journeys.conftest import IPAD, RunningHub
from tests.journeys.keys import program_of
from tests.journeys.viewers import Viewer, kernels_of, service_of, signed_in

pytestmark = pytest.mark.journey

APPS = "/services/apps/"
BACK_MS = 90_000  # a page loads itself again at most every half minute


@pytest.fixture(scope="module")
def grace(hub: RunningHub) -> Iterator[httpx.Client]:
    """A program of Grace's, to ask what the hub really holds."""
    with program_of(hub, "grace") as program:
        yield program


@pytest.fixture(scope="module")
def signed_in_ipad(visitor: Callable[..., Page]) -> Page:
    """Grace's iPad, and another page of hers."""
    return visitor("grace", size=IPAD)


@pytest.fixture
def ipad(signed_in_ipad: Page) -> Iterator[Page]:
    """A new tab on Grace's iPad."""
    page = signed_in_ipad.context.new_page()
    page.set_default_timeout(30_000)
    yield page
    page.close()


@pytest.fixture(scope="module")
def phone(visitor: Callable[..., Page]) -> Page:
    """Another device of Grace's."""
    return visitor("grace", size=IPAD)


@pytest.fixture
def slug(hub: RunningHub) -> str:
    """A new project of Grace's."""
    return start_measure(hub, "grace", {"title": "Fewer falls on the stairs"}, "Falls")


@contextmanager
def no_network(page: Page) -> Iterator[None]:
    """Cut the network, when all that was done before has been answered: else that waits too."""
    expect(page.locator(".is-busy")).to_have_count(0)
    page.context.set_offline(True)
    try:
        expect(page.locator(".qi-bar")).to_contain_text("No connection just now.")
        yield
    finally:
        page.context.set_offline(False)


@contextmanager
def ten_minutes_without(hub: RunningHub, page: Page) -> Iterator[None]:
    """Cut the network for so long that the kernel behind the page is ended."""
    kernel = _kernel_of(page)
    with no_network(page):
        yield
        with signed_in(hub, "grace") as viewer:
            _end(viewer, kernel)


def _end(viewer: Viewer, kernel: str) -> None:
    """Do what the service does by itself when a page has been away for a minute."""
    viewer.close(kernel)
    assert not viewer.client.get(f"{APPS}api/kernels/{kernel}").is_success


def _kernel_of(page: Page) -> str:
    config = page.locator("#jupyter-config-data").text_content()
    return str(json.loads(config or "")["kernelId"])


def _open(page: Page, kind: str, slug: str) -> None:
    open_app(page, kind, project=slug)
    skip = page.get_by_role("button", name="Skip")
    if skip.count():
        skip.tap()
        expect(skip).to_have_count(0)


def _document(program: httpx.Client, slug: str, kind: str) -> dict[str, list[dict[str, object]]]:
    answer = program.get(f"/api/projects/{slug}/documents/{kind}").raise_for_status()
    content: dict[str, list[dict[str, object]]] = answer.json()["content"]
    return content


def _all_is_saved(page: Page) -> None:
    expect(page.locator(".qi-bar")).to_be_hidden(timeout=BACK_MS)
    expect(page.locator(".qi-sign[data-state=saved]")).to_be_visible(timeout=BACK_MS)
    expect(page.locator(".qi-held")).to_be_hidden()


def _add_cause(page: Page, words: str) -> None:
    page.get_by_label("A cause under “Place”").fill(words)
    page.get_by_role("main").get_by_role("button", name="Add cause").tap()


# The network is cut -----------------------------------------------------------------------------


@pytest.mark.parametrize("outage", ["short", "ten minutes"])
def test_what_is_typed_and_tapped_without_a_network_is_sent_in_order_once(
    hub: RunningHub, ipad: Page, grace: httpx.Client, slug: str, outage: str
) -> None:
    _open(ipad, "fishbone", slug)
    ipad.locator('[data-label="Kind of cause: Place"]').tap()
    _add_cause(ipad, "The corridor is dark")
    expect(ipad.locator('[data-label="Cause: The corridor is dark"]')).to_be_visible()
    cut = no_network(ipad) if outage == "short" else ten_minutes_without(hub, ipad)

    with cut:
        ipad.get_by_label("Name of this bone").fill("The place")
        _add_cause(ipad, "Wet floor")
        expect(ipad.get_by_label("A cause under “Place”")).to_have_value("")
        _add_cause(ipad, "Loose carpet")
        _add_cause(ipad, "Not meant")
        held = ipad.get_by_role("region", name="Waiting to be sent")
        expect(held.get_by_role("listitem")).to_have_count(3)
        expect(ipad.get_by_role("alert").first).to_contain_text("4 changes are kept on this")
        held.get_by_role("button", name=re.compile("Take back.*Not meant")).tap()
        expect(held.get_by_role("listitem")).to_have_count(2)
        expect(ipad.get_by_role("alert").first).to_contain_text("3 changes are kept on this")
        ipad.get_by_label("A cause under “Place”").fill("")

    _all_is_saved(ipad)
    saved = _document(grace, slug, "fishbone")
    causes = [one["text"] for one in saved["causes"]]
    assert causes == ["The corridor is dark", "Wet floor", "Loose carpet"]
    assert "The place" in [one["name"] for one in saved["bones"]]


def test_tally_without_a_network_arrives_as_it_was_counted(
    hub: RunningHub, ipad: Page, grace: httpx.Client, slug: str
) -> None:
    measure = grace.get(f"/api/projects/{slug}").json()["measures"][0]["id"]
    open_app(ipad, "chart", project=slug, measure=measure)
    with ten_minutes_without(hub, ipad):
        for _ in range(3):
            ipad.get_by_role("button", name="One more").tap()
        ipad.locator(".qi-foot").get_by_role("button", name="Add this number").tap()
        ipad.get_by_role("button", name="One more").tap()
        ipad.locator(".qi-foot").get_by_role("button", name="Add this number").tap()
        expect(ipad.locator(".qi-held li")).to_have_count(2)

    _all_is_saved(ipad)
    points = grace.get(f"/api/projects/{slug}").json()["observations"][measure]
    assert [point["value"] for point in points] == [4]


def test_drag_without_a_network_stays_where_it_was_dropped_and_is_sent(
    ipad: Page, grace: httpx.Client, slug: str
) -> None:
    _open(ipad, "choose", slug)
    ipad.get_by_role("textbox", name=re.compile("^Add")).fill("Night lights")
    ipad.keyboard.press("Enter")
    idea = ipad.locator('[data-item][data-label^="Night lights"]')
    expect(idea).to_be_visible()
    before = _document(grace, slug, "choose")["ideas"][0]
    with no_network(ipad):
        idea.focus()
        for _ in range(3):
            ipad.keyboard.press("Shift+ArrowUp")
        expect(ipad.locator("[data-item].is-waiting")).to_have_count(1)
        expect(ipad.locator(".qi-held li").first).to_contain_text("Move “Night lights")

    _all_is_saved(ipad)
    assert _document(grace, slug, "choose")["ideas"][0] != before
    expect(ipad.locator(".is-waiting")).to_have_count(0)


def test_where_one_wanted_to_go_opens_when_the_network_is_back(ipad: Page, slug: str) -> None:
    _open(ipad, "fishbone", slug)
    with no_network(ipad):
        ipad.get_by_role("button", name="How it works").tap()
        ipad.get_by_role("button", name="History").tap()
        expect(ipad.get_by_role("alert").first).to_contain_text(
            "What you tapped last will open then."
        )
        expect(ipad.get_by_role("heading", level=1)).not_to_contain_text("what changed when")

    expect(ipad.get_by_role("heading", level=1)).to_contain_text("what changed when")


def test_what_waits_in_one_project_is_not_sent_to_another(
    hub: RunningHub, ipad: Page, grace: httpx.Client, slug: str
) -> None:
    other = start_measure(hub, "grace", {"title": "Quiet nights"}, "Noise")
    _open(ipad, "pareto", slug)
    with no_network(ipad):
        ipad.get_by_role("textbox", name="Another kind").fill("Medicines")
        ipad.get_by_role("main").get_by_role("button", name="Add kind").tap()
        expect(ipad.locator(".qi-held li")).to_have_count(1)
        ipad.goto("about:blank")
    _open(ipad, "pareto", other)
    _all_is_saved(ipad)
    assert grace.get(f"/api/projects/{other}/documents/pareto").status_code == 404

    _open(ipad, "pareto", slug)

    _all_is_saved(ipad)
    expect(ipad.get_by_role("button", name=re.compile("Medicines")).first).to_be_visible()
    assert [one["text"] for one in _document(grace, slug, "pareto")["categories"]] == ["Medicines"]


# Something ends ---------------------------------------------------------------------------------


def test_tab_that_is_closed_right_after_typing_loses_nothing(
    ipad: Page, grace: httpx.Client, slug: str
) -> None:
    page = ipad.context.new_page()
    _open(page, "fishbone", slug)
    page.locator('[data-label="The problem"], [data-item=problem]').first.tap()
    page.get_by_role("textbox", name="The problem").fill("People fall on the stairs")
    page.close(run_before_unload=False)

    _open(ipad, "fishbone", slug)

    _all_is_saved(ipad)
    expect(ipad.locator(".qi-paper")).to_contain_text("People fall")
    assert _document(grace, slug, "fishbone")["problem"] == "People fall on the stairs"


def test_kernel_that_dies_under_the_fingers_loses_nothing(
    hub: RunningHub, ipad: Page, grace: httpx.Client, slug: str
) -> None:
    _open(ipad, "fishbone", slug)
    ipad.locator('[data-label="Kind of cause: Place"]').tap()
    box = ipad.get_by_label("A cause under “Place”")
    box.fill("Wet fl")
    for process in kernels_of(hub):
        process.kill()
    _add_cause(ipad, "Wet floor")

    _all_is_saved(ipad)

    expect(ipad.locator('[data-label="Cause: Wet floor"]')).to_be_visible(timeout=BACK_MS)
    assert [one["text"] for one in _document(grace, slug, "fishbone")["causes"]] == ["Wet floor"]


def test_hub_that_starts_again_loses_nothing(
    hub: RunningHub, ipad: Page, grace: httpx.Client, slug: str
) -> None:
    _open(ipad, "pareto", slug)
    gallery = service_of(hub, "gallery_service")
    assert gallery
    gallery.kill()
    ipad.get_by_role("textbox", name="Another kind").fill("Medicines")
    ipad.get_by_role("main").get_by_role("button", name="Add kind").tap()

    expect(ipad.get_by_role("button", name=re.compile("Medicines")).first).to_be_visible(
        timeout=BACK_MS
    )
    _all_is_saved(ipad)
    assert [one["text"] for one in _document(grace, slug, "pareto")["categories"]] == ["Medicines"]


# Two devices ------------------------------------------------------------------------------------


def test_two_devices_in_one_field_are_both_shown_and_one_chooses(
    ipad: Page, phone: Page, grace: httpx.Client, slug: str
) -> None:
    for page in (ipad, phone):
        _open(page, "force-field", slug)
        page.locator("[data-item=change]").first.tap()
        expect(page.get_by_role("textbox", name="The change")).to_be_visible()
    with no_network(phone):
        phone.get_by_role("textbox", name="The change").fill("Drinks at seven")
        ipad.get_by_role("textbox", name="The change").fill("Drinks at six")
        _all_is_saved(ipad)

    both = phone.get_by_role("group", name="Two answers")
    expect(both).to_contain_text("Drinks at six", timeout=BACK_MS)
    expect(phone.get_by_role("textbox", name="The change")).to_have_value("Drinks at seven")
    both.get_by_role("button", name="Keep both").tap()

    expect(both).to_be_hidden()
    _all_is_saved(phone)
    assert _document(grace, slug, "force-field")["change"] in (
        "Drinks at six; Drinks at seven",
        "Drinks at six\nDrinks at seven",
    )


def test_two_devices_in_two_fields_are_joined(
    ipad: Page, phone: Page, grace: httpx.Client, slug: str
) -> None:
    for page in (ipad, phone):
        _open(page, "force-field", slug)
    with no_network(phone):
        phone.get_by_role("textbox", name="Holds it back").fill("No time")
        phone.get_by_role("button", name="Add", exact=True).last.tap()
        ipad.get_by_role("textbox", name="Pushes it on").fill("Families ask")
        ipad.keyboard.press("Enter")
        expect(ipad.locator('[data-label*="Families ask"]')).to_be_visible()

    for page in (ipad, phone):
        for words in ("No time", "Families ask"):
            expect(page.locator(f'[data-label*="{words}"]')).to_be_visible(timeout=BACK_MS)
    forces = {one["text"] for one in _document(grace, slug, "force-field")["forces"]}
    assert forces == {"No time", "Families ask"}
