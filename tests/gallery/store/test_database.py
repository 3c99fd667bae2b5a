"""Opening the store: tables, migrations, rights."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, make_url

from gallery.store import Store, open_store
from gallery.store.tables import Base
from tests.gallery.store.conftest import start


def test_migrations_make_the_tables_that_the_code_expects(store: Store, url: str) -> None:
    address = make_url(url)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine = create_engine(address)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()

    assert differences == []


def test_opening_again_keeps_everything(store: Store, url: str) -> None:
    slug = start(store)

    again = open_store(url)

    found = again.projects.find(slug)
    again.close()
    assert found is not None
    assert found.project.title == "Fewer falls"


def test_several_processes_may_open_a_new_database_at_once(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(open_store, [url] * 4))

    for store in stores:
        store.check()
        store.close()


def test_sqlite_file_is_for_the_services_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "projects.sqlite"

    open_store(f"sqlite:///{file}").close()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
