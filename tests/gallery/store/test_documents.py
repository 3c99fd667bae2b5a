"""Measures, cycles and tool documents in versions."""

import pytest

from gallery.errors import Conflict
from gallery.store import MEASURE, TOOL, Store
from tests.gallery.store.conftest import start

JSON = {"list": [1, 2.5, None, True], "text": "naïve 🎉", "inner": {"z": 1, "a": {}}}


def test_document_comes_back_as_it_was_given(store: Store) -> None:
    slug = start(store)

    store.documents.create(slug, TOOL, "fishbone", JSON, by="nia")

    saved = store.documents.get(slug, TOOL, "fishbone")
    assert saved is not None
    assert (saved.content, saved.version, saved.saved_by) == (JSON, 1, "nia")
    assert list((saved.content or {})["inner"]) == ["z", "a"]


def test_what_one_act_saved_is_not_saved_again(store: Store) -> None:
    slug = start(store)
    store.documents.save(slug, TOOL, "pareto", {"n": 1}, based_on=0, by="nia", act="a1")
    store.documents.save(slug, TOOL, "pareto", {"n": 2}, based_on=1, by="bob", act="b1")

    again = store.documents.save(slug, TOOL, "pareto", {"n": 3}, based_on=2, by="nia", act="a1")

    assert (again.content, again.version) == ({"n": 2}, 2)


def test_removed_document_is_gone_and_its_history_stays(store: Store) -> None:
    slug = start(store)
    store.documents.create(slug, MEASURE, "m", {"a": 1}, by="nia")

    assert store.documents.remove(slug, MEASURE, "m", by="bob")

    assert store.documents.get(slug, MEASURE, "m") is None
    assert store.documents.all(slug, MEASURE) == []
    history = store.documents.history(slug, MEASURE, "m")
    assert [one.content for one in history] == [None, {"a": 1}]
    assert not store.documents.remove(slug, MEASURE, "m", by="bob")


def test_removed_document_can_be_added_again(store: Store) -> None:
    slug = start(store)
    store.documents.create(slug, MEASURE, "m", {"a": 1}, by="nia")
    store.documents.remove(slug, MEASURE, "m", by="nia")

    again = store.documents.create(slug, MEASURE, "m", {"a": 1}, by="nia")

    assert again.version == 3


def test_second_document_of_the_same_name_conflicts(store: Store) -> None:
    slug = start(store)
    store.documents.create(slug, TOOL, "fishbone", {"a": 1}, by="nia")

    with pytest.raises(Conflict):
        store.documents.create(slug, TOOL, "fishbone", {"a": 2}, by="bob")


def test_documents_of_projects_do_not_mix(store: Store) -> None:
    one, other = start(store), start(store)

    store.documents.create(one, TOOL, "fishbone", {"a": 1}, by="nia")

    assert store.documents.get(other, TOOL, "fishbone") is None


def test_an_older_version_can_be_read(store: Store) -> None:
    slug = start(store)
    store.documents.create(slug, TOOL, "fishbone", {"a": 1}, by="nia")
    store.documents.save(slug, TOOL, "fishbone", {"a": 2}, based_on=1, by="nia")

    first = store.documents.get(slug, TOOL, "fishbone", version=1)

    assert first is not None
    assert first.content == {"a": 1}
