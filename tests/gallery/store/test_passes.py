"""Passes of apps."""

import datetime as dt

from sqlalchemy import create_engine, text

from gallery.store import Store, open_store

NOON = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def test_pass_is_good_for_ten_minutes_and_after_each_renewal_for_ten_more(store: Store) -> None:
    key, expires_at = store.passes.issue("nia", at=NOON)

    assert expires_at == NOON + 10 * MINUTE
    assert store.passes.holder(key, at=NOON + 9 * MINUTE) == "nia"
    assert store.passes.holder(key, at=NOON + 10 * MINUTE) == ""
    assert store.passes.renew(key, "nia", at=NOON + 9 * MINUTE) == NOON + 19 * MINUTE
    assert store.passes.holder(key, at=NOON + 18 * MINUTE) == "nia"
    assert store.passes.holder(key, at=NOON + 19 * MINUTE) == ""


def test_pass_is_renewed_for_its_own_person_alone_and_not_once_it_has_ended(store: Store) -> None:
    key, _ = store.passes.issue("nia", at=NOON)

    assert store.passes.renew(key, "farid", at=NOON) is None
    assert store.passes.renew("pass-guess", "nia", at=NOON) is None
    store.passes.end(key)

    assert store.passes.renew(key, "nia", at=NOON) is None
    assert store.passes.holder(key, at=NOON) == ""


def test_each_pass_ends_by_itself_and_leaves_the_others(store: Store) -> None:
    one, another = (store.passes.issue("nia", at=NOON)[0] for _ in range(2))

    store.passes.end(one)
    store.passes.end("pass-guess")

    assert store.passes.holder(one, at=NOON) == ""
    assert store.passes.holder(another, at=NOON) == "nia"


def test_pass_survives_a_restart_of_the_service(store: Store, url: str) -> None:
    key, _ = store.passes.issue("nia", at=NOON)

    again = open_store(url)
    holder = again.passes.holder(key, at=NOON)
    again.close()

    assert holder == "nia"


def test_pass_itself_is_not_in_the_database_and_old_ones_are_swept_out(
    store: Store, url: str
) -> None:
    old, _ = store.passes.issue("nia", at=NOON)
    new, _ = store.passes.issue("nia", at=NOON + dt.timedelta(days=2))

    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM passes")).all()
    engine.dispose()

    assert len(rows) == 1
    assert new not in str(rows)
    assert new.removeprefix("pass-") not in str(rows)
    assert store.passes.renew(old, "nia", at=NOON) is None
