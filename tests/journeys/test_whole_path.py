"""One project's whole way: from what bothers a nurse to a poster on the wall."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, IPAD, TV
from tests.journeys.notebooks import first_code_cell, open_notebook, run_all, shown

pytestmark = pytest.mark.journey

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# Out of 40 each month: about six in ten, then about nine in ten.
WALKED = [23, 25, 24, 22, 26, 24, 23, 25, 24, 26, 23, 24, 35, 36, 37, 36, 35, 38, 36, 37]
FINDING = "up from 60% to 91%, and has stayed up for eight months"


def test_project_travels_from_a_worry_to_the_wall(
    person: Callable[..., Page],
) -> None:
    nurse = person("grace", size=IPAD)
    slug = _start_a_project(nurse)
    _chart_data(nurse, slug)
    _work_together_in_the_workspace(person, slug)
    _publish(nurse, slug)
    _find_it_in_the_gallery(person)
    _see_it_on_a_screen(person)


def _start_a_project(page: Page) -> str:
    page.get_by_role("link", name="Start a project").first.tap()
    page.get_by_role("button", name="Start something new").tap()
    page.get_by_label("What bothers you").fill(
        "People with a new hip wait too long for their first walk on Plover Ward."
    )
    page.get_by_role("button", name="Carry on").tap()
    page.get_by_role("radio", name="Hospital").check()
    page.get_by_label("Which ward, team or home?").fill("Plover Ward")
    page.get_by_label("Who will feel the difference?").fill("people with a new hip")
    page.get_by_role("button", name="Carry on").tap()
    page.get_by_role("radio", name="Reduce waits").check()
    page.get_by_role("button", name="Carry on").tap()
    page.get_by_label("Your aim in one sentence").fill(
        "Get first walks within a day of surgery up from 60% to 90% on Plover Ward by June 2027"
    )
    expect(page.get_by_role("status").first).to_contain_text("Saved")
    page.get_by_role("button", name="Carry on").tap()
    page.get_by_label("The name of your project").fill("First walk on Plover Ward")
    page.get_by_role("button", name="Carry on").tap()
    page.get_by_label("What will you count?").fill("Walked within a day")
    page.get_by_role("radio", name="Every month").check()
    page.get_by_role("radio", name="More is better").check()
    page.get_by_role("button", name="That is it").tap()
    expect(page.get_by_role("heading", name="Your project is here")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text(re.compile("Saved|Saves by itself"))
    link = page.get_by_role("link", name=re.compile("Put in numbers"))
    slug = re.search(r"project=([^&]+)", link.get_attribute("href") or "")
    assert slug
    link.tap()
    return slug[1]


def _chart_data(page: Page, slug: str) -> None:
    page.get_by_role("button", name=re.compile("Bring numbers you already have")).tap()
    rows = [f"{MONTHS[i % 12]} {2025 + i // 12}\t{walked}\t40" for i, walked in enumerate(WALKED)]
    page.get_by_label("Or paste the cells here").fill(
        "\n".join(["Month\tWalked\tPatients in total", *rows])
    )
    page.get_by_role("button", name="Read what I pasted").tap()
    page.get_by_role("button", name=f"Use these {len(WALKED)} numbers").tap()
    expect(page.get_by_text("What the chart says")).to_be_visible()
    expect(page.get_by_role("img", name="Chart of").locator("svg")).to_be_visible()
    page.goto(f"/projects/{slug}")
    expect(page.get_by_role("heading", name="First walk on Plover Ward")).to_be_visible()


def _work_together_in_the_workspace(person: Callable[..., Page], slug: str) -> None:
    lead = person("grace", size=DESK)
    _invite(lead, slug, "priya")
    fellow = person("priya", size=DESK)
    fellow.goto(f"/projects/{slug}/workspace")
    expect(fellow.get_by_role("progressbar", name="How far it is")).to_be_visible()
    open_notebook(fellow, slug, "Measures and chart.ipynb")
    run_all(fellow)
    expect(shown(fellow, ".jp-OutputArea-output svg").first).to_be_visible(timeout=60_000)
    coach = open_notebook(person("helen", size=DESK), slug, "Measures and chart.ipynb")
    member = open_notebook(lead, slug, "Measures and chart.ipynb")
    first_code_cell(coach).click()
    coach.keyboard.press("Control+End")
    coach.keyboard.type("\n# a coach was here")
    for other in (fellow, member):
        expect(first_code_cell(other)).to_contain_text("# a coach was here", timeout=20_000)

    stranger = person("tom", size=DESK)
    answer = stranger.goto(f"/user/team-{slug}/lab")
    assert answer
    assert answer.status == 403


def _invite(page: Page, slug: str, user: str) -> None:
    page.goto(f"/projects/{slug}/edit")
    page.get_by_label("User name").last.fill(user)
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_url(f"**/projects/{slug}*")


def _publish(page: Page, slug: str) -> None:
    page.goto(f"/projects/{slug}")
    page.get_by_role("link", name="Publish").tap()
    expect(page.get_by_role("heading", name="This is what others will see")).to_be_visible()
    # A nurse in a hurry taps twice.
    page.get_by_role("button", name="Yes, publish it").dblclick()
    expect(page.get_by_role("link", name="See the poster")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="See the poster").tap()
    # 60 and 91 in a hundred: 290 of 480 in the first twelve months, 290 of 320 in the last eight.
    expect(page.get_by_role("main")).to_contain_text(FINDING)


def _find_it_in_the_gallery(person: Callable[..., Page]) -> None:
    page = person("ruth", size=IPAD)
    page.goto("/gallery")
    page.get_by_role("link", name=re.compile("Reduce waits")).tap()
    card = page.get_by_role("listitem").filter(has_text=FINDING)
    expect(card).to_have_count(1)
    expect(card.locator("svg").first).to_be_visible()


def _see_it_on_a_screen(person: Callable[..., Page]) -> None:
    admin = person("admin", size=DESK)
    admin.goto("/screens")
    admin.get_by_label("Where does it hang?").fill("Main entrance")
    admin.get_by_role("button", name="Make a link").click()
    link = admin.get_by_label("The link").input_value()

    screen = person(None, size=TV)
    screen.goto(link)
    expect(screen.locator("#count")).to_contain_text(re.compile(r"1 of \d+"))
    for _ in range(20):
        if screen.get_by_text("First walk on Plover Ward").is_visible():
            break
        screen.keyboard.press("ArrowRight")
        screen.wait_for_timeout(300)
    expect(screen.get_by_text("First walk on Plover Ward")).to_be_visible()

    admin.goto("/screens")
    admin.get_by_role("button", name=re.compile("Take the link back")).first.click()
    stranger = person(None, size=TV)
    answer = stranger.goto(link)
    assert answer
    assert answer.status in (403, 404, 410)
