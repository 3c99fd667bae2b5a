"""What goes wrong is told in a sentence."""

import json
import logging
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gallery.store import Store
from qi_lib.model import Project
from tests.gallery.conftest import NIA, AppClient


async def test_unknown_address_and_wrong_method_are_told_as_json(app_client: AppClient) -> None:
    client = app_client(NIA)

    unknown = await client.get("/api/nothing")
    wrong = await client.put("/api/me")

    assert (unknown.status_code, wrong.status_code) == (404, 405)
    assert unknown.json() == {"error": "There is nothing at this address."}
    assert "error" in wrong.json()


async def test_body_that_is_not_json_is_told_so(app_client: AppClient) -> None:
    answer = await app_client(NIA).post(
        "/api/projects", content="{", headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 422
    assert answer.json()["error"] == "The request is not valid JSON."


@pytest.mark.parametrize("is_announced", [True, False])
async def test_body_over_ten_megabytes_is_refused(
    app_client: AppClient, is_announced: bool
) -> None:
    async def chunks():  # type: ignore[no-untyped-def]
        for _ in range(11):
            yield b" " * 1024 * 1024

    content = b" " * 11 * 1024 * 1024 if is_announced else chunks()

    answer = await app_client(NIA).post(
        "/api/projects", content=content, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 413
    assert "more than 10 MB" in answer.json()["error"]


async def test_what_nobody_foresaw_is_answered_calmly_and_logged_without_what_was_typed(
    app_client: AppClient,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(project: Project, *_: object, **__: object) -> None:
        raise RuntimeError(project.title)

    monkeypatch.setattr(store.projects, "create", fail)

    with caplog.at_level(logging.ERROR):
        answer = await app_client(NIA).post("/api/projects", json={"title": "Mrs Jones"})

    assert answer.status_code == 500
    assert answer.json()["error"].startswith("Something went wrong on our side")
    assert "RuntimeError" in caplog.text
    assert "Jones" not in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_every_answer_tells_the_browser_what_not_to_do(app_client: AppClient) -> None:
    answer = await app_client(NIA).get("/api/me")

    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-opener-policy"] == "noopener-allow-popups"
    policy = answer.headers["content-security-policy"]
    assert "script-src localhost/static/" in policy
    assert "frame-ancestors 'none'" in policy


async def test_schema_is_served_and_no_viewer_that_loads_from_elsewhere(
    app_client: AppClient,
) -> None:
    client = app_client(NIA)

    schema = await client.get("/api/openapi.json")

    assert schema.json()["openapi"].startswith("3.")
    assert "/api/projects/{slug}" in schema.json()["paths"]
    for viewer in ("/docs", "/redoc", "/api/docs"):
        assert (await client.get(viewer)).status_code == 404


async def test_reader_of_a_page_who_is_not_signed_in_is_sent_to_sign_in(
    app: FastAPI, app_client: AppClient
) -> None:
    from gallery.request_context import SignedIn

    @app.get("/services/gallery/for-members", include_in_schema=False)
    def page(person: SignedIn) -> str:
        return person.name

    client: httpx.AsyncClient = app_client(None)

    answer = await client.get("/services/gallery/for-members?tab=2")

    assert answer.status_code == 303
    assert answer.headers["location"] == (
        "/services/gallery/sign-in?next=/services/gallery/for-members%3Ftab%3D2"
    )


def test_every_address_is_in_the_reference(app: FastAPI) -> None:
    text = (Path(__file__).parents[3] / "docs/reference/api.md").read_text()

    missing = [
        f"{method.upper()} {path}"
        for path, methods in app.openapi()["paths"].items()
        for method in methods
        if f"`{method.upper()} {path}`" not in text
    ]

    assert missing == []


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "title": st.text(),
        "name": st.text(),
        "id": st.sampled_from(["abcdefghij", "nothing"]),
        "based_on": st.integers(),
        "changes": st.dictionaries(st.sampled_from(["aim", "title", "progress"]), _JSON),
        "content": _JSON,
        "number": st.integers(),
        "observations": st.lists(_JSON, max_size=3),
        "measure": st.just({"name": "Falls", "id": "abcdefghij"}),
        "cycle": _JSON,
    },
)
_PLACES = [
    ("POST", "/api/projects"),
    ("PATCH", "/api/projects/falls"),
    ("PUT", "/api/projects/falls/team"),
    ("POST", "/api/projects/falls/measures"),
    ("PUT", "/api/projects/falls/measures/abcdefghij"),
    ("PUT", "/api/projects/falls/measures/abcdefghij/observations"),
    ("POST", "/api/projects/falls/measures/abcdefghij/observations"),
    ("POST", "/api/projects/falls/cycles"),
    ("PUT", "/api/projects/falls/cycles/abcdefghij"),
    ("PUT", "/api/projects/falls/documents/fishbone"),
]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(_PLACES), _JSON | _KNOWN)
async def test_whatever_is_sent_is_answered_in_words(
    app_client: AppClient, place: tuple[str, str], body: object
) -> None:
    client = app_client(NIA)
    if (await client.get("/api/projects/falls")).status_code == 404:
        await client.post("/api/projects", json={"title": "Falls"})
        known = {"id": "abcdefghij", "name": "Falls", "title": "Lights"}
        await client.post("/api/projects/falls/measures", json=known)

    answer = await client.request(
        place[0],
        place[1],
        content=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code < 500
    assert answer.is_success or answer.json()["error"]


@pytest.mark.parametrize("depth", [60, 500, 5_000, 100_000])
async def test_deeply_nested_content_is_answered_in_words(
    app_client: AppClient, depth: int
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})

    answer = await client.put(
        "/api/projects/falls/documents/map",
        content='{"based_on": 0, "content": {"a": ' + "[" * depth + "]" * depth + "}}",
        headers={"Content-Type": "application/json"},
    )

    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]
    assert (await client.get("/api/projects/falls")).status_code == 200


@pytest.mark.parametrize(
    "content",
    [
        {"9434765919": "Mrs Jones"},
        {"9434765919": {"a": "9434765919"}},
        {"\ud800": "half a character"},
        {"a": float("nan")},
        {"a": float("inf")},
    ],
)
async def test_what_may_not_be_kept_is_not_repeated_either(
    app_client: AppClient, content: dict[str, object]
) -> None:
    client = app_client(NIA)
    await client.post("/api/projects", json={"title": "Falls"})

    answer = await client.put(
        "/api/projects/falls/documents/map",
        content=json.dumps({"based_on": 0, "content": content}),
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code == 422
    assert "943" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/api/projects/%00",
        "/api/projects/a%00b/history",
        "/api/projects?q=%00",
        "/api/projects/%FF",
    ],
)
async def test_odd_address_is_answered_in_words(app_client: AppClient, address: str) -> None:
    answer = await app_client(NIA).get(address)

    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]
