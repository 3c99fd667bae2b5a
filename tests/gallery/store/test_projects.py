"""Projects: slugs, charters in versions, teams, searching."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery.errors import Conflict, NotFound
from gallery.store import CHARTER, ReadableProjects, Store
from gallery.store.slugs import free_slug
from qi_lib.model import Project, TeamMember, TeamRole, Visibility
from tests.gallery.store.conftest import LEAD, start

ALL = ReadableProjects(everything=True)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Fewer falls at The Oaks", "fewer-falls-at-the-oaks"),
        ("Don’t wait: Café & Küche", "dont-wait-cafe-kuche"),
        ("تقليل السقوط", "project"),
        ("🎉🎉", "project"),
        ("New", "new-2"),
        (
            "Improving the timeliness of discharge summaries on ward 12",
            "improving-the-timeliness-of-discharge",
        ),
        ("x" * 90, "x" * 40),
    ],
)
def test_slug_comes_from_the_title(title: str, slug: str) -> None:
    assert free_slug(title, set()) == slug


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(0, 12))
def test_every_title_gives_a_free_slug_that_can_be_an_account(title: str, others: int) -> None:
    taken: set[str] = set()
    for _ in range(others):
        taken.add(free_slug(title, taken))

    slug = free_slug(title, taken)

    assert slug not in taken
    assert len(slug) <= 40
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)


def test_projects_of_one_title_started_at_once_get_a_slug_each(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        slugs = list(pool.map(lambda _: start(store), range(4)))

    assert sorted(slugs) == ["fewer-falls", "fewer-falls-2", "fewer-falls-3", "fewer-falls-4"]


def test_what_is_typed_is_kept_letter_by_letter(store: Store) -> None:
    title = """Robert'); DROP TABLE projects;-- <script>alert("x")</script> 🎉 قياس"""

    slug = start(store, title)

    found = store.projects.find(slug)
    assert found is not None
    assert found.project.title == title


def test_code_of_a_link_finds_the_project_and_cannot_be_guessed(store: Store) -> None:
    first, second = store.projects.find(start(store)), store.projects.find(start(store))

    assert first is not None
    assert second is not None
    assert store.projects.by_code(first.code) == first
    assert first.code != second.code
    assert len(first.code) == 10


def test_what_no_database_can_hold_finds_nothing_and_breaks_nothing(store: Store) -> None:
    start(store)

    assert store.projects.by_code("a\x00b") is None
    assert store.projects.search(ALL, words="falls\x00nonsense") == []


def test_charter_is_saved_in_versions(store: Store) -> None:
    slug = start(store)

    after = store.projects.save_charter(
        slug, Project(title="Fewer falls", problem="Dark"), based_on=1, by="bob"
    )

    history = store.documents.history(slug, CHARTER, CHARTER)
    assert after.version == 2
    assert [(one.version, one.saved_by) for one in history] == [(2, "bob"), (1, "nia")]
    assert history[1].content is not None
    assert history[1].content["problem"] == ""


def test_stale_save_gets_both_versions_and_changes_nothing(store: Store) -> None:
    slug = start(store)
    store.projects.save_charter(slug, Project(title="Theirs"), based_on=1, by="bob")

    with pytest.raises(Conflict) as caught:
        store.projects.save_charter(slug, Project(title="Mine"), based_on=1, by="nia")

    assert caught.value.yours["title"] == "Mine"  # type: ignore[index]
    assert caught.value.theirs["title"] == "Theirs"  # type: ignore[index]
    assert caught.value.version == 2


def test_of_many_savers_at_once_one_wins_and_the_others_are_told(store: Store) -> None:
    slug = start(store)

    def save(number: int) -> bool:
        try:
            project = Project(title=f"Title {number}")
            store.projects.save_charter(slug, project, based_on=1, by="nia")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        won = list(pool.map(save, range(6)))

    assert won.count(True) == 1
    assert len(store.documents.history(slug, CHARTER, CHARTER)) == 2


def test_saving_the_same_again_makes_no_version(store: Store) -> None:
    slug = start(store)
    changed = Project(title="Fewer falls", problem="Dark")
    store.projects.save_charter(slug, changed, based_on=1, by="nia")

    again = store.projects.save_charter(slug, changed, based_on=1, by="nia")

    assert again.version == 2


def test_every_save_of_anything_counts_in_the_revision(store: Store) -> None:
    slug = start(store)

    store.documents.create(slug, "tool", "fishbone", {"a": 1}, by="nia")
    store.projects.set_team(slug, [LEAD, TeamMember(user="bob")], by="nia")

    found = store.projects.find(slug)
    assert found is not None
    assert (found.version, found.revision) == (1, 3)


def test_change_of_the_team_is_in_the_audit_log(store: Store) -> None:
    slug = start(store)

    store.projects.set_team(slug, [LEAD, TeamMember(user="bob", role=TeamRole.COACH)], by="nia")

    [entry] = store.audit.entries(subject=slug)
    assert (entry.who, entry.action) == ("nia", "team changed")
    assert entry.detail["after"] == {"nia": "lead", "bob": "coach"}


def test_words_are_found_in_any_order_and_case_and_mean_themselves(store: Store) -> None:
    start(store, "Waits under 100%", problem="Straße")
    start(store, "Waits under 1000")

    def titles(words: str) -> list[str]:
        return [one.project.title for one in store.projects.search(ALL, words=words)]

    assert titles("WAITS 100%") == ["Waits under 100%"]
    assert titles("STRASSE") == ["Waits under 100%"]
    assert titles("_") == []


@pytest.mark.parametrize(
    ("reach", "found"),
    [
        (ReadableProjects(), set()),
        (ReadableProjects(everything=True), {"private", "team", "public"}),
        (ReadableProjects(visibilities=frozenset({Visibility.PUBLIC})), {"public"}),
        (ReadableProjects(only="team"), {"team"}),
        (ReadableProjects(member="bob"), {"private"}),
        (ReadableProjects(published=True), {"team"}),
    ],
)
def test_only_projects_within_reach_are_found(
    store: Store, reach: ReadableProjects, found: set[str]
) -> None:
    start(store, "Private", visibility="private")
    start(store, "Team", visibility="team")
    start(store, "Public", visibility="public")
    store.projects.set_team("private", [LEAD, TeamMember(user="bob")], by="nia")
    store.lifecycle.publish("team", by="nia")

    assert {one.slug for one in store.projects.search(reach)} == found


def test_project_that_is_not_there_cannot_be_changed(store: Store) -> None:
    with pytest.raises(NotFound):
        store.projects.save_charter("nothing", Project(title="x"), based_on=1, by="nia")


def test_times_are_in_utc(store: Store) -> None:
    found = store.projects.find(start(store))

    assert found is not None
    assert found.created_at.utcoffset() == dt.timedelta(0)
