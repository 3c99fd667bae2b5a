"""The gallery and the links of its QR codes."""

from gallery.store import Store
from tests.gallery.conftest import NIA, AppClient
from tests.gallery.pages.conftest import FALLS, STARTED


async def test_findings_are_the_headings(app_client: AppClient, demonstration: Store) -> None:
    page = (await app_client(NIA).get("/gallery")).text

    heading = page.split(f'href="/projects/{FALLS}">')[1].split("</h2>")[0]
    assert "Falls at Larch House are" in heading
    assert '<em class="better">down by three in five</em>' in heading


async def test_only_published_projects_hang_there(
    app_client: AppClient, demonstration: Store
) -> None:
    page = (await app_client(NIA).get("/gallery")).text

    assert STARTED not in page


async def test_a_visitor_sees_public_projects_only(app_client: AppClient) -> None:
    client = app_client(NIA)
    for title, visibility in (("Open to all", "public"), ("In the house", "organisation")):
        await client.post("/api/projects", json={"title": title, "visibility": visibility})
    for slug in ("open-to-all", "in-the-house"):
        await client.post(f"/api/projects/{slug}/publish")

    outside = (await app_client(None).get("/gallery")).text
    inside = (await client.get("/gallery")).text

    assert ("Open to all" in outside, "In the house" in outside) == (True, False)
    assert ("Open to all" in inside, "In the house" in inside) == (True, True)


async def test_buttons_filter_by_aim_and_count_without_javascript(
    app_client: AppClient, demonstration: Store
) -> None:
    page = (await app_client(NIA).get("/gallery", params={"aim": "zero-harm"})).text

    assert 'aria-current="true">Zero harm <span>3</span>' in page
    assert page.count('class="whole"') == 3


async def test_words_are_looked_for_and_nothing_found_offers_a_way_on(
    app_client: AppClient, demonstration: Store
) -> None:
    found = (await app_client(NIA).get("/gallery", params={"q": "larch"})).text
    nothing = (await app_client(NIA).get("/gallery", params={"q": "zzz"})).text

    assert found.count('class="whole"') == 1
    assert "Nothing found" in nothing
    assert "Start a project" in nothing


async def test_a_code_leads_to_its_project(app_client: AppClient, demonstration: Store) -> None:
    record = demonstration.projects.find(FALLS)
    assert record is not None

    answer = await app_client(None).get(f"/p/{record.code}")

    assert answer.headers["location"] == f"/projects/{FALLS}"


async def test_an_unknown_code_is_explained(app_client: AppClient) -> None:
    answer = await app_client(NIA).get("/p/nothing")

    assert answer.status_code == 404
    assert "This code leads to no project." in answer.text
