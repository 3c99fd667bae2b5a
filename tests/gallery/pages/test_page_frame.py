"""What all pages have in common: errors, forms, weight, files."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tornado.web import create_signed_value

from gallery.app import create_app
from gallery.identity.sign_in import CSRF_FIELD, HubIdentity
from gallery.settings import Organisation, Settings, StrategicAim
from gallery.store import Store
from tests.gallery.conftest import ADA, CSRF, NIA, AppClient
from tests.gallery.pages.conftest import EDITH, FALLS, HELEN

# A page with all that it loads, but the typeface, which every page shares.
HEAVIEST = 150_000


async def test_a_missing_page_has_one_way_out(app_client: AppClient) -> None:
    answer = await app_client(NIA).get("/projects/falls/nothing-here")

    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert '<main id="main"' in answer.text
    assert 'href="/home">Go home' in answer.text


@pytest.mark.parametrize("address", ["/home", "/gallery", f"/projects/{FALLS}"])
async def test_pages_are_light(app_client: AppClient, demonstration: Store, address: str) -> None:
    client = app_client(EDITH)
    page = await client.get(address)

    weight = len(page.content)
    for name in ("qihub.css", "aims.css", "mark.svg", "project.js"):
        weight += len((await client.get(f"/static/{name}")).content)

    assert weight < HEAVIEST


async def test_the_style_sheet_is_lean_and_loads_nothing_from_elsewhere(
    app_client: AppClient,
) -> None:
    sheet = (await app_client(None).get("/static/qihub.css")).text

    assert len(sheet.encode()) < 25_000
    assert "http" not in sheet.replace("http://www.w3.org/2000/svg", "")


async def test_named_versions_of_files_are_kept_for_good(app_client: AppClient) -> None:
    client = app_client(None)
    page = (await client.get("/gallery")).text
    address = page.split('href="/static/qihub.css')[1].split('"')[0]

    answer = await client.get(f"/static/qihub.css{address}")

    assert "immutable" in answer.headers["cache-control"]


async def test_the_typeface_is_served_by_us(app_client: AppClient) -> None:
    name = "atkinson-hyperlegible-next-latin-400-normal.woff2"

    answer = await app_client(None).get(f"/static/fonts/{name}")

    assert answer.content[:4] == b"wOF2"


async def test_the_worker_of_screens_may_serve_their_pages_only(app_client: AppClient) -> None:
    answer = await app_client(None).get("/static/tv-worker.js")

    assert answer.headers["service-worker-allowed"] == "/tv/"


async def test_colours_of_aims_come_from_the_settings(store: Store, tmp_path: Path) -> None:
    aims = [StrategicAim(key="kind", name="Kind", colour="#123456")]
    settings = Settings(data_folder=tmp_path, organisation=Organisation(strategic_aims=aims))
    app = create_app(settings, store, _identity())

    async with _client(app) as client:
        sheet = (await client.get("/static/aims.css")).text

    assert sheet == ".aim--kind { --aim: #123456; }"


async def test_every_form_that_changes_something_carries_the_token(
    app_client: AppClient, demonstration: Store
) -> None:
    demonstration.screens.create("Main entrance", by="ada")
    pages = [
        await app_client(EDITH).get(f"/projects/{FALLS}"),
        await app_client(EDITH).get(f"/projects/{FALLS}/edit"),
        await app_client(HELEN).get("/screens"),
        await app_client(ADA).get("/home"),
    ]

    forms = [form for page in pages for form in page.text.split('<form method="post"')[1:]]

    assert len(forms) == 5
    assert all(f'name="csrf" value="{CSRF}"' in form.split("</form>")[0] for form in forms)


class _Hub:
    """Stands in for JupyterHub: whoever has a session is Nia."""

    access_scopes = frozenset({"access:services!service=gallery"})

    async def user_for_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        return {"kind": "user", "name": "nia", "groups": ["faculty"], "scopes": []}

    def check_scopes(self, required: object, user: object) -> bool:
        return True


def _identity() -> HubIdentity:
    return HubIdentity(_Hub(), secret="s" * 32, is_https=False)


def _client(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
        base_url="http://localhost",
    )


@pytest.fixture
async def browser(settings: Settings, store: Store) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which Nia is signed in through the hub."""
    async with _client(create_app(settings, store, _identity())) as client:
        session = create_signed_value("s" * 32, "qihub-session", "a-token").decode()
        client.cookies.set("qihub-session", session)
        yield client


async def test_a_form_from_elsewhere_changes_nothing(
    browser: httpx.AsyncClient, store: Store
) -> None:
    answer = await browser.post("/screens", data={"name": "Forged"})

    assert answer.status_code == 403
    assert "did not come from a page of the hub" in answer.text
    assert store.screens.all() == []


async def test_our_own_form_works_with_the_real_sign_in(
    browser: httpx.AsyncClient, store: Store
) -> None:
    page = (await browser.get("/screens")).text
    token = page.split('name="csrf" value="')[1].split('"')[0]

    answer = await browser.post("/screens", data={"name": "Main entrance", CSRF_FIELD: token})

    assert answer.status_code == 201
    assert [screen.name for screen in store.screens.all()] == ["Main entrance"]
