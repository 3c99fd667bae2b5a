"""Publishing, deleting, bringing back, erasing."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gallery.errors import NotFound
from gallery.store import ReadableProjects, Store, open_store
from qi_lib.model import Project, now
from tests.gallery.store.conftest import start

ALL = ReadableProjects(everything=True)


def test_publishing_at_once_from_many_sides_publishes_once(store: Store) -> None:
    slug = start(store)

    with ThreadPoolExecutor(5) as pool:
        did = list(pool.map(lambda _: store.lifecycle.publish(slug, by="nia"), range(5)))

    assert did.count(True) == 1
    assert [entry.action for entry in store.audit.entries(subject=slug)] == ["project published"]


def test_deleted_project_is_hidden_until_it_is_brought_back(store: Store) -> None:
    slug = start(store)

    until = store.lifecycle.delete(slug, by="nia")

    assert dt.timedelta(days=29) < until - now() <= dt.timedelta(days=30)
    assert store.projects.search(ALL) == []
    assert store.bundles.get(slug) is None
    with pytest.raises(NotFound):
        store.projects.save_charter(slug, Project(title="x"), based_on=1, by="nia")
    store.lifecycle.restore(slug, by="nia")
    assert [one.slug for one in store.projects.search(ALL)] == [slug]


def test_purge_erases_what_was_deleted_thirty_days_ago_and_nothing_else(store: Store) -> None:
    kept, gone = start(store, "Kept"), start(store, "Gone")
    store.lifecycle.delete(gone, by="nia")

    assert store.lifecycle.purge(at=now() + dt.timedelta(days=29)) == []
    assert store.lifecycle.purge(at=now() + dt.timedelta(days=31)) == [gone]

    assert store.projects.find(gone) is None
    assert store.projects.find(kept) is not None


def test_erasure_leaves_a_line_and_its_slug_is_not_given_out_again(store: Store) -> None:
    slug = start(store)

    store.lifecycle.erase(slug, by="ada")

    assert store.projects.find(slug) is None
    assert [(e.who, e.action) for e in store.audit.entries()] == [("ada", "project erased")]
    assert start(store) == "fewer-falls-2"


def test_erased_text_is_not_in_the_sqlite_files_any_more(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'projects.sqlite'}")
    slug = start(store, "Fewer falls", problem="a-most-private-matter")
    start(store, "Another")

    store.lifecycle.erase(slug, by="ada")

    contents = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()
    assert b"a-most-private-matter" not in contents
