"""What was tried before, through the REST interface: each sees what they may read, no more."""

from dataclasses import replace

import httpx
import pytest

from gallery.identity.people import Person
from gallery.store import CYCLE, TOOL, Store
from qi_lib.model import PDSA, Project, TeamMember, TeamRole, Visibility
from qi_lib.model.driver_diagram import Driver, DriverDiagram, Level
from tests.gallery.conftest import ADA, FARID, FAY, NIA, AppClient, team_account

STRANGER = Person("stranger")


def _tried(store: Store, title: str, idea: str, visibility: Visibility, *, by: str = "nia") -> str:
    project = Project(title=title, problem="Falls at night", visibility=visibility)
    team = [TeamMember(user=by, role=TeamRole.LEAD)]
    slug = store.projects.create(project, team, by=by).slug
    cycle = PDSA(title=idea)
    store.documents.create(slug, CYCLE, cycle.id, cycle.model_dump(mode="json"), by=by)
    diagram = DriverDiagram(drivers=[Driver(text=f"{idea} drawn", level=Level.IDEA)])
    content = diagram.model_dump(mode="json")
    store.documents.save(slug, TOOL, "drivers", content, based_on=0, by=by)
    return slug


async def _ask(
    client: httpx.AsyncClient, text: str, without: str = ""
) -> tuple[set[str], set[str]]:
    answer = await client.post("/api/ideas", json={"text": text, "without": without})
    assert answer.status_code == 200
    found = answer.json()
    projects = {one["title"] for one in found["projects"]}
    return projects, {one["text"] for one in found["ideas"]}


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (Visibility.PRIVATE, {"nia", "ada", "workspace", "app of nia"}),
        (Visibility.TEAM, {"nia", "ada", "fay", "workspace", "app of nia"}),
        (
            Visibility.ORGANISATION,
            {"nia", "ada", "fay", "farid", "stranger", "workspace", "app of nia", "app of farid"},
        ),
        (
            Visibility.PUBLIC,
            {"nia", "ada", "fay", "farid", "stranger", "workspace", "app of nia", "app of farid",
             "nobody"},
        ),
    ],
)  # fmt: skip
async def test_ideas_are_shown_to_those_who_may_read_the_project(
    app_client: AppClient, store: Store, visibility: Visibility, readers: set[str]
) -> None:
    slug = _tried(store, "Fewer falls", "Night lights", visibility)
    people: dict[str, Person | None] = {
        **{one.name: one for one in (NIA, ADA, FAY, FARID, STRANGER)},
        "nobody": None,
        "workspace": team_account(slug),
        "another workspace": team_account("another"),
        "app of nia": replace(NIA, is_app=True),
        "app of farid": replace(FARID, is_app=True),
    }
    # Those who may read it ask first: what is kept for them is not shown to the others.
    order = sorted(people, key=lambda name: name not in readers)

    shown = {name for name in order if await _sees(app_client(people[name]))}

    assert shown == readers


async def _sees(client: httpx.AsyncClient) -> bool:
    projects, ideas = await _ask(client, "falls at night, lights")
    assert bool(projects) == bool(ideas)
    return bool(ideas)


async def test_ideas_of_diagrams_and_cycles_are_found(app_client: AppClient, store: Store) -> None:
    _tried(store, "Fewer falls", "Night lights", Visibility.PUBLIC)

    _, ideas = await _ask(app_client(NIA), "falls")

    assert ideas == {"Night lights", "Night lights drawn"}


async def test_own_project_is_left_out(app_client: AppClient, store: Store) -> None:
    slug = _tried(store, "Fewer falls", "Night lights", Visibility.PUBLIC)

    assert await _ask(app_client(NIA), "falls", without=slug) == (set(), set())


async def test_project_made_private_or_deleted_is_not_offered_any_more(
    app_client: AppClient, store: Store
) -> None:
    closed = _tried(store, "Fewer falls", "Night lights", Visibility.PUBLIC)
    gone = _tried(store, "No falls", "Red socks", Visibility.PUBLIC)
    before, _ = await _ask(app_client(FARID), "falls")
    record = store.projects.find(closed)
    assert record is not None
    private = record.project.model_copy(update={"visibility": Visibility.PRIVATE})

    store.projects.save_charter(closed, private, based_on=record.version, by="nia")
    store.lifecycle.delete(gone, by="nia")

    assert before == {"Fewer falls", "No falls"}
    assert await _ask(app_client(FARID), "falls") == (set(), set())


async def test_new_idea_is_found_at_once(app_client: AppClient, store: Store) -> None:
    slug = _tried(store, "Fewer falls", "Night lights", Visibility.PUBLIC)
    await _ask(app_client(FARID), "falls")
    cycle = PDSA(title="Red socks against falls")

    store.documents.create(slug, CYCLE, cycle.id, cycle.model_dump(mode="json"), by="nia")

    assert "Red socks against falls" in (await _ask(app_client(FARID), "falls"))[1]


async def test_too_much_text_is_refused_in_a_sentence(app_client: AppClient) -> None:
    answer = await app_client(NIA).post("/api/ideas", json={"text": "x" * 100_001})

    assert answer.status_code == 422
