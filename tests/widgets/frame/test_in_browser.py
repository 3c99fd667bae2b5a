"""The apps in a real browser with touch, in front of the real gallery service."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from threading import Event

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, WebSocketRoute, expect

from gallery.identity.people import Person
from qi_lib.client import Hub
from tests.journeys.conftest import IPAD
from tests.serving_apps import ServedApps, served_apps
from tests.widgets.chart.conftest import PASTED
from tests.widgets.conftest import Served

pytestmark = pytest.mark.journey

A_WHILE = 30_000
HubOf = Callable[..., Hub]


@pytest.fixture
def apps(served: Served, newcomer: Person) -> Iterator[ServedApps]:
    """The apps service, in which the newcomer is signed in."""
    with served_apps(served, newcomer) as running:
        yield running


@pytest.fixture
def ipad(browser: Browser) -> Iterator[Page]:
    """A page on an iPad; what asks for another host is an error."""
    context = browser.new_context(viewport=IPAD, has_touch=True, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(A_WHILE)
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("http://localhost:", "data:", "blob:")):
            asked.append(request.url)

    page.on("request", note)
    yield page
    context.close()
    assert asked == []


def _open(page: Page, url: str) -> None:
    page.goto(url, wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_be_visible()  # at once, before any kernel
    expect(page.locator("[data-live] h1")).to_be_visible(timeout=60_000)


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def _question(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text, timeout=A_WHILE)
    faults = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in faults] == []


def _saved(page: Page) -> None:
    expect(page.get_by_role("status").first).to_contain_text("Saved")


def test_novice_starts_a_project_by_touch_and_a_script_is_only_text(
    apps: ServedApps, ipad: Page, hub_of: HubOf, newcomer: Person
) -> None:
    ipad.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    _open(ipad, f"{apps.url}/render/start.ipynb")
    _question(ipad, "What bothers you?")
    ipad.get_by_label("What bothers you").fill("<script>alert(1)</script> Residents fall")
    _press(ipad, "Carry on")
    _question(ipad, "For whom, and where?")
    ipad.get_by_label("Care home").tap()
    ipad.get_by_label("Which ward, team or home?").fill("Willow")
    _press(ipad, "people who live with dementia")
    _press(ipad, "Carry on")
    _question(ipad, "Which of our aims")
    ipad.get_by_label("Zero harm").tap()
    _press(ipad, "Carry on")
    _question(ipad, "What do you want to be true")
    ipad.get_by_label("Your aim in one sentence").fill("Cut falls from 9 a month to 5")
    expect(ipad.get_by_role("button", name="How much")).to_contain_text("from 9 a month to 5")
    ipad.get_by_role("button", name="By when").tap()
    ipad.get_by_role("button", name="In 6 months").tap()
    _saved(ipad)
    _press(ipad, "Carry on")
    _question(ipad, "What shall we call it?")
    ipad.get_by_label("The name of your project").fill("<script>alert(2)</script>Fewer falls")
    _press(ipad, "Carry on")
    _question(ipad, "How will you know")
    _press(ipad, "Falls")
    _press(ipad, "That is it")
    _question(ipad, "Your project is here")

    expect(ipad.get_by_text("<script>alert(2)</script>Fewer falls")).to_be_visible()
    (project,) = hub_of(newcomer).projects(mine=True)
    assert project.aim.missing == []
    assert project.measures["Falls"].record.direction == "down"


def test_numbers_are_pasted_drawn_and_added_to_by_touch(
    apps: ServedApps, ipad: Page, hub_of: HubOf, newcomer: Person
) -> None:
    project = hub_of(newcomer).start_project(title="Fewer falls")
    falls = project.add_measure(name="Falls", unit="falls", direction="down")
    _open(ipad, f"{apps.url}/render/chart.ipynb?project={project.slug}")
    _question(ipad, "Falls")
    ipad.get_by_role("button", name="Bring numbers you already have").tap()
    _question(ipad, "Bring numbers")
    ipad.set_input_files(
        "input[type=file]",
        {"name": "photo.csv", "mimeType": "text/csv", "buffer": b"\xff\xd8\xff\xe0photo"},
    )
    expect(ipad.get_by_text("“photo.csv” is a photo, not a table.")).to_be_visible()
    ipad.get_by_label("Or paste the cells here").fill(PASTED)
    _press(ipad, "Read what I pasted")
    _question(ipad, "24 numbers found")
    _press(ipad, "Use these 24 numbers")
    _question(ipad, "Falls are down by two in five")
    chart = ipad.get_by_role("img", name="Chart of Falls")
    expect(chart).to_be_visible()
    expect(chart.locator("svg").get_by_text("average", exact=False)).to_be_visible()

    ipad.get_by_label("Falls (falls)").or_(ipad.get_by_label("Falls", exact=True)).fill("3")
    _press(ipad, "Add this number")

    _saved(ipad)
    ipad.get_by_text("All 25 numbers").tap()
    _question(ipad, "Falls are down")
    assert falls.observations[-1].value == 3


def test_points_of_the_chart_say_date_value_and_rule_to_touch_and_keys(
    apps: ServedApps, ipad: Page, hub_of: HubOf, newcomer: Person
) -> None:
    project = hub_of(newcomer).start_project(title="Fewer falls")
    falls = project.add_measure(name="Falls", direction="down")
    for month, value in enumerate((9, 9, 8, 9, 7, 8, 9, 8, 9, 30, 8, 9, 8)):
        falls.add(when=dt.date(2024 + (month + 11) // 12, (month + 11) % 12 + 1, 1), value=value)
    _open(ipad, f"{apps.url}/render/chart.ipynb?project={project.slug}&measure={falls.id}")
    points = ipad.get_by_role("slider", name="Points of the chart")
    bubble = ipad.locator(".qi-bubble p")
    letters = ipad.evaluate(
        "Math.min(...[...document.querySelectorAll('.qi-chart text')]"
        ".map(el => parseFloat(getComputedStyle(el).fontSize) * el.getScreenCTM().a))"
    )
    assert letters >= 16

    box = points.bounding_box()
    assert box
    spot = falls.drawing().spots[9]
    points.tap(position={"x": box["width"] * spot.across, "y": box["height"] / 2})
    expect(bubble).to_have_text(spot.words)
    expect(bubble).to_contain_text("September 2025: 30 – worse than usual")
    points.press("ArrowRight")

    expect(bubble).to_have_text("October 2025: 8")
    expect(points).to_have_attribute("aria-valuetext", "October 2025: 8")
    _question(ipad, "Falls")
    points.press("Escape")
    expect(bubble).to_be_hidden()


def test_words_typed_while_the_kernel_dies_come_back_and_are_saved(
    apps: ServedApps, ipad: Page, hub_of: HubOf, newcomer: Person
) -> None:
    project = hub_of(newcomer).start_project(title="Fewer falls", problem="Residents fall")
    _open(ipad, f"{apps.url}/render/start.ipynb?project={project.slug}")
    place = ipad.get_by_label("Which ward, team or home?")

    apps.end_kernels()
    place.fill("Willow, by the garden")

    expect(ipad.locator(".qi-sign[data-state=saved]")).to_have_text("✓Saved", timeout=90_000)
    expect(place).to_have_value("Willow, by the garden")
    assert hub_of(newcomer).project(project.slug).record.place == "Willow, by the garden"


def test_number_that_was_written_is_not_written_again_by_the_next_page(
    apps: ServedApps, ipad: Page, hub_of: HubOf, newcomer: Person
) -> None:
    project = hub_of(newcomer).start_project(title="Fewer falls")
    falls = project.add_measure(name="Falls", unit="falls", frequency="day")
    chart = f"{apps.url}/render/chart.ipynb?project={project.slug}"
    _open(ipad, chart)
    _press(ipad, "Plain mode")
    _question(ipad, "How many falls today?")
    _press(ipad, "2")
    _press(ipad, "Save today’s number")
    _question(ipad, "Thank you. Falls today: 2")
    falls.add(when=dt.date.today(), value=4)  # somebody else corrects it

    _open(ipad, chart)
    _press(ipad, "Change it")

    expect(ipad.get_by_role("textbox")).to_have_value("4")
    _question(ipad, "How many falls today?")
    assert [one.value for one in falls.observations] == [4]


def test_tap_is_not_lost_while_the_page_sends_what_waited(
    apps: ServedApps, ipad: Page, hub_of: HubOf, newcomer: Person
) -> None:
    slug = hub_of(newcomer).start_project(title="Fewer falls").slug
    _open(ipad, f"{apps.url}/render/pareto.ipynb?project={slug}")
    ipad.context.set_offline(True)
    expect(ipad.get_by_role("alert").first).to_contain_text("No connection just now.")
    ipad.get_by_role("textbox", name="Another kind").fill("Medicines")
    _press(ipad, "Add kind")
    expect(ipad.get_by_role("region", name="Waiting to be sent")).to_contain_text("Medicines")
    ipad.goto("about:blank")
    ipad.context.set_offline(False)
    held: list[tuple[bytes, Callable[[], None]]] = []
    is_released = Event()

    def hold_acts(page_end: WebSocketRoute) -> None:
        service_end = page_end.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            assert isinstance(message, bytes), "Jupyter's protocol sends bytes"
            if b'"type":"act"' in message and not is_released.is_set():
                held.append((message, partial(service_end.send, message)))
            else:
                service_end.send(message)

        page_end.on_message(pass_on)

    ipad.route_web_socket("**/channels*", hold_acts)
    _open(ipad, f"{apps.url}/render/pareto.ipynb?project={slug}")
    expect(ipad.locator(".is-busy")).to_have_count(1)
    ipad.get_by_role("button", name="Skip").tap()
    ipad.get_by_role("textbox", name="Another kind").fill("Meals")
    _press(ipad, "Add kind")
    assert all(b"Medicines" in act for act, _ in held)

    is_released.set()
    _, send = held[-1]  # a connection that broke meanwhile has sent it again
    send()

    expect(ipad.get_by_role("button", name="Skip")).to_have_count(0)
    expect(ipad.locator(".qi-sign[data-state=saved]")).to_be_visible()
    content = hub_of(newcomer).project(slug).document("pareto").content
    assert [one["text"] for one in content["categories"]] == ["Medicines", "Meals"]


def test_where_one_wanted_to_go_is_forgotten_by_a_page_that_opens_elsewhere(
    apps: ServedApps, ipad: Page, hub_of: HubOf, newcomer: Person
) -> None:
    project = hub_of(newcomer).start_project(title="Fewer falls")
    _open(ipad, f"{apps.url}/render/measures.ipynb?project={project.slug}")

    def ask_for_new() -> None:
        _press(ipad, "Add a measure")
        ipad.get_by_role("button", name="Balancing").tap()
        _question(ipad, "What could get worse?")

    ask_for_new()
    ipad.get_by_label("What you count").fill("Complaints")
    ipad.context.set_offline(True)
    expect(ipad.get_by_role("alert").first).to_contain_text("No connection just now.")
    ipad.get_by_role("contentinfo").get_by_role("button", name="Carry on").tap()
    expect(ipad.get_by_role("alert").first).to_contain_text("What you tapped last will open then.")
    apps.end_kernels()
    ipad.context.set_offline(False)
    _question(ipad, "What do you measure?")

    ask_for_new()
    expect(ipad.get_by_label("What you count")).to_have_value("Complaints")
    _press(ipad, "Back")

    _question(ipad, "What do you measure?")
    assert list(project.measures) == []


def test_refused_words_stay_in_the_box_with_the_reason(
    apps: ServedApps, ipad: Page, hub_of: HubOf, newcomer: Person
) -> None:
    project = hub_of(newcomer).start_project(title="Fewer falls", problem="Residents fall")
    _open(ipad, f"{apps.url}/render/start.ipynb?project={project.slug}")
    place = ipad.get_by_label("Which ward, team or home?")

    place.fill("Bed of 943 476 5919")

    expect(ipad.get_by_role("alert").filter(has_text="NHS number")).to_be_visible()
    expect(ipad.locator(".qi-sign")).to_contain_text("Not saved, kept on this")
    ipad.reload()
    expect(place).to_have_value("Bed of 943 476 5919", timeout=60_000)
    assert hub_of(newcomer).project(project.slug).record.place == ""


_EARLY_WORDS = """async () => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const address = loaded.find((name) => name.endsWith("/models.js"));
  const { Models } = await import(address);
  const models = new Models();
  const message = (id, type, data) =>
    ({ id, type, content: { comm_id: "w", target_name: "jupyter.widget", data }, buffers: [] });
  const later = message("2", "comm_msg", { method: "update", state: { screen: "drawn" } });
  const newer = message("3", "comm_msg", { method: "update", state: { title: "new" } });
  models.hear(later);
  models.hear(newer);
  models.hearPage([message("1", "comm_open", { state: { screen: "", title: "" } }), later]);
  models.hear(later);
  const model = models.known.get("w");
  return [model.get("screen"), model.get("title")];
}"""


def test_words_that_come_over_the_line_before_the_page_are_not_lost(
    apps: ServedApps, ipad: Page
) -> None:
    _open(ipad, f"{apps.url}/render/start.ipynb")

    assert ipad.evaluate(_EARLY_WORDS) == ["drawn", "new"]


def test_score_is_in_sight_and_every_sign_of_it_is_read_below(
    apps: ServedApps, ipad: Page, hub_of: HubOf, newcomer: Person
) -> None:
    project = hub_of(newcomer).start_project(title="Fewer falls")
    project.add_measure(name="Falls", unit="falls")
    _open(ipad, f"{apps.url}/render/progress.ipynb?project={project.slug}")

    expect(ipad.get_by_text("Suggested: 0.5")).to_be_in_viewport(ratio=1)
    expect(ipad.get_by_text("For 1 it needs:")).to_be_in_viewport(ratio=1)
    shown = ipad.get_by_role("list", name="What the record shows")
    expect(shown.get_by_role("listitem")).to_have_count(3)  # all three that a 1 asks for
    expect(shown.get_by_role("button")).to_have_count(0)
