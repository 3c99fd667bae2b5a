"""Opening the store: tables, migrations, rights."""

import datetime as dt
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, make_url

from gallery.store import MEASURE, TOOL, Store, migrations, open_store
from gallery.store.tables import Base
from qi_lib.model import Measure, Observation, Stage
from tests.gallery.store.conftest import start


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    return create_engine(address)


def _go_back_to(revision: str, url: str) -> None:
    """Make the tables those of an earlier version."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    engine = _engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()


def test_migrations_make_the_tables_that_the_code_expects(store: Store, url: str) -> None:
    engine = _engine(url)

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


@pytest.mark.parametrize("earlier", ["0001", "0002", "0003"])
def test_database_of_an_earlier_version_keeps_everything(
    earlier: str, store: Store, url: str
) -> None:
    slug = start(store)
    measure = Measure(name="Falls")
    store.documents.create(slug, MEASURE, measure.id, measure.model_dump(mode="json"), by="nia")
    point = Observation(when=dt.date(2025, 1, 1), value=2, note="Snow")
    store.observations.add(slug, measure.id, [point], by="nia")
    store.documents.create(slug, TOOL, "fishbone", {"problem": "Dark"}, by="nia")
    store.documents.save(slug, TOOL, "fishbone", {"problem": "Wet"}, based_on=1, by="nia")
    before = store.bundles.get(slug), store.documents.history(slug, TOOL, "fishbone")
    _go_back_to(earlier, url)

    again = open_store(url)

    after = again.bundles.get(slug), again.documents.history(slug, TOOL, "fishbone")
    again.close()
    assert after == before


def test_stages_that_the_software_set_are_read_from_the_record_now(store: Store, url: str) -> None:
    ours, theirs = start(store), start(store)
    for slug, stage in ((ours, Stage.UNDERSTAND), (theirs, Stage.HOLD)):
        record = store.projects.find(slug)
        assert record is not None
        record.project.stage = stage
        store.projects.save_charter(slug, record.project, based_on=record.version, by="nia")
    _go_back_to("0005", url)

    again = open_store(url)

    stages = [again.bundles.get(slug).project.stage for slug in (ours, theirs)]
    again.close()
    assert stages == [None, Stage.HOLD]


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
