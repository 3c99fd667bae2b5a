"""Charts where they are read: on a wall, held across or upright, and on a phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from gallery.pages.template_environment import STATIC
from qi_lib.drawing.driver_diagram import draw_driver_diagram
from qi_lib.model import Annotation, Frequency, Measure, Observation, Project, ProjectBundle
from qi_lib.model.driver_diagram import Driver, DriverDiagram
from qi_lib.report import Host, make_poster

pytestmark = pytest.mark.journey

ACROSS, UPRIGHT = {"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}
PHONE = {"width": 390, "height": 844}
NOTES = (
    "Norovirus on two wards",
    "New rota for the night staff",
    "Winter plan ends",
    "Bank holiday",
    "Matron changes",
    "Electronic notes go live on the ward",
)
# Of each text in a drawing that is shown: how high its letters are on the screen.
LETTERS = """els => els.filter(el => el.checkVisibility()).map(el =>
    el.getScreenCTM().a * parseFloat(el.getAttribute("font-size")))"""
# How far the first tick mark of the time axis is below the highest point or band.
PLOT = """svg => {
    const foot = svg.querySelector("path").getBoundingClientRect().top;
    const shapes = [...svg.querySelectorAll("polygon, circle, polyline")];
    return foot - Math.min(...shapes.map(el => el.getBoundingClientRect().top));
}"""

Show = Callable[[str, dict[str, int]], Page]


def _project(*, notes: int) -> ProjectBundle:
    """A year of weeks, with notes at some of them."""
    weeks = [dt.date(2024, 1, 1) + dt.timedelta(weeks=i) for i in range(52)]
    places = [5, 9, 11, 22, 35, 47][:notes]
    measure = Measure(
        name="Minutes to triage",
        frequency=Frequency.WEEK,
        annotations=[
            Annotation(when=weeks[i], text=text) for i, text in zip(places, NOTES, strict=False)
        ],
    )
    values = [Observation(when=day, value=20 + (i * 7) % 11) for i, day in enumerate(weeks)]
    project = Project(slug="triage", title="Faster triage", change="A nurse at the door")
    return ProjectBundle(project=project, measures=[measure], observations={measure.id: values})


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """Show a poster or a slide on a screen of some size."""
    context = browser.new_context()
    sheets = ("qihub.css", "poster.css", "tv.css")

    def shown(part: str, viewport: dict[str, int]) -> Page:
        page = context.new_page()
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        names = sheets if part.startswith('<article class="slide') else sheets[:2]
        styles = "".join((STATIC / name).read_text() for name in names)
        body = f'<main id="stage"><div>{part}</div></main><footer class="bar"></footer>'
        page.set_content(f"<style>{styles}</style>{body}")
        return page

    yield shown
    context.close()


def _chart(page: Page) -> Any:
    (chart,) = [one for one in page.locator(".slide__chart svg").all() if one.is_visible()]
    return chart


@pytest.mark.parametrize("notes", [0, 3, 6])
@pytest.mark.parametrize("viewport", [ACROSS, UPRIGHT], ids=["across", "upright"])
def test_plot_on_a_wall_has_its_share_of_the_screen(
    show: Show, viewport: dict[str, int], notes: int
) -> None:
    poster = make_poster(_project(notes=notes), Host(project_url="https://hub.example/p/abc"))

    page = show(poster.slide, viewport)

    letters = page.locator(".slide__chart text").evaluate_all(LETTERS)
    assert min(letters) >= 26
    plot = _chart(page).evaluate(PLOT)
    assert plot / viewport["height"] >= (0.23 if viewport is UPRIGHT else 0.28)


def test_screen_that_stands_upright_is_filled(show: Show) -> None:
    poster = make_poster(_project(notes=6), Host(project_url="https://hub.example/p/abc"))

    page = show(poster.slide, UPRIGHT)

    heights = [page.locator(name).bounding_box() for name in (".slide__finding", ".slide__side")]
    chart = page.locator(".slide__chart--upright svg > *").evaluate_all(
        "els => Math.max(...els.map(el => el.getBoundingClientRect().bottom))"
        " - Math.min(...els.filter(el => el.getBoundingClientRect().height)"
        ".map(el => el.getBoundingClientRect().top))"
    )
    assert heights[0]
    assert heights[1]
    room = heights[1]["y"] - heights[0]["y"] - heights[0]["height"]
    assert chart / room >= 0.75


@pytest.mark.parametrize("notes", [0, 6])
def test_poster_on_a_phone_can_be_read(show: Show, notes: int) -> None:
    page = show(make_poster(_project(notes=notes), Host()).html, PHONE)

    assert min(page.locator(".poster__chart text").evaluate_all(LETTERS)) >= 12
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator(".poster__chart svg:visible").count() == 1


@pytest.mark.parametrize("viewport", [PHONE, {"width": 820, "height": 1180}], ids=["phone", "iPad"])
def test_drawing_of_a_tool_can_be_read_on_its_page(
    browser: Browser, viewport: dict[str, int]
) -> None:
    drivers = DriverDiagram(
        aim="Fewer falls",
        drivers=[Driver(text=f"Driver number {i} with some more words") for i in range(12)],
    )
    page = browser.new_page(viewport=viewport)  # type: ignore[arg-type]
    styles = (STATIC / "qihub.css").read_text()
    drawn = draw_driver_diagram(drivers)
    page.set_content(
        f'<style>{styles}</style><main class="wrap"><div class="card drawing">{drawn}</div></main>'
    )
    page.add_script_tag(content=(STATIC / "tool.js").read_text())

    assert min(page.locator(".drawing text").evaluate_all(LETTERS)) >= 12
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    page.close()
