"""The past of a project travels with it: what was put away, and who changed what when."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from httpx import AsyncClient, Response

from gallery.settings import Settings
from gallery.store import Store
from qi_lib.model import Project, TeamMember, TeamRole, Visibility
from tests.gallery.conftest import ADA, FARID, FAY, NIA, AppClient, team_account

Line = dict[str, Any]
FALLS, TRIPS, CYCLE = "fallsabcde", "tripsabcde", "cycleabcde"
POINTS = [{"when": "2025-01-01", "value": 7.0}, {"when": "2025-02-01", "value": 5.0}]
RUTH = replace(NIA, name="ruth", display_name="Ruth Sponsor")


@pytest.fixture
async def slug(app_client: AppClient, store: Store) -> str:
    """A project with a past: one measure put away, a number and a cycle taken out."""
    team = [
        TeamMember(user="nia", name="Nia Ward", role=TeamRole.LEAD),
        TeamMember(user="ruth", name="Ruth Sponsor", role=TeamRole.SPONSOR),
    ]
    project = Project(title="Fewer falls", problem="First words", visibility=Visibility.PUBLIC)
    slug = store.projects.create(project, team, by="nia").slug
    nia = app_client(NIA)
    for key, name in ((FALLS, "Falls"), (TRIPS, "Trips")):
        await _ok(nia.post(f"/api/projects/{slug}/measures", json={"id": key, "name": name}))
        await _ok(nia.post(f"/api/projects/{slug}/measures/{key}/observations", json=POINTS))
    corrected = {"based_on": 1, "observations": [{"when": "2025-02-01", "value": 6.0}]}
    await _ok(nia.put(f"/api/projects/{slug}/measures/{FALLS}/observations", json=corrected))
    await _ok(nia.delete(f"/api/projects/{slug}/measures/{TRIPS}"))
    await _ok(nia.post(f"/api/projects/{slug}/cycles", json={"id": CYCLE, "title": "Lights"}))
    await _ok(nia.delete(f"/api/projects/{slug}/cycles/{CYCLE}"))
    for version, problem in enumerate(("Dark", "Dark at night")):
        change = {"based_on": version, "content": {"problem": problem}}
        await _ok(nia.put(f"/api/projects/{slug}/documents/fishbone", json=change))
    change = {"based_on": 1, "changes": {"problem": "Second words"}}
    await _ok(nia.patch(f"/api/projects/{slug}", json=change))
    bundle = (await nia.get(f"/api/projects/{slug}")).json()
    seen = {"project_version": bundle["version"], "measure_versions": bundle["versions"]}
    verdict = {"verdict": "approved", "words": "", "seen": seen}
    await _ok(app_client(RUTH).post(f"/api/projects/{slug}/approval", json=verdict))
    return slug


async def _ok(request: Any) -> Response:
    answer: Response = await request
    assert answer.is_success, answer.text
    return answer


async def _export(client: AsyncClient, slug: str) -> bytes:
    return (await _ok(client.get(f"/api/projects/{slug}/export"))).content


async def _bring(client: AsyncClient, content: bytes) -> Response:
    headers = {"Content-Type": "application/zip"}
    return await client.post("/api/projects/import", content=content, headers=headers)


def _files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _lines(content: bytes) -> list[Line]:
    return [json.loads(line) for line in _files(content)["history.jsonl"].splitlines()]


def _with_lines(content: bytes, lines: list[Line]) -> bytes:
    text = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, old in _files(content).items():
            archive.writestr(name, text if name == "history.jsonl" else old)
    return packed.getvalue()


def _line(kind: str, key: str, content: Line | None, **others: object) -> Line:
    at = "2024-05-01T09:00:00Z"
    return {
        "kind": kind,
        "key": key,
        "version": 1,
        "saved_at": at,
        "saved_by": "ada",
        "content": content,
        **others,
    }


_HISTORIES = (
    "history",
    f"measures/{FALLS}/history",
    f"measures/{FALLS}/observations/history",
    f"measures/{TRIPS}/history",
    f"cycles/{CYCLE}/history",
    "documents/fishbone/history",
)


async def _histories(client: AsyncClient, slug: str) -> dict[str, list[Line]]:
    return {
        name: (await _ok(client.get(f"/api/projects/{slug}/{name}"))).json() for name in _HISTORIES
    }


async def test_history_comes_back_and_says_that_it_is_from_elsewhere(
    app_client: AppClient, slug: str
) -> None:
    before = await _histories(app_client(NIA), slug)

    answer = await _bring(app_client(FARID), await _export(app_client(NIA), slug))

    assert answer.status_code == 201, answer.text
    after = await _histories(app_client(FARID), answer.json()["project"]["project"]["slug"])
    assert {one["is_from_elsewhere"] for found in before.values() for one in found} == {False}
    assert after == {
        name: [{**one, "is_from_elsewhere": True} for one in found]
        for name, found in before.items()
    }


async def test_measure_that_was_put_away_comes_back_put_away_with_its_numbers(
    app_client: AppClient, slug: str
) -> None:
    farid = app_client(FARID)

    answer = await _bring(farid, await _export(app_client(NIA), slug))

    project = answer.json()["project"]
    copy = project["project"]["slug"]
    assert [one["name"] for one in project["measures"]] == ["Falls"]
    assert [one["name"] for one in project["archived"]] == ["Trips"]
    await _ok(farid.post(f"/api/projects/{copy}/measures", json={"id": TRIPS, "name": "Trips"}))
    data = (await farid.get(f"/api/projects/{copy}/measures/{TRIPS}/observations")).json()
    assert [(one["when"], one["value"]) for one in data["observations"]] == [
        ("2025-01-01", 7.0),
        ("2025-02-01", 5.0),
    ]


async def test_past_travels_on_from_hub_to_hub(app_client: AppClient, slug: str) -> None:
    first = await _export(app_client(NIA), slug)
    copy = (await _bring(app_client(FARID), first)).json()["project"]["project"]["slug"]
    farid = app_client(FARID)
    change = {"based_on": 2, "content": {"problem": "Dark corners"}}
    await _ok(farid.put(f"/api/projects/{copy}/documents/fishbone", json=change))

    second = await _export(farid, copy)

    told = [(one["saved_by"], one["is_from_elsewhere"]) for one in _lines(second)]
    assert told[-1] == ("farid", False)
    assert set(told[:-1]) == {("nia", True)}
    assert len(told) == len([one for one in _lines(first) if one["kind"] != "approval"]) + 1


@pytest.mark.parametrize("who", ["nobody", "another person"])
async def test_past_leaves_with_nobody_who_may_not_see_it(
    who: str, app_client: AppClient, slug: str
) -> None:
    client = app_client(None if who == "nobody" else FARID)

    files = _files(await _export(client, slug))

    assert "history.jsonl" not in files
    together = b"".join(files.values())
    assert b"First words" not in together
    assert b"Trips" not in together
    assert b"earlier versions and who changed what" in files["README.txt"]


@pytest.mark.parametrize("who", ["sponsor", "faculty", "administrator", "workspace"])
async def test_past_leaves_with_all_who_may_see_it(
    who: str, app_client: AppClient, slug: str
) -> None:
    people = {
        "sponsor": RUTH,
        "faculty": FAY,
        "administrator": ADA,
        "workspace": team_account(slug),
    }

    files = _files(await _export(app_client(people[who]), slug))

    assert b"First words" in files["history.jsonl"]
    assert (
        b"the numbers of \xe2\x80\x9cTrips\xe2\x80\x9d, which was put away" in files["README.txt"]
    )


async def test_past_makes_no_approval_and_no_line_in_the_log(
    app_client: AppClient, slug: str, store: Store
) -> None:
    content = await _export(app_client(NIA), slug)
    assert "approval" in {one["kind"] for one in _lines(content)}

    answer = (await _bring(app_client(FARID), content)).json()

    copy = answer["project"]["project"]["slug"]
    assert answer["project"]["approval"] is None
    assert "approval stays behind" in " ".join(answer["notices"])
    decided = await app_client(FARID).get(f"/api/projects/{copy}/approval/history")
    assert decided.status_code == 404
    assert [(one.who, one.action) for one in store.audit.entries(subject=copy)] == [
        ("farid", "project brought in")
    ]


@pytest.mark.parametrize(
    "forged",
    [
        _line("charter", "charter", {"title": "Ask 943 476 5919"}),
        _line("charter", "charter", {"title": "Nul \x00"}),
        _line("charter", "charter", None),
        _line("charter", "other", {"title": "T"}),
        _line("charter", "charter", {"title": "T", "mood": "good"}),
        _line("charter", "charter", {"title": "T"}, saved_at="2190-01-01T00:00:00Z"),
        _line("charter", "charter", {"title": "T"}, saved_at="0001-01-01T00:00:00+14:00"),
        _line("charter", "charter", {"title": "T"}, saved_by="943 476 5919"),
        _line("measure", "unknownabc", {"id": "unknownabc", "name": "Not of this project"}),
        _line("measure", FALLS, {"id": TRIPS, "name": "Another's"}),
        _line("measure", FALLS, {"id": FALLS, "name": ""}),
        _line("cycle", "../../etc", {"title": "T"}),
        _line("tool", "measures", {"measures": []}),
        _line("tool", "fishbone", {"problem": 7}),
        _line("tool", "Not A Tool", {}),
        _line("observations", FALLS, {"changed": [], "removed": ["2025-01-01", "2025-01-01"]}),
        _line("observations", "unknownabc", {"changed": POINTS, "removed": []}),
        _line("observations", FALLS, None),
        _line("approval", "charter", {"verdict": "approved"}),
    ],
    ids=lambda one: f"{one['kind']} {str(one['content'])[:40]}",
)
async def test_forged_past_does_not_get_in(forged: Line, app_client: AppClient, slug: str) -> None:
    content = await _export(app_client(NIA), slug)
    lines = [one for one in _lines(content) if one["kind"] != "approval"]

    answer = await _bring(app_client(FARID), _with_lines(content, [forged, *lines]))

    assert answer.status_code == 201, answer.text
    copy = answer.json()["project"]["project"]["slug"]
    kept = _lines(await _export(app_client(FARID), copy))
    assert not any(one["saved_by"] in ("ada", "943 476 5919") for one in kept)
    if forged["kind"] != "approval":
        assert "do not fit here, and are left out" in " ".join(answer.json()["notices"])
    numbers = await app_client(FARID).get(f"/api/projects/{copy}/measures/{FALLS}/observations")
    assert [one["value"] for one in numbers.json()["observations"]] == [6.0]


async def test_charter_of_the_past_has_no_aim_of_another_hub_and_is_no_demonstration(
    app_client: AppClient, slug: str, settings: Settings
) -> None:
    content = await _export(app_client(NIA), slug)
    old = {"title": "T", "strategic_aim": "their-aim", "is_demonstration": True}
    lines = [_line("charter", "charter", old), *_lines(content)]

    answer = await _bring(app_client(FARID), _with_lines(content, lines))

    copy = answer.json()["project"]["project"]["slug"]
    past = (await app_client(FARID).get(f"/api/projects/{copy}/history")).json()
    oldest = next(one["content"] for one in past if one["saved_by"] == "ada")
    assert (oldest["strategic_aim"], oldest["is_demonstration"]) == ("", False)


@pytest.mark.parametrize(
    "damage",
    [
        lambda line: line.pop("saved_at"),
        lambda line: line.update(kind="audit"),
        lambda line: line.update(version=0),
        lambda line: line.update(mood="good"),
        lambda line: line.update(saved_at="2024-05-01T09:00:00"),
    ],
)
async def test_history_that_cannot_be_read_is_refused_with_its_line(
    damage: Callable[[Line], object], app_client: AppClient, slug: str
) -> None:
    content = await _export(app_client(NIA), slug)
    lines = _lines(content)
    damage(lines[1])

    answer = await _bring(app_client(FARID), _with_lines(content, lines))

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Line 2 of “history.jsonl” cannot be read.")


async def test_file_without_a_history_still_comes_in(app_client: AppClient, slug: str) -> None:
    content = await _export(app_client(NIA), slug)

    answer = await _bring(app_client(FARID), _with_lines(content, []))

    assert answer.status_code == 201, answer.text
    copy = answer.json()["project"]["project"]["slug"]
    past = (await app_client(FARID).get(f"/api/projects/{copy}/history")).json()
    assert [(one["saved_by"], one["is_from_elsewhere"]) for one in past] == [("farid", False)]
    assert [one["name"] for one in answer.json()["project"]["archived"]] == ["Trips"]
