"""TV screens and their links."""

import pytest
from sqlalchemy import create_engine, text

from gallery.errors import NotFound
from gallery.store import Store


def test_screen_is_recognised_by_its_link_and_seen(store: Store) -> None:
    screen, token = store.screens.create("Main entrance", by="ada")

    found = store.screens.by_token(token)

    assert found is not None
    assert (found.id, found.name) == (screen.id, "Main entrance")
    assert found.last_seen is not None
    assert store.screens.all() == [found]


def test_revoked_link_and_guessed_link_are_not_recognised(store: Store) -> None:
    screen, token = store.screens.create("Main entrance", by="ada")

    store.screens.revoke(screen.id, by="ada")

    assert store.screens.by_token(token) is None
    assert store.screens.by_token("guess") is None
    actions = [entry.action for entry in store.audit.entries()]
    assert actions == ["screen revoked", "screen created"]


def test_token_itself_is_not_in_the_database(store: Store, url: str) -> None:
    _, token = store.screens.create("Main entrance", by="ada")

    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM screens")).all()
    engine.dispose()

    assert rows
    assert token not in str(rows)


def test_screen_that_is_not_there_cannot_be_revoked(store: Store) -> None:
    with pytest.raises(NotFound):
        store.screens.revoke(7, by="ada")
