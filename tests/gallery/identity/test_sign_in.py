"""Signing in through the hub, and which requests may speak for the person who signed in."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI, Form, Request
from fastapi.responses import JSONResponse, Response
from jupyterhub.services.auth import HubOAuth

from gallery.app import create_app
from gallery.identity.sign_in import CSRF_HEADER, OUR_PATHS, HubIdentity, hub_identity
from gallery.request_context import SignedIn
from gallery.settings import Settings
from gallery.store import Store
from tests.serving import serving

ACCESS = "access:services!service=gallery"
USERS: dict[str, dict[str, Any]] = {
    "nias-token": {"kind": "user", "name": "nia", "groups": [], "scopes": [ACCESS]},
    "adas-token": {
        "kind": "user",
        "name": "ada",
        "groups": ["fellows", "admins"],
        "scopes": ["access:services"],
        "user_info": {"display_name": "Ada Admin"},
    },
    "teams-token": {
        "kind": "user",
        "name": "team-falls",
        "groups": ["teams"],
        "scopes": [ACCESS],
    },
    "pretender": {"kind": "user", "name": "team-falls", "groups": [], "scopes": [ACCESS]},
    "narrow-token": {"kind": "user", "name": "nia", "groups": [], "scopes": ["self"]},
    "apps-token": {"kind": "service", "name": "apps", "scopes": [ACCESS]},
    "command-token": {"kind": "service", "name": "command-line", "scopes": [ACCESS]},
}


@dataclass
class HubOfTests:
    """Speaks the part of JupyterHub's API that signing in needs."""

    url: str


@pytest.fixture(scope="module")
def hub() -> Iterator[HubOfTests]:
    """A hub on a free port of this machine."""
    app = FastAPI()

    @app.get("/hub/api/user")
    def user(request: Request) -> Response:
        found = USERS.get(request.headers["authorization"].removeprefix("token "))
        return JSONResponse(found or {"message": "Forbidden"}, 200 if found else 403)

    @app.post("/hub/api/oauth2/token")
    async def token(request: Request) -> Response:
        sent = parse_qs((await request.body()).decode())
        is_good = sent["code"] == ["good-code"] and len(sent["code_verifier"][0]) > 40
        body = {"access_token": "nias-token"} if is_good else {"error": "invalid_grant"}
        return JSONResponse(body, 200 if is_good else 400)

    with serving(app) as address:
        yield HubOfTests(address)


@pytest.fixture
async def identity(hub: HubOfTests) -> AsyncIterator[HubIdentity]:
    """The real identity, asking that hub."""
    oauth = HubOAuth(
        api_url=f"{hub.url}/hub/api",
        api_token="the-services-own",
        oauth_client_id="service-gallery",
        oauth_redirect_uri="/services/gallery/oauth_callback",
        access_scopes={ACCESS},
        cache_max_age=20,
    )
    made = HubIdentity(oauth, secret="the-secret-of-the-tests", is_https=False)
    yield made
    await made.close()


@pytest.fixture
def app(settings: Settings, store: Store, identity: HubIdentity) -> FastAPI:
    """The service with a page of the tests' own."""
    app = create_app(settings, store, identity)

    @app.get("/services/gallery/the-page", include_in_schema=False)
    def page(request: Request, person: SignedIn) -> dict[str, str]:
        return {"name": person.name, "csrf": identity.csrf_token(request)}

    @app.post("/services/gallery/the-form", include_in_schema=False)
    def form(person: SignedIn, title: str = Form()) -> str:
        return f"{person.name}: {title}"

    return app


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's browser."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


async def _sign_in(browser: httpx.AsyncClient, *, after: str = "/services/gallery/the-page") -> str:
    """Go through the sign-in as a browser does; give where it ends."""
    begun = await browser.get("/services/gallery/sign-in", params={"next": after})
    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    done = await browser.get(
        "/services/gallery/oauth_callback",
        params={"code": "good-code", "state": asked["state"][0]},
    )
    return str(done.headers["location"])


async def _csrf(browser: httpx.AsyncClient) -> str:
    token: str = (await browser.get("/services/gallery/the-page")).json()["csrf"]
    return token


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("nias-token", ("nia", "nia", "novice", "")),
        ("adas-token", ("ada", "Ada Admin", "admin", "")),
        ("teams-token", ("team-falls", "team-falls", "novice", "falls")),
        ("pretender", ("team-falls", "team-falls", "novice", "")),
        ("command-token", ("command-line", "Command line", "admin", "")),
    ],
)
@pytest.mark.parametrize("scheme", ["token", "Bearer"])
async def test_token_says_who_is_asking(
    browser: httpx.AsyncClient, scheme: str, token: str, expected: tuple[str, ...]
) -> None:
    answer = await browser.get("/api/me", headers={"Authorization": f"{scheme} {token}"})

    said = answer.json()
    assert (said["name"], said["display_name"], said["role"], said["team_slug"]) == expected


@pytest.mark.parametrize("header", ["token nobody", "Bearer narrow-token", "Basic abc", "token"])
async def test_token_that_is_not_good_here_is_told_so(
    browser: httpx.AsyncClient, header: str
) -> None:
    answer = await browser.get("/api/projects", headers={"Authorization": header})

    assert answer.status_code == 401
    assert "This token is not valid here" in answer.json()["error"]


async def test_another_service_is_nobody(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/api/me", headers={"Authorization": "token apps-token"})

    assert answer.status_code == 401


async def test_hub_that_is_away_is_told_as_such(settings: Settings, store: Store) -> None:
    oauth = HubOAuth(api_url="http://127.0.0.1:9/hub/api", api_token="x", oauth_client_id="y")
    identity = HubIdentity(oauth, secret="s", is_https=False)
    app = create_app(settings, store, identity)

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://localhost"
    ) as client:
        answer = await client.get("/api/me", headers={"Authorization": "token nias-token"})
    await identity.close()

    assert answer.status_code == 503
    assert answer.json() == {"error": "The hub does not answer. Try again in a minute."}


async def test_reader_signs_in_at_the_hub_and_comes_back_to_the_page(
    browser: httpx.AsyncClient,
) -> None:
    first = await browser.get("/services/gallery/the-page")
    begun = await browser.get(first.headers["location"])
    asked = parse_qs(urlsplit(begun.headers["location"]).query)

    assert urlsplit(begun.headers["location"]).path == "/hub/api/oauth2/authorize"
    assert asked["client_id"] == ["service-gallery"]
    assert asked["code_challenge_method"] == ["S256"]
    assert await _sign_in(browser) == "/services/gallery/the-page"
    assert (await browser.get("/services/gallery/the-page")).json()["name"] == "nia"


async def test_session_goes_to_our_own_paths_only(browser: httpx.AsyncClient) -> None:
    await _sign_in(browser)

    cookies = [one for one in browser.cookies.jar if one.name == "qihub-session"]
    assert {one.path for one in cookies} == set(OUR_PATHS)
    assert "/" not in OUR_PATHS
    assert all(one.has_nonstandard_attr("HttpOnly") for one in cookies)
    assert {one.get_nonstandard_attr("SameSite") for one in cookies} == {"lax"}
    assert "nias-token" not in (await browser.get("/services/gallery/the-page")).text


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "/a\nb"]
)
async def test_sign_in_never_ends_at_another_site(browser: httpx.AsyncClient, target: str) -> None:
    assert await _sign_in(browser, after=target) == "/home"


async def test_sign_in_that_somebody_else_began_is_begun_again(
    app: FastAPI, browser: httpx.AsyncClient
) -> None:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as other:
        begun = await other.get("/services/gallery/sign-in")
    state = parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]

    answer = await browser.get(
        "/services/gallery/oauth_callback", params={"code": "good-code", "state": state}
    )

    assert answer.headers["location"] == "/services/gallery/sign-in"
    assert not [one for one in browser.cookies.jar if one.name == "qihub-session"]


async def test_code_that_the_hub_does_not_know_signs_nobody_in(browser: httpx.AsyncClient) -> None:
    begun = await browser.get("/services/gallery/sign-in")
    state = parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]

    answer = await browser.get(
        "/services/gallery/oauth_callback", params={"code": "bad", "state": state}
    )

    assert answer.status_code == 503
    assert not [one for one in browser.cookies.jar if one.name == "qihub-session"]


async def test_forged_session_is_nobody(browser: httpx.AsyncClient) -> None:
    browser.cookies.set("qihub-session", "2|1:0|10:1|13:qihub-session|4:bmlh|00", path="/api")

    assert (await browser.get("/api/me")).status_code == 401


async def test_signing_out_forgets_the_session(browser: httpx.AsyncClient) -> None:
    await _sign_in(browser)

    answer = await browser.get("/services/gallery/sign-out")

    assert answer.headers["location"] == "/hub/logout"
    assert (await browser.get("/api/me")).status_code == 401


async def test_change_needs_the_token_of_our_pages(browser: httpx.AsyncClient) -> None:
    await _sign_in(browser)
    token = await _csrf(browser)

    without = await browser.post("/api/projects", json={"title": "Falls"})
    wrong = await browser.post(
        "/api/projects", json={"title": "Falls"}, headers={CSRF_HEADER: "x" * 64}
    )
    right = await browser.post(
        "/api/projects", json={"title": "Falls"}, headers={CSRF_HEADER: token}
    )

    assert [one.status_code for one in (without, wrong, right)] == [403, 403, 201]
    assert "did not come from a page of the hub" in without.json()["error"]


async def test_form_carries_the_token_in_a_field(browser: httpx.AsyncClient) -> None:
    await _sign_in(browser)
    token = await _csrf(browser)

    without = await browser.post("/services/gallery/the-form", data={"title": "Falls"})
    right = await browser.post("/services/gallery/the-form", data={"title": "Falls", "csrf": token})

    assert without.status_code == 403
    assert right.json() == "nia: Falls"


@pytest.mark.parametrize(
    "headers",
    [
        {"Referer": "http://localhost/user/team-falls/lab"},
        {"Referer": "http://localhost/services/apps/render/start.ipynb"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
async def test_change_from_elsewhere_is_refused_even_with_the_token(
    browser: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    await _sign_in(browser)
    token = await _csrf(browser)

    answer = await browser.post(
        "/api/projects", json={"title": "Falls"}, headers={CSRF_HEADER: token, **headers}
    )

    assert answer.status_code == 403


async def test_script_may_read_only_with_the_token_of_our_pages(
    browser: httpx.AsyncClient,
) -> None:
    await _sign_in(browser)
    token = await _csrf(browser)
    fetch = {
        "Sec-Fetch-Mode": "no-cors",
        "Sec-Fetch-Dest": "empty",
        "Sec-Fetch-Site": "same-origin",
    }

    without = await browser.get("/services/gallery/the-page", headers=fetch)
    right = await browser.get("/services/gallery/the-page", headers={**fetch, CSRF_HEADER: token})

    assert without.status_code == 303
    assert right.json()["name"] == "nia"


async def test_link_from_elsewhere_opens_the_page(browser: httpx.AsyncClient) -> None:
    await _sign_in(browser)

    answer = await browser.get(
        "/services/gallery/the-page",
        headers={
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "document",
            "Sec-Fetch-Site": "cross-site",
        },
    )

    assert answer.json()["name"] == "nia"


async def test_token_of_one_session_is_not_good_for_another(
    browser: httpx.AsyncClient, identity: HubIdentity
) -> None:
    await _sign_in(browser)
    another = identity._csrf_of("adas-token")

    answer = await browser.post(
        "/api/projects", json={"title": "Falls"}, headers={CSRF_HEADER: another}
    )

    assert answer.status_code == 403


def test_restart_keeps_sessions_and_their_secret_is_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "x")
    monkeypatch.setenv("JUPYTERHUB_CLIENT_ID", "service-gallery")
    settings = Settings(data_folder=tmp_path, public_url="https://hub.example")

    first, second = hub_identity(settings), hub_identity(settings)

    assert first._csrf_of("session") == second._csrf_of("session")
    [file] = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
