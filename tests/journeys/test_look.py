"""How it looks: our own look on every page, for every reader, large enough for every hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from tests.journeys.apps import open_app
from tests.journeys.conftest import DESK, IPAD, RunningHub
from tests.journeys.touch import is_for_everyone

pytestmark = pytest.mark.journey

HERON = "home-before-lunch-on-heron-ward"
OAUTH = (
    "/hub/api/oauth2/authorize?client_id=service-gallery&response_type=code&state=x"
    "&redirect_uri=%2Fservices%2Fgallery%2Foauth_callback"
)


@pytest.fixture(scope="module")
def admin(visitor: Callable[..., Page]) -> Page:
    """The administrator, at a desk."""
    return visitor("admin", size=DESK)


@pytest.fixture(scope="module")
def novice(visitor: Callable[..., Page]) -> Page:
    """Grace, on an iPad."""
    return visitor("grace", size=IPAD)


@pytest.fixture(scope="module")
def nobody(visitor: Callable[..., Page]) -> Page:
    """Somebody on an iPad who has not signed in."""
    return visitor(None, size=IPAD)


# JupyterHub's pages -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/hub/token", "Keys for programs"),
        ("/hub/admin", None),
        ("/hub/authorize", "People waiting"),
        ("/hub/change-password", None),
        ("/hub/no-such-page", None),
        ("/hub/spawn", None),
        ("/user/admin/lab", None),
        ("/user/nobody-at-all/", None),
        ("/services/no-such-service/", None),
        (OAUTH.replace("service-gallery", "no-such-client"), None),
    ],
)
def test_no_page_of_jupyterhub_keeps_the_stock_look(
    admin: Page, address: str, heading: str | None
) -> None:
    answer = admin.goto(address)

    _looks_like_ours(admin, answer)
    if heading:
        expect(admin.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.parametrize("address", ["/hub/login", "/hub/signup", "/hub/no-such-page"])
def test_strangers_see_no_stock_look_either(nobody: Page, address: str) -> None:
    _looks_like_ours(nobody, nobody.goto(address))

    assert "jupyter" not in nobody.locator("body").inner_text().lower()


def test_a_person_who_asks_for_notebooks_of_their_own_is_told_where_they_are(admin: Page) -> None:
    admin.goto("/hub/spawn")

    main = admin.get_by_role("main")
    expect(main).to_contain_text("Notebooks belong to a project. Open your project")
    expect(main).not_to_contain_text("server")


def test_the_hubs_own_home_leads_to_ours(admin: Page) -> None:
    admin.goto("/hub/home")

    admin.wait_for_url("**/home")
    expect(admin.get_by_role("heading", level=1)).to_contain_text("Sam")


def test_signing_out_ends_in_our_look_and_is_real(person: Callable[..., Page]) -> None:
    page = person("ruth", size=IPAD)

    _looks_like_ours(page, page.goto("/services/gallery/sign-out"))
    page.goto("/home")

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def _looks_like_ours(page: Page, answer: Response | None) -> None:
    assert answer is not None
    assert "text/html" in answer.headers["content-type"], page.url
    expect(page.get_by_role("link", name="The QI Hub")).to_be_visible()
    sheets = page.evaluate("[...document.styleSheets].map(sheet => sheet.href)")
    ours = [sheet for sheet in sheets if sheet and "/static/qihub" in sheet]
    assert ours or "Atkinson" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.locator("#jupyterhub-logo, img[alt*=Jupyter], img[src*=jupyter]").count() == 0
    assert "jupyter" not in page.title().lower()


# For every reader and every hand ----------------------------------------------------------------


@pytest.mark.parametrize("address", ["/hub/login", "/hub/signup", "/gallery", f"/projects/{HERON}"])
def test_pages_of_visitors_are_for_everyone(nobody: Page, address: str) -> None:
    nobody.goto(address)

    is_for_everyone(nobody)


@pytest.mark.parametrize(
    "address",
    [
        "/home",
        "/gallery",
        f"/projects/{HERON}",
        f"/projects/{HERON}?view=poster",
        f"/projects/{HERON}/edit",
        "/hub/change-password",
    ],
)
def test_pages_of_a_novice_are_for_everyone(novice: Page, address: str) -> None:
    novice.goto(address)
    # A page that waits for its poster is loaded again when the poster is there.
    expect(novice.get_by_text("Making your poster")).to_have_count(0, timeout=60_000)

    is_for_everyone(novice)


@pytest.mark.parametrize("address", ["/screens", "/hub/authorize", "/hub/token"])
def test_pages_of_the_administrator_are_for_everyone(admin: Page, address: str) -> None:
    admin.goto(address)

    is_for_everyone(admin)


def test_the_app_that_starts_a_project_is_for_everyone(novice: Page) -> None:
    open_app(novice, "start")

    is_for_everyone(novice)


def test_the_chart_app_with_data_is_for_everyone(hub: RunningHub, novice: Page) -> None:
    open_app(novice, "chart", project=HERON, measure="ydqigmppx3")
    expect(novice.get_by_role("img", name="Chart of").locator("svg")).to_be_visible()

    is_for_everyone(novice)

    novice.get_by_role("button", name="Bring numbers you already have").tap()
    expect(novice.get_by_label("Or paste the cells here")).to_be_visible()
    is_for_everyone(novice)
