"""A project leaves as a file and comes back through the API."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient, Response

from gallery.posters.rendering import PosterFiles
from gallery.settings import Settings
from gallery.store import Store
from gallery.store.slugs import free_slug
from hub_config.demonstration import demonstration_projects, load_demonstration
from qi_lib.model import Project, ProjectBundle, TeamMember, TeamRole, Visibility
from tests.gallery.api.test_permissions import EVERYBODY
from tests.gallery.conftest import ADA, FAY, NIA, AppClient, PostersOfTests
from tests.gallery.pages.conftest import EDITH, FALLS

SLUGS = [one.project.slug for one in demonstration_projects(dt.date(2026, 10, 1))]
HISTORY = (
    "Its history came along. Times and names in it are what the file says: nobody here has "
    "checked them."
)
ZIP = {"Content-Type": "application/zip"}


async def _export(client: AsyncClient, slug: str = FALLS) -> bytes:
    answer = await client.get(f"/api/projects/{slug}/export")
    assert answer.status_code == 200, answer.text
    return answer.content


async def _bring(client: AsyncClient, content: bytes) -> Response:
    return await client.post("/api/projects/import", content=content, headers=ZIP)


def _changed(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "project.json":
                record = json.loads(text)
                change(record)
                text = json.dumps(record).encode()
            new.writestr(name, text)
    return packed.getvalue()


def _content(bundle: ProjectBundle) -> dict[str, Any]:
    """All of a project but its address, its people, its versions, and where it hangs."""
    content = bundle.model_dump(
        mode="json",
        exclude={
            "project": {"slug"},
            "team": True,
            "version": True,
            "revision": True,
            "versions": True,
            "data_versions": True,
            "published_at": True,
            "documents": {"__all__": {"version", "saved_at", "saved_by", "is_from_elsewhere"}},
        },
    )
    return content


@pytest.mark.parametrize("slug", SLUGS)
async def test_every_project_comes_back_as_it_was(
    slug: str, app_client: AppClient, store: Store
) -> None:
    load_demonstration(store)
    client = app_client(ADA)

    answer = await _bring(client, await _export(client, slug))

    assert (answer.status_code, answer.json()["notices"]) == (201, [HISTORY])
    copy = ProjectBundle.model_validate(answer.json()["project"])
    before = store.bundles.get(slug)
    assert before is not None
    assert _content(copy) == _content(before)
    assert copy.project.slug == free_slug(slug, {slug})
    assert copy.published_at is None
    assert copy.team[0] == TeamMember(user="ada", name="Ada Admin", role=TeamRole.LEAD)
    assert copy.team[1:] == before.team


async def test_erased_project_comes_back_under_another_address(
    app_client: AppClient, store: Store
) -> None:
    load_demonstration(store)
    client = app_client(EDITH)
    content = await _export(client)
    store.lifecycle.erase(FALLS, by="ada")

    answer = await _bring(client, content)

    # Its workspace's account may still be there, so the old address stays with it.
    project = answer.json()["project"]
    assert project["project"]["slug"] == f"{FALLS}-2"
    assert [one["user"] for one in project["team"]].count("edith") == 1
    assert store.audit.entries(subject=f"{FALLS}-2")[0].action == "project brought in"


async def test_project_of_another_hub_keeps_names_but_no_accounts(
    app_client: AppClient, store: Store, settings: Settings
) -> None:
    load_demonstration(store)
    elsewhere = _changed(
        await _export(app_client(ADA)),
        lambda file: (
            file.update(hub="https://other.example"),
            file["record"]["project"].update(strategic_aim="their-aim"),
        ),
    )

    answer = (await _bring(app_client(NIA), elsewhere)).json()

    team = answer["project"]["team"]
    assert team[0] == {"user": "nia", "name": "Nia Ward", "role": "lead"}
    assert {one["user"] for one in team[1:]} == {""}
    assert "Edith Marlow" in [one["name"] for one in team]
    charter = answer["project"]["project"]
    assert (charter["strategic_aim"], charter["is_demonstration"]) == ("", False)
    assert [words.split(",")[0] for words in answer["notices"]] == [
        "Its strategic aim is none of this hub's",
        "The others of the team are here by name only",
        HISTORY,
    ]


async def test_what_a_reader_may_not_see_does_not_leave(
    app_client: AppClient, store: Store
) -> None:
    lead = TeamMember(user="nia-account", name="Nia Ward", role=TeamRole.LEAD)
    project = Project(title="Fewer falls", visibility=Visibility.PUBLIC)
    slug = store.projects.create(project, [lead], by="nia-account").slug
    store.documents.create(slug, "tool", "fishbone", {"problem": ""}, by="nia-account")

    outside = await _export(app_client(None), slug)
    inside = await _export(app_client(replace(NIA, name="nia-account")), slug)

    with zipfile.ZipFile(io.BytesIO(outside)) as archive:
        assert b"nia-account" not in archive.read("project.json")
        assert b"Nia Ward" in archive.read("project.json")
    with zipfile.ZipFile(io.BytesIO(inside)) as archive:
        assert json.loads(archive.read("project.json"))["record"]["team"][0]["user"] == lead.user


async def test_every_person_may_bring_a_project_in_and_no_workspace_may(
    app_client: AppClient, store: Store
) -> None:
    load_demonstration(store)
    content = await _export(app_client(ADA))

    statuses = {}
    for who, person in EVERYBODY.items():
        async with app_client(person) as client:
            statuses[who] = (await _bring(client, content)).status_code

    assert {who for who, status in statuses.items() if status != 201} == {
        "nobody signed in",
        "workspace",
        "another workspace",
    }
    assert statuses["nobody signed in"] == 401
    assert statuses["workspace"] == 403


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda file: file["record"]["project"].update(problem="Ask 943 476 5919"),
            "“Project: problem” seems to hold an NHS number",
        ),
        (
            lambda file: file["record"]["team"].append({"name": "943 476 5919"}),
            "seems to hold an NHS number",
        ),
        (
            lambda file: file["record"]["cycles"][0].update(study="nul \x00"),
            "holds a character that cannot be saved",
        ),
        (
            lambda file: file["record"]["team"].append({"user": "team-other", "role": "lead"}),
            "A workspace's account cannot be on a team",
        ),
        (lambda file: file.update(format_version=9), "version 9 of the format"),
    ],
)
async def test_what_could_not_be_typed_cannot_be_brought_in(
    change: Callable[[dict[str, Any]], object],
    said: str,
    app_client: AppClient,
    store: Store,
) -> None:
    load_demonstration(store)
    content = _changed(await _export(app_client(ADA)), change)

    answer = await _bring(app_client(NIA), content)

    assert answer.status_code == 422
    assert said in answer.json()["error"]
    assert "943" not in answer.text
    assert store.projects.find(f"{FALLS}-2") is None


async def test_note_with_an_nhs_number_keeps_the_whole_project_out(
    app_client: AppClient, store: Store
) -> None:
    load_demonstration(store)
    packed = io.BytesIO(await _export(app_client(ADA)))
    with zipfile.ZipFile(packed) as old:
        files = {name: old.read(name) for name in old.namelist()}
    name = next(name for name in files if name.startswith("data/"))
    files[name] += b"2031-01-01,1,,,,Patient 943 476 5919\r\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for each, content in files.items():
            new.writestr(each, content)

    answer = await _bring(app_client(NIA), packed.getvalue())

    assert answer.status_code == 422
    assert "The note of 1 January 2031" in answer.json()["error"]
    assert store.projects.find(f"{FALLS}-2") is None


async def test_approval_that_a_file_claims_is_not_believed(
    app_client: AppClient, store: Store
) -> None:
    load_demonstration(store)
    claimed = {"verdict": "approved", "user": "ruth", "seen": {"project_version": 1}, "terms": {}}

    def approve(record: dict[str, Any]) -> None:
        record["record"]["approval"] = claimed

    answer = await _bring(app_client(NIA), _changed(await _export(app_client(ADA)), approve))

    assert answer.status_code == 201, answer.text
    assert answer.json()["project"]["approval"] is None
    assert "approval stays behind" in " ".join(answer.json()["notices"])


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", bytes(11 * 1024 * 1024)])
async def test_file_that_is_no_project_is_refused(content: bytes, app_client: AppClient) -> None:
    answer = await _bring(app_client(NIA), content)

    assert answer.status_code in (413, 422)
    assert answer.json()["error"].endswith(".")


async def test_nobody_keeps_the_hub_busy_with_imports(app_client: AppClient) -> None:
    statuses = [(await _bring(app_client(NIA), b"no zip")).status_code for _ in range(21)]
    other = await _bring(app_client(FAY), b"no zip")

    assert statuses == [422] * 20 + [429]
    assert other.status_code == 422


async def test_poster_that_hangs_goes_along(
    app_client: AppClient, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_demonstration(store)
    (tmp_path / "poster.html").write_text("<article>Falls are down</article>")
    files = PosterFiles(tmp_path, 1)
    monkeypatch.setattr(PostersOfTests, "latest", lambda self, slug: files)

    content = await _export(app_client(ADA))

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        page = archive.read("poster.html").decode()
    assert "<article>Falls are down</article>" in page
    assert "<style>" in page
    assert "src=" not in page
